"""The knitting round: a group without legal form, mail or register number, and what passers-by say (scenario 2)."""

import pytest
from django.test import Client
from django.utils import timezone

from engagiert.apps.directory import selectors, wording
from engagiert.apps.directory.models import Listing, Organisation, Suggestion
from engagiert.apps.directory.services import accept_suggestion, decline_suggestion, undo_revision, update_organisation
from tests.cast import JAN, anybody_at_work
from tests.factories import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_at_the_corner() -> Organisation:
    organisation = records.an_organisation(
        by=JAN,
        name="Maschenrunde am Eck",
        type="initiative",
        opening_hours="Mittwoch 14.30 Uhr",
        description="Acht Frauen stricken zusammen.",
    )
    records.a_private_contact(by=JAN, on=organisation, name="Hatice Örnek", phone="0171 3920011")
    return organisation


def page_of(organisation: Organisation) -> str:
    return Client().get(f"/hemer/verzeichnis/{organisation.slug}/").content.decode()


def test_saving_needs_only_a_name_and_what_it_is() -> None:
    browser = JAN.browser()
    office = JAN.office()
    form = {"name": "Maschenrunde am Eck", "type": "initiative", "sector": "civil_society", "publish": "1"}
    form |= {"office": str(office.pk), "place": str(office.place_id)}
    form |= {f"contact_points-{key}": "0" for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    response = browser.post("/schreibtisch/verzeichnis/neu/", form)
    assert response.status_code == 302
    assert Listing.objects.get().name == "Maschenrunde am Eck"


def test_the_public_page_holds_neither_name_nor_number(round_at_the_corner: Organisation) -> None:
    page = page_of(round_at_the_corner)
    data = Client().get(f"/hemer/verzeichnis/{round_at_the_corner.slug}/daten.jsonld").content.decode()
    for text in (page, data, str(Listing.objects.get().document)):
        assert "Hatice" not in text
        assert "3920011" not in text.replace(" ", "")
    assert "Maschenrunde am Eck" in page


def test_suggestions_wait_and_the_page_says_wednesday_until_one_is_accepted(round_at_the_corner: Organisation) -> None:
    path = f"/hemer/verzeichnis/{round_at_the_corner.slug}/verbessern/"
    before = {"name": "Maschenrunde am Eck", "description": "Acht Frauen stricken zusammen.", "town": "", "website": ""}
    Client().post(path, before | {"opening_hours": "Donnerstag 14.30 Uhr"})
    Client().post(path, before | {"opening_hours": "Mittwoch 14.30 Uhr", "gone": "on"})
    assert "Mittwoch" in page_of(round_at_the_corner)
    with JAN.at_work() as actor:
        change, gone = selectors.open_suggestions(actor)
        assert (change.kind, change.changes) == ("change", {"opening_hours": "Donnerstag 14.30 Uhr"})
        assert gone.kind == "gone"
    queue = JAN.browser().get("/schreibtisch/pruefen/").content.decode()
    assert queue.count("Maschenrunde am Eck") >= 2

    with JAN.at_work() as actor:
        accept_suggestion(actor=actor, suggestion=change)
        decline_suggestion(actor=actor, suggestion=gone, reason="Jan hat angerufen.")
    assert "Donnerstag" in page_of(round_at_the_corner)
    source = Listing.objects.get().document["sources"]["opening_hours"]
    assert source["kind"] == "suggestion"
    assert source["on"] == timezone.localtime(change.created_at).date().isoformat()


def test_the_history_shows_all_three_days_and_who_undid(round_at_the_corner: Organisation) -> None:
    with JAN.at_work() as actor:
        update_organisation(actor=actor, organisation=round_at_the_corner, values={"opening_hours": "Donnerstag"})
        mistyped = update_organisation(
            actor=actor, organisation=round_at_the_corner, values={"opening_hours": "Freitag"}
        )
        assert mistyped is not None
        undo_revision(actor=actor, revision=mistyped)
        round_at_the_corner.refresh_from_db()
        assert round_at_the_corner.opening_hours == "Donnerstag"
        changes = [wording.Change.of(revision) for revision in selectors.history_of(round_at_the_corner)]
    said = [(line.before, line.after) for change in changes for line in change.lines if line.key == "opening_hours"]
    assert said == [
        ("Freitag", "Donnerstag"),
        ("Donnerstag", "Freitag"),
        ("Mittwoch 14.30 Uhr", "Donnerstag"),
    ]
    assert changes[1].undone_by == "Jan Probe"
    page = JAN.browser().get(f"/schreibtisch/verzeichnis/{round_at_the_corner.pk}/verlauf/").content.decode()
    for word in ("Mittwoch", "Donnerstag", "Freitag", "Jan Probe"):
        assert word in page


def test_of_two_people_only_one_decides_about_a_suggestion(round_at_the_corner: Organisation) -> None:
    suggestion = records.a_suggestion(on=round_at_the_corner)
    browser = JAN.browser()
    path = f"/schreibtisch/pruefen/hinweis/{suggestion.pk}/"
    browser.post(path, {"decline": "1"})
    browser.post(path, {"accept": "1", "take": "opening_hours"})
    with JAN.at_work():
        assert Suggestion.objects.get().state == Suggestion.State.DECLINED
    assert "Mittwoch" in page_of(round_at_the_corner)


def test_somebody_without_account_cannot_read_back_what_they_wrote(round_at_the_corner: Organisation) -> None:
    records.a_suggestion(on=round_at_the_corner, reply_to="0171 3920099")
    with anybody_at_work():
        assert Suggestion.objects.count() == 0
