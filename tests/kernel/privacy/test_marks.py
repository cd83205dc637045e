"""A person is found by what they are known by, in any spelling, and nobody else is."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.kernel.privacy.marks import Wanted, from_marks, wanted
from engagiert.kernel.privacy.redacting import excerpts, redacted

KLARA = wanted(names=["Klara Müller-Probe"], mails=["Klara.Mueller@post.example"], phones=["+49 171 0004711"])
SPELLINGS = (
    "Klara Müller-Probe", "Müller-Probe, Klara", "KLARA MUELLER PROBE", "Frau Klara Müller-Probe (Vorsitz)",
    "klara.mueller@POST.example", "Mail: Klara.Mueller@post.example!", "0171 0004711", "0171/000-47-11",
    "0049 171 0004711", "+491710004711",
)  # fmt: skip
OTHERS = (
    "Klara", "Müller", "Probe", "Klara Müller", "Klara Probst", "Karl Müller-Probe", "xklara.mueller@post.example",
    "klara.mueller@post.example.org", "0171 00047112", "10171 0004711", "Klara ist da. Müller kommt. Probe um acht",
)  # fmt: skip
WORDS = st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=2, max_size=9)


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_is_found(text: str) -> None:
    assert KLARA.spans(text)


@pytest.mark.parametrize("text", OTHERS)
def test_somebody_else_is_not(text: str) -> None:
    assert KLARA.spans(text) == []


@pytest.mark.parametrize("text", [*SPELLINGS, *OTHERS])
def test_marks_find_exactly_what_the_words_find_and_hold_none_of_them(text: str) -> None:
    marks = KLARA.marks()
    assert from_marks(marks).spans(text) == KLARA.spans(text)
    assert not any(word in mark for mark in marks for word in ("klara", "mueller", "0004711"))


def test_after_the_secret_changed_old_marks_still_find(settings: Any) -> None:
    marks = KLARA.marks()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new secret of this installation"
    assert from_marks(marks).spans("Klara Müller-Probe")
    assert KLARA.marks() != marks


def test_within_a_text_only_the_person_goes() -> None:
    text = "Gestern rief Klara Müller-Probe (0171 0004711) an.\nBitte zurückrufen."
    assert redacted(text, KLARA) == "Gestern rief [gelöscht] ([gelöscht]) an.\nBitte zurückrufen."


def test_an_entry_of_a_list_that_is_theirs_alone_goes_as_a_whole() -> None:
    value = {"mails": ["klara.mueller@post.example", "chor@post.example"], "about": {"chair": "Klara Müller-Probe"}}
    assert redacted(value, KLARA) == {"mails": ["chor@post.example"], "about": {"chair": "[gelöscht]"}}


def test_a_file_is_read_whatever_it_is() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", "<si><t>Klara Müller-Probe</t></si>")
    for content in (packed.getvalue(), "Klara Müller-Probe;1".encode("cp1252"), "Klara Müller-Probe".encode()):
        assert excerpts(content, KLARA)
    assert excerpts(b"PK\x03\x04 no archive", KLARA) == []


@given(st.lists(WORDS, min_size=2, max_size=4), st.text(max_size=20), st.text(max_size=20))
def test_a_name_is_found_and_gone_wherever_it_stands(words: list[str], before: str, after: str) -> None:
    who = wanted(names=[" ".join(words)])
    text = f"{before}\n{' '.join(reversed(words))}\n{after}"
    assert who.spans(text)
    once = redacted(text, who)
    assert redacted(once, who) == once


def test_an_empty_question_finds_nothing() -> None:
    nobody = wanted(names=[" ", "!"], mails=["no address"], phones=["12"])
    assert not nobody
    assert nobody.spans("12 ! no address") == []
    assert Wanted(frozenset()).marks() == []
