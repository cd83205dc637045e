"""Whole lists as offices keep them, invented: what may be public, what stays internal, what is no club."""

import io
import json

import openpyxl
import pytest

from engagiert.engines.intake.mapping import guess_mapping
from engagiert.engines.intake.records import CleanRow, clean_rows
from engagiert.engines.intake.tables import Table, UnreadableTable, read_table
from tests.engines.intake.making import changed, ods

SPORTS_OFFICE = """Stadt Unna – Sportvereine;;;;;;;;
Stand: 03.02.2024;;;;;;;;
;;;;;;;;
Lfd. Nr.;Verein;1. Vorsitzende/r;Straße;PLZ;Ort;Telefon Verein;E-Mail privat;Freigabe
SPORT;;;;;;;;
1;Ballfreunde Königsborn e.V.;Berta Beispiel;Am Bach 3;59425;Unna;02303 918480;berta@example.org;ja
2;Ruderclub Kanal;Otto Muster;Kai 1;59423;Unna;02303 918481;otto@example.org;nein
3;k. A.;;;59423;Unna;;;ja
Summe;3;;;;;;;
"""
PERSONS = """Anrede;Titel;Vorname;Name;Funktion;Verein;Straße;PLZ;Ort;Telefon;E-Mail;IBAN;Geburtsdatum
Frau;Dr.;Berta;Beispiel;Leitung;Chor am Bach;Privatweg 1;59423;Unna;01713920011;b@example.org;DE02120300000000202051;
Herr;;Otto;Muster;Kassierer;Leseclub;Privatweg 2;59427;Unna;02303 918482;o@example.org;;3.4.1960
"""
TWO_ROWS = """Verein;Sitz;;;Vorsitz;;Geschäftsstelle
Name;Straße;PLZ;Ort;Name;Telefon;Telefon
Heimatverein Billmerich;Dorf 2;59427;Unna;Berta Beispiel;0171 3920011;02303 918483
"""


def cleaned(given: Table) -> tuple[CleanRow, ...]:
    return clean_rows(given, guess_mapping(given), year=2026)


def public(row: CleanRow) -> str:
    """Everything of the row that a visitor could see."""
    hidden = ("contact_name", "contact_role", "contact_phones", "contact_mails", "note")
    return str({key: value for key, value in row.values.items() if key not in hidden})


def test_the_list_of_a_sports_office() -> None:
    rows = cleaned(read_table(SPORTS_OFFICE.encode("cp1252")))
    assert [(r.line, r.refused, [p.code for p in r.problems]) for r in rows] == [
        (5, True, ["row_section"]),
        (6, False, []),
        (7, True, ["publish_denied"]),
        (8, True, ["name_empty"]),
        (9, True, ["row_total"]),
    ]
    club = rows[1].record
    assert (club.name, club.street, club.phones, club.mails) == (
        "Ballfreunde Königsborn e.V.",
        "Am Bach",
        ("+492303918480",),
        (),
    )
    assert (club.contact_name, club.contact_mails) == ("Berta Beispiel", ("berta@example.org",))


def test_a_list_of_persons_gives_clubs_and_no_private_word_in_public() -> None:
    rows = cleaned(read_table(PERSONS.encode()))
    assert [r.record.name for r in rows] == ["Chor am Bach", "Leseclub"]
    assert [r.record.contact_name for r in rows] == ["Dr. Berta Beispiel", "Otto Muster"]
    for row in rows:
        assert not any(
            word in public(row) for word in ("Privatweg", "example.org", "+49", "Beispiel", "Muster", "1951")
        )
        assert "DE02" not in str(row.values)


def test_a_header_of_two_rows() -> None:
    (row,) = cleaned(read_table(TWO_ROWS.encode()))
    record = row.record
    assert (record.name, record.street, record.town) == ("Heimatverein Billmerich", "Dorf", "Unna")
    assert (record.phones, record.contact_phones) == (("+492303918483",), ("+491713920011",))
    assert record.contact_name == "Berta Beispiel"


def test_words_above_the_columns_tell_whose_they_are() -> None:
    text = "Angaben zum Verein;;Ansprechpartner;\nName;Ort;Name;Telefon\nChor;Unna;Berta Beispiel;0171 3920011\n"
    record = cleaned(read_table(text.encode()))[0].record
    assert (record.name, record.contact_name, record.phones) == ("Chor", "Berta Beispiel", ())


def test_a_workbook_names_the_sheets_left_out_and_the_rows_nobody_sees() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Deckblatt"
    workbook.active["A1"] = "Vertraulich"
    sheet = workbook.create_sheet("Sport & Spiel")
    for cells in (["Verein", "Ort"], ["Ballfreunde", "Unna"], ["Ruderclub", "Unna"]):
        sheet.append(cells)
    sheet.row_dimensions[3].hidden = True
    target = io.BytesIO()
    workbook.save(target)
    given = read_table(target.getvalue())
    assert [(n.code, n.value) for n in given.notes if not n.row] == [("other_sheets", "Deckblatt")]
    assert [[p.code for p in r.problems] for r in cleaned(given)] == [[], ["row_hidden"]]


def test_rows_that_nobody_sees_in_an_ods_are_named_too() -> None:
    rows = [["Verein", "Ort"], ["Ballfreunde", "Unna"], ["Ruderclub", "Unna"], ["Chor", "Unna"]]

    def hide(xml: bytes) -> bytes:
        """An empty row on top that counts three times; the row of the rowers collapsed, the singers filtered out."""
        head, *parts = xml.split(b"<table:table-row")
        top = b' table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        parts[2] = b' table:visibility="collapse"' + parts[2]
        parts[3] = b' table:visibility="filter"' + parts[3]
        parts[4] = b' table:visibility="collapse"' + parts[4]
        return b"<table:table-row".join([head, top, *parts])

    given = read_table(changed(ods(rows), "content.xml", hide))
    assert [[p.code for p in r.problems] for r in cleaned(given)] == [[], ["row_hidden"], ["row_hidden"]]


def test_an_object_of_numbered_objects_is_a_list() -> None:
    value = {"1": {"name": "Ballfreunde", "ort": "Unna"}, "2": {"name": "Ruderclub", "ort": "Unna"}}
    for given in (value, {"stand": "2024", "vereine": value}):
        rows = cleaned(read_table(json.dumps(given).encode()))
        assert [r.record.name for r in rows] == ["Ballfreunde", "Ruderclub"]


def test_one_object_with_parts_stays_one_organisation() -> None:
    value = {
        "name": "Ballfreunde",
        "adresse": {"strasse": "Weg 1", "ort": "Unna"},
        "kontakt": {"telefon": "02303 918480"},
    }
    rows = cleaned(read_table(json.dumps(value).encode()))
    assert [(r.record.name, r.record.town, r.record.phones) for r in rows] == [
        ("Ballfreunde", "Unna", ("+492303918480",))
    ]


def test_a_list_on_its_side_is_refused_by_name() -> None:
    with pytest.raises(UnreadableTable) as caught:
        read_table("Verein;Ballfreunde;Ruderclub\nStraße;Weg 1;Kai 1\nPLZ;59423;59425\nOrt;Unna;Unna\n".encode())
    assert caught.value.code == "turned"
