"""Addresses of pages, remembered: a page asks for dozens, most of them the same for every visitor of a language."""

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

MOST_REMEMBERED = 5000


def address(name: str, *args: str) -> str:
    """As ``django.urls.reverse``; raises ``NoReverseMatch``."""
    return _address(get_urlconf(), get_script_prefix(), get_language(), name, args)


@lru_cache(maxsize=MOST_REMEMBERED)
def _address(urlconf: Any, _prefix: str, _language: str | None, name: str, args: tuple[str, ...]) -> str:
    return reverse(name, urlconf=urlconf, args=args)
