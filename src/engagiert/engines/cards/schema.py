"""The fixed names and numbers of what is signed; ``schema.json`` is the one place, for the browser's checker too."""

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from engagiert.engines.cards.cose import MalformedError, Value

SCHEMA: dict[str, Any] = json.loads(files(__package__).joinpath("schema.json").read_text(encoding="utf-8"))

PREFIX: str = SCHEMA["prefix"]
LONGEST_CARD: int = SCHEMA["longest_card"]  # signs of the QR code, prefix included
LONGEST_LIST: int = SCHEMA["longest_list"]  # bytes
LONGEST_NAME: int = SCHEMA["longest_name"]  # bytes of UTF-8
KINDS: tuple[str, ...] = tuple(SCHEMA["kinds"])
CARD: dict[str, int] = SCHEMA["card"]
STATUS: dict[str, int] = SCHEMA["status"]
TRUST: dict[str, int] = SCHEMA["trust"]
TYPED: dict[str, Any] = SCHEMA["typed"]
STATUS_TYPE, TRUST_TYPE, TYPED_TYPE = "status", "trust", "typed"
# Control signs, and those that turn the direction of writing: a name must read as it is. The same in cards.js.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. Times are seconds since 1970 (UTC); ``expires`` 0 is a card for life.

    ``issuer`` is the issuing town's AGS, ``index`` the card's place in that issuer's status list.
    """

    issuer: str
    name: str
    kind: str
    index: int
    issued: int
    expires: int = 0

    def claims(self) -> dict[int, Value]:
        """Raises ``ValueError`` with what is wrong."""
        if not self.name or self.name != self.name.strip(" ") or _UNREADABLE.search(self.name):
            raise ValueError("the name is empty, has spaces round it, or signs that nobody can read: see shortened()")
        if len(self.name.encode()) > LONGEST_NAME:
            raise ValueError("the name is too long: see shortened()")
        if not 0 < len(self.issuer) <= 12 or not self.issuer.isascii() or not self.issuer.isdigit():
            raise ValueError("the issuer is no key of a place")
        if not 0 <= self.index < 2**32 or self.issued <= 0 or (self.expires and self.expires <= self.issued):
            raise ValueError("index or times cannot be")
        claims: dict[int, Value] = {
            CARD["issuer"]: self.issuer,
            CARD["name"]: self.name,
            CARD["issued"]: self.issued,
            CARD["kind"]: KINDS.index(self.kind),
            CARD["index"]: self.index,
        }
        return claims | ({CARD["expires"]: self.expires} if self.expires else {})


def shortened(name: str) -> str:
    """The name as it fits on a card: one line, ``LONGEST_NAME`` bytes at most, cut between letters with an ellipsis."""
    line = " ".join(_UNREADABLE.sub(" ", name).split())
    if len(line.encode()) <= LONGEST_NAME:
        return line
    kept = line.encode()[: LONGEST_NAME - len("…".encode())].decode(errors="ignore")
    return kept.rstrip() + "…"


def card_of(claims: dict[int, Value]) -> Card:
    """The card that these claims are; raises ``MalformedError`` unless they are exactly what ``Card.claims`` writes."""
    kind = claims.get(CARD["kind"])
    issuer, name, index = claims.get(CARD["issuer"]), claims.get(CARD["name"]), claims.get(CARD["index"])
    issued, expires = claims.get(CARD["issued"]), claims.get(CARD["expires"], 0)
    if not (isinstance(issuer, str) and isinstance(name, str)):
        raise MalformedError("no issuer or no name")
    if not (isinstance(kind, int) and isinstance(index, int) and isinstance(issued, int) and isinstance(expires, int)):
        raise MalformedError("kind, index or times are missing")
    if not 0 <= kind < len(KINDS):
        raise MalformedError("a kind of card that we do not know")
    card = Card(issuer, name, KINDS[kind], index, issued, expires)
    try:
        same = card.claims() == claims
    except ValueError as wrong:
        raise MalformedError(str(wrong)) from wrong
    if not same:
        raise MalformedError("claims that we do not write")
    return card
