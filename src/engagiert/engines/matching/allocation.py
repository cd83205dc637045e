"""The best overall use of everyone's time, with a certificate.

An auction on everyone's best offers, then the same exact search with each offer's price subtracted, which finds the
offers that the lists had left out, until none is missing. Prices are a proof: no allocation whatsoever, over all
pairs, is worth more than what everybody could gain at these prices and what the places cost (linear programming
duality). ``bound`` is that sum, ``gap`` how far the plan is from it at most.

Nobody is left with an offer that is worth nothing to them, and a further connection to the same offer costs
``weights.FAIRNESS`` (``fair=False`` turns that off, to measure what it brings).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import auction, serving, weights
from .kernel import Crowd
from .market import Offers, best_for_all

GAP = 5e-4
# Lists of so many best offers to begin with, and so many that a search with prices may add.
FIRST, MORE = 24, 16
_ROOM = 64
# By how much a bid outbids, search after search: first roughly, to learn where places are scarce, then finely. After
# a rough round prices begin anew from this many steps below, which saves nearly all bids.
STEPS = (1e-2, 1e-3, 2e-4, 1.5e-4, 5e-5, 1e-5, 1e-6)
_BELOW = 2

type Numbers = NDArray[np.float64]
type Positions = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Plan:
    """``chosen``: for each person the caller's number of an offer, -1 for none. ``total``: sum of the scores, less
    fairness. ``bound``: no allocation is worth more. ``gap``: how far from it, as a share. ``prices``: for each offer
    what one more place would bring, 0 where it has none. ``rounds``: searches that looked for missing edges."""

    chosen: NDArray[np.int64]
    total: float
    bound: float
    prices: Numbers
    rounds: int

    @property
    def gap(self) -> float:
        return (self.bound - self.total) / self.bound if 0 < self.bound < np.inf else 0.0


@dataclass(frozen=True, slots=True)
class Places:
    """All free places, offer by offer in the order of the index."""

    starts: Positions
    handicap: Numbers

    @classmethod
    def of(cls, offers: Offers, *, fair: bool) -> Places:
        records = offers.index.offers
        free = np.maximum(0, records["capacity"])
        starts = np.zeros(len(free) + 1, np.int32)
        np.cumsum(free, out=starts[1:])
        nth = np.arange(starts[-1]) - np.repeat(starts[:-1], free)
        before = offers.columns.connections[records["key"]]
        return cls(starts, _handicap(np.repeat(before, free), nth) if fair else np.zeros(starts[-1]))

    def fresh(self) -> tuple[Numbers, Positions, Numbers]:
        """Costs, owners and handicaps at prices of zero."""
        return self.handicap.copy(), np.full(len(self.handicap), -1, np.int32), self.handicap.copy()

    def cheapest(self, cost: Numbers) -> Numbers:
        found = np.full(len(self.starts) - 1, np.inf)
        some = np.diff(self.starts) > 0
        found[some] = cost[self.starts[:-1][some]]
        return found

    def prices(self, cost: Numbers) -> Numbers:
        """The lowest price among an offer's places, 0 for an offer without."""
        found = np.zeros(len(self.starts) - 1)
        some = np.diff(self.starts) > 0
        if some.any():
            found[some] = np.minimum.reduceat(cost, self.starts[:-1][some])
        return found

    def total(self, chosen: Positions, values: Numbers) -> float:
        """What a choice (positions in the index, -1 for none) is worth."""
        taken = np.bincount(chosen[chosen >= 0], minlength=len(self.starts) - 1)
        upto = np.concatenate([[0.0], np.cumsum(self.handicap)])
        return float(values[chosen >= 0].sum() - (upto[self.starts[:-1] + taken] - upto[self.starts[:-1]]).sum())


def _handicap(before: NDArray[np.int32], nth: NDArray[np.int32]) -> Numbers:
    """What the next connections take off an offer that has ``before``, beyond what its score has lost already."""
    most = weights.MOST_CONNECTIONS
    more: Numbers = weights.FAIRNESS * (np.minimum(before + nth, most) - np.minimum(before, most))
    return more


def allocate(offers: Offers, people: Crowd, *, fair: bool = True, threads: int = 2, gap: float = GAP) -> Plan:
    """A plan within ``gap`` of the best there is, or the best after all ``STEPS``; ``Plan.gap`` tells. People bid in
    the order given; give them sorted by key where the order of rows must not matter."""
    places = Places.of(offers, fair=fair)
    count = len(people.people)
    edges, values = np.full((count, _ROOM), -1, np.int32), np.zeros((count, _ROOM))
    if count and len(places.handicap):
        edges[:, :FIRST], values[:, :FIRST] = best_for_all(
            offers, people, FIRST, floors=np.zeros(count), prices=places.cheapest(places.handicap), threads=threads
        )
    best, bound = Plan(np.full(count, -1), 0.0, np.inf, np.zeros(len(offers)), 0), np.inf
    cost, owner, handicap = places.fresh()
    for turn, step in enumerate(STEPS):
        if turn:
            auction.reopen(places.starts, cost, owner, handicap, _BELOW * STEPS[turn - 1])
        # From the end of the list: who stands first bids first.
        waiting = np.arange(count, dtype=np.int32)[::-1].copy()
        auction.bid(edges, values, places.starts, cost, owner, handicap, waiting, count, step)
        auction.settle(edges, values, places.starts, cost, owner, handicap, step)
        prices, worth = places.cheapest(cost), np.empty(count)
        auction.best_worth(edges, values, places.starts, cost, worth)
        missing, net = best_for_all(offers, people, MORE, prices=prices, floors=worth, threads=threads)
        upper = np.where(missing[:, 0] >= 0, net[:, 0], worth).sum() + (cost - handicap).sum()
        bound = min(bound, float(upper))
        plan = _plan(offers, places, edges, values, owner, places.prices(cost - handicap), bound, turn + 1)
        best = plan if plan.total >= best.total else best
        if bound - best.total <= gap * bound:
            break
        if (missing >= 0).any():
            auction.merge(edges, values, missing, np.where(missing >= 0, net + prices[missing], 0.0))
    return Plan(best.chosen, best.total, bound, best.prices, turn + 1)


def _plan(
    offers: Offers, places: Places, edges: Positions, values: Numbers, owner: Positions, prices: Numbers, bound: float,
    rounds: int,
) -> Plan:  # fmt: skip
    count = len(edges)
    chosen = np.full(count, -1, np.int32)
    taken = owner >= 0
    chosen[owner[taken]] = np.repeat(np.arange(len(places.starts) - 1, dtype=np.int32), np.diff(places.starts))[taken]
    at = np.argmax(edges == chosen[:, None], axis=1)
    got = values[np.arange(count), at] if count else np.zeros(0)
    return Plan(_numbers(offers, chosen), places.total(chosen, got), bound, prices[offers.at], rounds)


def _numbers(offers: Offers, chosen: Positions) -> NDArray[np.int64]:
    """Positions in the index as the caller's numbers."""
    if len(offers) == 0:
        return chosen.astype(np.int64)
    return np.where(chosen >= 0, offers.index.offers["key"][np.maximum(chosen, 0)], -1).astype(np.int64)


def first_come(offers: Offers, people: Crowd, *, fair: bool = True) -> Plan:
    """What comes of it when one after the other takes the best that is left, in the order given. ``bound`` unknown."""
    return _served(offers, people, serving.first_come, fair=fair)


def greedy(offers: Offers, people: Crowd, *, fair: bool = True) -> Plan:
    """What comes of it when the best pair of all is joined first, then the best of those left. ``bound`` unknown."""
    return _served(offers, people, serving.greedy, fair=fair)


def _served(offers: Offers, people: Crowd, way: serving.Way, *, fair: bool) -> Plan:
    places = Places.of(offers, fair=fair)
    prices = places.cheapest(places.handicap)
    chosen = np.full(len(people.people), -1, np.int32)
    values = np.zeros(len(people.people))
    way(offers.index, people, places.starts, places.handicap, prices, chosen, values)
    return Plan(_numbers(offers, chosen), places.total(chosen, values), np.inf, np.zeros(len(offers)), 0)
