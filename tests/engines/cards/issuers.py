"""An invented issuer with its keys, a card and lists, as the tests of cards use them."""

from engagiert.engines.cards import checking, keys, lists
from engagiert.engines.cards.lists import StatusList, TrustList
from engagiert.engines.cards.schema import Card

DAY = 24 * 3600
TODAY = 1_794_000_000  # November 2026

ROOT = keys.new_private_key()
ROOT_KEY = keys.public_key(ROOT, issuer="05", issuer_name="Land (erfunden)", since=1)
PRIVATE = keys.new_private_key()
KEY = keys.public_key(PRIVATE, issuer="05978024", issuer_name="Lünen (erfunden)", since=TODAY - 1000 * DAY)
TRUST = TrustList(TODAY, {KEY.key_id: KEY})
CARD = Card("05978024", "Halina Przykładowa", "card", 7, TODAY - 30 * DAY, TODAY + 700 * DAY)
LISTS = {KEY.issuer: StatusList(KEY.issuer, TODAY - DAY, 100, frozenset({3, 99}))}


def code(card: Card = CARD) -> str:
    return checking.issue(card, PRIVATE, KEY.key_id)


def checked(
    text: str, now: int = TODAY, trust: TrustList = TRUST, lists_: dict[str, StatusList] | None = None
) -> checking.Check:
    return checking.check(text, trust=trust, lists=LISTS if lists_ is None else lists_, now=now)


def status_list(status: StatusList) -> bytes:
    return lists.signed_status_list(status, PRIVATE, KEY.key_id)
