"""What one town publishes, another takes over: the same record, field by field, without anybody mapping columns."""

import datetime
from typing import Any

import pytest

from engagiert.apps.directory.public import Listing, Organisation, services
from engagiert.apps.directory.services import Draft
from tests.cast import BERTA, SELMA
from tests.factories import lists, records
from tests.factories.downloads import downloaded

pytestmark = pytest.mark.django_db

TIMES = "Mo 9–12 Uhr\nund nach Absprache; auch abends"
SERVICES = ["Kaffee, Kuchen und Musik", "Vorlesen | gern auf Türkisch", "Fahrdienst; nur Nieheim"]
# The page of the new record says itself who brought it and when; a name is published only with own consent.
OWN_TO_EACH = {"sources", "confirmed_by"}


def a_rich_record() -> Organisation:
    office = BERTA.office()
    values = {
        "name": "Begegnungshaus „Zur Linde“ e. V.",
        "type": "buergertreff",
        "sector": "civil_society",
        "fields": ["social", "culture"],
        "target_groups": ["everyone", "newcomers"],
        "languages": ["de", "tr", "gsg"],
        "accessibility": ["step_free", "hearing_loop"],
        "services": SERVICES,
        "description": "Ein Haus für alle.\n\nErster Absatz, zweiter <Absatz> & mehr: 1 < 2.",
        "opening_hours": TIMES,
        "street": "Marktstraße 3 a, Hinterhaus",
        "postcode": "33039",
        "town": "Nieheim",
        "district": "Sommersell",
        "lat": 51.805,
        "lon": 9.112,
        "phones": ["+495274123456", "+4917123456789"],
        "mails": ["haus@linde.example", "vorstand@linde.example"],
        "website": "https://linde.example/haus",
        "founded": 1987,
        "service_area": "Nieheim und alle Dörfer",
    }
    children: dict[str, list[dict[str, Any]]] = {
        "aliases": [
            {"name": "Haus Linde", "spelling_key": "haus linde", "name_key": "haus linde"},
            {"name": "Die Linde; Treff", "spelling_key": "die linde treff", "name_key": "die linde treff"},
        ],
        "contact_points": [
            {"role": "Vorstand", "phone": "+495274999999", "mail": "vorstand@linde.example"},
            {"role": "Sprecherin", "name": "Erna Erfunden", "name_consent_on": "2026-01-02", "phone": "+495274888888"},
        ],
        "funding": [{"funder": "Stiftung Probe", "starts_on": "2025-01-01", "ends_on": "2027-12-31"}],
    }
    with BERTA.at_work("tests.enter_record") as actor:
        record = services.create_organisation(
            actor=actor, office=office, draft=Draft(office.place, values, children), publish=True
        )
        services.confirm_organisation(actor=actor, organisation=record, on=datetime.date(2026, 3, 4))
    records.a_facility(
        by=BERTA,
        of=record,
        name="Scheune",
        street="Am Anger 7",
        postcode="33039",
        town="Nieheim",
        description="Für Feste.",
        services=["Saal, auch für Proben"],
        languages=["de"],
        accessibility=["parking"],
        target_groups=["youth"],
        phones=["+495274777777"],
        opening_hours="samstags",
        founded=2001,
    )
    return record


def public_facts(listing: Listing) -> dict[str, Any]:
    columns = ("name", "type", "sector", "fields", "target_groups", "languages", "accessibility", "summary", "slug")
    more = ("address_line", "lat", "lon", "approximate", "confirmed_on", "ags")
    document = {key: value for key, value in listing.document.items() if key not in OWN_TO_EACH}
    return {name: getattr(listing, name) for name in (*columns, *more)} | document


def taken_over_by_rheine(original: Organisation, content: bytes, filename: str) -> Listing:
    """Nieheim's record leaves the register first, as if the other town had an installation of its own."""
    with BERTA.at_work("tests.archive") as actor:
        services.archive_organisation(actor=actor, organisation=original)
    run = lists.an_imported_list(by=SELMA, content=content, filename=filename)
    assert run.counts["created"] == 1, run.counts
    return Listing.objects.get(office=SELMA.office())


def without_names(facts: dict[str, Any]) -> dict[str, Any]:
    points = [point | {"name": ""} for point in facts["contact_points"]]
    return facts | {"contact_points": points}


def test_a_record_in_hsds_comes_back_field_by_field() -> None:
    original = a_rich_record()
    before = public_facts(Listing.objects.get(pk=original.pk))
    content = downloaded("/nieheim/offene-daten/verzeichnis.hsds.json")
    after = public_facts(taken_over_by_rheine(original, content, "nieheim.json"))
    assert after == without_names(before)


def test_a_name_given_with_consent_to_one_office_is_kept_inside_by_another() -> None:
    original = a_rich_record()
    content = downloaded("/nieheim/offene-daten/verzeichnis.hsds.json")
    assert "Erna Erfunden" in content.decode()
    copy = taken_over_by_rheine(original, content, "nieheim.json")
    assert "Erna Erfunden" not in str(copy.document)
    with SELMA.at_work():
        inside = Organisation.objects.get(pk=copy.pk).contacts.get()
        assert (inside.name, inside.role, inside.phone) == ("Erna Erfunden", "Sprecherin", "+495274888888")


# What a table with one row a record has no place for.
NOT_IN_A_TABLE = {"facilities", "contact_points", "funding"}


@pytest.mark.parametrize("name", ["verzeichnis.csv", "verzeichnis.geojson"])
def test_a_table_and_a_map_come_back_without_mapping(name: str) -> None:
    original = a_rich_record()
    before = public_facts(Listing.objects.get(pk=original.pk))
    content = downloaded(f"/nieheim/offene-daten/{name}")
    after = public_facts(taken_over_by_rheine(original, content, name))
    differing = {key for key in before if before[key] != after[key]} - NOT_IN_A_TABLE
    # Lists in one cell: what stands between entries must not stand in one.
    assert differing <= {"services", "aliases", "street", "address_line", "description", "summary"}
    assert after["services"][0] == SERVICES[0]
    assert "Haus Linde" in after["aliases"]


def test_the_same_file_again_changes_nothing() -> None:
    original = a_rich_record()
    content = downloaded("/nieheim/offene-daten/verzeichnis.hsds.json")
    copy = taken_over_by_rheine(original, content, "nieheim.json")
    again = lists.an_imported_list(by=SELMA, content=content, filename="nieheim.json")
    assert (again.counts["unchanged"], again.counts["created"], again.counts["changed"]) == (1, 0, 0)
    assert Listing.objects.get(office=SELMA.office()).pk == copy.pk
