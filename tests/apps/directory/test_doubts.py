"""Lists that contradict each other, numbers that mean two clubs, questions that wait: nothing is joined unasked."""

import pytest

from engagiert.apps.directory import wording
from engagiert.apps.directory.models import ImportRun, Listing, Organisation, Pair, Suggestion
from engagiert.apps.directory.services import (
    accept_suggestion,
    importing,
    join_pair,
    keep_apart,
    submit_suggestion,
    update_organisation,
)
from engagiert.apps.places.services import add_place
from tests.cast import BERTA, JAN, the_operator_at_work
from tests.factories import lists, records

pytestmark = pytest.mark.django_db

NUMBERED = ("Vereinsnummer", "Name", "Straße", "Telefon")


def names() -> list[str]:
    return sorted(Listing.objects.values_list("name", flat=True))


def undo(run: ImportRun) -> None:
    with BERTA.at_work() as actor:
        importing.start_undo(actor=actor, run=run)
    importing.undo_import(actor=BERTA.actor(), run_id=run.pk)


def test_one_number_at_two_doors_keeps_the_first_and_says_so() -> None:
    rows = (
        ("V17", "Turnverein Probe", "Marktstr. 1"),
        ("V17", "Turnverein Probe", "Gasse 7"),
        ("V17", "Turnverein Probe", "Marktstraße 1"),
    )
    run = lists.a_previewed_list(by=BERTA, content=lists.a_csv(*rows, header=NUMBERED))
    with BERTA.at_work():
        remarks = {item.line: [wording.problem_in_words(one) for one in item.problems] for item in run.items.all()}
    assert (remarks[2], remarks[4]) == ([], [])
    [remark] = remarks[3]
    assert "in Zeile 2 schon eine andere Anschrift: Marktstr. 1" in remark


def test_a_list_for_a_whole_kreis_is_refused_before_anything_is_written() -> None:
    with the_operator_at_work() as operator:
        kreis = add_place(actor=operator, ags="05762", name="Höxter", kind="district", lat=51.8, lon=9.2)
    with BERTA.at_work() as actor, pytest.raises(importing.UnusableFile, match=r"„Höxter“ \(05762\) liegt darüber"):
        importing.receive_file(
            actor=actor, office=BERTA.office(), place=kreis, filename="kreis.csv", content=lists.a_csv(("Chor Probe",))
        )
    with BERTA.at_work():
        assert not ImportRun.objects.exists()


def test_two_lists_that_use_one_number_for_two_clubs_do_not_overwrite_each_other() -> None:
    sports = lists.a_csv(("V17", "Turnverein Probe", "Weg 1", "05274 1"), header=NUMBERED)
    choirs = lists.a_csv(("V17", "Kirchenchor Probe", "Gasse 7", "05274 2"), header=NUMBERED)
    lists.an_imported_list(by=BERTA, content=sports, filename="Liste 1.csv")
    lists.an_imported_list(by=BERTA, content=choirs, filename="Liste 2.csv")
    [pair] = records.open_pairs_of(BERTA)
    assert pair.reasons == ["same_number"]
    with BERTA.at_work() as actor:
        assert Organisation.objects.get().street == "Weg 1"
        keep_apart(actor=actor, pair=pair)
    assert names() == ["Kirchenchor Probe", "Turnverein Probe"]
    again = lists.an_imported_list(by=BERTA, content=choirs, filename="Liste 2.csv")
    assert (again.counts["unchanged"], again.counts["review"]) == (1, 0)


def test_a_twin_of_a_doubtful_row_is_compared_with_the_same_record() -> None:
    records.an_organisation(by=BERTA, name="Chor Kamen", street="Alter Weg 1", postcode="33039")
    content = lists.a_csv(("Chor Kamen e.V.",), ("Chor Kamen gGmbH", "Neuer Weg 9", "33039"))
    run = lists.an_imported_list(by=BERTA, content=content)
    assert run.state == "done"
    assert {pair.organisation_id for pair in records.open_pairs_of(BERTA)} == {Listing.objects.get().pk}


def test_joining_keeps_the_contact_and_the_note_of_the_row() -> None:
    records.an_organisation(by=BERTA, name="Chor Probe", street="Weg 1", postcode="33039")
    header = ("Name", "Straße", "PLZ", "Ansprechpartner", "Bemerkung")
    row = ("Chor Probe e.V.", "", "", "Berta Beispiel", "Schlüssel beim Hausmeister")
    content = lists.a_csv(row, header=header)
    lists.an_imported_list(by=BERTA, content=content)
    [pair] = records.open_pairs_of(BERTA)
    with BERTA.at_work() as actor:
        joined = join_pair(actor=actor, pair=pair)
        assert joined is not None
        assert [c.name for c in joined.contacts.all()] == ["Berta Beispiel"]
        assert [n.text for n in joined.notes.all()] == ["Schlüssel beim Hausmeister"]
        assert [a.name for a in joined.aliases.all()] == ["Chor Probe e.V."]


def test_what_a_person_took_away_does_not_come_back_with_the_same_file() -> None:
    header = ("Name", "Ansprechpartner", "Personal")
    content = lists.a_csv(("Shützenverein Probe", "Hatice Örnek", "10"), header=header)
    lists.an_imported_list(by=BERTA, content=content)
    with BERTA.at_work() as actor:
        club = Organisation.objects.get()
        update_organisation(actor=actor, organisation=club, values={"name": "Schützenverein Probe", "contacts": []})
    again = lists.an_imported_list(by=BERTA, content=content)
    assert (again.counts["unchanged"], again.counts["changed"]) == (1, 0)
    with BERTA.at_work():
        assert not club.contacts.exists()
        assert not club.aliases.exists()


def test_an_open_question_stays_a_question_when_the_file_comes_again() -> None:
    content = lists.a_csv(("Chor Probe", "Weg 1", "33039"), ("Chor Probe", "", "", "", "05274 77"))
    first = lists.an_imported_list(by=BERTA, content=content)
    second = lists.an_imported_list(by=BERTA, content=content)
    for run in (first, second):
        assert run.counts["review"] == 1
    assert len(records.open_pairs_of(BERTA)) == 1
    with BERTA.at_work():
        assert Organisation.objects.get().phones == []


def test_a_corrected_address_keeps_its_point_when_the_old_file_comes_again() -> None:
    header = ("Name", "Straße", "PLZ", "Breite", "Länge")
    content = lists.a_csv(("Chor Probe", "Weg 1", "33039", "51,80", "9,11"), header=header)
    lists.an_imported_list(by=BERTA, content=content)
    with BERTA.at_work() as actor:
        club = Organisation.objects.get()
        update_organisation(actor=actor, organisation=club, values={"street": "Neue Straße 2"})
        corrected = (club.lat, club.lon, club.point_quality)
    lists.an_imported_list(by=BERTA, content=content)
    with BERTA.at_work():
        club.refresh_from_db()
    assert (club.lat, club.lon, club.point_quality) == corrected
    assert club.point_quality == "approximate"


def test_a_club_that_moves_to_another_town_moves_with_its_place() -> None:
    hemer = JAN.office().place
    header = ("Nr", "Name", "Straße", "PLZ", "Ort")
    before = lists.a_csv(("1", "Chor Probe", "Weg 1", "33039", "Nieheim"), header=header)
    after = lists.a_csv(("1", "Chor Probe", "Gasse 2", "58675", "Hemer"), header=header)
    lists.an_imported_list(by=BERTA, content=before)
    lists.an_imported_list(by=BERTA, content=after)
    listing = Listing.objects.get()
    assert (listing.address_line, listing.place_id) == ("Gasse 2, 58675 Hemer", hemer.pk)


def test_undoing_one_list_keeps_the_questions_of_another() -> None:
    first = lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe",)), filename="a.csv")
    lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe e.V.", "Weg 3", "33039")), filename="b.csv")
    undo(first)
    [pair] = records.open_pairs_of(BERTA)
    assert pair.candidate["values"]["street"] == "Weg 3"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_after_both_lists_are_undone_nothing_is_left(order: tuple[int, int]) -> None:
    one = lists.a_csv(("Chor Probe", "Weg 1", "33039"))
    two = lists.a_csv(("Chor Probe", "Weg 1", "33039", "Nieheim", "05274 77"))
    runs = [
        lists.an_imported_list(by=BERTA, content=one, filename="a.csv"),
        lists.an_imported_list(by=BERTA, content=two, filename="b.csv"),
    ]
    assert runs[1].counts["changed"] == 1
    for number in order:
        undo(runs[number])
    assert names() == []
    with BERTA.at_work():
        assert not Organisation.objects.exists()


def test_nothing_ticked_means_nothing_taken() -> None:
    club = records.an_organisation(by=BERTA, opening_hours="montags")
    suggestion = records.a_suggestion(on=club)
    BERTA.browser().post(f"/schreibtisch/pruefen/hinweis/{suggestion.pk}/", {"accept": "1"})
    with BERTA.at_work():
        club.refresh_from_db()
        assert Suggestion.objects.get().state == "open"
    assert club.opening_hours == "montags"


def test_a_new_entry_says_what_it_is_and_no_name_of_staff_becomes_a_source() -> None:
    office = BERTA.office()
    with BERTA.at_work() as actor:
        suggestion = submit_suggestion(
            actor=actor, kind="new", office=office, place=office.place, changes={"name": "Runde", "type": "initiative"}
        )
        organisation = accept_suggestion(actor=actor, suggestion=suggestion)
    assert organisation is not None
    assert organisation.type == "initiative"
    assert "Berta" not in organisation.sources["name"]["label"]


def test_a_pair_of_another_offices_record_is_asked_once() -> None:
    jans = records.an_organisation(by=JAN, name="Chor Grenzland", street="Weg 1", postcode="58675")
    with JAN.at_work():
        place = jans.place
    content = lists.a_csv(("Chor Grenzland e.V.", "Weg 1", place.postcodes[0], place.name))
    lists.an_imported_list(by=BERTA, content=content)
    [pair] = records.open_pairs_of(BERTA)
    with BERTA.at_work() as actor:
        join_pair(actor=actor, pair=pair)
    again = lists.an_imported_list(by=BERTA, content=content)
    assert again.counts["review"] == 0
    with BERTA.at_work():
        assert Pair.objects.filter(state=Pair.State.OPEN).count() == 0
