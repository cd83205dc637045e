"""Reads for the public front pages."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from engagiert.apps.accounts.public import office_of
from engagiert.apps.directory.public import FACILITY_TYPES, FIELDS, AreaFigures, Listing, Term, area_figures
from engagiert.apps.places.public import Area, Place, Town, area_of, inside, is_town_itself, towns_within
from engagiert.engines.text.folding import fold


@dataclass(frozen=True, slots=True)
class TownEntry:
    """A town that takes part, with the number of its published records."""

    town: Town
    published: int


def towns(text: str = "") -> list[TownEntry]:
    """All towns that take part, in German order; two queries."""
    found = Town.objects.select_related("place").order_by("place__sort_key")
    counts = dict(Listing.objects.order_by().values_list("place").annotate(number=Count("id")))
    wanted = fold(text)
    return [
        TownEntry(town=town, published=counts.get(town.place_id, 0))
        for town in found
        if wanted in fold(town.place.name)
    ]


def lands(entries: list[TownEntry]) -> list[Area]:
    """The Länder in which these towns lie; one query."""
    keys = {entry.town.place.ags[:2] for entry in entries}
    found = Place.objects.filter(ags__in=keys, kind=Place.Kind.STATE).order_by("sort_key")
    return [area_of(place) for place in found]


def places_named(text: str, *, limit: int = 5) -> list[Place]:
    """Municipalities of the register that do not take part yet, so that nobody ends at “nothing found”."""
    if not text.strip():
        return []
    return list(
        Place.objects.filter(Q(name__icontains=text.strip()), kind=Place.Kind.MUNICIPALITY, town__isnull=True).order_by(
            "sort_key"
        )[:limit]
    )


@dataclass(frozen=True, slots=True)
class AreaTown:
    """A town of an area, with the number of its published records; none is not a gap, only not told yet."""

    place: Place
    published: int


@dataclass(frozen=True, slots=True)
class AreaPage:
    """What the page of an area says. ``told`` and ``untold``: its towns with and without records, in German order."""

    figures: AreaFigures
    told: list[AreaTown]
    untold: list[AreaTown]
    below: list[Area]
    fields: list[tuple[Term, int]]
    types: list[tuple[Term, int]]


def area_page(area: Area, today: datetime.date) -> AreaPage:
    """Two queries, or four after a change of the register, however many records the area has."""
    figures = area_figures(area.keys, today)
    found = inside(area)
    towns = [AreaTown(place, figures.by_town.get(place.ags, 0)) for place in found.towns]
    return AreaPage(
        figures=figures,
        told=[town for town in towns if town.published],
        untold=[town for town in towns if not town.published],
        below=found.below,
        fields=[(term, number) for term in FIELDS.values() if (number := figures.by_code.get(term.code, 0))],
        types=[(term, number) for term in FACILITY_TYPES.values() if (number := figures.by_code.get(term.code, 0))],
    )


def town_itself(area: Area) -> Place | None:
    """The municipality, where the area is a kreisfreie Stadt; None otherwise."""
    if area.place is None or not is_town_itself(area.place):
        return None
    return towns_within(area.keys).first()


__all__ = ["AreaPage", "TownEntry", "area_page", "office_of", "places_named", "town_itself", "towns"]
