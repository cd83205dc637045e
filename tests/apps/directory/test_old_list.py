"""The sports office's old list: 42 rows, five of them with something wrong (scenario 1)."""

import csv
import io

import pytest

from engagiert.apps.directory import tables
from engagiert.apps.directory.models import ImportItem, ImportRun, Listing, Organisation
from engagiert.apps.directory.services import importing
from tests.cast import BERTA
from tests.factories import lists

pytestmark = pytest.mark.django_db

HEADER = "Verein;Straße;PLZ;Ort;Telefon;Gründung;Sparte"


def old_list() -> bytes:
    """42 clubs as an old Windows program wrote them; row numbers count the rows below the header."""
    rows = [f"Sportclub Probe {n};Weißer Weg {n};33039;Nieheim;05274 {1000 + n};19{10 + n};Sport" for n in range(1, 43)]
    rows[0] = "Schützenverein Höxter-Land;Weiße Straße 1;33039;Nieheim;05274 1001;1911;Schützen"
    rows[6] = "Schützenbruderschaft St. Muster;Am Wall 7;33039;Nieheim;05274 1007;1096;Schützen"
    rows[11] = "Turnverein Muster;Am Wall 12;33039;Nieheim;siehe Homepage;1912;Turnen"
    rows[19] = "Angelclub Probe;Am Wall 20;3339;Nieheim;05274 1020;1920;Angeln"
    rows[30] = ";Am Wall 31;33039;Nieheim;05274 1031;1931;Sport"
    rows[39] = '=HYPERLINK("x");Am Wall 40;33039;Nieheim;05274 1040;1940;Sport'
    return "\r\n".join([HEADER, *rows, ""]).encode("cp1252")


def findings(run: ImportRun) -> dict[int, list[dict[str, str]]]:
    with BERTA.at_work():
        return {item.row: item.problems for item in run.items.all() if item.problems}


def counts_add_up(counts: dict[str, int]) -> bool:
    parts = ("created", "changed", "merged", "review", "refused", "unchanged", "repeated")
    return counts["read"] == sum(counts[part] for part in parts)


def test_the_dry_run_changes_no_record_and_accounts_for_each_row() -> None:
    run = lists.a_previewed_list(by=BERTA, content=old_list(), filename="vereine_alt.csv")
    with BERTA.at_work():
        assert Organisation.objects.count() == 0
        assert run.items.count() == 42
    assert Listing.objects.count() == 0
    assert run.counts["read"] == 42
    assert run.counts["created"] == 40
    assert run.counts["refused"] == 2
    assert counts_add_up(run.counts)


def test_each_wrong_cell_is_named_with_line_column_value_and_a_sentence() -> None:
    run = lists.a_previewed_list(by=BERTA, content=old_list())
    found = findings(run)
    assert sorted(found) == [7, 12, 20, 31, 40]
    wanted = {
        7: ("Gründung", "1096"),
        12: ("Telefon", "siehe Homepage"),
        20: ("PLZ", "3339"),
        31: ("Verein", ""),
        40: ("Verein", '=HYPERLINK("x")'),
    }
    for row, (column, value) in wanted.items():
        [problem] = found[row]
        assert (problem["line"], problem["column"], problem["value"]) == (row + 1, column, value)


def test_the_club_without_readable_phone_comes_in_without_phone() -> None:
    lists.an_imported_list(by=BERTA, content=old_list())
    with BERTA.at_work():
        club = Organisation.objects.get(name="Turnverein Muster")
    assert club.phones == []
    assert club.founded == 1912


def test_umlauts_are_right_in_record_page_and_export() -> None:
    lists.an_imported_list(by=BERTA, content=old_list())
    with BERTA.at_work():
        club = Organisation.objects.get(name="Schützenverein Höxter-Land")
        table = tables.inventory(Organisation.objects.all())
    assert club.street == "Weiße Straße 1"
    page = BERTA.browser().get(f"/nieheim/verzeichnis/{club.slug}/").content.decode()
    for word in ("Schützenverein", "Höxter", "Weiße"):
        assert word in page
        assert word in table


def test_the_second_time_nothing_is_new_or_changed() -> None:
    lists.an_imported_list(by=BERTA, content=old_list())
    before = list(Listing.objects.order_by("id").values_list("id", "name", "updated_at", "document"))
    again = lists.an_imported_list(by=BERTA, content=old_list())
    assert (again.counts["created"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 40)
    assert list(Listing.objects.order_by("id").values_list("id", "name", "updated_at", "document")) == before


def test_no_exported_table_runs_a_formula() -> None:
    run = lists.an_imported_list(by=BERTA, content=old_list())
    with BERTA.at_work():
        organisation = Organisation.objects.first()
        assert organisation is not None
        organisation.description = "=1+1"
        exported = [tables.report(run), tables.inventory([organisation])]
    for table in exported:
        for row in csv.reader(io.StringIO(table), delimiter=";"):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row), row


def test_the_kept_mapping_is_used_for_the_next_file_with_the_same_header() -> None:
    run = lists.a_received_list(by=BERTA, content=old_list())
    fields = [column["field"] for column in run.columns]
    fields[6] = "note"
    with BERTA.at_work() as actor:
        importing.choose_mapping(actor=actor, run=run, fields=fields, source="Liste Sportamt", publish=False)
    following = lists.a_received_list(by=BERTA, content=old_list(), filename="vereine_2027.csv")
    assert following.source == "Liste Sportamt"
    assert following.columns[6]["field"] == "note"
    assert following.columns[6]["certainty"] == "kept"


def test_a_row_that_names_a_club_again_is_merged_and_the_club_stands_once() -> None:
    content = lists.a_csv(("Chor Probe e.V.", "Markt 1", "33039"), ("Chor Probe e. V.", "Markt 1", "33039"))
    run = lists.an_imported_list(by=BERTA, content=content)
    with BERTA.at_work():
        club = Organisation.objects.get()
        outcomes = list(run.items.values_list("outcome", flat=True))
        aliases = list(club.aliases.values_list("name", flat=True))
    assert outcomes == [ImportItem.Outcome.CREATED, ImportItem.Outcome.MERGED]
    assert aliases == ["Chor Probe e. V."]
