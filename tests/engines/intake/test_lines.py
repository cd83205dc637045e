import pytest

from engagiert.engines.intake.tables import read_table
from tests.engines.intake.making import xlsx
from tests.engines.intake.reading import codes, row, rows, table


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Summe;;3", "row_total"),
        ("Gesamt;3;", "row_total"),
        ("Anzahl Vereine: 3;;", "row_total"),
        ("Seite 1 von 2;;", "row_page"),
        ("SPORT;;", "row_section"),
        ("Kultur und Musik;;", "row_section"),
        ("B. Schützenvereine;;", "row_section"),
        ("Name;Straße;Ort", "row_header"),
        ("ja;;Unna", "name_no_name"),
        ("WAHR;;Unna", "name_no_name"),
        ("01.05.2024;;Unna", "name_no_name"),
        ("4711;;Unna", "name_no_name"),
        ("#NV;Weg 1;Unna", "name_empty"),
        ("#REF!;Weg 1;Unna", "name_empty"),
        ("s. o.;Weg 1;Unna", "name_empty"),
        ("k. A.;Weg 1;Unna", "name_empty"),
    ],
)
def test_a_line_that_is_no_club_is_refused_with_its_line(line: str, code: str) -> None:
    good, bad = rows("Verein;Straße;Ort", "Ballfreunde;Weg 1;Unna", line)
    assert not good.refused
    assert (bad.refused, bad.line, codes(bad)) == (True, 3, [code])


@pytest.mark.parametrize(
    "name", ["DLRG", "Kultur AG", "Sport für alle e.V.", "Club 50", "Gesamtschulverein Nord", "1. FC"]
)
def test_a_club_with_such_a_word_in_its_name_stays(name: str) -> None:
    assert not row("Verein;Straße;Ort", f"{name};;").refused


@pytest.mark.parametrize(
    ("header", "cell", "refused"),
    [
        ("Veröffentlichen", "nein", "publish_denied"),
        ("Freigabe", "0", "publish_denied"),
        ("Einwilligung", "FALSCH", "publish_denied"),
        ("Einwilligung", "nicht erteilt", "publish_denied"),
        ("Status", "aufgelöst", "ended"),
        ("Status", "gelöscht am 3.2.2020", "ended"),
        ("Status", "ruht", "ended"),
        ("aktiv", "nein", "ended"),
        ("aufgelöst am", "31.12.2019", "ended"),
        ("Veröffentlichen", "x", ""),
        ("Freigabe", "ja", ""),
        ("Status", "aktiv", ""),
        ("aufgelöst am", "-", ""),
    ],
)
def test_what_a_list_says_of_publication_and_end_counts(header: str, cell: str, refused: str) -> None:
    read = row(f"Verein;Ort;{header}", f"Ballfreunde;Unna;{cell}")
    assert codes(read) == ([refused] if refused else [])
    assert read.refused == bool(refused)


def test_an_empty_cell_for_the_consent_is_said() -> None:
    read = row("Verein;Ort;Freigabe", "Ballfreunde;Unna;")
    assert (read.refused, codes(read)) == (False, ["publish_unsaid"])


@pytest.mark.parametrize(
    ("cell", "street", "town", "district"),
    [
        ("Lünen", "", "Lünen", ""),
        ("Frankfurt / Main", "", "Frankfurt am Main", ""),
        ("Ortsteil Brambauer, Königsheide 4, Lünen", "Königsheide", "Lünen", "Brambauer"),
        ("Vereinsheim", "", "", ""),
    ],
)
def test_towns_and_districts_in_an_address(cell: str, street: str, town: str, district: str) -> None:
    record = row("Verein;Anschrift", f"Ballfreunde;{cell}", "Chor;Weg 1, 59423 Unna").record
    assert (record.street, record.town, record.district) == (street, town, district)


def test_a_town_alone_in_the_address_is_said() -> None:
    assert codes(row("Verein;Anschrift", "Ballfreunde;Lünen", "Chor;Weg 1, 59423 Unna")) == ["address_only_town"]


def test_days_that_a_spreadsheet_counts_are_read_and_said() -> None:
    read = row("Verein;Gründung;Stand", "Ballfreunde;18264;45292")
    assert (read.record.founded, str(read.record.updated)) == (1950, "2024-01-01")
    assert codes(read) == ["serial_date", "serial_date"]


def test_degrees_minutes_and_seconds_are_a_point() -> None:
    record = row("Verein;Breite;Länge", "Ballfreunde;51°36'59\"N;7°31'22\"E").record
    assert (round(record.latitude or 0, 4), round(record.longitude or 0, 4)) == (51.6164, 7.5228)


def test_invisible_marks_of_direction_are_taken_out_and_said() -> None:
    read = row("Verein;Ort", "Ver\u202eein\u202c\u2066 Nord\u2069;Unna")
    assert (read.record.name, codes(read)) == ("Verein Nord", ["characters_removed"])


def test_one_zero_byte_is_no_reason_to_refuse_a_list() -> None:
    read = row("Verein;Ort", "Ball\x00freunde;Unna")
    assert (read.record.name, codes(read)) == ("Ballfreunde", ["characters_removed"])
    assert "\x00" not in read.problems[0].value


def test_lost_umlauts_are_said_once_and_such_headings_are_understood() -> None:
    given = table("Verein;Stra?e;Ort;Tr�ger", "Mtterverein;Weg 1;Lnen;", "Brgerbus;Weg 2;Lnen;")
    assert [n.code for n in given.notes if not n.row and n.code == "umlauts_lost"] == ["umlauts_lost"]
    assert row("Verein;Stra?e;Ort", "Mtterverein;Weg 1;Lnen").record.street == "Weg"


def test_a_question_in_a_text_is_no_lost_umlaut() -> None:
    given = table("Verein;Web;Info", "Ballfreunde;https://b.de/?id=3;Wer? Wie? Was?")
    assert [n.code for n in given.notes] == []


def test_truth_of_a_spreadsheet_is_understood() -> None:
    record = row("Verein;barrierefrei", "Ballfreunde;WAHR").record
    assert record.accessibility == ("step_free",)


def test_a_single_cell_far_down_a_sheet_and_a_name_of_a_number_cell() -> None:
    given = read_table(xlsx([["Verein", "Ort"], ["Ballfreunde", "Unna"]] + [[]] * 500 + [["Chor", "Unna"]]))
    assert [(r.line, r.cells[0]) for r in given.rows] == [(2, "Ballfreunde"), (503, "Chor")]
