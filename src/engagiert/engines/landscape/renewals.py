"""Which renewals protect most people per euro: budgeted maximum coverage by greedy choice, with two bounds stated."""

import heapq
from dataclasses import dataclass
from math import e

import numpy as np
from scipy.sparse import csr_matrix

from .records import Facilities, Flags, Floats, Towns, Whole
from .sphere import pairs_within, vectors

# Khuller, Moss, Naor 1999: the better of the greedy choice by ratio and the best single set reaches this part of the
# optimum, always. The factor 1 − 1/e needs an enumeration of triples, which we do not do, so we do not claim it.
PROVEN = (1 - 1 / e) / 2


@dataclass(frozen=True, slots=True)
class Renewals:
    """``chosen``: rows of facilities in the order of the choice; ``gain``: people each one adds; ``cost``: euros each.

    ``people``: protected in all; ``bound``: no choice within the budget protects more (of this very instance);
    ``proven``: the part of the optimum that this method always reaches; ``unpriced``: facilities that would help and
    whose cost nobody knows; they are left out and named.
    """

    chosen: Whole
    gain: Floats
    cost: Floats
    people: float
    spent: float
    bound: float
    proven: float
    unpriced: Whole


def renewals(
    towns: Towns, facilities: Facilities, *, falling: Flags, staying: Flags, cost: Floats, budget: float, km: float
) -> Renewals:
    """Of the ``falling`` facilities those to renew for at most ``budget`` euros in all, so that most people keep one
    within ``km``. ``staying`` ones protect whom they reach without cost; ``cost`` in euros, NaN where nobody knows.

    Raises ``ValueError`` for a budget below zero.
    """
    if not budget >= 0:
        raise ValueError("a budget is a sum from 0")
    people = _unprotected(towns, facilities, staying, km)
    rows = np.flatnonzero(falling & facilities.placed)
    covers = _coverage(towns, facilities, rows, km)
    helps = (covers @ people) > 0
    priced = np.isfinite(cost[rows]) & (cost[rows] >= 0)
    usable = np.flatnonzero(helps & priced & (np.nan_to_num(cost[rows], nan=np.inf) <= budget))
    euros, sets = cost[rows][usable], covers[usable]
    picked, gains, bound = _greedy(sets, people, euros, budget)
    single = sets @ people
    if len(single) and single.max() > sum(gains):
        # One large facility can be worth more than many cheap ones that leave no money for it.
        best = int(single.argmax())
        picked, gains = [best], [float(single[best])]
    chosen = rows[usable[picked]] if picked else np.empty(0, np.int64)
    return Renewals(
        chosen=chosen,
        gain=np.array(gains, dtype=np.float64),
        cost=cost[chosen],
        people=float(sum(gains)),
        spent=float(cost[chosen].sum()),
        bound=max(bound, float(sum(gains))),
        proven=PROVEN,
        unpriced=rows[helps & ~priced],
    )


def _unprotected(towns: Towns, facilities: Facilities, staying: Flags, km: float) -> Floats:
    """People per town, 0 where a facility that stays is within reach."""
    town, _facility, _km = pairs_within(vectors(towns), vectors(facilities.only(staying)), km)
    people = towns.people.copy()
    people[town] = 0.0
    return people


def _coverage(towns: Towns, facilities: Facilities, rows: Whole, km: float) -> csr_matrix:
    facility, town, _km = pairs_within(vectors(facilities)[rows], vectors(towns), km)
    return csr_matrix((np.ones(len(town)), (facility, town)), shape=(len(rows), len(towns)))


def _greedy(sets: csr_matrix, people: Floats, euros: Floats, budget: float) -> tuple[list[int], list[float], float]:
    """Rows in order, what each adds, and a bound of the optimum.

    Lazy: a gain never grows while towns are covered (submodularity), so a row whose gain is still the largest when
    counted anew is the best, and the others need no new count.
    """
    left = people.copy()
    heap = [(-_ratio(gain, euros[row]), row) for row, gain in enumerate(sets @ left)]
    heapq.heapify(heap)
    picked: list[int] = []
    gains: list[float] = []
    money, bound = budget, _bound(sets @ left, euros, budget)
    while heap:
        _old, row = heapq.heappop(heap)
        towns = sets.indices[sets.indptr[row] : sets.indptr[row + 1]]
        gain = float(left[towns].sum())
        if gain <= 0 or euros[row] > money:
            continue
        ratio = _ratio(gain, euros[row])
        if heap and ratio < -heap[0][0] - 1e-12:
            heapq.heappush(heap, (-ratio, row))
            continue
        picked.append(row)
        gains.append(gain)
        left[towns] = 0.0
        money -= euros[row]
    done = float(sum(gains))
    return picked, gains, min(bound, done + _bound(sets @ left, euros, budget))


def _ratio(gain: float, euros: float) -> float:
    return gain / euros if euros > 0 else (float("inf") if gain > 0 else 0.0)


def _bound(gain: Floats, euros: Floats, budget: float) -> float:
    """The most that the whole budget could still add: the gains as if none overlapped, filled up by ratio with the last
    one in part (Leskovec and others 2007). Any set of rows adds at most the sum of what its rows add alone."""
    free = float(gain[euros <= 0].sum())
    gain, euros = gain[euros > 0], euros[euros > 0]
    order = np.argsort(-gain / euros, kind="stable") if len(gain) else np.empty(0, np.int64)
    before = np.concatenate(([0.0], np.cumsum(euros[order])[:-1])) if len(order) else np.empty(0)
    part = np.clip((budget - before) / euros[order], 0.0, 1.0) if len(order) else np.empty(0)
    return free + float((gain[order] * part).sum())
