from hypothesis import given
from hypothesis import strategies as st

from engagiert.engines.text.folding import fold, slug, sort_key


def test_umlauts_marks_and_spaces_do_not_tell_two_spellings_apart() -> None:
    assert fold("Förder-Verein  »Weiß«") == fold("FOERDER VEREIN Weiss") == "foerder verein weiss"
    assert fold("Café Olé") == "cafe ole"
    assert fold("Auf geht’s") == fold("Auf geht's") == "auf gehts"


def test_decomposed_umlauts_fold_like_composed_ones() -> None:
    assert fold("Lu\u0308nen") == fold("Lünen") == "luenen"


def test_other_scripts_keep_their_letters() -> None:
    assert fold("أطفال") != ""
    assert fold("Спорт") == "спорт"


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_german_dictionary_puts_umlauts_beside_their_vowels() -> None:
    names = ["Zebra", "Öl", "Ofen", "Ärzte", "Arzt", "Straße", "Strasse B", "Über", "Uhr"]
    expected = ["Arzt", "Ärzte", "Ofen", "Öl", "Straße", "Strasse B", "Über", "Uhr", "Zebra"]
    assert sorted(names, key=sort_key) == expected


def test_a_sort_key_is_a_plain_string_without_control_characters() -> None:
    assert sort_key("»Ä« 1. FC\tWeiß") == "a 1 fc weiss"


@given(st.text(max_size=120))
def test_a_slug_holds_only_what_an_address_may_hold(text: str) -> None:
    result = slug(text, max_length=40)
    assert len(result) <= 40
    assert set(result) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not result.startswith("-")
    assert not result.endswith("-")
    assert "--" not in result


def test_a_long_slug_ends_at_a_word() -> None:
    assert slug("Schützenverein Höxter 1907 e. V.", max_length=24) == "schuetzenverein-hoexter"
