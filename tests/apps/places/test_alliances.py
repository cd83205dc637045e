"""Towns found an alliance: each says yes for itself, what is shared follows, and it has a worthy end."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from engagiert.apps.accounts.selectors import offices_to_share_with
from engagiert.apps.cases.jobs import ask_town as tell
from engagiert.apps.cases.models import Case
from engagiert.apps.places.alliances import alliances_around
from engagiert.apps.places.jobs import end_over
from engagiert.apps.places.models import Alliance
from engagiert.apps.places.public import alliances_of
from engagiert.apps.places.services import (
    ask_town,
    describe_alliance,
    end_alliance,
    end_alliances,
    found_alliance,
    join_alliance,
    leave_alliance,
)
from engagiert.kernel.authz import NotAllowed
from tests.cast import BERTA, MURAT, OLE, PAUL, SELMA, Person, the_operator_at_work

pytestmark = pytest.mark.django_db
DESK = "/schreibtisch/verbuende/"


def founded(by: Person = BERTA, **more: object) -> Alliance:
    with by.at_work() as actor:
        return found_alliance(
            actor=actor,
            place=by.office().place,
            name="Karte gemeinsam",
            purpose="Eine Karte für alle.",
            **more,  # type: ignore[arg-type]
        )


def asked(alliance: Alliance, person: Person = SELMA) -> None:
    place = person.office().place
    with BERTA.at_work() as actor:
        ask_town(actor=actor, alliance=alliance, town=place)


def joined(alliance: Alliance, person: Person = SELMA) -> None:
    place = person.office().place
    with person.at_work() as actor:
        join_alliance(actor=actor, alliance=alliance, place=place)


def shares_with(person: Person, other: Person) -> bool:
    return other.office().pk in offices_to_share_with(person.office(), "alliance")


def told(event: str = "cases.share_in_alliance") -> list[dict[str, object]]:
    return list(ProcrastinateJob.objects.filter(task_name=event).order_by("id").values_list("args", flat=True))


def test_a_town_that_is_asked_belongs_to_nothing_before_its_own_coordination_says_yes() -> None:
    alliance = founded()
    asked(alliance)
    assert not shares_with(BERTA, SELMA)
    assert alliances_of(SELMA.office().place) == []
    joined(alliance)
    assert shares_with(BERTA, SELMA)
    assert shares_with(SELMA, BERTA)
    assert told()[-1]["towns"] == sorted([BERTA.town.ags, SELMA.town.ags])


def test_nobody_joins_unasked_or_for_another_town() -> None:
    alliance = founded()
    with pytest.raises(ValidationError, match="gibt es nicht mehr"):
        joined(alliance, MURAT)
    asked(alliance)
    place = SELMA.office().place
    for person in (BERTA, OLE, MURAT):
        with person.at_work() as actor, pytest.raises(NotAllowed):
            join_alliance(actor=actor, alliance=alliance, place=place)


def test_only_the_founder_asks_describes_and_ends_and_only_as_long_as_it_belongs_to_it() -> None:
    alliance = founded()
    asked(alliance)
    joined(alliance)
    town = MURAT.office().place
    with SELMA.at_work() as actor:
        for deed in (
            lambda: ask_town(actor=actor, alliance=alliance, town=town),
            lambda: describe_alliance(actor=actor, alliance=alliance, purpose="Anders."),
            lambda: end_alliance(actor=actor, alliance=alliance),
        ):
            with pytest.raises(NotAllowed):
                deed()
    with BERTA.at_work() as actor:
        leave_alliance(actor=actor, alliance=alliance, place=BERTA.office().place)
        with pytest.raises(NotAllowed):
            end_alliance(actor=actor, alliance=alliance)


def test_the_town_that_is_asked_finds_it_on_its_list_once() -> None:
    alliance = founded()
    for _click in range(2):
        asked(alliance)
    [facts] = told("cases.ask_town")
    for _time in range(2):
        tell(**facts)
    with SELMA.at_work():
        case = Case.objects.get()
        assert case.subject == "Verbund „Karte gemeinsam“: Möchte Ihre Stadt dazugehören?"


def test_its_last_day_ends_it_at_night_and_not_before() -> None:
    last = timezone.localdate() + datetime.timedelta(days=30)
    alliance = founded(ends_on=last)
    asked(alliance)
    joined(alliance)
    with the_operator_at_work() as actor:
        assert end_alliances(actor=actor, today=last) == 0
        assert end_alliances(actor=actor, today=last + datetime.timedelta(days=1)) == 1
        assert end_alliances(actor=actor, today=last + datetime.timedelta(days=1)) == 0
    assert not shares_with(BERTA, SELMA)
    alliance.refresh_from_db()
    assert (alliance.ends_on, alliance.purpose) == (last, "Eine Karte für alle.")
    end_over()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "wie der Verbund heißt"),
        ({"purpose": ""}, "wie der Verbund heißt"),
        ({"ends_on": datetime.date(2020, 1, 1)}, "in der Zukunft"),
    ],
)
def test_what_cannot_be_founded_gets_a_sentence(wrong: dict[str, object], words: str) -> None:
    place = BERTA.office().place
    given: dict[str, object] = {"name": "Karte", "purpose": "Zusammen.", "ends_on": None} | wrong
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match=words):
        found_alliance(actor=actor, place=place, **given)  # type: ignore[arg-type]


def test_a_name_belongs_to_one_alliance_and_founded_twice_it_is_there_once() -> None:
    assert founded() == founded()
    with pytest.raises(ValidationError, match="gibt es schon"):
        founded(SELMA)


def test_two_towns_and_their_alliance_at_the_desk() -> None:
    SELMA.office()
    berta, selma = BERTA.browser(), SELMA.browser()
    purpose = {"name": "Karte gemeinsam", "purpose": "Eine Karte für alle.", "ends_on": "31.12.2030"}
    for _click in range(2):
        assert "ist gegründet" in berta.post(DESK, purpose, follow=True).text
    alliance = Alliance.objects.get()
    assert "Rheine ist gefragt" in act(berta, alliance, "fragen", town=SELMA.town.ags)
    assert "Ihre Stadt ist gefragt" in selma.get(DESK).text
    assert "Ihre Stadt gehört jetzt dazu" in act(selma, alliance, "beitreten")
    assert "31. Dezember 2030" in selma.get(DESK).text
    assert Client().get("/verbund/karte-gemeinsam/").status_code == 200
    assert selma.post(f"{DESK}{alliance.pk}/beenden/").status_code == 403
    for _click in range(2):
        act(berta, alliance, "beenden")
    assert alliances_around(SELMA.office().place) == []


def act(browser: Client, alliance: Alliance, deed: str, **given: str) -> str:
    return browser.post(f"{DESK}{alliance.pk}/{deed}/", given, follow=True).text


def test_who_does_not_speak_for_the_town_reads_and_changes_nothing() -> None:
    alliance = founded()
    for person in (OLE, PAUL):
        browser = person.browser()
        assert "Karte gemeinsam" in browser.get(DESK).text
        assert "gründen" not in browser.get(DESK).text
        assert browser.post(DESK, {"name": "X", "purpose": "Y"}).status_code == 403
        assert browser.post(f"{DESK}{alliance.pk}/beenden/").status_code == 403
