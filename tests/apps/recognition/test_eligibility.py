"""Who may have a card: the edges of dates, hours and sums."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.apps.recognition.eligibility import (
    CARD,
    EHRENAMT,
    JUBILEE,
    UEBUNGSLEITER,
    Applicant,
    Decision,
    Service,
    Town,
    age_on,
    decide,
    other_hours,
    version_on,
    years_after,
)

SUNDAY, MONDAY = datetime.date(2026, 1, 25), datetime.date(2026, 1, 26)
BORN = datetime.date(1980, 5, 1)
SOMEBODY = Applicant(BORN, belongs=True)
TOWN = Town()


def service(**more: object) -> Service:
    facts: dict[str, object] = {"hours_a_week": Decimal("4.5"), "hours_a_year": Decimal(234)}
    return Service(since=datetime.date(2023, 1, 1), **(facts | more))  # type: ignore[arg-type]


def decided(on: datetime.date, *services: Service, who: Applicant = SOMEBODY, town: Town = TOWN) -> Decision:
    return decide(kind=CARD, applied_on=on, applicant=who, services=services, town=town)


def missing(decision: Decision) -> list[str]:
    return [check.key for check in decision.missing]


def test_the_day_of_the_application_chooses_the_rule() -> None:
    halina = decided(SUNDAY, service())
    assert not halina.met
    [hours] = halina.missing
    assert (hours.key, hours.short) == ("hours_a_year", Decimal(16))
    assert other_hours(halina, [service()]).short == Decimal("0.5")
    assert halina.version.key == "nrw-2008"
    tom = decided(MONDAY, service(allowance=Decimal(900), allowance_kind=EHRENAMT))
    assert tom.met
    assert tom.version.key == "nrw-2026"
    assert tom.expires_on == datetime.date(2028, 1, 26)


@pytest.mark.parametrize(
    ("kind", "paid", "on", "met"),
    [
        (EHRENAMT, 960, MONDAY, True),
        (EHRENAMT, "960.01", MONDAY, False),
        (UEBUNGSLEITER, 3300, MONDAY, True),
        (UEBUNGSLEITER, "3300.01", MONDAY, False),
        (EHRENAMT, "0.01", SUNDAY, False),
    ],
)
def test_allowances_up_to_the_last_cent(kind: str, paid: str, on: datetime.date, met: bool) -> None:
    plenty = service(hours_a_week=Decimal(9), allowance=Decimal(paid), allowance_kind=kind)
    assert decided(on, plenty).met is met


def test_allowances_of_one_kind_add_up_over_organisations() -> None:
    halves = [service(allowance=Decimal(500), allowance_kind=EHRENAMT) for _ in range(2)]
    assert missing(decided(MONDAY, *halves)) == [EHRENAMT]


def test_hours_add_up_and_ended_services_do_not_count() -> None:
    two = [service(hours_a_week=Decimal(2), hours_a_year=Decimal(0)) for _ in range(2)]
    assert decided(MONDAY, *two).met
    ended = service(hours_a_week=Decimal(2), hours_a_year=Decimal(0), until=SUNDAY)
    assert missing(decided(MONDAY, two[0], ended)) == ["hours_a_week"]


@pytest.mark.parametrize(("since", "met"), [(datetime.date(2024, 1, 26), True), (datetime.date(2024, 1, 27), False)])
def test_two_years_before_to_the_day(since: datetime.date, met: bool) -> None:
    facts = Service(since=since, hours_a_week=Decimal(4))
    decision = decided(MONDAY, facts)
    assert decision.met is met
    assert missing(decision) == ([] if met else ["served"])


def test_a_leap_day_two_years_ago_counts_from_its_last_day_of_february() -> None:
    facts = Service(since=datetime.date(2024, 2, 29), hours_a_week=Decimal(4))
    assert not decided(datetime.date(2026, 2, 27), facts).met
    assert decided(datetime.date(2026, 3, 1), facts).met


def test_age_belonging_youth_and_juleica() -> None:
    young = Applicant(datetime.date(2010, 1, 27), belongs=False)
    assert missing(decided(MONDAY, service(), who=young)) == ["age", "belongs"]
    birthday = Applicant(datetime.date(2010, 1, 26), belongs=True)
    assert decided(MONDAY, service(), who=birthday).met
    lately = Service(since=datetime.date(2025, 1, 1), hours_a_week=Decimal(4))
    assert missing(decided(MONDAY, lately, who=birthday)) == ["served"]
    assert decided(MONDAY, lately, who=birthday, town=Town(youth_until=25)).met
    leader = Applicant(birthday.born_on, belongs=True, juleica_until=MONDAY)
    assert decided(MONDAY, who=leader).met
    assert not decided(MONDAY + datetime.timedelta(days=1), who=leader).met


def test_the_jubilee_card_counts_years_with_breaks_once_and_never_ends() -> None:
    first = Service(since=datetime.date(1990, 1, 1), until=datetime.date(2005, 1, 1))
    beside = Service(since=datetime.date(1995, 1, 1), until=datetime.date(2005, 1, 1))
    again = Service(since=datetime.date(2016, 1, 26), allowance=Decimal(9000), allowance_kind=UEBUNGSLEITER)
    given_ = {"kind": JUBILEE, "applied_on": MONDAY, "applicant": SOMEBODY}
    assert decide(services=[first, beside, again], town=TOWN, **given_).met  # type: ignore[arg-type]
    short = decide(services=[first, beside], town=TOWN, **given_)  # type: ignore[arg-type]
    assert missing(short) == ["served"]
    assert short.expires_on is None
    strict = decide(services=[first, again], town=Town(jubilee_allowance=True), **given_)  # type: ignore[arg-type]
    assert missing(strict) == [UEBUNGSLEITER]


days = st.dates(datetime.date(2008, 1, 2), datetime.date(2040, 12, 31))
amounts = st.decimals(0, 5000, places=2)
services = st.builds(
    Service,
    since=st.dates(datetime.date(1980, 1, 1), datetime.date(2040, 1, 1)),
    hours_a_week=st.decimals(0, 60, places=2),
    hours_a_year=st.decimals(0, 3000, places=2),
    allowance=amounts,
    allowance_kind=st.sampled_from(["", EHRENAMT, UEBUNGSLEITER]),
)


@given(days, st.lists(services, max_size=5))
def test_a_decision_and_what_is_missing_never_contradict_each_other(day: datetime.date, all_: list[Service]) -> None:
    decision = decided(day, *all_)
    assert decision.met == (not decision.missing)
    for check in decision.missing:
        assert check.short > 0
    for check in decision.checks:
        ceiling = check.key in (EHRENAMT, UEBUNGSLEITER)
        assert check.met == (check.has <= check.need if ceiling else check.has >= check.need)


@given(days, st.lists(services, min_size=1, max_size=4), st.randoms())
def test_the_order_of_services_changes_nothing(day: datetime.date, all_: list[Service], chance: object) -> None:
    turned = list(all_)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert decided(day, *all_) == decided(day, *turned)


@given(days, st.lists(services, max_size=3), st.decimals(0, 10, places=2))
def test_an_hour_more_never_takes_a_card_away(day: datetime.date, all_: list[Service], more: Decimal) -> None:
    unpaid = Service(since=datetime.date(1980, 1, 1), hours_a_week=more)
    if decided(day, *all_).met:
        assert decided(day, *all_, unpaid).met


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 1, 1)), st.integers(0, 90))
def test_years_and_ages_agree(born: datetime.date, years: int) -> None:
    day = years_after(born, years)
    assert age_on(born, day) == years - ((born.month, born.day) == (2, 29) and day.day == 28)


def test_before_the_first_rule_there_is_none() -> None:
    with pytest.raises(ValueError, match="no rule"):
        version_on(datetime.date(2007, 12, 31))
