import time

import pytest

from engagiert.engines.intake.mapping import guess_mapping
from engagiert.engines.intake.records import CleanRow, clean_rows
from engagiert.engines.intake.tables import read_table
from tests.engines.real_files import real_file

HEADER = "Verein;Straße;PLZ;Ort;Telefon;Gründung"


def cleaned(data: bytes) -> tuple[CleanRow, ...]:
    table = read_table(data, "vereine_alt.csv")
    return clean_rows(table, guess_mapping(table), year=2026)


def rows(*lines: str) -> tuple[CleanRow, ...]:
    return cleaned("\n".join(lines).encode())


@pytest.fixture
def old_list() -> tuple[CleanRow, ...]:
    """The sports office's list: 42 clubs, five of them with something wrong."""
    clubs = [f"Verein Nr. {i};Lange Str. {i};33039;Nieheim;05274 9{i:04};19{i:02}" for i in range(1, 43)]
    clubs[6] = "Schützenbruderschaft St. Muster;Weiße Str. 7;37671;Höxter;05271 90007;1096"
    clubs[11] = "Verein Nr. 12;Lange Str. 12;33039;Nieheim;siehe Homepage;1912"
    clubs[19] = "Verein Nr. 20;Lange Str. 20;3339;Nieheim;05274 90020;1920"
    clubs[30] = ";Lange Str. 31;33039;Nieheim;05274 90031;1931"
    clubs[39] = '"=HYPERLINK(""x"")";Lange Str. 40;33039;Nieheim;05274 90040;1940'
    return cleaned(("\r\n".join([HEADER, *clubs]) + "\r\n").encode("cp1252"))


def test_each_bad_cell_of_the_old_list_has_one_problem_with_line_column_and_value(
    old_list: tuple[CleanRow, ...],
) -> None:
    found = [(p.row, p.line, p.code, p.severity, p.column, p.value) for r in old_list for p in r.problems]
    assert found == [
        (7, 8, "year_too_early", "without", "Gründung", "1096"),
        (12, 13, "phone_unreadable", "without", "Telefon", "siehe Homepage"),
        (20, 21, "postcode_digits", "without", "PLZ", "3339"),
        (31, 32, "name_missing", "refused", "Verein", ""),
        (40, 41, "formula_in_name", "refused", "Verein", '=HYPERLINK("x")'),
    ]


def test_clubs_with_a_bad_value_come_in_without_it(old_list: tuple[CleanRow, ...]) -> None:
    assert len(old_list) == 42
    assert [r.row for r in old_list if r.refused] == [31, 40]
    shooters, twelve, twenty = old_list[6].record, old_list[11].record, old_list[19].record
    assert (shooters.name, shooters.street, shooters.town) == (
        "Schützenbruderschaft St. Muster",
        "Weiße Str.",
        "Höxter",
    )
    assert (shooters.founded, shooters.phones) == (None, ("+49527190007",))
    assert (twelve.phones, twelve.founded) == ((), 1912)
    assert (twenty.postcode, twenty.town) == ("", "Nieheim")


def test_a_short_postcode_is_answered_with_the_only_one_of_that_town(old_list: tuple[CleanRow, ...]) -> None:
    assert old_list[19].problems[0].suggestion == "33039"


def test_the_same_bytes_give_the_same_rows() -> None:
    data = f"{HEADER}\nTuS;Lange Str. 1;33039;Nieheim;05274 90001;1921\n".encode()
    assert cleaned(data) == cleaned(data)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        ("e.V.", "name_empty"),
        ("---", "name_empty"),
        ("k. A.", "name_empty"),
        ("<script>alert(1)</script>", "name_empty"),
        ("=cmd", "formula_in_name"),
        ("x" * 301, "name_too_long"),
    ],
)
def test_a_row_without_a_name_that_can_stand_is_refused(name: str, code: str) -> None:
    (row,) = rows("Verein;Ort", f"{name};Unna")
    assert row.refused
    assert [(p.code, p.line, p.row) for p in row.problems] == [(code, 2, 1)]


def test_tags_in_a_name_are_cleaned_away() -> None:
    (row,) = rows("Verein;Ort", '"<b>TuS</b> <script>alert(1)</script>Unna &amp; Kamen";Unna')
    assert row.record.name == "TuS Unna & Kamen"


def test_a_formula_in_another_cell_costs_only_that_cell() -> None:
    (row,) = rows("Verein;Bemerkung;Telefon", "TuS;=1+1;+49 2303 918480")
    assert (row.record.note, row.record.phones) == ("", ("+492303918480",))
    assert [(p.code, p.severity, p.column) for p in row.problems] == [("formula_dropped", "without", "Bemerkung")]


def test_the_same_id_at_two_names_is_said_at_the_later_row() -> None:
    found = rows("ID;Verein", "1;TuS", "1;SV", "2;TV", "2;tv")
    assert [r.record.external_id for r in found] == ["1", "", "2", "2"]
    (remark,) = found[1].problems
    assert (remark.code, remark.value, remark.params["first_line"]) == ("duplicate_id", "1", 2)


def test_phone_and_mobile_stand_together_and_a_point_needs_both_halves() -> None:
    (row,) = rows("Verein;Telefon;Handy;lat;lon", "TuS;02303 918480;0171 3920011;51,5;0")
    assert row.record.phones == ("+492303918480", "+491713920011")
    assert row.record.latitude is None
    assert [p.code for p in row.problems] == ["coordinates_zero"]


def test_a_row_may_say_everything_a_record_can_hold() -> None:
    header = "Verein|Kurzname|Kategorie|Zielgruppe|Sprachen|Barrierefrei|Öffnungszeiten|Anschrift|Mitglieder|Stand"
    cells = (
        "TuS Unna e.V.|TuS; Turner|Sport, Kultur|Kinder|Deutsch, Polnisch|ja|Mi 14.30|Markt 1, 59423 Unna|"
        "ca. 120|1.3.2021"
    )
    (row,) = rows(header, cells)
    record = row.record
    assert (record.aliases, record.fields) == (("TuS", "Turner"), ("sports", "culture"))
    assert (record.target_groups, record.languages, record.accessibility) == (
        ("children",),
        ("de", "pl"),
        ("step_free",),
    )
    assert (record.opening_hours, record.members, str(record.updated)) == ("Mi 14.30", 120, "2021-03-01")
    assert (record.street, record.house_number, record.postcode, record.town) == (
        "Markt",
        "1",
        "59423",
        "Unna",
    )
    assert row.problems == ()
    assert set(row.values) >= {"name", "aliases", "town"}
    assert "founded" not in row.values


def test_the_real_export_is_read_and_cleaned_in_time() -> None:
    data = real_file("hamburg_offers.csv").read_bytes()
    started = time.process_time()
    found = cleaned(data)
    assert time.process_time() - started < 1.5
    assert len(found) == 1172
    assert not any(r.refused for r in found)
    assert len({r.record.name for r in found}) >= 560
    assert sum(r.record.town == "Hamburg" for r in found) > 900
    codes = [p.code for r in found for p in r.problems]
    assert (codes.count("coordinates_zero"), codes.count("postcode_unreadable")) == (19, 1)
    assert len(codes) == 20


def test_the_list_of_unna_comes_in_complete() -> None:
    found = cleaned(real_file("unna_vereine.json").read_bytes())
    assert len(found) == 61
    assert [p for r in found for p in r.problems] == []
    assert all(r.record.postcode and r.record.town and r.record.fields for r in found)
    assert sum(bool(r.record.phones) for r in found) == 48


def test_ten_thousand_rows_take_less_than_ten_seconds() -> None:
    lines = [f"Verein {i};Lange Str. {i};33039;Nieheim;05274 {90000 + i};19{i % 100:02}" for i in range(10_000)]
    started = time.process_time()
    assert len(rows(HEADER, *lines)) == 10_000
    assert time.process_time() - started < 10
