"""The geocoder as a plug: none, or a Nominatim server that the operator names.

House coordinates imported from the Länder come first and ask nobody; this is for what they do not know. Only
addresses of organisations are sent, never one of a person. Whatever goes wrong there, a record is saved anyway:
its point is then the town's, marked approximate.
"""

import json
import logging
import math
import time
from functools import lru_cache
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

KM_PER_DEGREE = 111.19
# A house of the town lies within this; further away it is a namesake.
FARTHEST_KM = 40.0
# Nominatim's rank of a house or building; streets and quarters have lower ones and would be a wrong answer.
HOUSE_RANK = 30
PATIENCE_SECONDS = 3.0
LONGEST_ANSWER = 200_000
# After so many failures in a row the server is left alone for a while, so that an import does not crawl.
FAILURES = 3
REST_SECONDS = 600.0
# The public server asks for at most one question a second.
PUBLIC_PAUSE_SECONDS = 1.0

_log = logging.getLogger(__name__)


class _NoWayElsewhere(HTTPRedirectHandler):
    """Whom the operator named is asked, and nobody they send us to."""

    def redirect_request(self, *_: object) -> None:
        return None


_opener = build_opener(_NoWayElsewhere)


class Nominatim:
    """A server that speaks Nominatim's search, at ``url`` (without ``/search``)."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("ENGAGIERT_GEOCODER braucht die Form https://rechner/pfad.")
        self._url = url.rstrip("/")
        self._pause = PUBLIC_PAUSE_SECONDS if parts.hostname.endswith("openstreetmap.org") else 0.0
        self._last = -math.inf
        self._failures = 0
        self._rests_until = -math.inf

    def find(
        self, *, street: str, postcode: str, town: str, near: tuple[float, float] | None
    ) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees of the house; None without a sure hit or while the server rests."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            answer = self._ask(street=street, postalcode=postcode, city=town)
        except (URLError, OSError, ValueError) as error:
            self._note_failure(error)
            return None
        self._failures = 0
        return _house(answer, near)

    def _ask(self, **address: str) -> Any:
        time.sleep(max(0.0, self._last + self._pause - time.monotonic()))
        self._last = time.monotonic()
        query = {key: value for key, value in address.items() if value}
        words = urlencode(query | {"countrycodes": "de", "format": "jsonv2", "limit": "1"})
        request = Request(f"{self._url}/search?{words}", headers={"User-Agent": "Engagiert"})  # noqa: S310
        with _opener.open(request, timeout=PATIENCE_SECONDS) as response:  # scheme checked above
            return json.loads(response.read(LONGEST_ANSWER))

    def _note_failure(self, error: Exception) -> None:
        self._failures += 1
        if self._failures >= FAILURES:
            self._failures = 0
            self._rests_until = time.monotonic() + REST_SECONDS
            # The address asked for does not belong into a log.
            _log.warning("The geocoder does not answer (%s); it is left alone for a while.", type(error).__name__)


def _house(answer: Any, near: tuple[float, float] | None) -> tuple[float, float] | None:
    if not isinstance(answer, list) or not answer or not isinstance(answer[0], dict):
        return None
    try:
        point = float(answer[0]["lat"]), float(answer[0]["lon"])
        rank = int(answer[0]["place_rank"])
    except (KeyError, TypeError, ValueError):
        return None
    if rank < HOUSE_RANK or not all(map(math.isfinite, point)):
        return None
    return point if near is None or _km(point, near) <= FARTHEST_KM else None


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    squeeze = math.cos(math.radians(one[0]))
    return KM_PER_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * squeeze)


@lru_cache(maxsize=1)
def _at(url: str) -> Nominatim:
    return Nominatim(url)


def geocoder() -> Nominatim | None:
    """The server that the operator named, or None."""
    url = settings.ENGAGIERT_GEOCODER_URL
    return _at(url) if url else None
