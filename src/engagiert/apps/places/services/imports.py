"""Brings the register to what an official file says. The same file again changes nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagiert.apps.places import rules
from engagiert.apps.places.gv100ad import read_gv100ad
from engagiert.apps.places.models import Place
from engagiert.apps.places.register import DESTATIS, KINDS, PlaceFacts, shipped_register
from engagiert.engines.text.folding import slug, sort_key
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

BATCH = 2000
# Towns merge, so a new file may name a few fewer; a file of one Kreis does not speak for its Land.
WHOLE = 0.9
# Never overwritten: the address of a public page and what the row is.
LASTING = frozenset({"ags", "kind", "slug"})


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """``missing`` are keys of the same states that the file no longer names; their places stay."""

    created: int
    changed: int
    unchanged: int
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        total = self.created + self.changed + self.unchanged
        text = ngettext("%(n)d Ort gelesen", "%(n)d Orte gelesen", total) % {"n": total}
        text += _(": %(created)d neu, %(changed)d geändert, %(unchanged)d unverändert.") % {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
        }
        if self.missing:
            gone = ngettext(
                "%(n)d Ort steht nicht mehr in der Datei und bleibt erhalten",
                "%(n)d Orte stehen nicht mehr in der Datei und bleiben erhalten",
                len(self.missing),
            ) % {"n": len(self.missing)}
            text += f" {gone}: {', '.join(self.missing[:20])}{' …' if len(self.missing) > 20 else ''}."
        return text


def load_register(*, actor: Actor) -> RegisterReport:
    """Bring in the shipped places of Nordrhein-Westfalen; newer figures that are there already stay."""
    require(actor, rules.MANAGE_REGISTER, None)
    with enter(actor, action="places.load_register"):
        return _bring_in(shipped_register(), source=DESTATIS)


def import_places(*, actor: Actor, path: Path) -> RegisterReport:
    """Take over Destatis' GV100AD file, for one Land or all of Germany; points that are known stay.

    Raises ``BrokenFile`` before anything is written when a line cannot be trusted.
    """
    require(actor, rules.MANAGE_REGISTER, None)
    rows = read_gv100ad(path)
    with enter(actor, action="places.import_register"):
        return _bring_in(rows, source=DESTATIS)


def _bring_in(rows: Sequence[PlaceFacts], *, source: str) -> RegisterReport:
    # Two imports at once would each miss what the other adds.
    known = {place.ags: place for place in Place.objects.select_for_update().order_by("ags")}
    rows = _without_partial_sums(rows, known)
    slugs = {place.slug for place in known.values()}
    created = changed = 0
    for kind in KINDS:
        fresh, different, columns = [], [], set()
        for facts in (row for row in rows if row.kind == kind):
            place = known.get(facts.ags)
            if place is None:
                place = _new_place(facts, known, slugs, source)
                known[facts.ags] = place
                fresh.append(place)
            elif touched := _adopt(place, facts, known, source):
                columns |= touched
                different.append(place)
        Place.objects.bulk_create(fresh, batch_size=BATCH)
        if different:
            Place.objects.bulk_update(different, sorted(columns), batch_size=BATCH)
        created, changed = created + len(fresh), changed + len(different)
    unchanged = len(rows) - created - changed
    return RegisterReport(created, changed, unchanged, _missing(rows, known))


def _without_partial_sums(rows: Sequence[PlaceFacts], known: dict[str, Place]) -> list[PlaceFacts]:
    """The rows; a unit of which the file names only some towns loses its sums, which would be too small."""
    named = _towns_below(row.ags for row in rows if row.kind == "municipality")
    there = _towns_below(key for key, place in known.items() if place.kind == "municipality")
    return [
        row
        if row.kind == "municipality" or named[row.ags] >= WHOLE * there[row.ags]
        else replace(row, population=None, population_on=None, area_km2=None)
        for row in rows
    ]


def _towns_below(keys: Iterable[str]) -> Counter[str]:
    return Counter(key[:length] for key in keys for length in (2, 3, 5))


def _missing(rows: Sequence[PlaceFacts], known: dict[str, Place]) -> tuple[str, ...]:
    named = {row.ags for row in rows}
    states = {key[:2] for key in named}
    return tuple(
        key for key, place in sorted(known.items()) if key not in named and key[:2] in states and place.kind in KINDS
    )


def _new_place(facts: PlaceFacts, known: dict[str, Place], slugs: set[str], source: str) -> Place:
    place = Place(ags=facts.ags, kind=facts.kind, slug=free_slug(facts, slugs))
    for name, value in _columns(facts, source).items():
        setattr(place, name, value)
    place.postcodes = list(facts.postcodes)
    place.parent = known.get(facts.parent)
    return place


def _columns(facts: PlaceFacts, source: str) -> dict[str, Any]:
    return {
        "ars": facts.ars,
        "name": facts.name,
        "designation": facts.designation,
        "sort_key": sort_key(facts.name),
        "population": facts.population,
        "population_on": facts.population_on,
        "area_km2": facts.area_km2,
        "lat": facts.lat,
        "lon": facts.lon,
        "source": source,
    }


def _adopt(place: Place, facts: PlaceFacts, known: dict[str, Place], source: str) -> set[str]:
    """Set what the facts say and the place does not; names of the columns that changed.

    Older facts only fill what is empty, and nothing known is ever replaced by “unknown”.
    """
    is_older = bool(place.population_on and facts.population_on and facts.population_on < place.population_on)
    wanted = {
        name: value
        for name, value in _columns(facts, source).items()
        if value not in (None, "") and (not is_older or getattr(place, name) in (None, ""))
    }
    wanted["postcodes"] = _merged_postcodes(place.postcodes, facts.postcodes, seat_first=not is_older)
    parent = known.get(facts.parent)
    if parent is not None:
        wanted["parent_id"] = parent.pk
    touched = {name for name, value in wanted.items() if getattr(place, name) != value}
    if touched == {"source"}:
        return set()
    for name in touched:
        setattr(place, name, wanted[name])
    return {"parent" if name == "parent_id" else name for name in touched - LASTING}


def _merged_postcodes(known: Sequence[str], named: Sequence[str], *, seat_first: bool) -> list[str]:
    pair = (named, known) if seat_first else (known, named)
    return list(dict.fromkeys([*pair[0], *pair[1]]))


def free_slug(facts: PlaceFacts, taken: set[str]) -> str:
    """Part of the web address, and marked as taken: the plain name is kept for the municipality."""
    plain = slug(facts.name)
    if facts.kind not in {"state", "municipality", "neighbourhood"} and slug(facts.designation) not in plain:
        plain = slug(f"{facts.designation} {facts.name}")
    candidate = plain if plain and plain not in taken else f"{plain}-{facts.ags}".strip("-")
    taken.add(candidate)
    return candidate
