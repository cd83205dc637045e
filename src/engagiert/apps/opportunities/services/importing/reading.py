"""Rows of the kept file, each with what it says of the work, of the place, and of its organisation."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engagiert.apps.directory.public import ImportRun, imports
from engagiert.apps.opportunities.models import Run
from engagiert.apps.opportunities.vocabulary import skill_named
from engagiert.apps.places.public import Place, PlaceFinder
from engagiert.engines.intake.offers import OfferRow, read_offer
from engagiert.engines.intake.reader import Finding, of_rows
from engagiert.engines.intake.records import CleanRow
from engagiert.engines.text.folding import fold


@dataclass(frozen=True, slots=True)
class Read:
    """One row: ``values`` are columns of the offer that it states, ``key`` its number in the source."""

    line: int
    row: OfferRow
    key: str
    place: Place
    values: dict[str, Any]
    stated_on: datetime.date | None = None


def read_rows(run: Run, today: datetime.date) -> list[Read]:
    """All rows of the file that the run's organisations keep, in their order; none where it was thrown away."""
    organisations = run.organisations
    if organisations is None:
        return []
    table = imports.table_of(organisations)
    columns = {column["field"]: index for index, column in enumerate(run.columns) if column["field"]}
    finder, places = PlaceFinder(), {run.place_id: run.place}
    cleaned, notes = imports.rows_of(organisations, today), of_rows(table.notes)
    found: list[Read] = []
    taken: set[str] = set()
    for row, clean in zip(table.rows, cleaned, strict=True):
        offer = read_offer(row.cells, table.headers, columns)
        _settle_skills(offer)
        offer.findings += notes.get(row.line, [])
        key = _key(offer, taken)
        taken.add(key)
        place = _place(finder, places, run, clean)
        found.append(Read(row.line, offer, key, place, offer.values | _located(clean), clean.record.updated))
    return found


def _settle_skills(offer: OfferRow) -> None:
    """Words become codes; what is no skill of ours is said and stays out."""
    for name in ("skills_wanted", "skills_gained"):
        words = offer.values.pop(name, [])
        codes = {word: skill_named(word) for word in words}
        if unknown := [word for word, code in codes.items() if not code]:
            offer.findings.append(Finding("unknown_skill", name, ", ".join(unknown)[:80]))
        if found := [code for code in codes.values() if code]:
            offer.values[name] = list(dict.fromkeys(found))


def _key(offer: OfferRow, taken: set[str]) -> str:
    """The row's own number, else title and organisation as they are spelled; a second row with the same is another."""
    base = offer.key or f"{fold(offer.organisation)}|{fold(offer.title)}"[:190]
    key, number = base, 2
    if key in taken and not offer.refused:
        offer.findings.append(Finding("twice", "", offer.key))
    while key in taken:
        key, number = f"{base}#{number}", number + 1
    return key


def _place(finder: PlaceFinder, places: dict[int, Place], run: Run, clean: CleanRow) -> Place:
    """The municipality that the row names, else the list's."""
    town, postcode = clean.record.town, clean.record.postcode
    known = finder.find(town, postcode, run.place.ags) if town or postcode else None
    if known is None or run.place.ags.startswith(known.ags):
        return run.place
    if known.id not in places:
        places[known.id] = Place.objects.get(pk=known.id)
    return places[known.id]


def _located(clean: CleanRow) -> dict[str, Any]:
    record = clean.record
    values: dict[str, Any] = {
        "street": " ".join(filter(None, (record.street, record.house_number)))[:200],
        "postcode": record.postcode,
        "town": record.town[:120],
        "district": record.district[:120],
        "accessibility": list(record.accessibility),
    }
    if record.latitude is not None and record.longitude is not None:
        values |= {"lat": record.latitude, "lon": record.longitude, "point_quality": "exact"}
    return {name: value for name, value in values.items() if value not in ("", [])}


def organisations_by_line(run: ImportRun) -> dict[int, int]:
    """Line → organisation, for rows whose organisation is certain; doubtful ones wait for a person."""
    items = {item.line: item for item in run.items.all()}
    found = {}
    for line, item in items.items():
        first = items.get(item.belongs_to_line or line, item)
        if first.organisation_id is not None and first.outcome != "review":
            found[line] = first.organisation_id
    return found


def chunks[T](rows: Sequence[T], size: int = 200) -> list[Sequence[T]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]
