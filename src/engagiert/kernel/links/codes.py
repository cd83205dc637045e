"""The twelve signs of a link, and the mark by which the database knows them.

The code follows from the key of the row and the secret of the installation, so a letter can be printed again, and a
copy of the database alone opens nothing. Thirty signs that nobody confuses on paper or on the telephone (no 0, O, 1,
I, L, U) give 58 bits; whoever guesses a million codes a second needs thousands of years.
"""

import uuid
from typing import Protocol

from django.conf import settings
from django.utils.crypto import salted_hmac

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_GROUP = 4


class HasMark(Protocol):
    """What ``code_of`` needs of a link."""

    id: uuid.UUID
    mark: str


def code_of(link: HasMark) -> str:
    """The code of a link as people read it, such as ``K7QM-2XWD-94TR``; also after the secret was changed."""
    for secret in _secrets():
        code = _code(link.id, secret)
        if _mark(code, secret) == link.mark:
            return code
    raise ValueError("the secret that made this link is no longer among SECRET_KEY and SECRET_KEY_FALLBACKS")


def new_mark(key: uuid.UUID) -> str:
    """The mark of a new link with this key."""
    return _mark(_code(key, settings.SECRET_KEY), settings.SECRET_KEY)


def marks_of(written: str) -> list[str]:
    """The marks that a code may have as somebody wrote it; small letters, spaces and strokes do not matter.

    Empty where it cannot be a code.
    """
    signs = "".join(sign for sign in written.upper() if sign.isalnum())
    if len(signs) != LENGTH or not set(signs) <= set(SIGNS):
        return []
    return [_mark(_grouped(signs), secret) for secret in _secrets()]


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def _code(key: uuid.UUID, secret: str) -> str:
    number = int.from_bytes(salted_hmac("engagiert.links.code", str(key), secret, algorithm="sha256").digest())
    signs = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return _grouped("".join(signs))


def _mark(code: str, secret: str) -> str:
    return salted_hmac("engagiert.links.mark", code, secret, algorithm="sha256").hexdigest()


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))
