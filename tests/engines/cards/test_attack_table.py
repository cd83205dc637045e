"""The table in docs/engines/cards.md is what was tried here, and each attack has the verdict that stands there."""

from dataclasses import dataclass, replace
from pathlib import Path

import cbor2
import pytest

from engagiert.engines.cards import base45, checking, cose, keys, lists
from engagiert.engines.cards.checking import Verdict
from engagiert.engines.cards.lists import StatusList, TrustList
from engagiert.engines.cards.schema import PREFIX
from tests.engines.cards.issuers import CARD, DAY, KEY, LISTS, PRIVATE, ROOT, ROOT_KEY, TODAY, TRUST, checked, code
from tests.engines.cards.issuers import status_list as signed_list
from tests.engines.cards.test_codes import ATTACKS, WRONG_CBOR

PAGE = Path(__file__).resolve().parents[3] / "docs" / "engines" / "cards.md"
BEGIN, END = "<!-- tried: begin -->\n", "<!-- tried: end -->\n"


@dataclass(frozen=True, slots=True)
class Tried:
    """An attack in words, what is held before the checker, and what the checker knows then."""

    what: str
    text: str
    verdict: Verdict
    now: int = TODAY
    trust: TrustList = TRUST
    lists: tuple[StatusList, ...] = (LISTS[KEY.issuer],)


def other_town() -> tuple[TrustList, str]:
    """A second town of the same trust list signs a card in the name of the first."""
    private = keys.new_private_key()
    key = keys.public_key(private, issuer="05978036", issuer_name="Selm (erfunden)", since=1)
    return TrustList(TODAY, {**TRUST.keys, key.key_id: key}), checking.issue(CARD, private, key.key_id)


def raw(*parts: object) -> str:
    return PREFIX + base45.encode(b"\xd2" + cbor2.dumps(list(parts)))


HEADER = cbor2.dumps({1: -7, 4: KEY.key_id}, canonical=True)
GOOD = base45.decode(code().removeprefix(PREFIX))
STRANGER = keys.new_private_key()
BOTH, IN_ITS_NAME = other_town()
WITHDRAWN = TrustList(TODAY, {KEY.key_id: replace(KEY, withdrawn=TODAY - 1)})
RETIRED = TrustList(TODAY, {KEY.key_id: replace(KEY, retired=CARD.issued - 1)})
MALLEABLE = cose.read(GOOD)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
TURNED = MALLEABLE.signature[:32] + (ORDER - int.from_bytes(MALLEABLE.signature[32:], "big")).to_bytes(32, "big")

TRIED = (
    Tried("a card of another key, under our key id", checking.issue(CARD, STRANGER, KEY.key_id), Verdict.FORGED),
    Tried("a card of a key that no trust list names", checking.issue(CARD, STRANGER, b"\1" * 8), Verdict.UNKNOWN),
    Tried("another town's key signs for this town", IN_ITS_NAME, Verdict.FORGED, trust=BOTH),
    Tried("our key signs for another town", code(replace(CARD, issuer="05978036")), Verdict.FORGED),
    Tried("a signature of zeros", raw(HEADER, {}, MALLEABLE.payload, b"\0" * 64), Verdict.FORGED),
    Tried("a signature of one byte more", raw(HEADER, {}, MALLEABLE.payload, b"\0" * 65), Verdict.MALFORMED),
    Tried(
        "the second valid signature of the same bytes (r, −s): the same card, no other",
        raw(HEADER, {}, MALLEABLE.payload, TURNED),
        Verdict.VALID,
    ),
    *(Tried(f"header or content: {what}", text, Verdict.MALFORMED) for what, text in ATTACKS.items()),
    *(
        Tried(f"CBOR: {what}", raw(HEADER, {}, data, MALLEABLE.signature), Verdict.MALFORMED)
        for what, data in WRONG_CBOR.items()
    ),
    Tried("bytes behind the message", PREFIX + base45.encode(GOOD + b"\0"), Verdict.MALFORMED),
    Tried("the message without its tag", PREFIX + base45.encode(GOOD[1:]), Verdict.MALFORMED),
    Tried("another prefix (a vaccination code)", code().replace(PREFIX, "HC1:"), Verdict.MALFORMED),
    Tried("one second after its end", code(), Verdict.EXPIRED, now=CARD.expires, lists=()),
    Tried("issued in two days", code(replace(CARD, issued=TODAY + 2 * DAY)), Verdict.NOT_YET),
    Tried("issued before its key began", code(replace(CARD, issued=KEY.since - 1)), Verdict.FORGED),
    Tried("issued after its key was retired", code(), Verdict.FORGED, trust=RETIRED),
    Tried("its key was withdrawn", code(), Verdict.WITHDRAWN, trust=WITHDRAWN),
    Tried("revoked", code(replace(CARD, index=99)), Verdict.REVOKED),
    Tried("revoked, the list a year old", code(replace(CARD, index=99)), Verdict.REVOKED, now=TODAY + 365 * DAY),
    Tried("the checker was kept from new lists for eight days", code(), Verdict.LIST_TOO_OLD, now=TODAY + 8 * DAY),
    Tried("the checker was kept from any list", code(), Verdict.LIST_TOO_OLD, lists=()),
    Tried("a place beyond the list", code(replace(CARD, index=100)), Verdict.LIST_TOO_OLD),
)


@pytest.mark.parametrize("one", TRIED, ids=[one.what for one in TRIED])
def test_what_was_tried_has_the_verdict_that_stands_in_the_table(one: Tried) -> None:
    known = {status.issuer: status for status in one.lists}
    assert checked(one.text, now=one.now, trust=one.trust, lists_=known).verdict == one.verdict


REFUSED = {
    "a status list with the key of another town": lambda: lists.read_status_list(
        signed_list(StatusList("05978036", TODAY, 9, frozenset())), BOTH
    ),
    "a status list of a withdrawn key": lambda: lists.read_status_list(signed_list(LISTS[KEY.issuer]), WITHDRAWN),
    "a trust list that a town signed, not the root": lambda: lists.read_trust_list(
        lists.signed_trust_list(TRUST, PRIVATE, ROOT_KEY.key_id), ROOT_KEY
    ),
    "a trust list for a status list": lambda: lists.read_status_list(
        lists.signed_trust_list(TRUST, ROOT, ROOT_KEY.key_id), TRUST
    ),
    "a card for a status list": lambda: lists.read_status_list(GOOD, TRUST),
    "a status list cut short": lambda: lists.read_status_list(signed_list(LISTS[KEY.issuer])[:-1], TRUST),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_list_that_is_not_what_it_says_is_not_taken(what: str) -> None:
    with pytest.raises(cose.MalformedError):
        REFUSED[what]()


def table() -> str:
    flipped = f"each of the {8 * len(GOOD):,} bits of a card flipped, one at a time"
    rows = [(flipped, "malformed, unknown or forged"), *((one.what, one.verdict.value) for one in TRIED)]
    rows += [(what, "not taken") for what in REFUSED]
    return "| tried | verdict |\n|---|---|\n" + "".join(f"| {what} | {verdict} |\n" for what, verdict in rows)


def test_the_page_shows_the_table_as_it_is() -> None:
    shown = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown == table()
