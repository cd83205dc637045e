"""The rules of the card beside a second, plainer reading of them: days counted one by one, sums by hand.

``Plain`` knows nothing of the code it is compared with. It counts days on a calendar instead of subtracting dates and
adds cents as whole numbers. Where the two differ, one of them is wrong.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from engagiert.apps.recognition.eligibility import (
    CARD,
    EHRENAMT,
    JUBILEE,
    NOTHING,
    UEBUNGSLEITER,
    Applicant,
    Service,
    Town,
    decide,
    years_after,
)

ONE_DAY = datetime.timedelta(days=1)
SUNDAY, MONDAY = datetime.date(2026, 1, 25), datetime.date(2026, 1, 26)
LEAP_DAY = datetime.date(2028, 2, 29)


def same_day(day: datetime.date, years: int) -> datetime.date:
    """The day of the same name ``years`` earlier; the 28th of February where there is no 29th."""
    name = day.strftime("%m-%d")
    while True:
        try:
            return datetime.date.fromisoformat(f"{day.year - years:04}-{name}")
        except ValueError:
            name = "02-28"


def worked_on(day: datetime.date, services: list[Service]) -> bool:
    return any(one.since <= day and (one.until is None or day <= one.until) for one in services)


@dataclass(frozen=True)
class Plain:
    """The conditions as they would be explained on the telephone."""

    on: datetime.date
    services: list[Service]
    town: Town

    @property
    def today(self) -> list[Service]:
        return [one for one in self.services if worked_on(self.on, [one])]

    def old_rule(self) -> bool:
        return self.on.isoformat() < "2026-01-26"

    def enough_hours(self) -> bool:
        """In hundredths of an hour; whoever tells only weeks has fifty of them a year, and the other way round."""
        week, year = 0, 0
        for one in self.today:
            by_week, by_year = int(one.hours_a_week * 100), int(one.hours_a_year * 100)
            week += by_week * 50 or by_year
            year += by_year or by_week * 50
        return max(week, year) >= (25_000 if self.old_rule() else 20_000)

    def little_enough_money(self) -> bool:
        """In cents."""
        paid = {kind: sum(int(one.allowance * 100) for one in self.today if one.allowance_kind == kind)
                for kind in (EHRENAMT, UEBUNGSLEITER)}  # fmt: skip
        if self.old_rule():
            return not any(paid.values())
        return paid[EHRENAMT] <= 96_000 and paid[UEBUNGSLEITER] <= 330_000

    def days_of_service(self) -> int:
        """Counted one by one, from the first day anybody began until yesterday."""
        first = min((one.since for one in self.services), default=self.on)
        days = (first + ONE_DAY * number for number in range((self.on - first).days))
        return sum(worked_on(day, self.services) for day in days)

    def long_enough(self) -> bool:
        return self.days_of_service() >= (self.on - same_day(self.on, int(self.town.prior_years))).days

    def old_enough(self, born: datetime.date) -> bool:
        """Sixteen candles: one on each birthday; who was born on a leap day has it on the 1st of March elsewhere."""
        birthdays = 0
        for year in range(born.year + 1, self.on.year + 1):
            leaps = (born.month, born.day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400))
            birthday = datetime.date(year, 3, 1) if leaps else datetime.date(year, born.month, born.day)
            birthdays += birthday <= self.on
        return birthdays >= self.town.minimum_age


edges = st.sampled_from([SUNDAY, MONDAY, LEAP_DAY, LEAP_DAY - ONE_DAY, LEAP_DAY + ONE_DAY, datetime.date(2026, 2, 28)])
days = st.one_of(edges, st.dates(datetime.date(2024, 1, 1), datetime.date(2030, 12, 31)))
hours_of_a_week = st.sampled_from(["0", "1.99", "2", "2.01", "2.5", "3.99", "4", "4.99", "5"]).map(Decimal)
hours_of_a_year = st.sampled_from(["0", "99.99", "100", "125", "199.99", "200", "249.99", "250"]).map(Decimal)
money = st.sampled_from(["0", "0.01", "480", "479.99", "480.01", "960", "960.01", "1650", "3300", "3300.01"]).map(
    Decimal
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[datetime.date, list[Service], Town]:
    """Services that begin and end around the days on which it matters."""
    on, years = draw(days), draw(st.sampled_from([1, 2]))
    about = same_day(on, years)
    services = []
    for _ in range(draw(st.integers(0, 3))):
        since = about + ONE_DAY * draw(st.one_of(st.integers(-2, 2), st.integers(-500, 500)))
        ends = draw(st.sampled_from(["never", "about today", "some day"]))
        near, far = draw(st.integers(-2, 2)), draw(st.integers(0, 400))
        until = {"never": None, "about today": on + ONE_DAY * near, "some day": since + ONE_DAY * far}[ends]
        kind = draw(st.sampled_from([NOTHING, EHRENAMT, UEBUNGSLEITER]))
        until = max(since, until) if until else None
        services.append(Service(since, until, draw(hours_of_a_week), draw(hours_of_a_year), draw(money), kind))
    return on, services, Town(prior_years=Decimal(years))


@settings(max_examples=60, deadline=None)
@given(cases(), st.one_of(st.integers(-2, 2), st.integers(-4000, 4000)), st.booleans())
def test_both_readings_agree_on_every_condition(
    case: tuple[datetime.date, list[Service], Town], days_from_sixteen: int, belongs: bool
) -> None:
    on, services, town = case
    born = same_day(on, 16) + ONE_DAY * days_from_sixteen
    plain = Plain(on, services, town)
    found = decide(kind=CARD, applied_on=on, applicant=Applicant(born, belongs), services=services, town=town)
    missing = {check.key for check in found.missing}
    assert bool(missing & {"hours_a_week", "hours_a_year"}) is not plain.enough_hours()
    assert bool(missing & {EHRENAMT, UEBUNGSLEITER}) is not plain.little_enough_money()
    assert ("served" in missing) is not plain.long_enough()
    assert ("age" in missing) is not plain.old_enough(born)
    assert ("belongs" in missing) is not belongs
    assert found.version.key == ("nrw-2008" if plain.old_rule() else "nrw-2026")


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 800)), max_size=3), st.integers(-2, 2))
@example([], 0)
def test_a_jubilee_is_25_years_of_365_days_however_they_are_cut(cuts: list[tuple[int, int]], off: int) -> None:
    """In pieces with gaps between them (§ 191 BGB), backwards from yesterday; the last day of a piece counts."""
    on, left, services = datetime.date(2026, 6, 1), 25 * 365 + off, []
    end = on - ONE_DAY
    for days_long, gap in [*cuts, (left, 0)]:
        piece = min(days_long, left)
        services.append(Service(end - ONE_DAY * (piece - 1), end))
        left -= piece
        end -= ONE_DAY * (piece + gap)
    services.append(Service(end - ONE_DAY * (left - 1), end))
    found = decide(kind=JUBILEE, applied_on=on, applicant=Applicant(on, belongs=False), services=services, town=Town())
    assert found.met is (off >= 0)
    assert found.expires_on is None


@given(days, st.integers(-1, 1))
def test_a_juleica_eases_hours_and_years_until_its_last_day_and_nothing_else(on: datetime.date, more: int) -> None:
    paid = Service(on, allowance=Decimal("3300.01"), allowance_kind=UEBUNGSLEITER)
    leader = Applicant(same_day(on, 15), belongs=False, juleica_until=on + ONE_DAY * more)
    found = decide(kind=CARD, applied_on=on, applicant=leader, services=[paid], town=Town())
    hours = set() if more >= 0 else {"hours_a_week", "served"}
    assert {check.key for check in found.missing} == {"age", "belongs", UEBUNGSLEITER} | hours
    without = decide(kind=CARD, applied_on=on, applicant=leader, services=[paid], town=Town(juleica=False))
    assert {check.key for check in without.missing} >= {"hours_a_week", "served"}


@given(st.sampled_from([1, 2, 3]), days)
def test_a_card_ends_on_the_day_of_the_same_name(years: int, on: datetime.date) -> None:
    found = decide(kind=CARD, applied_on=on, applicant=Applicant(on, True), services=[], town=Town(valid_years=years))
    assert found.expires_on is not None
    assert same_day(found.expires_on, years) in {on, datetime.date(on.year, 2, 28)}
    assert found.expires_on == years_after(on, years)


def test_years_told_as_weeks_here_and_as_hours_there_add_up() -> None:
    choir, fire = Service(SUNDAY, hours_a_week=Decimal(2)), Service(SUNDAY, hours_a_year=Decimal(100))
    [hours] = [
        check
        for check in decide(
            kind=CARD, applied_on=MONDAY, applicant=Applicant(SUNDAY, True), services=[choir, fire], town=Town()
        ).checks
        if check.key.startswith("hours")
    ]
    assert (hours.met, hours.has) == (True, Decimal(4))


def test_half_a_year_is_six_months() -> None:
    town = Town(prior_years=Decimal("0.5"))
    for since, met in ((datetime.date(2026, 2, 28), True), (datetime.date(2026, 3, 1), False)):
        found = decide(
            kind=CARD, applied_on=datetime.date(2026, 8, 31), applicant=Applicant(SUNDAY, True),
            services=[Service(since)], town=town,
        )  # fmt: skip
        assert ("served" not in {check.key for check in found.missing}) is met
