"""Two coordinators on one record: neither loses a word."""

from typing import Any

import pytest
from django.test import Client

from engagiert.apps.directory.models import Organisation
from engagiert.apps.directory.public import services
from tests.cast import BERTA, OLE
from tests.factories import records

pytestmark = pytest.mark.django_db


def form_of(browser: Client, organisation: Organisation) -> dict[str, Any]:
    """What a browser would send back untouched."""
    context = browser.get(f"/schreibtisch/verzeichnis/{organisation.pk}/bearbeiten/").context
    sent = {"seen": context["opened"].revision}
    for form in (context["form"], *context["points"], *context["funding"]):
        for field in form:
            value = field.value()
            sent[field.html_name] = "" if value is None else value
    for formset in (context["points"], context["funding"]):
        sent |= {field.html_name: field.value() for field in formset.management_form}
    return sent


def save(browser: Client, organisation: Organisation, sent: dict[str, Any]) -> Any:
    return browser.post(f"/schreibtisch/verzeichnis/{organisation.pk}/bearbeiten/", sent)


@pytest.fixture
def club() -> Organisation:
    return records.an_organisation(by=BERTA, opening_hours="montags", description="Wir spielen Schach.")


def test_what_the_other_changed_and_this_form_left_alone_stays(club: Organisation) -> None:
    berta, ole = BERTA.browser(), OLE.browser()
    opened = form_of(berta, club)
    save(ole, club, form_of(ole, club) | {"opening_hours": "dienstags"})
    assert save(berta, club, opened | {"description": "Wir spielen Schach und Mühle."}).status_code == 302
    with BERTA.at_work():
        club.refresh_from_db()
    assert (club.opening_hours, club.description) == ("dienstags", "Wir spielen Schach und Mühle.")


def test_the_same_field_changed_twice_is_shown_and_nothing_is_lost(club: Organisation) -> None:
    berta, ole = BERTA.browser(), OLE.browser()
    opened = form_of(berta, club)
    save(ole, club, form_of(ole, club) | {"opening_hours": "dienstags"})
    response = save(berta, club, opened | {"opening_hours": "mittwochs"})
    page = response.content.decode()
    assert "dienstags" in page
    assert "mittwochs" in page
    with BERTA.at_work():
        club.refresh_from_db()
    assert club.opening_hours == "dienstags"
    shown = response.context["opened"]
    settled = {"settled": list(shown.settled), "settled_at": shown.settled_at, "seen": shown.revision}
    again = opened | {"opening_hours": "mittwochs"} | settled
    assert save(berta, club, again).status_code == 302
    with BERTA.at_work():
        club.refresh_from_db()
    assert club.opening_hours == "mittwochs"


def test_an_untouched_form_changes_nothing(club: Organisation) -> None:
    browser = BERTA.browser()
    with BERTA.at_work():
        before = services.last_revision(club)
    save(browser, club, form_of(browser, club))
    with BERTA.at_work():
        assert services.last_revision(club) == before


def test_a_mistyped_postcode_on_the_way_does_not_forget_what_the_form_showed(club: Organisation) -> None:
    berta, ole = BERTA.browser(), OLE.browser()
    opened = form_of(berta, club)
    save(ole, club, form_of(ole, club) | {"opening_hours": "dienstags"})
    response = save(berta, club, opened | {"postcode": "123", "website": "https://schach.example"})
    corrected = opened | {"website": "https://schach.example", "seen": response.context["opened"].revision}
    assert save(berta, club, corrected).status_code == 302
    with BERTA.at_work():
        club.refresh_from_db()
    assert (club.opening_hours, club.website) == ("dienstags", "https://schach.example")


def test_funding_and_a_foreign_number_survive_an_untouched_form(club: Organisation) -> None:
    with BERTA.at_work() as actor:
        rows = [{"funder": "Stadt", "share_percent": 20, "starts_on": "2026-01-01", "ends_on": None}]
        values = {"phones": ["+31201234567"], "funding": rows, "staff_fte": "10", "fields": ["sports", "social"]}
        services.update_organisation(actor=actor, organisation=club, values=values)
        before = services.last_revision(club)
    browser = BERTA.browser()
    save(browser, club, form_of(browser, club))
    with BERTA.at_work():
        assert services.last_revision(club) == before
