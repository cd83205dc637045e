"""The lists of cards and applications at the desk: found by folded words, in few questions, cut where nobody turns."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.cases.public import From
from engagiert.apps.recognition import services
from engagiert.apps.recognition.models import Application
from engagiert.kernel.ui import paging
from tests.cast import BERTA, OPERATOR, the_operator_at_work
from tests.factories import outings

pytestmark = pytest.mark.django_db
CARDS, APPLICATIONS = "/schreibtisch/karten/", "/schreibtisch/karten/antraege/"
# Beside them: session, account, roles, two scopes with their beginning and end.
MOST_QUERIES, FRAME = 8, 11


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Path) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def listed(address: str) -> str:
    return BERTA.browser().get(address).content.decode()


def applied(office: Office, name: str) -> Application:
    did = {"organisation_name": "Chor Probe", "since": datetime.date(2023, 1, 1), "hours_a_week": Decimal(5)}
    facts = services.Facts(name, datetime.date(1980, 5, 1), timezone.localdate())
    with BERTA.at_work() as actor:
        services.apply_for_card(actor=actor, office=office, facts=facts, engagements=[did], asker=From(name=name))
        return Application.objects.get(name=name)


@pytest.mark.parametrize("typed", ["muller", "Müller", "josé muell", "MUELLER jos", "1"])
def test_a_card_is_found_however_its_name_is_spelled_and_by_its_number(typed: str) -> None:
    for name in ("Josefa Schmidtmüller", "José Müller-Probe"):
        outings.a_card(BERTA, name)
    found = listed(f"{CARDS}?q={typed}")
    assert ("José Müller-Probe" in found) is (typed != "muller")
    assert "Schmidtmüller" not in found


def test_an_application_is_found_by_name_and_by_what_is_missing(office: Office) -> None:
    ready, waits = applied(office, "Zoë Übermut"), applied(office, "Tom Vorlage")
    with BERTA.at_work() as actor:
        services.note_confirmation(actor=actor, engagement=ready.engagements.get(), by="Vorstand", yes=True)
    assert "Zoë" in listed(f"{APPLICATIONS}?q=ueber+zoe")
    assert "Tom" not in listed(f"{APPLICATIONS}?bestaetigt=vollstaendig")
    assert "Zoë" not in listed(f"{APPLICATIONS}?bestaetigt=fehlt")
    with BERTA.at_work() as actor:
        services.note_confirmation(actor=actor, engagement=waits.engagements.get(), by="Vorstand", yes=False)
        services.withdraw_application(actor=actor, application=ready)
    assert "1 sagt: stimmt nicht" in listed(APPLICATIONS)
    assert "Zoë" in listed(f"{APPLICATIONS}?zustand=zurueckgezogen")


def test_of_a_long_list_the_first_are_shown_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST", 2)
    for name in ("Erste Karte", "Zweite Karte", "Dritte Karte"):
        outings.a_card(BERTA, name)
    shown = listed(f"{CARDS}?seite=99")
    assert "Die neuesten 2 Karten" in shown
    assert "Dritte" in shown
    assert "Erste" not in shown
    assert "1 Karte<" in listed(f"{CARDS}?q=erste")


@pytest.mark.parametrize("address", [CARDS, f"{CARDS}?q=karte&zustand=gueltig", APPLICATIONS, f"{APPLICATIONS}?q=tom"])
def test_a_list_asks_at_most_eight_questions(
    address: str, office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        outings.a_card(BERTA, f"Karte Nummer{number}")
        applied(office, f"Tom Vorlage{number}")
    browser = BERTA.browser()
    with django_assert_max_num_queries(MOST_QUERIES + FRAME):
        assert browser.get(address).status_code == 200
