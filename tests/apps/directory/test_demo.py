"""The demo data: complete, recognisable as invented, and loaded once."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from django.utils import timezone

from engagiert.apps.accounts.models import Account, Office
from engagiert.apps.directory import demo
from engagiert.apps.directory.demo import reading
from engagiert.apps.directory.models import Listing, Organisation, Pair, Suggestion
from engagiert.apps.directory.vocabulary import (
    ACCESSIBILITY,
    BUDGET_BANDS,
    FACILITY_TYPES,
    FIELDS,
    LANGUAGES,
    SECTORS,
    TARGET_GROUPS,
)
from engagiert.apps.places import services as place_services
from engagiert.apps.places.models import Alliance, Town
from engagiert.apps.places.register import shipped_register
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter
from engagiert.kernel.ui.colour import MINIMUM_ON_WHITE, WHITE, contrast

KNOWN_KEYS = {
    *("name", "type", "fields", "text", "services", "groups", "languages", "access", "hours", "street"),
    *("district", "founded", "budget", "fte", "sector", "contact", "service_area", "confirmed", "draft"),
    *("funding", "facilities"),
}
# The atlas's eight, and what towns need beside.
EXPECTED_TYPES = {code for code, term in FACILITY_TYPES.items() if term.in_atlas} | {
    *("verein", "initiative", "wohlfahrtsverband", "migrantenorganisation", "familienzentrum", "schule"),
    *("kirchengemeinde", "unternehmen", "buergertreff", "feuerwehr_rettung", "bibliothek", "museum"),
}


def _entries() -> list[Mapping[str, Any]]:
    return [entry for town in reading.towns() for entry in town.organisations]


def test_thirteen_towns_of_the_register_take_part() -> None:
    register = {place.ags: place.name for place in shipped_register()}
    names = {register[town.ags] for town in reading.towns()}
    assert names == {
        *("Bonn", "Essen", "Hagen", "Hemer", "Kamp-Lintfort", "Lünen", "Rheine", "Velbert", "Witten"),
        *("Bergkamen", "Selm", "Werne", "Nieheim"),
    }


def test_every_accent_is_dark_enough_for_white_text() -> None:
    assert not [t.ags for t in reading.towns() if contrast(t.face["accent"], WHITE) < MINIMUM_ON_WHITE]


def test_there_are_enough_records_of_every_type() -> None:
    assert len(_entries()) >= 200
    assert {entry["type"] for entry in _entries()} >= EXPECTED_TYPES
    assert all(len(town.organisations) >= 10 for town in reading.towns())


def test_every_entry_speaks_the_vocabulary() -> None:
    vocabularies = {
        "fields": FIELDS,
        "groups": TARGET_GROUPS,
        "languages": LANGUAGES,
        "access": ACCESSIBILITY,
    }
    for entry in _entries():
        assert set(entry) <= KNOWN_KEYS, entry["name"]
        assert entry["type"] in FACILITY_TYPES, entry["name"]
        assert entry.get("budget", "none") in BUDGET_BANDS, entry["name"]
        assert entry.get("sector", "business") in SECTORS, entry["name"]
        for key, vocabulary in vocabularies.items():
            assert set(entry.get(key, [])) <= vocabulary.keys(), (entry["name"], key)


def test_no_text_and_no_name_comes_twice() -> None:
    for key in ("name", "text"):
        twice = [value for value, count in Counter(entry[key] for entry in _entries()).items() if count > 1]
        assert not twice
    assert all(60 <= len(entry["text"]) <= 400 for entry in _entries())


def test_phones_and_mails_reach_nobody() -> None:
    for town in reading.towns():
        assert re.fullmatch(rf"{town.area_code} 0000-\d\d", town.office["phone"])
        assert town.office["mail"].endswith(".example")


def test_funding_ends_after_it_begins_and_some_ends_this_winter() -> None:
    sources = [source for entry in _entries() for source in entry.get("funding", [])]
    for source in sources:
        assert "from" not in source or source["from"] < source["to"]
    assert sum(source.get("to") == "2026-12-31" for source in sources) >= 20
    for entry in _entries():
        assert sum(source.get("share", 0) for source in entry.get("funding", [])) <= 100, entry["name"]


@pytest.fixture
def _demo() -> list[str]:
    place_services.load_register(actor=Actor.operator())
    said: list[str] = []
    demo.load(say=said.append)
    return said


@pytest.mark.django_db
def test_the_demo_loads_once(_demo: list[str]) -> None:  # noqa: PT019  its sentences are looked at
    records, accounts, published = _counted()
    demo.load(say=_demo.append)
    assert _counted() == (records, accounts, published)
    assert records == len(_entries())
    assert published == sum(not reading.is_draft(entry) for entry in _entries())
    assert _demo[0].startswith("Demo geladen: 13 Städte")
    assert _demo[1] == "Die Demo ist schon da."


def _counted() -> tuple[int, int, int]:
    with enter(_everywhere(), action="test.count"):
        return Organisation.objects.count(), Account.objects.count(), Listing.objects.count()


def _everywhere() -> Actor:
    return Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_everything_loaded_is_marked_as_demo() -> None:
    with enter(_everywhere(), action="test.read"):
        assert not Organisation.objects.filter(is_demo=False).exists()
        assert not Listing.objects.filter(is_demo=False).exists()
    assert not Town.objects.filter(is_demo=False).exists()
    assert not Office.objects.filter(is_demo=False).exists()
    assert not Account.objects.filter(is_demo=False).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_the_desk_in_luenen_has_something_to_do() -> None:
    today = timezone.localdate()
    with enter(_everywhere(), action="test.read"):
        due = [o for o in Organisation.objects.all() if o.is_due(today)]
        assert Pair.objects.filter(state="open").count() == 3
        assert Suggestion.objects.filter(state="open", office__place__ags="05978024").count() == 5
    assert 5 <= len(due) <= 40


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_four_towns_share_a_card() -> None:
    alliance = Alliance.objects.get()
    assert {place.name for place in alliance.members.all()} == {"Lünen", "Bergkamen", "Selm", "Werne"}
