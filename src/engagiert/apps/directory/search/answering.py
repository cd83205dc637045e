"""A question in, a page of listings and counts out; what finds and ranks can be exchanged without touching a page.

One search for every kind of thing: an ``Index`` says which public projection is meant (ADR 0030).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from django.db import models
from numpy.typing import NDArray

from engagiert.apps.directory import register
from engagiert.apps.directory.models.listing_change import IndexedChange
from engagiert.apps.directory.models.search_term import IndexedTerm
from engagiert.engines.text import search as engine

from .columns import Columns, Mask, Rows, Shelf
from .finding import Ranked, ranked
from .meaning import Meaning, meaning
from .question import DISTANCES, MOST_POINTS, PAGE_SIZE, PLACE_MARK, Answer, Point, Question, plain

# Scores are compared to so many decimals: equal records stay in the order of their names.
_FINE = 6


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """All results of the words within the places, before filters. ``scores`` and ``well``: only of words."""

    columns: Columns
    asked: Meaning
    rows: Rows
    scores: NDArray[np.float64] | None = None
    well: NDArray[np.int64] | None = None

    def only(self, mask: Mask) -> "_Found":
        """Those of the results for which ``mask`` (one value a row of the register) holds."""
        kept = mask[self.rows]
        scores = None if self.scores is None else self.scores[kept]
        well = None if self.well is None else self.well[kept]
        return _Found(self.columns, self.asked, self.rows[kept], scores, well)


class Index[R: models.Model]:
    """One public projection that can be searched: a table with ``id``, ``ags``, ``sort_key``, ``codes``, ``lat``,
    ``lon``, ``approximate`` and ``search``; beside it its terms and, by triggers, its changes."""

    def __init__(
        self,
        rows: type[R],
        *,
        terms: type[IndexedTerm],
        changes: type[IndexedChange],
        vocabularies: Mapping[str, Collection[str]],
        day: str,
        wide: tuple[str, ...],
    ) -> None:
        """``vocabularies``: the codes of each facet; no code stands in two. ``day``: what the newest are sorted by,
        in SQL. ``wide``: fields that no list shows; they stay where they are."""
        self.rows, self.terms, self._wide = rows, terms, wide
        self.table = rows._meta.db_table
        self._facets = tuple(vocabularies)
        self._facet_of = {code: facet for facet, codes in vocabularies.items() for code in codes}
        # Written once: to make the same statement anew for each page costs as much as the database needs for it.
        shown = ", ".join(f'"{field.column}"' for field in rows._meta.concrete_fields if field.name not in wide)
        self._shown = f"select {shown} from {self.table} where id = any(%s)"  # noqa: S608 - names of columns
        self._shelf = Shelf(table=self.table, changes=changes._meta.db_table, day=day)
        # The words of the last questions, for their next page, their next filter, and the map beside the list.
        self._kept = register.Kept[tuple[Meaning, Ranked | None]](most=30)

    def search(self, question: Question) -> Answer[R]:
        """Two queries (changes, page), one more for an unknown word."""
        text = plain(question.text)
        found = self._found(question, text)
        kept = _filtered(found, question)
        total = len(kept.rows)
        page = min(max(question.page, 1), max(1, -(-total // PAGE_SIZE)))
        plan = found.asked.plan
        counts = kept.columns.counted(kept.rows if total < len(kept.columns) else slice(None))
        return Answer(
            listings=self._page(kept, question.sort, page),
            total=total,
            page=page,
            facets=self._by_facet(counts),
            parts={code[len(PLACE_MARK) :]: n for code, n in counts.items() if code.startswith(PLACE_MARK)},
            distances=_distances(found, question),
            read_as=found.asked.read_as,
            unmet=_unmet(kept),
            apart=bool(total) and plan is not None and not _together(kept, plan),
            hopeless=bool(text) and plan is None,
        )

    def points(self, question: Question, *, most: int = MOST_POINTS) -> list[Point]:
        """The points of all results of ``search(question)`` that have one, whatever page it asks for; by key."""
        kept = _filtered(self._found(question, plain(question.text)), question)
        columns = kept.columns
        rows = kept.rows[~np.isnan(columns.lat[kept.rows])]
        rows = rows[np.argsort(columns.ids[rows])][:most]
        values = (columns.ids, columns.lat, columns.lon, columns.approximate)
        return [Point(*row) for row in zip(*(value[rows].tolist() for value in values), strict=True)]

    def first(self, question: Question, *, number: int = 100) -> list[int]:
        """Keys of the first results in their order."""
        kept = _filtered(self._found(question, plain(question.text)), question)
        return [int(key) for key in kept.columns.ids[_ordered(kept, question.sort)[:number]]]

    def forget(self, *, columns: bool = True) -> None:
        """Forget what was asked, and the copy of the columns as well; for tests and measurements."""
        self._kept.clear()
        if columns:
            self._shelf.forget()

    def copied(self) -> Columns:
        """The copy that questions are counted by, as this transaction sees it."""
        return self._shelf.current()[0]

    def state(self) -> int | None:
        """A number that changes with every row; None where the transaction itself has written. One query."""
        return self._shelf.current()[1]

    def _by_facet(self, counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {facet: {} for facet in self._facets}
        for code, number in counts.items():
            if code in self._facet_of:
                found[self._facet_of[code]][code] = number
        return found

    def _found(self, question: Question, text: str) -> _Found:
        columns, version = self._shelf.current()
        within = _carrying_any(columns, [PLACE_MARK + ags for ags in question.within])
        if not text:
            return _Found(columns, Meaning(None), np.flatnonzero(within))
        places = () if within.all() else question.within
        asked, results = self._asked(text, columns, within, (places, version))
        if results is None:
            return _Found(columns, asked, np.empty(0, np.int64))
        return _Found(columns, asked, results.rows, results.scores, results.well)

    def _asked(
        self, text: str, columns: Columns, within: Mask, state: tuple[tuple[str, ...], int | None]
    ) -> tuple[Meaning, Ranked | None]:
        places, version = state
        kept = self._kept.get((text, places), version) if version is not None else None
        if kept is None:
            asked = meaning(text, columns, self.terms)
            kept = asked, ranked(asked.plan, columns, within) if asked.plan else None
            if version is not None:
                self._kept.put((text, places), version, kept)
        return kept

    def _page(self, kept: _Found, sort: str, page: int) -> list[R]:
        start = PAGE_SIZE * (page - 1)
        ids = kept.columns.ids[_ordered(kept, sort)[start : start + PAGE_SIZE]].tolist()
        if not ids:
            return []
        listings = {listing.pk: listing for listing in self.rows._default_manager.raw(self._shown, [ids])}
        return [listings[pk] for pk in ids if pk in listings]


def _carrying_any(columns: Columns, codes: list[str]) -> Mask:
    masks = [columns.carrying(code) for code in codes]
    return np.logical_or.reduce(masks) if masks else ~columns.nothing()


def _chosen(found: _Found, question: Question) -> _Found:
    for code in question.codes:
        found = found.only(found.columns.carrying(code))
    return found


def _filtered(found: _Found, question: Question) -> _Found:
    kept = _chosen(found, question)
    near = question.near
    if near is None or not near.km:
        return kept
    within = kept.columns.nothing()
    within[kept.rows] = kept.columns.kilometres(kept.rows, near.lat, near.lon) <= near.km
    return kept.only(within)


def _distances(found: _Found, question: Question) -> dict[int, int]:
    """For each distance how many results choosing it would leave; no entry for none."""
    if question.near is None:
        return {}
    chosen = _chosen(found, question)
    far = chosen.columns.kilometres(chosen.rows, question.near.lat, question.near.lon)
    return {km: int((far <= km).sum()) for km in DISTANCES}


def _ordered(kept: _Found, sort: str) -> Rows:
    """Rows in the order asked for; among equals by name, which is the order of the rows themselves."""
    if sort == "new":
        return kept.rows[np.lexsort((kept.rows, -kept.columns.day[kept.rows]))]
    if sort == "name" or kept.scores is None:
        return np.sort(kept.rows)
    return kept.rows[np.lexsort((kept.rows, -np.round(kept.scores, _FINE)))]


def _unmet(kept: _Found) -> tuple[str, ...]:
    """The words that nothing found answers well, each once."""
    plan = kept.asked.plan
    if plan is None or kept.well is None:
        return ()
    met = int(np.bitwise_or.reduce(kept.well)) if len(kept.well) else 0
    words = zip(kept.asked.words, plan.wishes, strict=True)
    missed = [word for number, (word, wish) in enumerate(words) if wish.decides and not met >> number & 1]
    return tuple(dict.fromkeys(missed))


def _together(kept: _Found, plan: engine.Plan) -> bool:
    """Whether one result answers most of the question, not each word another."""
    if kept.well is None:
        return False
    shares = [(number, wish.share) for number, wish in enumerate(plan.wishes) if wish.decides]
    answered = sum((share * (kept.well >> number & 1) for number, share in shares), np.zeros(len(kept.well)))
    return bool((answered >= engine.MOST * sum(share for _number, share in shares)).any())
