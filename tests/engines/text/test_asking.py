"""What a question means, and what a record says: the same pipeline for both."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engagiert.engines.text import analysis, concepts
from engagiert.engines.text import search as engine
from engagiert.engines.text.compounds import Splitter
from engagiert.engines.text.concepts import Concept, FaultyVocabularyError
from engagiert.engines.text.lexis import Lexis, build
from engagiert.engines.text.spelling import distance, similar

OFFERS = {
    "reading": "Vorlesepatin gesucht: Lesen Sie Kindern in der Kita vor",
    "home": "Besuche im Seniorenheim, zuhören und erzählen",
    "garden": "Gemeinschaftsgarten: gärtnern, gießen, ernten",
    "german": "Deutschunterricht für Geflüchtete",
    "chess": "Schachclub mit offenem Abend",
    "books": "Bücher ausleihen in der Gemeindebücherei",
}
_WORDS = "vorlesen Kinder Seniorenheim Gärten Deutsch Geflüchtete Schach Bücher Besuch zuhören"
WORDS = st.sampled_from(_WORDS.split())


@pytest.fixture(scope="module")
def lexis() -> Lexis:
    return engine.lexis()


def documents(lexis: Lexis) -> dict[str, dict[str, int]]:
    return {name: engine.terms([engine.Field(text, engine.TITLE, 6)], lexis) for name, text in OFFERS.items()}


def scores(question: str, lexis: Lexis) -> dict[str, float]:
    held = documents(lexis)
    counts: dict[str, int] = {}
    for impacts in held.values():
        for term in impacts:
            counts[term] = counts.get(term, 0) + 1
    wishes = engine.read(question, lexis)
    engine.correct(wishes, lexis, counts)
    plan = engine.weigh(wishes, engine.Statistics(len(held), counts))
    return {name: engine.score(plan, impacts) for name, impacts in held.items()}


def best(question: str, lexis: Lexis) -> str:
    found = scores(question, lexis)
    assert max(found.values()) > 0, question
    return max(found, key=lambda name: found[name])


@pytest.mark.parametrize(
    ("question", "offer"),
    [
        ("vorlesen", "reading"),
        ("Vorlesepaten", "reading"),
        ("vorlesn", "reading"),
        ("read to children", "reading"),
        ("Altenheim", "home"),
        ("Garten", "garden"),
        ("gaertnern", "garden"),
        ("Deutschkurs für Flüchtlinge", "german"),
        ("Unterricht in Deutsch", "german"),
        ("schachh", "chess"),
        ("satranç", "chess"),
        ("Buch", "books"),
        ("Buecher", "books"),
    ],
)
def test_inflection_compounds_synonyms_errors_and_other_languages_meet(question: str, offer: str, lexis: Lexis) -> None:
    assert best(question, lexis) == offer


@pytest.mark.parametrize("text", ["", " ", "e.V.", "und", "x", "?!", "der die das", "\u202e"])
def test_words_that_say_nothing_are_no_wish(text: str, lexis: Lexis) -> None:
    assert engine.read(text, lexis) == []


@settings(max_examples=60, deadline=None)
@given(chosen=st.lists(WORDS, min_size=1, max_size=5, unique=True), order=st.randoms(use_true_random=False))
def test_order_case_spaces_and_umlaut_spelling_change_no_score(chosen: list[str], order: object) -> None:
    lexis = engine.lexis()
    wanted = scores(" ".join(chosen), lexis)
    shuffled = list(chosen)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    written = "  ".join(shuffled).upper() + " "
    spelled = written.replace("Ä", "ae").replace("Ö", "oe").replace("Ü", "ue").replace("ß", "ss")
    assert scores(written, lexis) == wanted
    assert scores(spelled, lexis) == wanted


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_becomes_few_terms_and_always_the_same(text: str) -> None:
    lexis = engine.lexis()
    fields = [engine.Field(text, engine.TEXT, 60)]
    once = engine.terms(fields, lexis)
    assert once == engine.terms(fields, lexis)
    assert len(once) <= analysis.MOST_TERMS
    assert all(1 <= impact <= engine.MOST_IMPACT for impact in once.values())
    assert all(len(term) <= 80 and '"' not in term and "\\" not in term for term in once)


def test_a_text_as_long_as_a_book_has_an_end(lexis: Lexis) -> None:
    book = " ".join(f"wort{number}" for number in range(20_000))
    assert len(engine.terms([engine.Field(book, engine.TEXT, 60)], lexis)) <= analysis.MOST_TERMS
    assert len(engine.read(book[:10_000], lexis)) <= 16


def test_a_record_about_a_thing_beats_one_that_mentions_it(lexis: Lexis) -> None:
    title = engine.terms([engine.Field("Schachclub", engine.TITLE, 6)], lexis)
    text = engine.terms([engine.Field("Wir wandern, singen und spielen auch einmal Schach", engine.TEXT, 60)], lexis)
    wishes = engine.read("Schach", lexis)
    plan = engine.weigh(wishes, engine.Statistics(100, {"schach": 2}))
    assert engine.score(plan, title) > engine.score(plan, text) > 0


def test_compounds_come_apart_into_known_words_only() -> None:
    splitter = Splitter(frozenset({"kind", "gart", "sprach", "gebard", "ort", "heim"}), frozenset({"alt"}))
    assert splitter.split("kindergarten") == ("kind", "gart")
    assert splitter.split("gebaerdensprache") == ("gebard", "sprach")
    assert splitter.split("altenheim") == ("alt", "heim")
    assert splitter.split("schulheim") == ()
    assert splitter.split("verantwortung") == ()


def test_what_the_head_of_a_compound_means_answers_the_head_alone(lexis: Lexis) -> None:
    answered = {wish.stem: wish.alternatives.keys() for wish in engine.read("fußballtrainer", lexis)}
    assert "~football" in answered["fussball"]
    assert "~trainer-coach" in answered["train"] - answered["fussball"]


def test_a_verb_written_small_is_not_the_noun_that_is_written_large(lexis: Lexis) -> None:
    looks_for, helps = (
        engine.terms([engine.Field(text, engine.TEXT, 60)], lexis)
        for text in ("Unser Verein sucht Hilfe.", "Hilfe bei Sucht und im Alltag.")
    )
    asked = {term for wish in engine.read("suchtberatung", lexis) for term in wish.alternatives}
    assert not asked & looks_for.keys()
    assert asked & helps.keys()


def test_distance_counts_a_swap_as_one_step() -> None:
    assert distance("schahc", "schach", 2) == 1
    assert distance("abc", "abc", 1) == 0
    assert distance("vorlesen", "kochen", 2) == 3
    assert [word for word, _quality in similar("schachh", frozenset({"schach", "schule", "bach"}))] == ["schach"]


VOCABULARY = """
[[concept]]
id = "music"
de = ["Musik"]
[[concept]]
id = "piano"
de = ["Klavier", "Flügel"]
en = ["piano"]
broader = ["music"]
"""


def test_who_asks_for_the_general_finds_the_special_weaker() -> None:
    lexis = build(concepts.parse({"a.toml": VOCABULARY}))
    held = engine.terms([engine.Field("Klavier", engine.TITLE, 6)], lexis)
    assert held["~piano"] > held["~music"] >= 1


def test_rings_of_general_concepts_do_no_harm() -> None:
    ring = [Concept("a", {"de": ("a",)}, broader=("b",)), Concept("b", {"de": ("b",)}, broader=("a",))]
    assert concepts.closure(ring) == {"a": {"b": 1}, "b": {"a": 1}}


@pytest.mark.parametrize(
    "fault",
    [
        '[[concept]]\nid = "music"\nde = ["Musik"]\n[[concept]]\nid = "music"\nde = ["Musik"]',
        '[[concept]]\nid = "music"\nde = []',
        '[[concept]]\nid = "music"\nde = ["Musik", " "]',
        '[[concept]]\nid = "music"\nde = ["Musik"]\nbroader = ["art"]',
        '[[concept]]\nid = "music"\nde = ["Musik"]\nxx = ["?"]',
        '[[concept]]\nde = ["Musik"]',
    ],
)
def test_a_faulty_vocabulary_is_refused(fault: str) -> None:
    with pytest.raises(FaultyVocabularyError):
        concepts.parse({"a.toml": fault})


def test_the_vocabulary_of_the_package_is_sound_and_no_term_is_only_small_words() -> None:
    found = concepts.load()
    assert len(found) > 300
    for concept in found:
        for term in (*concept.terms["de"], *concept.plain):
            found_words = list(engine.words(term))
            assert len(found_words) > 1 or not found_words[0].stop, (concept.id, term)


def test_a_phrase_of_small_words_alone_is_a_wish(lexis: Lexis) -> None:
    [wish] = engine.read("ab und zu", lexis)
    assert any(term.startswith("~") for term in wish.alternatives)
