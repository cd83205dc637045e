"""Twelve signs to type: each verdict, every flipped bit of the list, and what the list gives away."""

import itertools

import pytest

from engagiert.engines.cards import lists, typed
from engagiert.engines.cards.checking import Verdict
from engagiert.engines.cards.cose import MalformedError
from engagiert.engines.cards.lists import TypedList
from tests.engines.cards.issuers import DAY, KEY, PRIVATE, ROOT_KEY, TODAY, TRUST

SALT = typed.salt_of(ROOT_KEY)
CODES = [typed.code_of(PRIVATE, KEY.issuer, index) for index in range(4)]
ENDS = [TODAY // DAY + 30, typed.REVOKED, typed.FOR_LIFE, TODAY // DAY - 1]
HINTS = ["Y Mis", "H Prz", "Ümi", "Y Mis"]


def the_list(issued: int = TODAY) -> bytes:
    rows = [
        typed.row(typed.mark_and_hint(code, hint, SALT), day)
        for code, hint, day in zip(CODES, HINTS, ENDS, strict=True)
    ]
    return lists.signed_typed_list(TypedList(KEY.issuer, issued, typed.joined(rows)), PRIVATE, KEY.key_id)


LIST = the_list()
READ = lists.read_typed_list(LIST, TRUST)


@pytest.mark.parametrize(
    ("code", "now", "said"),
    [
        (CODES[0], TODAY, Verdict.VALID),
        (CODES[1], TODAY, Verdict.REVOKED),
        (CODES[2], TODAY + 6 * DAY, Verdict.VALID),
        (CODES[3], TODAY, Verdict.EXPIRED),
        (CODES[0], TODAY + 8 * DAY, Verdict.LIST_TOO_OLD),
        (CODES[1], TODAY + 80 * DAY, Verdict.REVOKED),
        ("2222-2222-2222", TODAY, Verdict.UNKNOWN),
        ("2222-2222-222", TODAY, Verdict.MALFORMED),
        ("0000-1111-LLLL", TODAY, Verdict.MALFORMED),
    ],
    ids=["good", "revoked", "for life", "expired", "old list", "revoked long ago", "unknown", "short", "no such signs"],
)
def test_each_code_has_its_verdict(code: str, now: int, said: Verdict) -> None:
    assert typed.check(code, lists=[READ], salt=SALT, now=now).verdict == said


def test_it_is_read_as_people_type_and_tells_the_beginning_of_the_name() -> None:
    written = " ".join((CODES[0][:4], CODES[0][4:8].lower(), "-" + CODES[0][8:]))
    found = typed.check(written, lists=[READ], salt=SALT, now=TODAY)
    assert (found.verdict, found.hint, found.issuer) == (Verdict.VALID, "Y Mis", KEY.issuer)


def test_every_flipped_bit_of_the_list_is_refused() -> None:
    for place, bit in itertools.product(range(len(LIST)), range(8)):
        forged = bytearray(LIST)
        forged[place] ^= 1 << bit
        with pytest.raises(MalformedError):
            lists.read_typed_list(bytes(forged), TRUST)


def test_the_list_holds_no_name_and_no_order() -> None:
    assert b"Mis" not in LIST
    marks = [READ.rows[at : at + typed.MARK] for at in range(0, len(READ.rows), lists.TYPED_ROW)]
    assert marks == sorted(marks)
    assert len(READ.rows) == 20 * len(CODES)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Yusuf Misal", "Y Mis"), ("Halina von Przykładowa", "H Prz"), ("Cher", "Che"), ("Юлия Бєлова", "Ю Бєл")],
)
def test_the_hint_is_four_letters_at_most(name: str, hint: str) -> None:
    assert typed.hint_of(name) == hint
    assert len(typed.hint_of(name).encode()) <= typed.HINT
