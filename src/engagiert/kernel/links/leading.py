"""Where a code leads: each app says which page answers its links.

On paper stands one address for all of them, ``/code/``; a mail or QR code carries the code behind it.
"""

from collections.abc import Callable

from django.urls import reverse

from .models import Link

_ways: dict[str, Callable[[Link, str], str]] = {}
_speaks_afterwards: set[str] = set()


def lead(purpose: str, way: Callable[[Link, str], str], *, afterwards: bool = False) -> None:
    """Links of ``purpose`` (app.what_for) lead to the address that ``way`` makes of link and code.

    ``afterwards``: the page also answers links that are used, expired or withdrawn, because it knows a way on.
    """
    _ways[purpose] = way
    if afterwards:
        _speaks_afterwards.add(purpose)


def way_afterwards(link: Link | None, code: str) -> str:
    """The page that speaks of a link which opens nothing any more; empty where no app has one."""
    return _ways[link.purpose](link, code) if link is not None and link.purpose in _speaks_afterwards else ""


def way_of(link: Link, code: str) -> str:
    """The page that answers this link; raises ``KeyError`` where no app has said so."""
    return _ways[link.purpose](link, code)


def address_of(code: str) -> str:
    """The path to print and to mail for a code; it opens what the code is for."""
    return reverse("code:follow", args=[code])
