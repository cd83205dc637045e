"""Signed lists that a checker carries with it: which cards are revoked, and whose keys are good."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec

from engagiert.engines.cards import cose
from engagiert.engines.cards.cose import HALF, MalformedError, Value
from engagiert.engines.cards.keys import BadKeyError, PublicKey
from engagiert.engines.cards.schema import LONGEST_LIST, STATUS, STATUS_TYPE, TRUST, TRUST_TYPE, TYPED, TYPED_TYPE

TYPED_ROW = 20  # bytes
LARGEST_REMAINDER = 24  # bits; a list of one card in sixteen million


@dataclass(frozen=True, slots=True)
class StatusList:
    """Revoked places among ``size`` cards of one issuer, as of ``issued`` (seconds since 1970, UTC)."""

    issuer: str
    issued: int
    size: int
    revoked: frozenset[int] = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrustList:
    """The keys of all issuers, as of ``issued``, by key id."""

    issued: int
    keys: dict[bytes, PublicKey]


@dataclass(frozen=True, slots=True)
class TypedList:
    """The cards of an issuer that can be typed: ``TYPED_ROW`` bytes each, see typed.py."""

    issuer: str
    issued: int
    rows: bytes


def signed_status_list(status: StatusList, private: ec.EllipticCurvePrivateKey, key_id: bytes) -> bytes:
    """About 8 bits for each revoked card at one in a hundred."""
    rice = _best_rice(len(status.revoked), status.size)
    claims: dict[int, Value] = {
        STATUS["issuer"]: status.issuer,
        STATUS["issued"]: status.issued,
        STATUS["size"]: status.size,
        STATUS["rice"]: rice,
        STATUS["revoked"]: _rice_coded(sorted(status.revoked), rice),
    }
    return cose.sign(private, key_id, claims, STATUS_TYPE)


def read_status_list(data: bytes, trust: TrustList) -> StatusList:
    """Checked against the trust list; raises ``MalformedError`` for anything that is not good in every part."""
    message = _message(data, STATUS_TYPE)
    claims = message.claims
    issuer, issued, size, rice, coded = (
        claims.get(STATUS[name]) for name in ("issuer", "issued", "size", "rice", "revoked")
    )
    if len(claims) != len(STATUS) or not isinstance(issuer, str) or not isinstance(coded, bytes):
        raise MalformedError("not a status list")
    if not (isinstance(issued, int) and isinstance(size, int) and isinstance(rice, int)):
        raise MalformedError("not a status list")
    if not 0 <= rice <= LARGEST_REMAINDER or size < 0:
        raise MalformedError("sizes that cannot be")
    key = trust.keys.get(message.key_id)
    if key is None or key.withdrawn or key.issuer != issuer or not cose.holds(message, key.point):
        raise MalformedError("not signed by its issuer")
    return StatusList(issuer, issued, size, frozenset(_rice_decoded(coded, rice, size)))


def signed_typed_list(known: TypedList, private: ec.EllipticCurvePrivateKey, key_id: bytes) -> bytes:
    """``TYPED_ROW`` bytes for each card that has a code to type."""
    claims: dict[int, Value] = {
        TYPED["issuer"]: known.issuer,
        TYPED["issued"]: known.issued,
        TYPED["rows"]: known.rows,
    }
    return cose.sign(private, key_id, claims, TYPED_TYPE)


def read_typed_list(data: bytes, trust: TrustList) -> TypedList:
    """Checked as a status list is; raises ``MalformedError``."""
    message = _message(data, TYPED_TYPE, TYPED["longest"])
    issuer, issued, rows = (message.claims.get(TYPED[name]) for name in ("issuer", "issued", "rows"))
    if len(message.claims) != 3 or not (
        isinstance(issuer, str) and isinstance(issued, int) and isinstance(rows, bytes)
    ):
        raise MalformedError("not a list of typed codes")
    key = trust.keys.get(message.key_id)
    if (
        len(rows) % TYPED_ROW
        or key is None
        or key.withdrawn
        or key.issuer != issuer
        or not cose.holds(message, key.point)
    ):
        raise MalformedError("not signed by its issuer")
    return TypedList(issuer, issued, rows)


def signed_trust_list(trust: TrustList, private: ec.EllipticCurvePrivateKey, key_id: bytes) -> bytes:
    keys: list[Value] = [
        [key.issuer, key.issuer_name, key.x, key.y, key.since, key.retired, key.withdrawn]
        for _, key in sorted(trust.keys.items())
    ]
    return cose.sign(private, key_id, {TRUST["issued"]: trust.issued, TRUST["keys"]: keys}, TRUST_TYPE)


def read_trust_list(data: bytes, root: PublicKey) -> TrustList:
    """Checked against the root key that the checker brought with it; raises ``MalformedError``."""
    message = _message(data, TRUST_TYPE)
    issued, rows = message.claims.get(TRUST["issued"]), message.claims.get(TRUST["keys"])
    if len(message.claims) != len(TRUST) or not isinstance(issued, int) or not isinstance(rows, list):
        raise MalformedError("not a trust list")
    if message.key_id != root.key_id or not cose.holds(message, root.point):
        raise MalformedError("not signed by the root")
    keys = [_key(row) for row in rows]
    return TrustList(issued, {key.key_id: key for key in keys})


def _key(row: Value) -> PublicKey:
    match row:
        case [
            str() as issuer,
            str() as name,
            bytes() as x,
            bytes() as y,
            int() as since,
            int() as retired,
            int() as gone,
        ]:
            key = PublicKey(issuer, name, x, y, since, retired, gone)
        case _:
            raise MalformedError("not a key of an issuer")
    try:
        if len(x) != HALF or len(y) != HALF:
            raise BadKeyError("not a point of 32 + 32 bytes")
        key.point  # noqa: B018 - a bad point must be refused now, not at the first card
    except BadKeyError as wrong:
        raise MalformedError(str(wrong)) from wrong
    return key


def _message(data: bytes, kind: str, longest: int = LONGEST_LIST) -> cose.Sign1:
    if len(data) > longest:
        raise MalformedError("longer than any list")
    message = cose.read(data)
    if message.type != kind:
        raise MalformedError("another kind of message")
    return message


def _best_rice(count: int, size: int) -> int:
    """Bits of the remainder that make gaps of this mean length shortest (Rice 1979)."""
    mean = size / (count + 1)
    return min(max(0, math.ceil(math.log2(mean * math.log(2)))) if mean > 1 else 0, LARGEST_REMAINDER)


def _rice_coded(places: Sequence[int], rice: int) -> bytes:
    """Gaps between places: the quotient as ones and a zero, then ``rice`` bits of remainder; filled up with ones."""
    bits: list[str] = []
    before = -1
    for place in places:
        quotient, remainder = divmod(place - before - 1, 1 << rice)
        bits.append("1" * quotient + "0" + (f"{remainder:0{rice}b}" if rice else ""))
        before = place
    joined = "".join(bits)
    joined += "1" * (-len(joined) % 8)
    return int(joined, 2).to_bytes(len(joined) // 8, "big") if joined else b""


def _rice_decoded(coded: bytes, rice: int, size: int) -> Iterable[int]:
    bits = "".join(f"{byte:08b}" for byte in coded)
    at, before = 0, -1
    while (end := bits.find("0", at)) >= 0:
        remainder = bits[end + 1 : end + 1 + rice]
        if len(remainder) < rice:
            raise MalformedError("the list ends in the middle of a place")
        before += 1 + ((end - at) << rice) + (int(remainder, 2) if rice else 0)
        if before >= size:
            raise MalformedError("a place beyond the list")
        yield before
        at = end + 1 + rice
    if len(bits) - at > 7:
        raise MalformedError("more after the last place")
