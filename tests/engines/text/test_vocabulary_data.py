"""The files of the vocabulary of engagement: a wrong word in them costs a search result, silently."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from engagiert.engines import text
from engagiert.engines.text.folding import fold

FOLDER = Path(text.__file__).parent / "vocabulary"
LANGUAGES = ("de", "en", "tr", "uk", "ru", "ar", "fa", "pl", "fr", "es", "it", "nl", "ro", "bg", "sq", "ku")
LISTS = (*LANGUAGES, "broader", "related", "plain")
ARABIC_SCRIPT, LETTER = re.compile("[\u0600-\u06ff]"), re.compile("[^\\W\\d_]")
NOT_LATIN = re.compile("[\u0370-\u06ff]")
OWN = dict.fromkeys((*LANGUAGES, "plain"), LETTER) | dict.fromkeys(("ar", "fa"), ARABIC_SCRIPT)
# Letters that tell neighbours apart: Russian ы is no Ukrainian letter, Ukrainian ї no Russian one.
STRANGE = dict.fromkeys((*LANGUAGES, "plain"), NOT_LATIN) | {
    "ar": re.compile("[a-zäöüßа-яپچژگ]", re.IGNORECASE),
    "fa": re.compile("[a-zäöüßа-яةيك]", re.IGNORECASE),
    "uk": re.compile("[ыэёъ]", re.IGNORECASE),
    "ru": re.compile("[їієґ]", re.IGNORECASE),
    "bg": re.compile("[ыэё]", re.IGNORECASE),
}
# Words that stand in most texts of the field, or words of grammar that a term of another language may fold to.
SAY_NOTHING = frozenset(
    fold(
        """helfen Hilfe Verein Ehrenamt ehrenamtlich Projekt Menschen Arbeit Freiwillige
        der die das den dem des ein eine und oder mit für von zu als in im an am auf aus bei nach vor wir sie er es
        ich du ihr uns war hat sah bin ist sucht recht fest
        dans les des une pour avec the and with for los las una con het een van
        ve ile için"""
    ).split()
)

type Concept = dict[str, str | list[str]]


@pytest.fixture(scope="module")
def concepts() -> list[Concept]:
    files = sorted(FOLDER.glob("*.toml"))
    return [concept for file in files for concept in tomllib.loads(file.read_text(encoding="utf-8"))["concept"]]


def words(concept: Concept, key: str) -> list[str]:
    found = concept.get(key, [])
    assert isinstance(found, list)
    return found


def terms_of(concept: Concept) -> list[str]:
    return [term for key in (*LANGUAGES, "plain") for term in words(concept, key)]


def test_the_vocabulary_is_large_enough_to_be_of_use(concepts: list[Concept]) -> None:
    assert len(concepts) >= 500
    assert sum(len(words(concept, "de")) for concept in concepts) >= 4000


def test_every_concept_has_one_id_of_its_own_and_a_german_name(concepts: list[Concept]) -> None:
    ids = [str(concept["id"]) for concept in concepts]
    assert [found for found, times in Counter(ids).items() if times > 1] == []
    assert [found for found in ids if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", found)] == []
    assert [concept["id"] for concept in concepts if not words(concept, "de")] == []
    assert [concept["id"] for concept in concepts if words(concept, "de")[0][0].islower()] == []


def test_concepts_hold_nothing_but_the_fields_the_engine_reads(concepts: list[Concept]) -> None:
    assert {key for concept in concepts for key in concept} <= {"id", *LISTS}


def test_every_link_leads_to_a_concept(concepts: list[Concept]) -> None:
    ids = {concept["id"] for concept in concepts}
    links = [
        (concept["id"], to) for concept in concepts for key in ("broader", "related") for to in words(concept, key)
    ]
    assert [(start, to) for start, to in links if to not in ids or to == start] == []


def test_no_concept_is_more_general_than_itself(concepts: list[Concept]) -> None:
    above = {str(concept["id"]): set(words(concept, "broader")) for concept in concepts}
    while tops := {found for found, broader in above.items() if not broader}:
        above = {found: broader - tops for found, broader in above.items() if found not in tops}
    assert above == {}


def test_no_list_is_empty_or_says_a_thing_twice(concepts: list[Concept]) -> None:
    for concept in concepts:
        for key in LISTS:
            if key in concept:
                said = [fold(term) for term in words(concept, key)]
                assert said, (concept["id"], key)
                assert len(set(said)) == len(said), (concept["id"], key)
                assert all(said), (concept["id"], key)


def test_a_german_word_belongs_to_one_concept(concepts: list[Concept]) -> None:
    owners = Counter(
        term for concept in concepts for term in {fold(word) for key in ("de", "plain") for word in words(concept, key)}
    )
    assert [term for term, times in owners.items() if times > 1] == []


def test_words_that_would_match_everything_are_left_out(concepts: list[Concept]) -> None:
    terms = [(concept["id"], fold(term)) for concept in concepts for term in terms_of(concept)]
    assert [(found, term) for found, term in terms if term in SAY_NOTHING or len(term) < 2] == []


def test_languages_are_written_in_their_own_script(concepts: list[Concept]) -> None:
    for concept in concepts:
        for key in (*LANGUAGES, "plain"):
            for term in words(concept, key):
                assert not STRANGE[key].search(term), (concept["id"], key, term)
                assert OWN[key].search(term), (concept["id"], key, term)
