"""What the engine says about pairs as lists of German towns have them, all of them invented."""

import pytest

from engagiert.engines.linkage.corpus import Corpus
from engagiert.engines.linkage.judging import CO_LOCATED, DIFFERENT, OTHER_SITE, SAME, judge
from engagiert.engines.linkage.records import Record
from tests.engines.linkage.invented_pairs import APART, OTHER_SITES, SAME_BODY


def in_town(name: str, **facts: object) -> Record:
    return Record(name, town="Musterstadt", place="05999999", **facts)  # type: ignore[arg-type]


EVERYBODY = Corpus([in_town(name) for pairs in (SAME_BODY, OTHER_SITES, APART) for pair in pairs for name in pair])


@pytest.fixture(params=["alone", "in a list"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return Corpus() if request.param == "alone" else EVERYBODY


@pytest.mark.parametrize(("one", "other"), SAME_BODY)
def test_other_words_for_one_organisation_are_the_same(one: str, other: str, corpus: Corpus) -> None:
    assert judge(in_town(one), in_town(other), corpus).verdict == SAME


@pytest.mark.parametrize(("one", "other"), OTHER_SITES)
def test_sites_and_departments_of_one_carrier_are_told_as_such(one: str, other: str, corpus: Corpus) -> None:
    found = judge(in_town(one), in_town(other), corpus)
    assert (found.verdict, found.sure) == (OTHER_SITE, False)


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_only_sounds_alike_stays_apart_even_at_one_door(one: str, other: str, corpus: Corpus) -> None:
    assert judge(in_town(one), in_town(other), corpus).verdict != SAME
    door = {"street": "Am Markt 1", "postcode": "44444"}
    assert not judge(in_town(one, **door), in_town(other, **door), corpus).sure


def test_supporters_at_the_door_of_what_they_support_are_co_located() -> None:
    door = {"street": "Schulstraße", "house_number": "4", "postcode": "44444"}
    found = judge(in_town("Grundschule Ahse", **door), in_town("Förderverein der Grundschule Ahse", **door))
    assert found.verdict == CO_LOCATED
    assert "supporters" in {reason.code for reason in found.reasons}


def test_only_what_nothing_speaks_against_is_sure() -> None:
    club = in_town("Chor Klangfeld", street="Weg 1", postcode="44444")
    assert judge(club, in_town("Chor Klangfeld e.V.", street="Weg 1", postcode="44444")).sure
    for doubtful in (
        in_town("Chor Klangfeld e.V."),
        in_town("Chor Klangfeld e.V.", street="Weg 2", postcode="44444"),
        in_town("Chor Klangfeld gGmbH Förderkreis", street="Weg 1", postcode="44444"),
        in_town("Chor Klangveld", street="Weg 1", postcode="44444"),
        Record("Chor Klangfeld", place="05999998", street="Weg 1", postcode="44444"),
    ):
        assert not judge(club, doubtful).sure, doubtful


def test_two_legal_forms_are_never_joined_unasked() -> None:
    door = {"street": "Weg 1", "postcode": "44444"}
    found = judge(in_town("Perspektive Ahse e.V.", **door), in_town("Perspektive Ahse gGmbH", **door))
    assert (found.verdict, found.sure) == (SAME, False)


def test_the_same_name_in_another_municipality_is_another_organisation() -> None:
    here, there = Record("Heimatverein Ahse", place="05999999"), Record("Heimatverein Ahse", place="05999998")
    assert judge(here, there).verdict != SAME


def test_a_name_that_many_bear_at_many_doors_is_no_double() -> None:
    many = [in_town("Bürgertreff", street=f"Weg {number}", postcode="44444") for number in range(1, 12)]
    assert judge(many[0], many[1], Corpus(many)).verdict != SAME


@pytest.mark.parametrize("nothing", ["e.V.", "", "  ", "–", "gGmbH", "e. V. i. G."])
def test_a_name_that_says_nothing_is_nobodys_double(nothing: str) -> None:
    door = {"street": "Weg 1", "postcode": "44444"}
    for other in ("e.V.", "", "Chor Klangfeld e.V.", nothing):
        found = judge(in_town(nothing, **door), in_town(other, **door))
        assert found.verdict in (CO_LOCATED, DIFFERENT)
        assert not found.sure
