"""What the public search finds, counts and keeps: checked against a count by hand over random registers."""

import threading
from collections import Counter
from typing import Any

import numpy as np
import pytest
from django.db import connection, connections, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagiert.apps.directory import register, search, vocabulary
from engagiert.apps.directory.public import Organisation, Question, services
from engagiert.apps.directory.search import FACETS, PAGE_SIZE, columns
from engagiert.apps.directory.search.postings import Postings, packed
from engagiert.apps.directory.services.records import Draft, create_many
from engagiert.apps.directory.services.records import by_hand as by_office
from tests.cast import BERTA, SELMA, anybody_at_work
from tests.factories.records import an_organisation

NOTHING = Postings()

pytestmark = pytest.mark.django_db

FIELDS = ("sports", "culture", "social")
LANGUAGES = ("de", "tr", "uk")
RECORDS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Schachclub Probe", "Chor Probe", "Grüner Winkel", "Überall", "Rüstige Räder"]),
        "type": st.sampled_from(["verein", "initiative", "buergertreff"]),
        "sector": st.sampled_from(["civil_society", "administration"]),
        "fields": st.lists(st.sampled_from(FIELDS), unique=True),
        "languages": st.lists(st.sampled_from(LANGUAGES), unique=True),
    }
)
CHOSEN = st.fixed_dictionaries(
    {},
    optional={"fields": st.sampled_from(FIELDS), "languages": st.sampled_from(LANGUAGES), "type": st.just("verein")},
)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    search.forget()


def entered(*records: dict[str, Any]) -> list[Organisation]:
    """Published records of Berta's office, in as many queries as one needs."""
    office = BERTA.office()
    with BERTA.at_work() as actor:
        return create_many(
            actor=actor,
            office=office,
            drafts=[Draft(place=office.place, values={"sector": "civil_society"} | record) for record in records],
            publish=True,
            sources=[by_office(actor)] * len(records),
        )


def found(**asked: Any) -> search.Answer:
    with anybody_at_work():
        return search.search(Question(**asked))


def names(**asked: Any) -> list[str]:
    return [listing.name for listing in found(**asked).listings]


def codes_of(record: dict[str, Any], facet: str) -> list[str]:
    value = record.get(facet, [])
    return [value] if isinstance(value, str) else list(value)


def by_hand(records: list[dict[str, Any]], chosen: dict[str, str]) -> tuple[int, dict[str, Counter[str]]]:
    kept = [r for r in records if all(code in codes_of(r, facet) for facet, code in chosen.items())]
    return len(kept), {facet: Counter(code for r in kept for code in codes_of(r, facet)) for facet in FACETS}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(RECORDS, max_size=12), chosen=CHOSEN)
def test_counts_of_facets_are_those_of_a_count_by_hand(records: list[dict[str, Any]], chosen: dict[str, str]) -> None:
    everything_archived()
    entered(*records)
    total, facets = by_hand(records, chosen)
    answer = found(chosen=chosen)
    assert answer.total == total
    assert {facet: dict(counts) for facet, counts in answer.facets.items()} == {
        facet: dict(counts) for facet, counts in facets.items()
    }
    assert len(answer.listings) == min(total, PAGE_SIZE)


def everything_archived() -> None:
    BERTA.office()
    with BERTA.at_work() as actor:
        for organisation in Organisation.objects.filter(state="published"):
            services.archive_organisation(actor=actor, organisation=organisation)


def test_no_code_stands_in_two_vocabularies() -> None:
    terms = (
        vocabulary.FIELDS,
        vocabulary.FACILITY_TYPES,
        vocabulary.TARGET_GROUPS,
        vocabulary.LANGUAGES,
        vocabulary.ACCESSIBILITY,
        vocabulary.SECTORS,
    )
    counted = Counter(code for codes in terms for code in codes)
    assert [code for code, number in counted.items() if number > 1] == []
    assert "*" not in counted


@pytest.mark.parametrize("query", ["Grüner", "gruener", "GRÜNER", "Gruener Winkel"])
def test_umlauts_are_found_in_either_spelling(query: str) -> None:
    an_organisation(by=BERTA, name="Grüner Winkel")
    an_organisation(by=BERTA, name="Schachclub Probe")
    assert names(text=query) == ["Grüner Winkel"]


def test_a_typing_error_finds_what_sounds_alike_and_says_so() -> None:
    an_organisation(by=BERTA, name="Schachclub Probe")
    answer = found(text="Schachklup")
    assert [listing.name for listing in answer.listings] == ["Schachclub Probe"]
    assert answer.read_as


HOSTILE = [
    "",
    " ",
    "x",
    "Ä" * 10_000,
    "wort " * 2_000,
    "a\x00b",
    "\x00",
    "& | ! <-> :* ()",
    "'verein' & !",
    'offen"',
    "-",
    "or or or",
    "%' or 1=1 --",
    "\\",
    "مرحبا بالعالم",
    "\u202eשלום\u202c",
    "👩‍👩‍👧 Chor",
    "\ud83d".encode("utf-8", "replace").decode(),
    "{codes}",
    "%(within)s",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_the_page_answers(text: str, client: Client) -> None:
    an_organisation(by=BERTA, name="Chor Probe")
    assert client.get("/nieheim/verzeichnis/", {"q": text}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_no_text_is_an_error(text: str) -> None:
    answer = found(text=text.encode("utf-8", "replace").decode())
    assert answer.total == 0


def test_pages_show_every_result_once_and_the_same_again() -> None:
    # All names alike: only the key of the row settles the order.
    entered(*[{"name": "Gleich Probe", "type": "verein"} for _each in range(3 * PAGE_SIZE - 5)])
    for sort in ("fit", "name", "new"):
        for text in ("", "gleich"):
            seen = [x.pk for page in (1, 2, 3) for x in found(text=text, sort=sort, page=page).listings]
            assert len(seen) == len(set(seen)) == 3 * PAGE_SIZE - 5
            assert seen == [x.pk for page in (1, 2, 3) for x in found(text=text, sort=sort, page=page).listings]
    assert found(page=4).listings == found(page=3).listings


def test_a_place_holds_what_lies_in_it_and_nothing_else() -> None:
    an_organisation(by=BERTA, name="Hier Probe")
    an_organisation(by=SELMA, name="Dort Probe")
    assert names(ags="05762028") == ["Hier Probe"]
    assert names(ags="05762") == ["Hier Probe"]
    assert names(ags="05") == ["Dort Probe", "Hier Probe"]


def test_an_alliance_of_towns_finds_what_lies_in_any_of_them() -> None:
    an_organisation(by=BERTA, name="Hier Probe")
    an_organisation(by=SELMA, name="Dort Probe")
    assert names(places=("05762028", "05566076")) == ["Dort Probe", "Hier Probe"]
    assert names(places=("05762028",)) == ["Hier Probe"]


def test_the_map_has_the_points_of_all_results_of_the_list() -> None:
    entered(*[{"name": "Gleich Probe", "type": "verein", "lat": 51.8, "lon": 9.1} for _each in range(PAGE_SIZE + 3)])
    an_organisation(by=BERTA, name="Anders Probe")
    with anybody_at_work():
        points = search.points(Question(text="gleich", page=2))
    assert len({point.id for point in points}) == found(text="gleich").total == PAGE_SIZE + 3
    assert {(point.lat, point.lon) for point in points} == {(51.8, 9.1)}


def test_a_name_beats_a_word_in_the_text() -> None:
    an_organisation(by=BERTA, name="Zirkel Probe", description="Wir spielen nicht nur Schach.")
    an_organisation(by=BERTA, name="Schach Probe")
    assert names(text="schach") == ["Schach Probe", "Zirkel Probe"]


@pytest.mark.django_db(transaction=True)
def test_what_a_process_keeps_follows_every_change_that_was_committed() -> None:
    an_organisation(by=BERTA, name="Erster Probe", fields=["sports"])
    assert (found().total, found(text="probe").total) == (1, 1)
    second = an_organisation(by=BERTA, name="Nullter Probe", fields=["culture"])
    assert [listing.name for listing in found().listings] == ["Erster Probe", "Nullter Probe"]
    assert found(text="probe").facets["fields"] == {"sports": 1, "culture": 1}
    with BERTA.at_work() as actor:
        services.update_organisation(actor=actor, organisation=second, values={"name": "Aller erste", "fields": []})
    assert [listing.name for listing in found().listings] == ["Aller erste", "Erster Probe"]
    assert found().facets["fields"] == {"sports": 1}
    with BERTA.at_work() as actor:
        services.archive_organisation(actor=actor, organisation=second)
    assert [listing.name for listing in found().listings] == ["Erster Probe"]
    assert found(text="probe").total == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_took_back_was_never_there() -> None:
    an_organisation(by=BERTA, name="Erster Probe")
    assert found().total == 1
    with transaction.atomic():
        an_organisation(by=BERTA, name="Zweiter Probe")
        assert (found().total, found(text="zweiter").total) == (2, 1)
        transaction.set_rollback(True)
    assert (found().total, found(text="zweiter").total) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_what_another_transaction_has_not_committed_is_seen_when_it_has() -> None:
    an_organisation(by=BERTA, name="Erster Probe")
    assert found().total == 1
    written, seen = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            an_organisation(by=BERTA, name="Zweiter Probe")
            written.set()
            seen.wait(20)
        connection.close()

    other = threading.Thread(target=slowly)
    other.start()
    assert written.wait(20)
    assert found().total == 1
    an_organisation(by=SELMA, name="Dritter Probe")
    assert found().total == 2
    seen.set()
    other.join(20)
    assert found().total == 3


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_register_that_was_emptied_at_once_is_empty() -> None:
    an_organisation(by=BERTA, name="Erster Probe")
    assert found().total == 1
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate directory_listing")
    assert found().total == 0


@given(
    before=st.dictionaries(st.integers(1, 30), st.sampled_from("abcdefgh"), max_size=12),
    after=st.dictionaries(st.integers(1, 30), st.sampled_from("abcdefgh"), max_size=12),
)
def test_columns_changed_step_by_step_are_those_read_at_once(before: dict[int, str], after: dict[int, str]) -> None:
    def read(rows: dict[int, str], ids: set[int], behind: Postings = NOTHING) -> Any:
        chosen = [
            (i, rows[i], ["*", rows[i]][: 1 + i % 2], i / 7, None, i % 3 == 0, None, packed({"*": 1, rows[i]: i}))
            for i in ids & rows.keys()
        ]
        return columns._columns(chosen, behind)

    moved = {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)}
    old = read(before, set(before))
    changed = columns._changed(old, moved, read(after, moved, old.postings))
    whole = read(after, set(after))
    assert changed.keys == whole.keys
    for name in ("ids", "lat", "approximate", "by_id"):
        assert (getattr(changed, name) == getattr(whole, name)).all(), name
    assert changed.counted(slice(None)) == whole.counted(slice(None))
    rows, known = changed.rows_of(np.array(sorted(set(before) | {99}), np.int64))
    assert changed.ids[rows].tolist() == [i for i in sorted(before) if i in after]
    assert known.sum() == len(rows)
    for term in ("*", *"abcdefgh"):
        assert held(changed, term) == held(whole, term), term


def held(of: Any, term: str) -> dict[int, int]:
    """Which records hold a term, and how much they are about it."""
    impacts = dict[int, int]()
    for slots, values in of.postings.of(term):
        impacts |= dict(zip(slots.tolist(), values.tolist(), strict=True))
    return {int(i): impacts[slot] for i, slot in zip(of.ids, of.slots.tolist(), strict=True) if slot in impacts}


def test_many_small_changes_are_made_one_and_lose_nothing() -> None:
    postings = Postings()
    for number in range(1, 40):
        postings = postings.extended([packed({"chor": number, f"wort{number}": 1})])
    assert len(postings.segments) < 20
    assert postings.documents("chor") == postings.slots == 39
    found = {
        int(slot): int(impact)
        for slots, impacts in postings.of("chor")
        for slot, impact in zip(slots, impacts, strict=True)
    }
    assert found == {slot: slot + 1 for slot in range(39)}
    assert [postings.documents(f"wort{number}") for number in (0, 1, 39)] == [0, 1, 1]


def test_kept_values_are_forgotten_when_too_many_or_of_another_state() -> None:
    kept = register.Kept[str](most=2)
    kept.put("a", 1, "A")
    kept.put("b", 1, "B")
    assert kept.get("a", 1) == "A"
    kept.put("c", 1, "C")
    assert (kept.get("a", 1), kept.get("b", 1), kept.get("c", 2)) == ("A", None, None)
