"""Brings official outlines into the register, and joins those of the levels above from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from shapely import Geometry

from engagiert.apps.places import rules
from engagiert.apps.places.models import Outline, Place
from engagiert.apps.places.outlines import OutlineFile, polygons_of, read_outlines
from engagiert.apps.places.problems import SHOWN, BrokenFile, Problem
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

BKG = "© GeoBasis-DE / BKG, dl-de/by-2-0"
# Degrees: about 80 m, less than a pixel on the map of a Kreis. VG5000 is coarser already and loses nothing.
_TOLERANCE = 0.0008
_GRID = 1e-5
# A hole this small (some hectares) is a sliver between two neighbours, not an enclave.
_SLIVER = 1e-5


@dataclass(slots=True)
class OutlineReport:
    """``features`` were read; ``derived`` outlines were joined; ``problems`` shows the first of the ``refused``."""

    features: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    derived: int = 0
    joined: int = 0
    mended: int = 0
    refused: int = 0
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        counts = {"created": self.created, "changed": self.changed, "unchanged": self.unchanged}
        text = ngettext("%(n)d Umriss gelesen", "%(n)d Umrisse gelesen", self.features) % {"n": self.features}
        text += _(": %(created)d neu, %(changed)d geändert, %(unchanged)d unverändert.") % counts
        more = [
            (self.derived, _("Für übergeordnete Orte zusammengesetzt: %(n)d.")),
            (self.joined, _("Teilflächen wie Inseln oder Gewässer, mit ihrem Ort vereinigt: %(n)d.")),
            (self.mended, _("Fehlerhafte Flächen, ausgebessert: %(n)d.")),
            (self.refused, _("Abgelehnt: %(n)d.")),
        ]
        lines = [text, *(sentence % {"n": number} for number, sentence in more if number)]
        lines += [str(problem) for problem in self.problems]
        if self.refused > len(self.problems):
            lines.append(_("… und %(count)d weitere.") % {"count": self.refused - len(self.problems)})
        return "\n".join(lines)


def import_outlines(*, actor: Actor, path: Path, source: str = BKG) -> OutlineReport:
    """Take over an outline file. The same file again changes nothing.

    Raises ``BrokenFile``, with nothing written, where the file as a whole cannot be used.
    """
    require(actor, rules.MANAGE_REGISTER, None)
    read = read_outlines(path)
    with enter(actor, action="places.import_outlines"):
        places = {place.ags: place for place in Place.objects.exclude(kind=Place.Kind.NEIGHBOURHOOD)}
        problems = read.problems + [Problem("unknown_place", value=key) for key in read.areas if key not in places]
        known = {key: area for key, area in sorted(read.areas.items()) if key in places}
        if not known:
            raise BrokenFile([Problem("no_known_place"), *problems], total=len(problems) + 1)
        # Two imports at once would each join what the other changes.
        there = {outline.place_id: outline for outline in Outline.objects.select_for_update().order_by("pk")}
        report = _report(read, problems)
        for level in _levels(known):
            for key, area in _simplified(level).items():
                _write(report, there, places[key], area, source=source, is_derived=False)
        _derive(report, there, places, source)
        return report


def _report(read: OutlineFile, problems: list[Problem]) -> OutlineReport:
    return OutlineReport(
        features=read.features,
        joined=read.joined,
        mended=read.mended,
        refused=len(problems),
        problems=tuple(problems[:SHOWN]),
    )


def _levels(areas: Mapping[str, Geometry]) -> list[dict[str, Geometry]]:
    return [{key: area for key, area in areas.items() if len(key) == digits} for digits in sorted({*map(len, areas)})]


def _simplified(areas: Mapping[str, Geometry]) -> dict[str, Geometry]:
    """Fewer corners; borders that two areas share stay shared (Visvalingam–Whyatt over the whole coverage)."""
    simpler = shapely.coverage_simplify(list(areas.values()), _TOLERANCE)
    return {
        key: new if not new.is_empty and new.is_valid else old
        for (key, old), new in zip(areas.items(), simpler, strict=True)
    }


def _derive(report: OutlineReport, there: dict[int, Outline], places: Mapping[str, Place], source: str) -> None:
    """Outlines of units whose parts are all known, from the smallest up; and of a town that is its whole Kreis."""
    for kind in (Place.Kind.DISTRICT, Place.Kind.REGION, Place.Kind.STATE):
        for place in (one for one in places.values() if one.kind == kind):
            known = there.get(place.pk)
            if known is not None and not known.is_derived:
                continue
            parts = _parts(place, places, there)
            if parts:
                _write(report, there, place, _joined(parts), source=source, is_derived=True)
    for place in places.values():
        if place.kind == Place.Kind.MUNICIPALITY and place.pk not in there:
            district = places.get(place.ags[:5])
            alone = sum(one.ags.startswith(place.ags[:5]) for one in places.values()) == 2
            if district is not None and alone and district.pk in there:
                area = _geometry(there[district.pk])
                _write(report, there, place, area, source=source, is_derived=True)


def _parts(place: Place, places: Mapping[str, Place], there: Mapping[int, Outline]) -> list[Geometry]:
    """The areas of all towns within, or of all Kreise within; empty where one is missing."""
    for kind in (Place.Kind.MUNICIPALITY, Place.Kind.DISTRICT):
        within = [one for one in places.values() if one.kind == kind and one.ags.startswith(place.ags) and one != place]
        if within and all(one.pk in there for one in within):
            return [_geometry(there[one.pk]) for one in within]
    return []


def _joined(parts: Iterable[Geometry]) -> Geometry:
    whole = shapely.union_all(list(parts), grid_size=_GRID)
    polygons = whole.geoms if whole.geom_type == "MultiPolygon" else [whole]
    return shapely.MultiPolygon(
        [
            shapely.Polygon(one.exterior, [ring for ring in one.interiors if shapely.Polygon(ring).area > _SLIVER])
            for one in polygons
        ]
    )


def _geometry(outline: Outline) -> Geometry:
    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in outline.polygons])


def _write(
    report: OutlineReport,
    there: dict[int, Outline],
    place: Place,
    area: Geometry,
    *,
    source: str,
    is_derived: bool,
) -> None:
    polygons = _coordinates(area)
    known = there.get(place.pk)
    if known is not None and (known.polygons, known.source, known.is_derived) == (polygons, source, is_derived):
        report.unchanged += not is_derived
        return
    if is_derived:
        report.derived += 1
    elif known is None:
        report.created += 1
    else:
        report.changed += 1
    outline = known or Outline(place=place)
    outline.polygons, outline.source, outline.is_derived = polygons, source, is_derived
    outline.updated_at = timezone.now()
    outline.save()
    there[place.pk] = outline


def _coordinates(area: Geometry) -> list[Any]:
    snapped = polygons_of(shapely.set_precision(area, _GRID))
    snapped = snapped if not snapped.is_empty else polygons_of(area)
    return [
        [[[round(x, 5), round(y, 5)] for x, y in ring.coords] for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in snapped.normalize().geoms
    ]
