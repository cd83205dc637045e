import contextlib
import time

import pytest

from engagiert.engines.intake.tables import Limits, UnreadableTable, read_table

LIST = "Verein;Ort\r\nSchützen;Höxter\r\nChor;Weiß\r\n"
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "cp1252",
    "latin-1",
    "iso8859-15",
    "mac_roman",
    "cp850",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
)


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read_table(data).rows]


def code_of(data: bytes, name: str = "") -> str:
    with pytest.raises(UnreadableTable) as caught:
        read_table(data, name)
    return caught.value.code


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_german_letters_come_out_right_whatever_the_encoding(encoding: str) -> None:
    assert cells(LIST.encode(encoding)) == [("Schützen", "Höxter"), ("Chor", "Weiß")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_is_understood(delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(row) for row in (("Verein", "PLZ", "Ort"), ("A", "33039", "N")))
    table = read_table(text.encode())
    assert table.delimiter == delimiter
    assert table.rows[0].cells == ("A", "33039", "N")


def test_a_line_is_numbered_as_a_spreadsheet_program_shows_it() -> None:
    data = b'Liste der Vereine;;\n\nVerein;Text;PLZ\r\n"A";"eins\nzwei;drei";1\r\n\r\nB;;2'
    table = read_table(data)
    assert table.headers == ("Verein", "Text", "PLZ")
    assert [(r.line, r.cells) for r in table.rows] == [
        (4, ("A", "eins\nzwei;drei", "1")),
        (6, ("B", "", "2")),
    ]


def test_the_separator_line_of_excel_is_obeyed_and_not_counted() -> None:
    table = read_table(b"sep=,\r\nVerein,Ort\r\nA;B,C\r\n")
    assert table.rows[0].line == 2
    assert table.rows[0].cells == ("A;B", "C")


def test_quotes_that_are_no_quoting_stay_in_the_name() -> None:
    data = b'Verein;Ort\n"Auf geht\'s" Sport;Unna\n"Offen;Unna\n"A ""B"" C";Werne\n'
    assert cells(data) == [('"Auf geht\'s" Sport', "Unna"), ('"Offen', "Unna"), ('A "B" C', "Werne")]


def test_short_rows_are_filled_and_long_rows_cut_with_a_note() -> None:
    table = read_table(b"Verein;Ort;PLZ\nA\nB;C;33039;zu;viel\n")
    assert [r.cells for r in table.rows] == [("A", "", ""), ("B", "C", "33039")]
    assert [(n.code, n.line, n.row, n.value) for n in table.notes] == [("extra_cells", 3, 2, "zu; viel")]


def test_a_list_of_names_alone_is_a_table_of_one_column() -> None:
    assert cells(b"Verein\nTuS A, Abteilung X\nSV B\n") == [("TuS A, Abteilung X",), ("SV B",)]


def test_damaged_umlauts_are_put_right_and_said() -> None:
    once = LIST.encode().decode("cp1252")
    twice = once.encode().decode("cp1252", errors="ignore")
    for damaged in (once, twice, LIST.encode().decode("mac_roman"), LIST.encode().decode("cp850")):
        table = read_table(damaged.encode())
        assert [r.cells for r in table.rows] == [("Schützen", "Höxter"), ("Chor", "Weiß")]
        assert {n.code for n in table.notes} == {"umlauts_repaired"}


def test_good_german_is_never_repaired() -> None:
    good = ("Ärger „Ä“ und Maß“ Größe…", "Spaß – Übung", "Façade Ânes Ångström", "Weiß“")
    table = read_table(("Verein\n" + "\n".join(good)).encode())
    assert tuple(r.cells[0] for r in table.rows) == good
    assert table.notes == ()


def test_lines_of_two_encodings_in_one_file_are_both_read() -> None:
    table = read_table("Verein;Ort\nSchützen;Höxter\n".encode() + "Chor;Weiß\n".encode("cp1252"))
    assert [r.cells for r in table.rows] == [("Schützen", "Höxter"), ("Chor", "Weiß")]
    assert [n.code for n in table.notes] == ["mixed_encoding"]


def test_doubled_and_empty_headers_get_names_of_their_own() -> None:
    table = read_table(b"Telefon;Telefon;Verein;\n1;2;A;x\n")
    assert table.headers == ("Telefon", "Telefon (2)", "Verein", "Spalte 4")
    assert [n.code for n in table.notes] == ["header_doubled"]


def test_a_header_that_stands_again_amid_the_rows_is_left_out() -> None:
    table = read_table(b"Verein;Ort\nA;B\nVerein;Ort\nC;D\n")
    assert [r.cells[0] for r in table.rows] == ["A", "C"]
    assert [(n.code, n.line) for n in table.notes] == [("header_repeated", 3)]


def test_a_cell_over_the_limit_is_cut_with_a_note() -> None:
    table = read_table(b"Verein;Text\nA;" + b"x" * 60_000 + b"\n")
    assert len(table.rows[0].cells[1]) == 50_000
    assert [(n.code, n.row, n.column) for n in table.notes] == [("cell_shortened", 1, "Text")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Verein;Ort\r\n", "only_header"),
        (b"TuS Unna e.V.;59423;Unna\r\nSV;59423;Unna", "missing_header"),
        (b"TuS Unna e.V.\r\nSV Werne\n", "missing_header"),
        (b"Verein;Ort\nA\x00B;C\x00\n\x00", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.4\n", "unsupported_type"),
        (b"\x89PNG\r\n\x1a\n\x00", "unsupported_type"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "unsupported_type"),
        (b"<html><table><tr><td>Verein", "unsupported_type"),
        (b";".join(b"c%d" % i for i in range(10_000)) + b"\n1;2\n", "too_many_columns"),
        (b"Verein;Ort\n" + b";" * 1_000_000, "too_many_columns"),
        (b"Verein;Ort\n" + b"A;B\n" * 100_001, "too_many_rows"),
    ],
)
def test_bad_input_is_named_and_never_read_half(data: bytes, code: str) -> None:
    assert code_of(data, "liste.csv") == code


def test_two_hundred_megabytes_are_refused_before_anything_is_parsed() -> None:
    started = time.process_time()
    assert code_of(bytes(200_000_000)) == "too_large"
    assert time.process_time() - started < 0.5


def test_the_missing_header_is_shown_with_its_line() -> None:
    with pytest.raises(UnreadableTable) as caught:
        read_table(b"TuS Unna e.V.;59423;Unna\r\nSV;59423;Unna")
    assert caught.value.params == {"line": 1, "first_row": "TuS Unna e.V.; 59423; Unna"}


def test_limits_can_be_set_by_the_caller() -> None:
    with pytest.raises(UnreadableTable, match="too_many_rows"):
        read_table(b"Verein;Ort\nA;B\nC;D\n", limits=Limits(max_rows=1))


def test_quotes_in_any_number_take_no_more_than_linear_time() -> None:
    started = time.process_time()
    for filler in (b'"a;""b\n', b'"', b'"a"";\n', b';"a""', b'""a;'):
        with contextlib.suppress(UnreadableTable):
            read_table(b"Verein;Ort\n" + filler * (2_000_000 // len(filler)))
    assert time.process_time() - started < 8
