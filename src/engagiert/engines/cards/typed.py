"""Twelve signs to type where no camera works, checked offline against a signed list of stretched codes.

Twelve signs are too few for a signature: whoever can check one offline can try all. So a code is a secret of 58 bits,
and the list holds for each card what follows from its code by PBKDF2 (RFC 8018): a mark, by which it is found, and a
mask over a hint to the name. Whoever has the list learns nothing about a card without its code, and a try costs
``ROUNDS`` hashes. What that is worth stands in docs/adr/0041-typed-codes.md.

The twin in the browser is ``typedCheck`` in cards.js.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from engagiert.engines.cards.checking import Verdict
from engagiert.engines.cards.keys import PublicKey
from engagiert.engines.cards.lists import TYPED_ROW, TypedList
from engagiert.engines.cards.schema import SCHEMA

SIGNS: str = SCHEMA["typed"]["signs"]
LENGTH: int = SCHEMA["typed"]["length"]
ROUNDS: int = SCHEMA["typed"]["rounds"]
MARK, HINT, DAY = 8, 10, 2  # bytes, together ``TYPED_ROW``
REVOKED, FOR_LIFE = 0, 0xFFFF
_SECONDS = 24 * 3600


def code_of(private: ec.EllipticCurvePrivateKey, issuer: str, index: int) -> str:
    """The code of a card, such as ``K7QM2XWD94TR``: it follows from the key that signed it, so no database holds it."""
    secret = private.private_numbers().private_value.to_bytes(32, "big")
    number = int.from_bytes(hmac.digest(secret, f"EAK1 typed {issuer} {index}".encode(), "sha256"), "big")
    signs = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


def read(typed: str) -> str:
    """What somebody typed as a code; small letters, blanks and strokes do not matter. Empty where it cannot be one."""
    code = "".join(sign for sign in typed.upper() if sign not in " -")
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""


def hint_of(name: str) -> str:
    """First letter of the first and three of the last word: enough beside an ID, too little to know who it is."""
    words = name.split()
    told = words[-1][:3] if len(words) < 2 else f"{words[0][:1]} {words[-1][:3]}"
    while len(told.encode()) > HINT:
        told = told[:-1]
    return told


def mark_and_hint(code: str, hint: str, salt: bytes) -> bytes:
    """What a list says of a card, all but its day: ``MARK + HINT`` bytes. About ``ROUNDS`` hashes of work."""
    mark, mask = _stretched(code, salt)
    return mark + _masked(hint.encode().ljust(HINT, b"\0"), mask)


def row(said: bytes, day: int) -> bytes:
    """``day``: the last one as days since 1970, ``REVOKED`` or ``FOR_LIFE``."""
    return said + day.to_bytes(DAY, "big")


def joined(rows: Iterable[bytes]) -> bytes:
    """Sorted by mark, so that the order says nothing of when a card was made."""
    return b"".join(sorted(rows))


@dataclass(frozen=True, slots=True)
class TypedCheck:
    """As ``Check``, with the hint to the name in place of the name."""

    verdict: Verdict
    hint: str = ""
    issuer: str = ""
    expires: int = 0
    list_date: int = 0


def check(typed: str, *, lists: Iterable[TypedList], salt: bytes, now: int, list_age: int = 7 * _SECONDS) -> TypedCheck:
    """What to say of twelve typed signs. A code that no list has is unknown: a wrong sign, or a card that is new."""
    code = read(typed)
    if not code:
        return TypedCheck(Verdict.MALFORMED)
    mark, mask = _stretched(code, salt)
    for known in lists:
        for at in range(0, len(known.rows), TYPED_ROW):
            if known.rows[at : at + MARK] == mark:
                return _judged(known, known.rows[at + MARK : at + TYPED_ROW], mask, now, list_age)
    return TypedCheck(Verdict.UNKNOWN)


def _judged(known: TypedList, rest: bytes, mask: bytes, now: int, list_age: int) -> TypedCheck:
    hint = _masked(rest[:HINT], mask).rstrip(b"\0").decode(errors="replace")
    day = int.from_bytes(rest[HINT:], "big")
    expires = 0 if day in (REVOKED, FOR_LIFE) else (day + 1) * _SECONDS
    told = (
        (Verdict.REVOKED, day == REVOKED),
        (Verdict.EXPIRED, expires and now >= expires),
        (Verdict.LIST_TOO_OLD, now - known.issued > list_age),
    )
    verdict = next((verdict for verdict, holds in told if holds), Verdict.VALID)
    return TypedCheck(verdict, hint, known.issuer, expires, known.issued)


def salt_of(root: PublicKey) -> bytes:
    """One for the installation, so that one stretching finds a code in all lists."""
    return b"EAK1 typed" + root.x


def _stretched(code: str, salt: bytes) -> tuple[bytes, bytes]:
    key = PBKDF2HMAC(SHA256(), 32, salt, ROUNDS).derive(code.encode())
    return key[:MARK], hashlib.sha256(key[MARK:]).digest()[:HINT]


def _masked(said: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(said, mask, strict=True))
