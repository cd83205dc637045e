import json

import pytest

from engagiert.engines.intake.mapping import guess_mapping
from engagiert.engines.intake.people import is_person, role_in
from engagiert.engines.intake.records import CleanRow, clean_rows
from engagiert.engines.intake.tables import read_table
from tests.engines.intake.reading import codes, fields, row, table


def of_json(value: object) -> CleanRow:
    given = read_table(json.dumps(value).encode(), "liste.json")
    return clean_rows(given, guess_mapping(given), year=2026)[0]


@pytest.mark.parametrize(
    "header",
    [
        "Lfd. Nr.;Name;Vorname;Verein",
        "Anrede;Name;Vorname;Verein",
        "Vorname;Name;Organisation",
        "Name;Vorname;Straße;Einrichtung",
        "Anrede;Titel;Vorname;Nachname;Gruppe",
        "Vereinsname;Name;Vorname",
        "Verein;1. Vorsitzender Vorname;1. Vorsitzender Nachname",
    ],
)
def test_a_person_beside_a_club_is_never_the_club(header: str) -> None:
    cells = {
        "Lfd. Nr.": "1",
        "Anrede": "Frau",
        "Titel": "Dr.",
        "Name": "Beispiel",
        "Nachname": "Beispiel",
        "1. Vorsitzender Nachname": "Beispiel",
        "Vorname": "Berta",
        "1. Vorsitzender Vorname": "Berta",
        "Straße": "Weg 1",
    }
    read = row(header, ";".join(cells.get(h, "Ruderfreunde Kanal") for h in header.split(";")))
    assert read.record.name == "Ruderfreunde Kanal"
    assert read.record.contact_name.endswith("Berta Beispiel")
    assert (read.record.phones, read.record.mails, read.record.street) == ((), (), "")


def test_names_of_persons_in_the_cells_tell_a_person_where_no_heading_does() -> None:
    given = ("Name;Institution;Ort", "Berta Beispiel;Lesekreis;Unna", "Otto Muster;Bastelkreis;Unna")
    assert fields(*given) == ["contact_name", "name", "town"]


def test_a_list_of_persons_alone_holds_no_organisation() -> None:
    assert guess_mapping(table("Name;Vorname;Ort", "Beispiel;Berta;Unna")).missing == ("name",)
    assert guess_mapping(table("Name;Ort", "Berta Beispiel;Unna", "Otto Muster;Unna")).missing == ("name",)


def test_the_name_of_what_is_listed_beats_who_carries_it() -> None:
    assert fields("Name;Träger", "Kita Sonnenhaus;Arbeiterhilfe Unna e.V.") == ["name", "ignore"]


def test_where_two_columns_compete_for_the_name_nothing_is_sure() -> None:
    columns = guess_mapping(table("Verein;Bezeichnung", "TuS;Turner")).columns
    assert [(c.field, c.certainty) for c in columns] == [("name", "check"), ("ignore", "check")]


@pytest.mark.parametrize("parent", ["kontakt", "vorsitz", "ansprechpartner"])
def test_a_nested_name_is_a_person_and_what_stands_under_it_stays_internal(parent: str) -> None:
    person = {"name": "Berta Beispiel", "telefon": "02303 918480", "email": "b@b.de", "anschrift": "Weg 9, 59423 Unna"}
    read = of_json([{parent: person, "name": "Nestverein", "ort": "Unna"}])
    record = read.record
    assert (record.name, record.contact_name) == ("Nestverein", "Berta Beispiel")
    assert (record.contact_phones, record.contact_mails) == (("+492303918480",), ("b@b.de",))
    assert (record.phones, record.mails, record.street) == ((), (), "")
    assert "Weg 9" in record.note


def test_a_nested_phone_without_a_person_beside_it_is_the_organisations() -> None:
    read = of_json([{"name": "Nestverein", "kontakt": {"telefon": "02303 918480"}}])
    assert read.record.phones == ("+492303918480",)


def test_a_nested_name_that_names_no_organisation_is_not_taken_for_one() -> None:
    read = of_json([{"kategorie": {"name": "Sport"}, "verein": "Ballfreunde"}])
    assert read.record.name == "Ballfreunde"


@pytest.mark.parametrize(
    "header",
    [
        "Telefon privat",
        "Tel. Vorsitzender",
        "Mobil Kassierer",
        "Telefon 1. Vors.",
        "Handy Geschäftsführer",
        "Rufnummer Vereinsvorsitzender",
        "Telefon (intern)",
        "Tel. p.",
        "Ansprechpartner/Telefon",
    ],
)
def test_a_phone_whose_heading_says_private_is_never_public(header: str) -> None:
    read = row(f"Verein;Ort;{header}", "Ballfreunde;Unna;02303 918480")
    assert read.record.phones == ()
    assert "918480" in read.record.note


@pytest.mark.parametrize(
    "header", ["Telefon Geschäftsstelle", "Telefon", "Telefon dienstlich", "Kontakttelefon", "Kontakt Telefon"]
)
def test_a_phone_of_the_organisation_stays_public(header: str) -> None:
    read = row(f"Verein;Ort;{header}", "Ballfreunde;Unna;02303 918480")
    assert read.record.phones == ("+492303918480",)


def test_phone_and_mail_right_behind_a_persons_name_are_the_persons() -> None:
    given = ("Verein;Ansprechpartner;Telefon;E-Mail;Ort;Telefon Büro", "Ball;Berta Beispiel;02303 918480;b@b.de;Unna;")
    assert fields(*given) == ["name", "contact_name", "contact_phone", "contact_mail", "town", "phone"]


def test_first_and_last_name_are_joined_and_further_persons_become_a_note() -> None:
    read = row(
        "Verein;1. Vorsitzender Vorname;1. Vorsitzender Nachname;Tel. Vorsitzender;Mobil Kassierer;Kassenwart",
        "Ball;Berta;Beispiel;02303 918480;0171 3920011;Otto Muster",
    )
    assert (read.record.contact_name, read.record.contact_phones) == ("Berta Beispiel", ("+492303918480",))
    assert read.record.note.splitlines() == ["Mobil Kassierer: 0171 3920011", "Kassenwart: Otto Muster"]


def test_a_block_about_a_person_in_one_cell_is_read_apart_and_said() -> None:
    read = row("Verein;Kontakt", 'Ball;"Berta Beispiel\nWeg 1\n59423 Unna\nTel. 02303 918480\nb@b.de"')
    record = read.record
    assert (record.contact_name, record.contact_phones, record.contact_mails) == (
        "Berta Beispiel",
        ("+492303918480",),
        ("b@b.de",),
    )
    assert (record.note, record.phones, record.mails) == ("Kontakt: Weg 1, 59423 Unna", (), ())
    assert codes(read) == ["contact_split"]


def test_a_phone_without_a_name_becomes_a_note_and_is_said() -> None:
    read = row("Verein;Ansprechpartner;Tel. Ansprechpartner", "Ball;;02303 918480")
    assert (read.record.contact_phones, read.record.note) == ((), "Tel. Ansprechpartner: +492303918480")
    assert codes(read) == ["contact_nameless"]


@pytest.mark.parametrize(
    "header",
    ["IBAN", "Steuernummer", "Geb.-Dat. Vorsitz", "Mitgliedsnummer", "Kundennummer", "VR-Nummer", "Kontoinhaber"],
)
def test_bank_tax_birth_and_foreign_numbers_never_come_in(header: str) -> None:
    read = row(f"Verein;{header};Ort", "Ball;322/5730/1234;Unna")
    assert "322/5730/1234" not in str(read.values)
    assert "+49" not in str(read.values)


def test_an_account_number_in_a_text_is_taken_out_and_said() -> None:
    read = row("Verein;Bemerkung", "Ball;Beitrag an DE02 1203 0000 0000 2020 51 bis Mai")
    assert "1203" not in read.record.note
    assert codes(read) == ["bank_dropped"]


def test_roles_are_told_apart_also_the_deputy() -> None:
    headers = ("Tel. 1. Vorsitzender", "2. Vorsitzende", "Kassierer", "Telefon privat", "Internet", "Telefon")
    assert [role_in(h) for h in headers] == ["chair", "chair2", "treasurer", "", None, None]


def test_a_person_is_known_by_a_first_name_and_a_club_is_none() -> None:
    assert is_person("Berta Beispiel")
    assert is_person("Dr. Otto von Muster")
    assert not is_person("Martin Schule")
    assert not is_person("Grüne Damen")
    assert not is_person("Lesekreis")


def test_the_first_name_of_a_chair_leaves_the_name_to_the_club() -> None:
    given = ("Name;1. Vorsitzender Vorname;1. Vorsitzender Nachname;E-Mail Einrichtung", "Ball;Berta;Beispiel;b@b.de")
    assert fields(*given) == ["name", "contact_first_name", "contact_name", "mail"]


def test_a_phone_behind_several_persons_is_not_public() -> None:
    given = ("Verein;Vorsitzende/r;Stellv. Vorsitzende/r;Kassenwart/in;Telefon", "B;Berta Beispiel;;;02303 918480")
    assert fields(*given) == ["name", "contact_name", "private", "private", "contact_phone"]
