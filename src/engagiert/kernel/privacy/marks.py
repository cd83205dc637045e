"""By what a person is known, found again in any text: names, mail addresses, phone numbers, further words.

What is compared is written in one way: small letters, umlauts as two letters, words of a name in any order, a phone
number as its digits. It is compared either as it is, or as keyed hashes (marks). So the list of erasures holds no
name, and the very same search can be made again from it alone.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from django.conf import settings
from django.utils.crypto import salted_hmac

# mail, phone or words
type Kind = str

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\d(?:[\s/().-]{0,3}\d){4,}")
_WORD = re.compile(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# More words are no name; a street or a sentence is known by its first ones.
MOST_WORDS = 6


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTS)


def _digits(number: str) -> str:
    """A number as it is dialled within the country."""
    digits = re.sub(r"\D", "", number)
    for prefix in ("0049", "49") if number.strip().startswith(("+", "00")) else ():
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix).lstrip("0")
    return digits


@cache
def _key(secret: str) -> bytes:
    return salted_hmac("engagiert.privacy.marks", "key", secret, algorithm="sha256").digest()


def _hashed(value: str, secret: str) -> str:
    return hmac.digest(_key(secret), value.encode(), "sha256").hex()[:32]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: ``(kind, number of words, value)``; ``hashed`` where the values are marks."""

    values: frozenset[tuple[Kind, int, str]]
    hashed: bool = False

    def __bool__(self) -> bool:
        return bool(self.values)

    def marks(self) -> list[str]:
        """To be kept in place of the values: ``kind:number:hash``, made with the secret of the installation."""
        if self.hashed:
            return sorted(f"{kind}:{number}:{value}" for kind, number, value in self.values)
        secret = settings.SECRET_KEY
        return sorted(f"{kind}:{number}:{_hashed(value, secret)}" for kind, number, value in self.values)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in ``text`` the person stands, as joined pieces from left to right."""
        found = sorted((start, end) for kind, number, value, start, end in self._candidates(text)
                       if self._is_wanted(kind, number, value))  # fmt: skip
        joined: list[tuple[int, int]] = []
        for start, end in found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def _is_wanted(self, kind: Kind, number: int, value: str) -> bool:
        if not self.hashed:
            return (kind, number, value) in self.values
        secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return any((kind, number, _hashed(value, str(secret))) in self.values for secret in secrets)

    def _candidates(self, text: str) -> Iterator[tuple[Kind, int, str, int, int]]:
        kinds = {kind for kind, _number, _value in self.values}
        if "mail" in kinds and "@" in text:
            for match in _MAIL.finditer(text):
                yield "mail", 1, match.group().lower(), *match.span()
        if "phone" in kinds:
            for match in _PHONE.finditer(text):
                yield "phone", 1, _digits(match.group()), *match.span()
        lengths = {number for kind, number, _value in self.values if kind == "words"}
        if lengths:
            words = [(_plain(match.group()), *match.span()) for match in _WORD.finditer(text)]
            for length in lengths:
                for first in range(len(words) - length + 1):
                    run = words[first : first + length]
                    if _belong_together(text, run):
                        yield "words", length, " ".join(sorted(w for w, _s, _e in run)), run[0][1], run[-1][2]


def _belong_together(text: str, run: list[tuple[str, int, int]]) -> bool:
    """Words of one name stand beside each other, not in two sentences or lines."""
    return all(len(between := text[one[2] : two[1]]) <= 3 and "\n" not in between for one, two in pairwise(run))


def wanted(
    *, names: list[str] | None = None, mails: list[str] | None = None, phones: list[str] | None = None
) -> Wanted:
    """From what somebody says of themselves; what holds no letter or digit is left out."""
    values: set[tuple[Kind, int, str]] = set()
    for name in names or []:
        words = [_plain(word) for word in _WORD.findall(name)][:MOST_WORDS]
        if words:
            values.add(("words", len(words), " ".join(sorted(words))))
    values |= {("mail", 1, mail.strip().lower()) for mail in mails or [] if "@" in mail}
    values |= {("phone", 1, _digits(phone)) for phone in phones or [] if len(_digits(phone)) >= 5}
    return Wanted(frozenset(values))


def from_marks(marks: list[str]) -> Wanted:
    """What a line of the list of erasures looks for."""
    values: set[tuple[Kind, int, str]] = set()
    for mark in marks:
        kind, number, value = mark.split(":")
        values.add((kind, int(number), value))
    return Wanted(frozenset(values), hashed=True)
