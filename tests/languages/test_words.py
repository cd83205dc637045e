"""Dates, numbers, telephone numbers and stored words in the language of the page."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from engagiert.apps.directory.public import Listing, Suggestion, wording
from engagiert.kernel.ui.templatetags import ui
from tests.cast import BERTA
from tests.factories import records

MOMENT = datetime.datetime(2026, 11, 3, 23, 30, tzinfo=datetime.UTC)


def test_dates_and_numbers_follow_the_language() -> None:
    with override("en"):
        assert ui.german_date(MOMENT) == "4 November 2026"
        assert ui.german_date(MOMENT, "short") == "04/11/2026"
        assert ui.german_date(MOMENT, "time") == "4 November 2026, 00:30"
        assert ui.weekday_date(MOMENT.date()) == "Tuesday, 3 November 2026"
        assert ui.german_number(18_000_000) == "18,000,000"
        assert ui.german_number(1.44, 1) == "1.4"
        assert wording.day("2026-11-23") == "23 November 2026"
    assert ui.weekday_date(MOMENT.date()) == "Dienstag, 3. November 2026"


def test_a_phone_number_can_be_dialled_from_a_foreign_telephone_on_english_pages() -> None:
    assert wording.phone_in_words("+492306123") == "02306 123"
    with override("en"):
        assert wording.phone_in_words("+492306123") == "+49 2306 123"
        assert wording.phone_in_words("+31201234567") == "+31 20 123 4567"


def test_quotation_marks_follow_the_language() -> None:
    assert wording.as_typed(["chor", "ruhe"], "Chor mit Ruhe") == "„Chor“, „Ruhe“"
    with override("en"):
        assert wording.as_typed(["chor", "ruhe"], "Chor mit Ruhe") == "“Chor”, “Ruhe”"


def test_what_people_wrote_is_marked_as_german_only_elsewhere() -> None:
    assert ui.in_german() == ""
    with override("en"):
        assert ui.in_german() == ' lang="de"'


@pytest.mark.django_db
def test_programs_know_a_record_by_one_address_in_every_language() -> None:
    record = records.an_organisation(by=BERTA)
    page = reverse("directory:organisation", args=["nieheim", Listing.objects.get(pk=record.pk).slug])
    told = [Client().get(f"{prefix}{page}daten.jsonld").json()["@id"] for prefix in ("", "/en")]
    assert told == [f"http://testserver{page}"] * 2


@pytest.mark.django_db
def test_what_is_stored_stays_german_whoever_stores_it_and_is_translated_when_shown() -> None:
    record = records.an_organisation(by=BERTA)
    with override("en"):
        suggestion = records.a_suggestion(on=record)
        label = Listing.objects.get(pk=record.pk).document["sources"]["name"]["label"]
    assert label == "Büro für Engagement"
    with BERTA.at_work():
        kept = Suggestion.objects.get(pk=suggestion.pk)
    assert kept.origin == "Hinweis ohne Konto"
    with override("en"):
        assert wording.stored_in_words(kept.origin) == "Suggestion without an account"
        assert wording.stored_in_words("Liste „Sportamt“") == "List “Sportamt”"
        assert wording.stored_in_words("Turnverein Probe") == "Turnverein Probe"
        assert wording.stored_in_words("") == ""
