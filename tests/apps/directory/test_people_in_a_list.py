"""A list that names persons beside their clubs: the clubs come into the directory, the persons stay with the office."""

import pytest

from engagiert.apps.directory.models import Organisation
from tests.cast import BERTA, HEMER, JAN
from tests.factories import lists

pytestmark = pytest.mark.django_db


def test_the_club_is_created_and_the_chair_stays_an_internal_contact() -> None:
    content = lists.a_csv(
        ("Muster", "Otto", "Ruderfreunde Kanal", "Privatweg 1", "33039", "Nieheim", "05274 1001", "otto@example.org"),
        header=("Name", "Vorname", "Verein", "Straße", "PLZ", "Ort", "Telefon privat", "E-Mail privat"),
    )
    lists.an_imported_list(by=BERTA, content=content)
    with BERTA.at_work():
        assert not Organisation.objects.filter(name__contains="Muster").exists()
        club = Organisation.objects.get(name="Ruderfreunde Kanal")
        contact = club.contacts.get()
        assert (contact.name, contact.phone, contact.mail) == ("Otto Muster", "+4952741001", "otto@example.org")
        assert (club.street, club.phones, club.mails) == ("", [], [])
        assert [note.text for note in club.notes.all()] == ["Straße: Privatweg 1"]


def test_the_towns_name_wins_against_its_postcode_and_both_are_named() -> None:
    JAN.actor()
    content = lists.a_csv(("Grenzgänger e.V.", "Weg 1", HEMER.postcode, "Nieheim"))
    run = lists.an_imported_list(by=BERTA, content=content)
    with BERTA.at_work():
        item = run.items.get()
        found = item.problems[0]
        assert (found["code"], found["column"]) == ("postcode_elsewhere", "PLZ")
        assert found["params"] == {"postcode": HEMER.postcode, "other": "Hemer", "town": "Nieheim"}
        assert Organisation.objects.get(name="Grenzgänger e.V.").place.name == "Nieheim"
