import datetime as dt
import json
import struct

import pytest

from engagiert.engines.intake.tables import UnreadableTable, read_table
from tests.engines.intake.making import changed, ods, xlsx, zipped

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["Verein", "PLZ", "Ort"], ["Schützen", 33039, "Höxter"], ["Chor Weiß", "03390", "Nieheim"]]


def code_of(data: bytes) -> str:
    with pytest.raises(UnreadableTable) as caught:
        read_table(data, "liste.csv")
    return caught.value.code


def with_cell(cell: bytes) -> bytes:
    return changed(xlsx(ROWS), SHEET, lambda xml: xml.replace(b"</sheetData>", cell + b"</sheetData>"))


def test_numbers_dates_and_truth_become_text_a_person_would_write() -> None:
    table = read_table(
        xlsx([["Verein", "PLZ", "Stand", "Quote", "Aktiv"], ["A", 33039.0, dt.date(2021, 3, 1), 1.5, True]])
    )
    assert table.format == "xlsx"
    assert table.rows[0].cells == ("A", "33039", "2021-03-01", "1.5", "ja")


def test_a_spreadsheet_is_known_by_its_content_not_by_its_name() -> None:
    for data, kind in ((xlsx(ROWS), "xlsx"), (ods([list(map(str, r)) for r in ROWS]), "ods")):
        table = read_table(data, "liste.csv")
        assert table.format == kind
        assert [r.cells for r in table.rows] == [
            ("Schützen", "33039", "Höxter"),
            ("Chor Weiß", "03390", "Nieheim"),
        ]


def test_lines_of_a_spreadsheet_count_titles_and_blank_rows() -> None:
    table = read_table(xlsx([["Vereine 2026"], [], *ROWS[:2], [], ["Chor"]]))
    assert [r.line for r in table.rows] == [4, 6]


def test_the_sheet_with_known_headers_is_read_and_the_others_are_named() -> None:
    table = read_table(xlsx([["Hinweise"], ["Bitte lesen"]], ROWS))
    assert table.sheet == "Blatt 2"
    assert [(n.code, n.value) for n in table.notes] == [("other_sheets", "Sheet")]


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    bomb = changed(xlsx(ROWS), SHEET, lambda _: b" " * 200_000_000)
    assert len(bomb) < 400_000
    assert code_of(bomb) == "zip_bomb"


def test_a_zip_bomb_with_lying_sizes_is_stopped_while_unpacking() -> None:
    data = bytearray(changed(xlsx(ROWS), SHEET, lambda xml: xml + b" " * 60_000_000))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        if struct.unpack("<I", data[place + 24 : place + 28])[0] > 1_000_000:
            data[place + 24 : place + 28] = struct.pack("<I", 1000)
        place = data.find(b"PK\x01\x02", place + 4)
    assert code_of(bytes(data)) == "zip_bomb"


def test_one_cell_in_the_farthest_corner_does_not_fill_the_memory() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>'
    assert code_of(with_cell(far)) == "too_many_columns"
    down = b'<row r="1048576"><c r="Z1048576" t="inlineStr"><is><t>a</t></is></c></row>'
    assert code_of(with_cell(down)) == "too_many_rows"


def test_an_empty_formatted_cell_far_away_does_no_harm() -> None:
    assert len(read_table(with_cell(b'<row r="1048576"><c r="XFD1048576" s="1"/></row>')).rows) == 2


@pytest.mark.parametrize(
    ("repeat", "code"),
    [
        ({"repeat_rows": 1_000_000}, "too_many_rows"),
        ({"repeat_columns": 16_384}, "too_many_columns"),
        ({"repeat_rows": 1_000_000, "repeat_columns": 1_000}, "too_many_rows"),
    ],
)
def test_repeated_cells_of_ods_are_counted_before_they_unfold(repeat: dict[str, int], code: str) -> None:
    assert code_of(ods([["Verein", "Ort"], ["A", "B"]], **repeat)) == code


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped(word__document_x="x"), "DOCX"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "ODT"),
        (zipped(bild="x"), "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "XLS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "DOC"),
    ],
)
def test_a_file_of_another_type_is_called_by_its_name(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableTable) as caught:
        read_table(data)
    assert (caught.value.code, caught.value.params["kind"]) == ("unsupported_type", kind)


def test_protected_and_broken_spreadsheets_are_told_apart() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert code_of(container) == "encrypted"
    assert code_of(xlsx(ROWS)[:2000]) == "broken_archive"
    assert code_of(changed(xlsx(ROWS), "xl/workbook.xml", lambda _: b"<no")) in {"broken_archive", "empty"}


def test_json_of_several_shapes_is_one_table() -> None:
    club = {
        "name": "Schützen",
        "adresse": {"plz": "33039", "ort": "Höxter"},
        "tel": ["1", "2"],
        "aktiv": True,
    }
    expected = ("name", "adresse/plz", "adresse/ort", "tel", "aktiv")
    for value in ([club], {"stand": 1, "vereine": [club]}, {"daten": {"liste": [club, club]}}):
        table = read_table(json.dumps(value).encode())
        assert table.headers == expected
        assert table.rows[0].cells == ("Schützen", "33039", "Höxter", "1; 2", "ja")
    lines = "\n".join(json.dumps(club) for _ in range(3))
    assert len(read_table(lines.encode()).rows) == 3


def test_geojson_points_become_columns() -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "A"},
        "geometry": {"type": "Point", "coordinates": [9.1, 51.8]},
    }
    table = read_table(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode())
    assert dict(zip(table.headers, table.rows[0].cells, strict=True)) == {
        "name": "A",
        "longitude": "9.1",
        "latitude": "51.8",
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'[{"name":"A"},\n{"name" "B"}]', "json_broken"),
        (b"[" * 100_000 + b"]" * 100_000, "json_broken"),
        (b'[{"name":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}]", "json_broken"),
        (b"[1, 2, 3]", "no_table"),
        (b"[]", "empty"),
        (json.dumps([{f"k{i}": 1 for i in range(300)}]).encode(), "too_many_columns"),
    ],
)
def test_json_that_is_no_table_is_named(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_values_nested_too_deep_are_left_out_with_a_note() -> None:
    deep: object = "x"
    for _ in range(20):
        deep = {"a": deep}
    table = read_table(json.dumps([{"name": "A", "mehr": deep}]).encode())
    assert [n.code for n in table.notes] == ["nested_values_dropped"]


@pytest.mark.parametrize("slip", [(b"</text:p>", b"</text:p7", 1), (b"</table:table>", b"</table:ta", 1)])
def test_broken_xml_in_a_whole_archive_is_refused_before_the_reader_can_hang(slip: tuple[bytes, bytes, int]) -> None:
    data = changed(ods([["Verein", "Ort"], ["A", "B"]]), "content.xml", lambda xml: xml.replace(*slip))
    assert code_of(data) == "broken_archive"


def test_xml_that_declares_entities_is_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    data = changed(xlsx(ROWS), SHEET, lambda xml: laughs + xml.partition(b"?>")[2])
    assert code_of(data) == "broken_archive"
