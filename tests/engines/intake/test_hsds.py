"""Lists in HSDS 3 by other hands than ours: organizations with services, or services with their organization."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engagiert.engines.intake import exact, hsds
from engagiert.engines.intake.mapping import guess_mapping
from engagiert.engines.intake.records import CleanRecord, CleanRow, clean_rows
from engagiert.engines.intake.tables import read_table

ADDRESS = {
    "id": "a1",
    "address_1": "Hafenstraße 7",
    "city": "Lünen",
    "state_province": "NW",
    "postal_code": "44532",
    "country": "DE",
    "address_type": "physical",
}
LOCATION: dict[str, Any] = {
    "id": "l1",
    "location_type": "physical",
    "name": "Haus am Hafen",
    "latitude": 51.61,
    "longitude": 7.52,
    "addresses": [ADDRESS],
    "languages": [{"id": "s1", "code": "de"}, {"id": "s2", "code": "tr"}],
    "schedules": [{"id": "z1", "byday": "MO,WE", "opens_at": "09:00", "closes_at": "12:00"}],
}
ORGANIZATION: dict[str, Any] = {
    "id": "o1",
    "name": "Nachbarschaftshilfe Hafen e. V.",
    "description": "<p>Wir helfen <b>nebenan</b>.</p><script>x()</script>",
    "alternate_name": "Hafenhilfe",
    "email": "info@hafen.example",
    "website": "hafen.example",
    "year_incorporated": 1999,
    "phones": [{"id": "p1", "number": "02306 123456"}],
    "locations": [LOCATION, {"id": "l2", "location_type": "physical", "name": "Lager"}],
    "services": [{"id": "d1", "name": "Fahrdienst", "status": "active", "assured_date": "2026-02-03"}],
}


def read(value: Any) -> list[CleanRow]:
    table = read_table(json.dumps(value).encode(), "liste.json")
    return list(clean_rows(table, guess_mapping(table), year=2026))


def one(value: Any) -> CleanRecord:
    [row] = read(value)
    assert not row.refused
    return row.record


def test_an_organization_is_read_with_all_that_nests_in_it() -> None:
    record = one([ORGANIZATION])
    assert (record.name, record.external_id) == ("Nachbarschaftshilfe Hafen e. V.", "o1")
    assert (record.street, record.postcode, record.town) == ("Hafenstraße 7", "44532", "Lünen")
    assert (record.latitude, record.longitude) == (51.61, 7.52)
    assert (record.phones, record.mails) == (("+492306123456",), ("info@hafen.example",))
    assert (record.website, record.founded) == ("https://hafen.example", 1999)
    assert (record.aliases, record.service_names) == (("Hafenhilfe",), ("Fahrdienst",))
    assert (record.languages, record.opening_hours) == (("de", "tr"), "Mo, Mi 09:00–12:00")
    assert record.confirmed is not None
    assert record.confirmed.isoformat() == "2026-02-03"
    assert [house["name"] for house in record.facilities] == ["Lager"]


def test_foreign_html_becomes_plain_text() -> None:
    assert one([ORGANIZATION]).description == "Wir helfen nebenan."


def test_what_others_do_not_state_is_guessed_from_words() -> None:
    record = one([ORGANIZATION])
    assert (record.type, record.sector) == ("verein", "civil_society")
    assert record.fields


def test_services_with_their_organization_become_one_organization() -> None:
    carrier = {key: ORGANIZATION[key] for key in ("id", "name", "description")}
    services = [
        {
            "id": f"d{number}",
            "name": name,
            "status": "active",
            "organization": carrier,
            "service_at_locations": [{"id": f"x{number}", "location": LOCATION}],
        }
        for number, name in enumerate(("Fahrdienst", "Besuchsdienst"))
    ]
    record = one({"contents": services, "total_items": 2})
    assert (record.name, record.service_names) == (ORGANIZATION["name"], ("Fahrdienst", "Besuchsdienst"))
    assert record.street == "Hafenstraße 7"


def test_the_way_it_is_paged_does_not_matter() -> None:
    for value in ([ORGANIZATION], {"contents": [ORGANIZATION]}, ORGANIZATION):
        assert one(value) == one([ORGANIZATION])
    lines = "\n".join(json.dumps(ORGANIZATION | {"id": f"o{n}", "name": f"Verein {n}"}) for n in range(3))
    table = read_table(lines.encode(), "liste.ndjson")
    assert [row.record.name for row in clean_rows(table, guess_mapping(table), year=2026)] == [
        "Verein 0",
        "Verein 1",
        "Verein 2",
    ]


def test_another_json_list_is_no_hsds() -> None:
    for value in (
        [{"name": "TV Probe", "ort": "Lünen"}],
        {"vereine": [{"name": "TV Probe", "services": "Turnen"}]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "x"}}]},
        [],
        [{"id": 1}],
    ):
        assert hsds.rows(value) is None


def test_no_value_is_believed_unseen() -> None:
    odd = {
        "phones": ["anrufen!", 7, None, "+492306123456"],
        "mails": ["kein at", "a@b.example"],
        "website": "javascript:x()",
        "founded": "3999",
        "postcode": "123",
        "fields": ["sports", "erfunden"],
        "languages": ["de", "xx"],
        "sector": "civil_society",
        "type": "palast",
        "funding": [{"funder": "Stiftung", "starts_on": "2027-01-01", "ends_on": "2026-01-01"}, "x"],
        "facilities": [None, {"name": "Haus", "slug": "../../etc"}],
        "latitude": "91",
        "longitude": "200",
    }
    found = exact.read_record(json.dumps(odd), 2026)
    assert found is not None
    assert (found["phones"], found["mails"]) == (("+492306123456",), ("a@b.example",))
    assert (found["fields"], found["languages"]) == (("sports",), ("de",))
    assert not {"website", "founded", "postcode", "type", "latitude"} & found.keys()
    assert found["funding_sources"] == ({"funder": "Stiftung", "starts_on": "2027-01-01", "ends_on": None},)
    assert [house["slug"] for house in found["facilities"]] == ["etc"]


def test_a_record_that_is_cut_off_costs_its_details_and_not_the_list() -> None:
    assert exact.read_record('{"phones": ["+49', 2026) is None
    assert exact.read_record("[]", 2026) is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*ORGANIZATION, *LOCATION]), inner),
    max_leaves=20,
)


@given(_JSON)
def test_whatever_stands_in_the_fields_nothing_breaks(value: Any) -> None:
    entry = value if isinstance(value, dict) else {"services": value}
    rows = hsds.rows([{"id": "o1", "description": "", "name": "Verein", "services": []} | entry])
    for row in rows or []:
        exact.read_record(row[hsds.RECORD], 2026)


@given(st.dictionaries(st.sampled_from(["phones", "mails", "facilities", "funding", "sector", "latitude"]), _JSON))
def test_whatever_a_record_says_it_is_checked(said: dict[str, Any]) -> None:
    assert exact.read_record(json.dumps(said), 2026) is not None
