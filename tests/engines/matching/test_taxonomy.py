"""The taxonomy is data: it fits the directory, the text engine and two machine words."""

import pytest

from engagiert.apps.directory.vocabulary import FIELDS
from engagiert.engines.matching import taxonomy, week
from engagiert.engines.text import concepts


def test_every_field_of_the_directory_has_a_term_of_its_own_and_every_term_a_field() -> None:
    tops = {term.directory_field for term in taxonomy.fields() if not term.parent}
    assert tops == set(FIELDS)
    assert {term.directory_field for term in taxonomy.fields()} == set(FIELDS)


def test_a_set_of_terms_fits_in_two_machine_words() -> None:
    assert 60 < len(taxonomy.terms()) <= taxonomy.MOST_TERMS
    everything = tuple(taxonomy.terms())
    assert taxonomy.codes(taxonomy.bits(everything)) == everything


def test_every_concept_is_one_that_the_text_engine_knows() -> None:
    known = {concept.id for concept in concepts.load()}
    named = {concept for term in taxonomy.terms().values() for concept in term.concepts}
    assert named - known == set()


def test_a_term_is_found_by_code_label_and_word_in_any_spelling() -> None:
    for word in ("older_people", "ältere menschen", "AELTERE MENSCHEN", "Older people", " Senioren "):
        assert taxonomy.code_of(word, taxonomy.FIELD) == "older_people"
    with pytest.raises(taxonomy.UnknownTermError, match="Zauberei"):
        taxonomy.code_of("Zauberei", taxonomy.SKILL)


def test_no_word_means_two_terms_of_one_kind() -> None:
    for kind in (taxonomy.FIELD, taxonomy.SKILL):
        told = [term for term in taxonomy.terms().values() if term.kind == kind]
        for term in told:
            assert {taxonomy.code_of(word, kind) for word in (term.code, term.de, term.en)} == {term.code}
        words = [word for term in told for word in term.words]
        assert len(words) == len(set(words))


def test_a_term_and_its_group_are_relatives_both_ways() -> None:
    electrics, crafts = taxonomy.terms()["electrics"], taxonomy.terms()["crafts"]
    assert taxonomy.relatives()[electrics.bit] == 1 << crafts.bit
    assert taxonomy.relatives()[crafts.bit] >> electrics.bit & 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[term]]\ncode = "a"\nde = "A"\nen = "A"', "directory"),
        ('[[term]]\ncode = "a"\nde = "A"\nen = "A"\nfield = "x"\n' * 2, "twice"),
        ('[[term]]\ncode = "a"\nde = "A"\nen = "A"\nparent = "b"', "no group"),
        ('[[term]]\ncode = "a"\nde = ""\nen = "A"\nfield = "x"', "lacks"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(taxonomy.FaultyTaxonomyError, match=says):
        taxonomy.parse({"fields.toml": text})


def test_a_week_has_a_bit_for_each_day_and_part() -> None:
    assert week.week([(1, week.EVENING)]) == 1 << 6
    assert list(week.times(1 << 6)) == [(1, week.EVENING)]
    assert week.name_of(1, week.EVENING) == "Dienstagabend"
    assert week.name_of(1, week.EVENING, "en") == "Tuesday evening"


def test_an_appointment_touches_every_part_it_lasts_into() -> None:
    assert week.between(5, 10, 13) == week.week([(5, week.MORNING), (5, week.AFTERNOON)])
    assert week.between(0, 17, 19) == week.week([(0, week.EVENING)])
    # Two in the night of Sunday to Monday is Sunday night.
    assert week.between(0, 2, 4) == week.week([(6, week.NIGHT)])
    with pytest.raises(ValueError, match="span"):
        week.between(0, 19, 17)
