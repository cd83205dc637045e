"""What a checker may say of a code. Everything it needs is in its hands; it asks nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric import ec

from engagiert.engines.cards import base45, cose
from engagiert.engines.cards.keys import PublicKey
from engagiert.engines.cards.lists import StatusList, TrustList
from engagiert.engines.cards.schema import LONGEST_CARD, PREFIX, Card, card_of

# Clocks of tablets are wrong; a card issued this morning must not be "from the future".
CLOCK_SKEW = 24 * 3600


class Verdict(StrEnum):
    """One word for each thing a person at the till can do next."""

    VALID = "valid"
    LIST_TOO_OLD = (
        "list_too_old"  # genuine and in time, but the list of revoked cards is older than allowed, or missing
    )
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"  # no key of that name in the trust list
    WITHDRAWN = "withdrawn"  # the key is no longer good
    FORGED = "forged"  # the signature does not fit
    MALFORMED = "malformed"  # no code of ours


@dataclass(frozen=True, slots=True)
class Check:
    """A verdict; ``card`` and ``key`` only where the signature holds, ``list_date`` where a list was looked at."""

    verdict: Verdict
    card: Card | None = None
    key: PublicKey | None = None
    list_date: int = 0


def issue(card: Card, private: ec.EllipticCurvePrivateKey, key_id: bytes) -> str:
    """The text of the card's QR code. Raises ``ValueError`` for a card that cannot be."""
    text = PREFIX + base45.encode(cose.sign(private, key_id, card.claims()))
    if len(text) > LONGEST_CARD:
        raise ValueError("the card is longer than a checker reads")
    return text


def check(
    text: str, *, trust: TrustList, lists: Mapping[str, StatusList], now: int, list_age: int = 7 * 24 * 3600
) -> Check:
    """What to say of a code.

    ``lists`` by issuer, all read by ``read_status_list``; ``now`` and ``list_age`` in seconds. Never raises.
    """
    try:
        message = _read(text)
        card = card_of(message.claims)
    except (cose.MalformedError, base45.NotBase45Error):
        return Check(Verdict.MALFORMED)
    key = trust.keys.get(message.key_id)
    if key is None:
        return Check(Verdict.UNKNOWN)
    if not cose.holds(message, key.point) or key.issuer != card.issuer:
        return Check(Verdict.FORGED)
    status = lists.get(card.issuer)
    return Check(_verdict(card, key, status, now, list_age), card, key, status.issued if status else 0)


def _read(text: str) -> cose.Sign1:
    if len(text) > LONGEST_CARD or not text.startswith(PREFIX):
        raise cose.MalformedError("no code of ours")
    message = cose.read(base45.decode(text[len(PREFIX) :]))
    if message.type:
        raise cose.MalformedError("a list, not a card")
    return message


def _verdict(card: Card, key: PublicKey, status: StatusList | None, now: int, list_age: int) -> Verdict:
    """The first that holds; the order matters: what is surely bad is told before what is only doubtful."""
    outside = card.issued < key.since or (key.retired and card.issued > key.retired)
    # a card younger than the list has its place beyond the list's end
    doubtful = status is None or now - status.issued > list_age or card.index >= status.size
    told = (
        (Verdict.WITHDRAWN, key.withdrawn),
        (Verdict.FORGED, outside),  # a key that signs outside its time was not in its owner's hands
        (Verdict.REVOKED, status is not None and card.index in status.revoked),  # an old list is enough to know that
        (Verdict.NOT_YET, card.issued > now + CLOCK_SKEW),
        (Verdict.EXPIRED, card.expires and now >= card.expires),
        (Verdict.LIST_TOO_OLD, doubtful),
    )
    return next((verdict for verdict, holds in told if holds), Verdict.VALID)
