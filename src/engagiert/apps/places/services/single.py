"""Adds one place: outside the shipped register, or a neighbourhood of a town."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from engagiert.apps.places import rules
from engagiert.apps.places.models import Place
from engagiert.apps.places.problems import Problem, RefusedPlace
from engagiert.apps.places.register import PlaceFacts
from engagiert.engines.text.folding import slug, sort_key
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .imports import free_slug

KEY_FORMS = {
    "state": r"[0-9]{2}",
    "region": r"[0-9]{3}",
    "district": r"[0-9]{5}",
    "municipality": r"[0-9]{8}",
    "neighbourhood": r"[0-9]{8}-[0-9]{2,3}",
}
LARGEST_POPULATION = 100_000_000
BY_HAND = "von Hand angelegt"


def add_place(
    *,
    actor: Actor,
    ags: str,
    name: str,
    kind: str,
    lat: float,
    lon: float,
    population: int | None = None,
    postcodes: Sequence[str] = (),
) -> Place:
    """One place with its official key, below the nearest unit whose key begins its own; point in degrees.

    A place added like this before is brought to the given values; one of the official register stays as it is.
    Raises ``RefusedPlace`` for a key that does not fit its kind, an empty name, a point outside Germany, or a key
    that already is a place of another kind or, in the official register, of another name.
    """
    require(actor, rules.MANAGE_REGISTER, None)
    name = " ".join(name.split())
    _check(ags=ags, name=name, kind=kind, lat=lat, lon=lon, population=population)
    with enter(actor, action="places.add_place"):
        place = Place.objects.select_for_update().filter(ags=ags).first()
        if place is not None and place.kind != kind:
            raise RefusedPlace(Problem("twice", column="ags", value=ags))
        if place is not None and place.source != BY_HAND:
            if place.sort_key != sort_key(name):
                raise RefusedPlace(Problem("official", column="ags", value=f"{ags} {place.name}"))
            return place
        if place is None:
            place = Place(ags=ags, kind=kind, slug=_new_slug(ags, name, kind), source=BY_HAND)
        before = _values(place)
        place.name, place.sort_key = name, sort_key(name)
        place.lat, place.lon, place.parent = lat, lon, _nearest_above(ags)
        if population is not None:
            place.population = population
            place.population_on = place.population_on or timezone.localdate()
        place.postcodes = list(dict.fromkeys([*place.postcodes, *postcodes]))
        if place.pk is None or _values(place) != before:
            place.save()
        return place


def add_neighbourhood(
    *,
    actor: Actor,
    municipality: Place,
    name: str,
    lat: float | None = None,
    lon: float | None = None,
    population: int | None = None,
) -> Place:
    """A part of a town (Quartier) by its everyday name; the same name again gives the one already there."""
    require(actor, rules.SHAPE_PLACE, municipality)
    name = " ".join(name.split())
    if not name:
        raise RefusedPlace(Problem("no_name", column="name"))
    if municipality.kind != Place.Kind.MUNICIPALITY:
        raise RefusedPlace(Problem("bad_kind", column="municipality", value=municipality.name))
    with enter(actor, action="places.add_neighbourhood"):
        # Locked, so that two neighbourhoods added at once get different numbers.
        Place.objects.select_for_update().get(pk=municipality.pk)
        siblings = list(Place.objects.filter(parent=municipality, kind=Place.Kind.NEIGHBOURHOOD))
        for sibling in siblings:
            if sibling.sort_key == sort_key(name):
                return sibling
        number = 1 + max((int(sibling.ags.rpartition("-")[2]) for sibling in siblings), default=0)
        ags = f"{municipality.ags}-{number:02d}"
        return Place.objects.create(
            ags=ags,
            name=name,
            kind=Place.Kind.NEIGHBOURHOOD,
            parent=municipality,
            slug=_new_slug(ags, f"{municipality.name} {name}", Place.Kind.NEIGHBOURHOOD),
            sort_key=sort_key(name),
            population=population,
            lat=lat,
            lon=lon,
            source=BY_HAND,
        )


def _check(*, ags: str, name: str, kind: str, lat: float, lon: float, population: int | None) -> None:
    for code, column, value, is_wrong in (
        ("bad_kind", "kind", kind, kind not in KEY_FORMS),
        ("bad_key", "ags", ags, not re.fullmatch(KEY_FORMS.get(kind, ".*"), ags)),
        ("no_name", "name", "", not name),
        ("bad_point", "lat/lon", f"{lat} {lon}", not (47 <= lat <= 55.3 and 5.5 <= lon <= 15.5)),
        ("no_number", "population", str(population), not 0 <= (population or 0) <= LARGEST_POPULATION),
    ):
        if is_wrong:
            raise RefusedPlace(Problem(code, column=column, value=value))


def _nearest_above(ags: str) -> Place | None:
    keys = [ags[:length] for length in (8, 5, 3, 2) if length < len(ags)]
    found = {place.ags: place for place in Place.objects.filter(ags__in=keys)}
    return next((found[key] for key in keys if key in found), None)


def _new_slug(ags: str, name: str, kind: str) -> str:
    facts = PlaceFacts(ags, ags, name, "", kind, "", None, None, None)
    if kind in {Place.Kind.DISTRICT, Place.Kind.REGION}:
        facts = replace(facts, designation="Kreis" if kind == Place.Kind.DISTRICT else "Regierungsbezirk")
    base = slug(name)
    return free_slug(facts, set(Place.objects.filter(slug__startswith=base).values_list("slug", flat=True)))


def _values(place: Place) -> tuple[object, ...]:
    return (place.name, place.lat, place.lon, place.parent_id, place.population, tuple(place.postcodes))
