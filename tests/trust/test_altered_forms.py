"""Hidden fields and addresses are not believed: whoever alters them gets nothing of another record."""

from typing import Any

import pytest
from django.urls import reverse

from engagiert.apps.directory.models import ContactPoint, FundingSource, Organisation
from tests.cast import BERTA, SELMA
from tests.factories import records
from tests.factories.worlds import World, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


def edit_form(record: Organisation, **rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What a browser hands in on the edit page, with these rows in its tables."""
    body: dict[str, Any] = {"name": record.name, "type": record.type, "sector": record.sector}
    for prefix in ("contact_points", "funding"):
        given = rows.get(prefix, [])
        body |= {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": len(given)}
        for number, row in enumerate(given):
            body |= {f"{prefix}-{number}-{key}": value for key, value in row.items()}
    return body


def hand_in(record: Organisation, **rows: list[dict[str, Any]]) -> int:
    client = BERTA.browser(raise_request_exception=False)
    address = reverse("desk:edit", args=[record.pk])
    return client.post(address, edit_form(record, **rows)).status_code


@pytest.mark.parametrize("foreign", ["of another record", "of another office", "of nobody"])
def test_the_id_of_a_row_that_is_not_the_records_becomes_a_new_row(nieheim: World, foreign: str) -> None:
    mine = records.an_organisation(by=BERTA, name="Kegelclub Probe")
    ids = {"of nobody": 4_000_000_000}
    with BERTA.at_work():
        ids["of another record"] = ContactPoint.objects.get(organisation=nieheim.public).pk
    rheine = a_world(SELMA)
    with SELMA.at_work():
        ids["of another office"] = ContactPoint.objects.get(organisation=rheine.public).pk
    assert hand_in(mine, contact_points=[{"id": ids[foreign], "role": "Kasse"}]) == 302
    with BERTA.at_work():
        row = ContactPoint.objects.get(organisation=mine)
        assert (row.role, row.pk in ids.values()) == ("Kasse", False)
        assert ContactPoint.objects.get(organisation=nieheim.public).role == "Vorstand"


@pytest.mark.parametrize("facility_id", ["theirs", 4_000_000_000])
def test_money_is_not_noted_for_a_house_of_another_office(nieheim: World, facility_id: Any) -> None:
    theirs = a_world(SELMA).facility.pk
    row = {"facility_id": theirs if facility_id == "theirs" else facility_id, "funder": "Stiftung Probe"}
    assert hand_in(nieheim.public, funding=[row]) == 302
    with BERTA.at_work():
        assert FundingSource.objects.get(organisation=nieheim.public).facility_id is None


def test_an_editor_of_one_town_enters_no_record_for_another_office(nieheim: World) -> None:
    office = SELMA.office()
    body = edit_form(nieheim.public) | {"name": "Fremder Eintrag", "office": office.pk, "place": office.place_id}
    BERTA.browser(raise_request_exception=False).post(reverse("desk:create"), body)
    with SELMA.at_work():
        assert not Organisation.objects.filter(name="Fremder Eintrag").exists()


@pytest.mark.parametrize("number", ["99999999999999999999", "0", "-1", "x", "%00"])
def test_a_senseless_number_in_an_address_is_not_found(nieheim: World, number: str) -> None:
    client = BERTA.browser(raise_request_exception=False)
    for start in ("verzeichnis", "import", "pruefen/paar", "pruefen/hinweis"):
        assert client.get(f"/schreibtisch/{start}/{number}/").status_code == 404


@pytest.mark.parametrize("value", ["\x00", "99999999999999999999", "-1", "²", "a" * 10_000, "';--", "%", "\ud800"])
def test_a_senseless_value_in_a_question_is_answered(nieheim: World, value: str) -> None:
    client = BERTA.browser(raise_request_exception=False)
    names = ("q", "seite", "zustand", "ergebnis", "sortierung", "art", "feld", "next")
    asked = dict.fromkeys(names, value.encode("utf-8", "surrogatepass"))
    for address in ("/nieheim/verzeichnis/", "/", "/schreibtisch/verzeichnis/", "/schreibtisch/import/", "/anmelden/"):
        assert client.get(address, asked).status_code < 500, address
    assert client.get(reverse("desk:import", args=[nieheim.done.pk]), asked).status_code < 500
    body = {"act": "confirm", "ids": [value.encode("utf-8", "surrogatepass")]}
    assert client.post("/schreibtisch/verzeichnis/auswahl/", body).status_code < 500
