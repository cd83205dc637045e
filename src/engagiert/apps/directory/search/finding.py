"""What the rows of a projection are worth for a plan: values added up over the postings, the long tail cut off."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engagiert.engines.text import search as engine

from .columns import Columns, Mask, Rows
from .postings import Postings

# More words than any question has; each takes a bit.
_MOST_WISHES = 62
_WORTH = np.array([engine.worth(impact) for impact in range(engine.MOST_IMPACT + 1)])


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Rows that answer a plan, in their order: score, and as bits the wishes that each answers well."""

    rows: Rows
    scores: NDArray[np.float64]
    well: NDArray[np.int64]


def ranked(plan: engine.Plan, columns: Columns, within: Mask) -> Ranked:
    """All rows of ``within`` whose score is a fair part of the best; ``engine.score`` says the same of one record."""
    postings = columns.postings
    scores = np.zeros(postings.slots)
    well = np.zeros(postings.slots, np.int64)
    decided = np.zeros(postings.slots, np.bool_)
    for number, wish in enumerate(plan.wishes[:_MOST_WISHES]):
        best = _best(wish.values, postings)
        scores += best + _best(wish.own, postings)
        well |= (best >= wish.well).astype(np.int64) << number
        if wish.decides:
            decided |= best > 0
    rows = np.flatnonzero(within & decided[columns.slots])
    found = scores[columns.slots[rows]]
    fair = found >= engine.CUT * found.max(initial=0)
    rows = rows[fair]
    return Ranked(rows, found[fair], well[columns.slots[rows]])


def _best(values: Mapping[str, float], postings: Postings) -> NDArray[np.float64]:
    """For each slot what its best term of these is worth."""
    best = np.zeros(postings.slots)
    for term, value in values.items():
        for slots, impacts in postings.of(term):
            best[slots] = np.maximum(best[slots], value * _WORTH[impacts])
    return best
