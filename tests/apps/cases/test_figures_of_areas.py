"""The Land reads sums of its places: no row of an office, no small number, nothing that gives one away."""

import csv
import datetime
import io

import pytest
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for, add_account, add_office
from engagiert.apps.cases import selectors
from engagiert.apps.cases.jobs import tally
from engagiert.apps.cases.models import Case, Tally
from engagiert.apps.cases.public import services
from engagiert.apps.cases.selectors import AreaFigures
from engagiert.apps.places.public import Place
from engagiert.apps.places.services import load_register
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, IDA, JAN, MURAT, OPERATOR, PASSWORD, SELMA, Person, the_operator_at_work
from tests.factories import askings

pytestmark = pytest.mark.django_db
LAND, UNNA, HOEXTER, STEINFURT, MK = "05", "05978", "05762", "05566", "05962"


@pytest.fixture
def land() -> Office:
    load_register(actor=OPERATOR)
    with the_operator_at_work():
        return add_office(actor=OPERATOR, place=Place.objects.get(ags=LAND), name="Referat Ehrenamt")


@pytest.fixture
def analyst(land: Office) -> Account:
    with the_operator_at_work():
        return add_account(
            actor=OPERATOR, mail="auswertung@land.example", name="Ada Ersonnen", office=land, role="analyst",
            password=PASSWORD,
        )  # fmt: skip


def month_ago() -> int:
    """Days back to the middle of last month."""
    last = timezone.localdate().replace(day=1) - datetime.timedelta(days=15)
    return (timezone.localdate() - last).days


def some_cases(number: int, *, at: Person, open_: int = 0, kind: str = "cases.question") -> None:
    for one in range(number):
        case = askings.a_case(by=at, kind=kind, days_ago=month_ago(), subject=f"Kanari {at.name} {one}")
        if one >= open_:
            askings.answered(case, by=at)


def counted(*people: Person) -> None:
    for person in people:
        tally(office_id=person.office().pk)


def read(analyst: Account, land: Office, **more: str) -> AreaFigures:
    year = (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).year
    with enter(actor_for(analyst), action="tests.read"):
        return selectors.area_figures(actor_for(analyst), land, year=year, **more)


def signed_in(account: Account) -> Client:
    client = Client()
    with enter(actor_for(account), action="tests.sign_in"):
        client.force_login(account)
    return client


def test_small_places_are_put_together_and_large_ones_stand_by_themselves(land: Office, analyst: Account) -> None:
    some_cases(9, at=BERTA)
    some_cases(6, at=MURAT)
    some_cases(2, at=SELMA)
    counted(BERTA, MURAT, SELMA)
    found = read(analyst, land)
    assert dict(found.by_place.lines) == {HOEXTER: (9, 0)}
    assert set(found.by_place.hidden) == {UNNA, STEINFURT}
    assert found.by_place.together == (8, 0)
    assert found.offices == 3


def test_the_towns_of_a_kreis_that_was_put_together_stay_shut(land: Office, analyst: Account) -> None:
    some_cases(9, at=BERTA)
    some_cases(6, at=MURAT)
    some_cases(2, at=SELMA)
    counted(BERTA, MURAT, SELMA)
    assert read(analyst, land, inside=HOEXTER).by_place.whole == (9, 0)
    for shut in (UNNA, STEINFURT, MK, BERTA.town.ags, "0", "09"):
        with pytest.raises(NotAllowed):
            read(analyst, land, inside=shut)


def test_the_towns_of_a_kreis_say_nothing_by_kind(land: Office, analyst: Account) -> None:
    """The kinds of the Land less those of the Kreise that are shown would be those of the rest."""
    some_cases(9, at=BERTA)
    counted(BERTA)
    found = read(analyst, land, inside=HOEXTER)
    assert found.by_kind.lines == {}
    assert found.by_kind.together is None


def test_answers_in_time_are_told_by_kind_and_only_of_three_offices_together(land: Office, analyst: Account) -> None:
    some_cases(6, at=BERTA)
    some_cases(6, at=MURAT)
    counted(BERTA, MURAT)
    assert not read(analyst, land).with_time
    some_cases(8, at=SELMA, kind="cases.need_of_help")
    counted(SELMA)
    found = read(analyst, land)
    assert found.with_time
    [kept, late, waiting] = found.by_kind.lines["cases.need_of_help"]
    assert (kept + late, waiting) == (8, 0)


def test_cases_are_counted_once_a_month_and_none_of_this_month(land: Office) -> None:
    some_cases(5, at=BERTA)
    askings.a_case(by=BERTA)
    counted(BERTA)
    some_cases(1, at=BERTA)
    counted(BERTA)
    with BERTA.at_work():
        assert sum(row.in_time + row.late + row.open for row in Tally.objects.all()) == 5
    first = (timezone.localdate().replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    with BERTA.at_work("tests.tally") as actor:
        assert services.tally_cases(actor=actor, office=BERTA.office(), today=first)
        assert sum(row.in_time + row.late + row.open for row in Tally.objects.all()) == 7


def test_what_was_handed_over_or_merged_counts_where_it_went_on() -> None:
    some_cases(2, at=BERTA)
    with BERTA.at_work("tests.close"):
        Case.objects.update(outcome="handed_over")
    counted(BERTA)
    with BERTA.at_work():
        assert not Tally.objects.exclude(kind="").exists()


def test_the_analyst_reads_the_page_and_no_word_of_a_case(land: Office, analyst: Account) -> None:
    some_cases(9, at=BERTA)
    counted(BERTA)
    client = signed_in(analyst)
    assert client.get("/nach-der-anmeldung/", follow=True).redirect_chain[-1][0] == "/schreibtisch/auswertung/"
    year = read(analyst, land).year
    body = client.get("/schreibtisch/auswertung/", {"jahr": year}).text
    assert "Kreis Höxter" in body
    assert "Kanari" not in body
    assert "/schreibtisch/vorgaenge/" not in body
    rows = list(csv.reader(io.StringIO(client.get("/schreibtisch/auswertung.csv", {"jahr": year}).text), delimiter=";"))
    assert ["Ort", "Kreis Höxter", "", "9", "9", "", "0"] in rows


@pytest.mark.parametrize("address", ["", "vorgaenge/", "vorgaenge/zahlen/", "verzeichnis/", "nachrichten/", "team/"])
def test_the_rest_of_the_desk_is_shut_to_the_analyst(analyst: Account, address: str) -> None:
    assert signed_in(analyst).get(f"/schreibtisch/{address}").status_code == 403


def test_the_database_shows_the_analyst_no_case(land: Office, analyst: Account) -> None:
    some_cases(1, at=BERTA)
    with enter(actor_for(analyst), action="tests.look"):
        assert not Case.objects.exists()


def test_an_office_of_a_town_reads_no_figures_of_an_area(land: Office) -> None:
    for person in (BERTA, IDA, JAN):
        assert person.browser().get("/schreibtisch/auswertung/").status_code == 404
        with person.at_work() as actor, pytest.raises(NotAllowed):
            selectors.area_figures(actor, land, year=2026)


def test_nobody_writes_the_count_of_another_office() -> None:
    counted(BERTA)
    with SELMA.at_work("tests.write"):
        assert Tally.objects.filter(office=BERTA.office()).update(open=99) == 0
