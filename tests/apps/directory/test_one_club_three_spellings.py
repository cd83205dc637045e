"""One club, three spellings: joined by a person, searched by either name, taken apart again (scenario 4)."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from engagiert.apps.directory.commands import duplicates
from engagiert.apps.directory.models import ImportRun, Listing, Organisation, Pair
from engagiert.apps.directory.services import find_doubles
from engagiert.apps.directory.wording import reason_lines
from tests.cast import JAN, MURAT
from tests.factories import lists, records

pytestmark = pytest.mark.django_db

HEADER = ("Name", "Straße", "PLZ", "Ort", "Telefon", "Bemerkung")
CLUB = ("TuS Lippeperle 1921 e.V.", "Am Stadion 3", "44532", "Lünen", "02306 1111", "Schlüssel bei Frau Muster")
LONG = ("Turn- u. Sportverein  Lippeperle Luenen", "", "", "Lünen", "02306 2222", "Beitrag im Januar")
HANDBALL = ("TUS LIPPEPERLE (Handball)", "Hallenweg 8", "44534", "Lünen", "02306 3333", "")
SUPPORTERS = ("Förderverein TuS Lippeperle e. V.", "Am Stadion 3", "44532", "Lünen", "", "")
SEARCH = "/luenen/verzeichnis/"


def january() -> ImportRun:
    content = lists.a_csv(CLUB, LONG, HANDBALL, SUPPORTERS, header=HEADER)
    return lists.an_imported_list(by=MURAT, content=content, filename="Sportliste.csv")


def published() -> list[str]:
    return sorted(Listing.objects.values_list("name", flat=True))


def pair_page(pair: Pair) -> str:
    return f"/schreibtisch/pruefen/paar/{pair.pk}/"


def joined_by_murat() -> Pair:
    january()
    [pair] = records.open_pairs_of(MURAT)
    MURAT.browser().post(pair_page(pair), {"join": "1"})
    with MURAT.at_work():
        pair.refresh_from_db()
    return pair


def undone(pair: Pair) -> None:
    path = f"/schreibtisch/verzeichnis/{pair.organisation_id}/verlauf/{pair.revision_id}/zuruecknehmen/"
    MURAT.browser().post(path)


def table(folder: Path) -> list[dict[str, str]]:
    MURAT.office()
    target = folder / "doppelte.csv"
    result = CliRunner().invoke(duplicates, ["--place", "05978024", "--csv", str(target)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    with target.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_nothing_unsure_is_joined_unasked_and_the_supporters_keep_their_own_record() -> None:
    run = january()
    assert (run.counts["created"], run.counts["review"], run.counts["merged"]) == (3, 1, 0)
    assert published() == sorted([CLUB[0], HANDBALL[0], SUPPORTERS[0]])
    [pair] = records.open_pairs_of(MURAT)
    assert pair.organisation_id == Listing.objects.get(name=CLUB[0]).pk


def test_the_question_gives_its_reasons_in_words_and_how_likely_it_is() -> None:
    january()
    [pair] = records.open_pairs_of(MURAT)
    page = MURAT.browser().get(pair_page(pair)).content.decode()
    for words in ("Dafür spricht", "Der ganze Name stimmt überein", "Lippeperle", "wahrscheinlich dasselbe"):
        assert words in page
    for key in ("z", "g", "s"):
        assert f'data-key="{key}"' in page
    names = (CLUB[0], pair.candidate["values"]["name"])
    assert all(line.text and "%(" not in line.text for line in reason_lines(pair.judgement, names))


def test_either_spelling_finds_the_one_club() -> None:
    joined_by_murat()
    for words in ("TuS Lippeperle 1921", "Turn- und Sportverein Lippeperle"):
        page = Client().get(SEARCH, {"q": words}).content.decode()
        assert CLUB[0] in page
        assert f">{' '.join(LONG[0].split())}<" not in page
    assert published() == sorted([CLUB[0], HANDBALL[0], SUPPORTERS[0]])


@pytest.mark.parametrize("filename", ["Sportliste.csv", "Kreissportbund.csv"])
def test_march_brings_no_second_record_and_no_repeated_question(filename: str) -> None:
    joined_by_murat()
    again = lists.a_csv(LONG, header=HEADER)
    run = lists.an_imported_list(by=MURAT, content=again, filename=filename)
    assert (run.counts["created"], run.counts["review"]) == (0, 0)
    assert records.open_pairs_of(MURAT) == []
    assert len(published()) == 3


def test_after_the_undo_both_stand_with_their_own_phones_and_notes() -> None:
    pair = joined_by_murat()
    with MURAT.at_work():
        club = Organisation.objects.get(name=CLUB[0])
        assert {note.text for note in club.notes.all()} == {CLUB[5], LONG[5]}
    undone(pair)
    with MURAT.at_work():
        club = Organisation.objects.get(name=CLUB[0])
        other = Organisation.objects.get(name=" ".join(LONG[0].split()))
        assert (club.phones, other.phones) == (["+4923061111"], ["+4923062222"])
        assert [note.text for note in club.notes.all()] == [CLUB[5]]
        assert [note.text for note in other.notes.all()] == [LONG[5]]
        assert not club.aliases.exists()
    assert len(published()) == 4


def test_what_was_taken_apart_is_not_asked_or_joined_again() -> None:
    undone(joined_by_murat())
    again = january()
    assert (again.counts["created"], again.counts["changed"], again.counts["review"]) == (0, 0, 0)
    with MURAT.at_work() as actor:
        assert find_doubles(actor=actor, office=MURAT.office()) == 0
    assert records.open_pairs_of(MURAT) == []


def test_the_table_lists_the_names_as_in_the_file_and_says_which_were_joined(tmp_path: Path) -> None:
    january()
    rows = {frozenset((row["name_1"], row["name_2"])): row for row in table(tmp_path)}
    both = frozenset((CLUB[0], LONG[0]))
    assert (rows[both]["verdict"], rows[both]["merged"]) == ("same", "false")
    assert float(rows[both]["probability"]) > 0.9
    assert rows[both]["reason"]
    [pair] = records.open_pairs_of(MURAT)
    MURAT.browser().post(pair_page(pair), {"join": "1"})
    rows = {frozenset((row["name_1"], row["name_2"])): row for row in table(tmp_path)}
    assert (rows[both]["verdict"], rows[both]["merged"]) == ("same", "true")
    handball = rows[frozenset((CLUB[0], HANDBALL[0]))]
    assert (handball["verdict"], handball["merged"]) == ("same_carrier_other_site", "false")
    supporters = rows[frozenset((CLUB[0], SUPPORTERS[0]))]
    assert (supporters["verdict"], supporters["merged"]) == ("co_located", "false")


def test_a_place_without_records_gives_a_header_and_an_unknown_one_an_error(tmp_path: Path) -> None:
    assert table(tmp_path) == []
    head = (tmp_path / "doppelte.csv").read_text(encoding="utf-8").strip()
    assert head == "name_1,name_2,verdict,probability,merged,reason"
    unknown = CliRunner().invoke(duplicates, ["--place", "09999999", "--csv", str(tmp_path / "x.csv")])
    assert unknown.exit_code != 0
    assert "gibt es nicht" in unknown.output


def test_the_register_itself_is_searched_and_each_pair_asked_once() -> None:
    one = records.an_organisation(by=MURAT, name="Sprachlotsen Lünen", phones=["+4923061"])
    two = records.an_organisation(by=MURAT, name="Sprach-Lotsen e.V.", phones=["+4923062"])
    records.a_note(on=two, by=MURAT, text="Treffen sich dienstags.")
    with MURAT.at_work() as actor:
        assert find_doubles(actor=actor, office=MURAT.office()) == 1
        assert find_doubles(actor=actor, office=MURAT.office()) == 0
    [pair] = records.open_pairs_of(MURAT)
    browser = MURAT.browser()
    assert browser.get(pair_page(pair)).status_code == 200
    assert "Sprach-Lotsen e.V." in browser.get("/schreibtisch/pruefen/").content.decode()
    browser.post(pair_page(pair), {"join": "1"})
    assert published() == [one.name]
    with MURAT.at_work() as actor:
        pair.refresh_from_db()
        assert {alias.name for alias in one.aliases.all()} == {two.name}
        assert find_doubles(actor=actor, office=MURAT.office()) == 0
    undone(pair)
    assert published() == sorted([one.name, two.name])
    with MURAT.at_work():
        one.refresh_from_db()
        two.refresh_from_db()
        assert (one.phones, two.phones) == (["+4923061"], ["+4923062"])
        assert [note.text for note in two.notes.all()] == ["Treffen sich dienstags."]
        assert not one.notes.exists()


def test_a_merged_record_is_no_second_answer_to_the_next_list() -> None:
    records.an_organisation(by=MURAT, name="Sprachlotsen Lünen")
    records.an_organisation(by=MURAT, name="Sprach-Lotsen e.V.")
    with MURAT.at_work() as actor:
        find_doubles(actor=actor, office=MURAT.office())
    [pair] = records.open_pairs_of(MURAT)
    MURAT.browser().post(pair_page(pair), {"join": "1"})
    run = lists.an_imported_list(by=MURAT, content=lists.a_csv(("Sprach-Lotsen e.V.", "", "", "", "02306 77")))
    assert (run.counts["created"], run.counts["review"]) == (0, 0)
    assert published() == ["Sprachlotsen Lünen"]


def test_put_off_comes_last_and_a_decision_leads_to_the_next_pair() -> None:
    rows = [(f"Chor {name}",) for name in ("Klangfeld", "Zugvogel", "Abendrot")]
    doubles = [(f"Chor {name} Lünen e.V.",) for name in ("Klangfeld", "Zugvogel", "Abendrot")]
    lists.an_imported_list(by=MURAT, content=lists.a_csv(*rows, *doubles))
    first, second, third = records.open_pairs_of(MURAT)
    browser = MURAT.browser()
    assert pair_page(second) in browser.get(pair_page(first)).content.decode()
    assert browser.post(pair_page(second), {"apart": "1"}).headers["Location"] == pair_page(third)
    assert browser.post(pair_page(third), {"apart": "1"}).headers["Location"] == pair_page(first)


def test_another_town_sees_neither_question_nor_button_of_this_one() -> None:
    january()
    [pair] = records.open_pairs_of(MURAT)
    browser = JAN.browser(raise_request_exception=False)
    assert browser.get(pair_page(pair)).status_code == 404
    assert browser.post(pair_page(pair), {"join": "1"}).status_code == 404
