"""What an address or a form says, made fit for the database: anybody can write anything there."""

from django.http import QueryDict

# More digits than any number that is meant: they stay below a bigint.
_DIGITS = 18


def text(data: QueryDict, name: str, *, longest: int) -> str:
    """The text under this name, without NUL, which PostgreSQL refuses."""
    return str(data.get(name, "")).replace("\x00", "")[:longest]


def number(data: QueryDict, name: str, *, otherwise: int) -> int:
    """The whole number under this name; ``otherwise`` where there is none, or one that nobody means."""
    value = str(data.get(name, ""))
    return int(value) if value.isdecimal() and len(value) <= _DIGITS else otherwise
