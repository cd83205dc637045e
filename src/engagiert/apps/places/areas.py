"""Addresses of what stands above a town: “kreis/unna”, “bezirk/arnsberg”, “land/…”, “verbund/…”.

They have two parts, so that they never clash with a town's address, which has one.
"""

import re
from dataclasses import dataclass

from django.urls import register_converter
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .models import Alliance, Place

WORDS = {Place.Kind.DISTRICT: "kreis", Place.Kind.REGION: "bezirk", Place.Kind.STATE: "land"}
ALLIANCE = "verbund"
# What the short form of an address leaves out of the place's own slug, by the first part.
_LEFT_OUT = {"kreis": ("kreis-", "landkreis-"), "bezirk": ("regierungsbezirk-",), "land": ()}
# Tried last, so that München's Landkreis is not mistaken for the town.
_ALSO = {"kreis": ("kreisfreie-stadt-", "stadtkreis-"), "bezirk": (), "land": ()}


class AreaConverter:
    """Matches the two parts in an address and hands them on as one text."""

    regex = rf"(?:{'|'.join([*WORDS.values(), ALLIANCE])})/[-a-zA-Z0-9_]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class WhereConverter(AreaConverter):
    """An area or a town's slug, so that one view answers “/luenen/karte/” and “/kreis/unna/karte/”."""

    regex = rf"(?:{AreaConverter.regex}|[-a-zA-Z0-9_]+)"


register_converter(AreaConverter, "area")
register_converter(WhereConverter, "where")


@dataclass(frozen=True, slots=True)
class Area:
    """A set of towns with a page of its own: a unit above the towns, or an alliance.

    ``keys``: official keys; whatever lies in the area begins with one of them.
    """

    address: str
    name: str
    keys: tuple[str, ...]
    place: Place | None = None
    alliance: Alliance | None = None

    @property
    def word(self) -> str:
        return self.address.partition("/")[0]

    @property
    def inside(self) -> str:
        """“im Kreis Unna”, for the middle of a sentence."""
        if self.word == "land":
            return _("in %(name)s") % {"name": self.name}
        if self.word == ALLIANCE:
            return _("im Verbund „%(name)s“") % {"name": self.name}
        if self.place is not None and self.place.designation == "Städteregion":
            return _("in der %(name)s") % {"name": self.name}
        if self.place is not None and is_town_itself(self.place):
            return _("in %(name)s") % {"name": self.name}
        # “Märkischer Kreis” bends, “Kreis Unna” does not; in other languages no name bends.
        bent = re.sub(r"er Kreis$", "en Kreis", self.name) if get_language() == "de" else self.name
        return _("im %(name)s") % {"name": bent}


def is_town_itself(place: Place) -> bool:
    """True for the Kreis that a kreisfreie Stadt is: it stands in the register twice."""
    return place.kind == Place.Kind.DISTRICT and place.designation.casefold() in ("kreisfreie stadt", "stadtkreis")


def area_of(place: Place) -> Area:
    """The area that a unit above the towns is."""
    word = WORDS[Place.Kind(place.kind)]
    short = place.slug
    for prefix in _LEFT_OUT[word]:
        short = short.removeprefix(prefix)
    return Area(f"{word}/{short}", _full_name(place), (place.ags,), place=place)


def area_of_alliance(alliance: Alliance, keys: tuple[str, ...]) -> Area:
    return Area(f"{ALLIANCE}/{alliance.slug}", alliance.name, keys, alliance=alliance)


def slugs_meant(word: str, short: str) -> list[str]:
    """Slugs of places that an address can mean, the surest first."""
    return [*(prefix + short for prefix in _LEFT_OUT[word]), short, *(prefix + short for prefix in _ALSO[word])]


def kind_of(word: str) -> Place.Kind:
    return next(kind for kind, its_word in WORDS.items() if its_word == word)


def _full_name(place: Place) -> str:
    if place.kind == Place.Kind.STATE or is_town_itself(place) or place.designation in place.name:
        return place.name
    return f"{place.designation} {place.name}".strip()
