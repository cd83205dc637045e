"""Whatever the bytes are: a table or ``UnreadableTable``, and no other exception."""

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagiert.engines.intake.mapping import guess_mapping
from engagiert.engines.intake.problems import PROBLEM_CODES, UNREADABLE_CODES
from engagiert.engines.intake.records import clean_rows
from engagiert.engines.intake.tables import Table, UnreadableTable, read_table
from tests.engines.intake.making import ods, xlsx
from tests.engines.real_files import real_file

ROWS = [["Verein", "PLZ", "Ort"], ["Schützen", "33039", "Höxter"], ["Chor", "33039", "Weiß"]]
XLSX, ODS = xlsx(ROWS), ods(ROWS)
PIECES = st.lists(
    st.sampled_from(
        [
            ";",
            ",",
            "\t",
            '"',
            "\n",
            "\r",
            "\r\n",
            "Verein",
            "Ort",
            "PLZ",
            "Telefon",
            "=1",
            "ü",
            "Ã¼",
            "\x00",
            "{",
            "[",
            ":",
            "1096",
            "a@b.de",
            "<p>",
            "sep=;",
            " ",
        ]
    ),
    max_size=60,
)
SLIPS = st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6)
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_and_clean(data: bytes, name: str = "liste.csv") -> None:
    try:
        table = read_table(data, name)
    except UnreadableTable as said:
        code = said.code
    else:
        code = ""
        check_table(table)
    assert code in UNREADABLE_CODES or not code


def check_table(table: Table) -> None:
    assert table.rows
    assert all(len(row.cells) == len(table.headers) for row in table.rows)
    assert len(set(table.headers)) == len(table.headers)
    assert not any("\x00" in cell for row in table.rows for cell in row.cells)
    for row in clean_rows(table, guess_mapping(table), year=2026):
        assert row.refused == any(p.severity == "refused" for p in row.problems)
        assert row.refused or row.record.name
        assert all(p.code in PROBLEM_CODES and len(p.value) <= 200 for p in row.problems)


def slipped(data: bytes, slips: list[tuple[int, bytes, int]]) -> bytes:
    """The file with some bytes put in and some taken out."""
    for place, put, gone in slips:
        at = place % (len(data) + 1)
        data = data[:at] + put + data[at + gone :]
    return data


@QUIET
@given(st.binary(max_size=400))
def test_random_bytes_never_break_the_reader(data: bytes) -> None:
    read_and_clean(data)


@QUIET
@given(PIECES, st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_scraps_of_tables_never_break_the_reader(pieces: list[str], encoding: str) -> None:
    read_and_clean("".join(pieces).encode(encoding, errors="ignore"))


@QUIET
@given(st.sampled_from([XLSX, ODS]), SLIPS)
def test_damaged_spreadsheets_never_break_the_reader(data: bytes, slips: list[tuple[int, bytes, int]]) -> None:
    read_and_clean(slipped(data, slips))


@QUIET
@given(st.sampled_from([XLSX, ODS]), st.integers(0, 20), SLIPS)
def test_damage_inside_a_whole_archive_never_breaks_the_reader(
    data: bytes, number: int, slips: list[tuple[int, bytes, int]]
) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        names = [n for n in source.namelist() if n.endswith((".xml", ".rels"))]
        chosen = names[number % len(names)]
        for name in source.namelist():
            content = source.read(name)
            out.writestr(name, slipped(content, slips) if name == chosen else content)
    read_and_clean(target.getvalue())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["hamburg_offers.csv", "unna_vereine.json"]), SLIPS)
def test_damaged_real_files_never_break_the_reader(name: str, slips: list[tuple[int, bytes, int]]) -> None:
    read_and_clean(slipped(real_file(name).read_bytes()[:20_000], slips), name)
