"""The compiled auction: people bid for places until nobody would rather have another one.

Forward auction with unit demand (Bertsekas 1988): whoever is without a place takes the offer that is worth most to
them less its price, and raises the price by how much more it is worth than their second best, and ``step`` more.
Whoever was there before bids again. Prices start at zero and only rise, so a place nobody took costs nothing, and at
the end everybody has what is best for them at these prices, but for ``step``.

The places of one offer lie in a heap by what they cost: price, and the fairness that a further connection takes off.
"""

from typing import Any

import numpy as np

from .compiling import compiled


@compiled
def _sink(cost: Any, owner: Any, handicap: Any, first: int, last: int) -> Any:
    """Let the top of the heap ``first:last`` sink to where it belongs."""
    place, size = 0, last - first
    while True:
        lower = 2 * place + 1
        if lower >= size:
            return
        if lower + 1 < size and cost[first + lower + 1] < cost[first + lower]:
            lower += 1
        a, b = first + place, first + lower
        if cost[a] <= cost[b]:
            return
        cost[a], cost[b] = cost[b], cost[a]
        owner[a], owner[b] = owner[b], owner[a]
        handicap[a], handicap[b] = handicap[b], handicap[a]
        place = lower


@compiled
def _second(cost: Any, first: int, last: int) -> Any:
    """What the second cheapest place of an offer costs."""
    if last - first < 2:
        return np.inf
    if last - first == 2:
        return cost[first + 1]
    return min(cost[first + 1], cost[first + 2])


@compiled
def _choose(edges: Any, values: Any, starts: Any, cost: Any) -> Any:
    """The place in a person's list that is worth most, its worth, and the worth of the next best, 0 at least."""
    best, most, next_best = -1, 0.0, 0.0
    for place in range(edges.shape[0]):
        offer = edges[place]
        if offer < 0:
            break
        worth = values[place] - cost[starts[offer]]
        if worth > most:
            next_best, most, best = most, worth, place
        elif worth > next_best:
            next_best = worth
    if best >= 0:
        offer = edges[best]
        next_best = max(next_best, values[best] - _second(cost, starts[offer], starts[offer + 1]))
    return best, most, next_best


@compiled
def bid(
    edges: Any, values: Any, starts: Any, cost: Any, owner: Any, handicap: Any, waiting: Any, count: int, step: float
) -> Any:
    """Let the people ``waiting[:count]`` bid until everyone has a place or wants none; returns the number of bids.

    ``edges``: for each person offers, -1 after the last, with ``values``. ``starts``: where an offer's places begin in
    ``cost`` (price and handicap), ``owner`` (-1 = nobody) and ``handicap``, each offer a heap by cost; offers in
    ``edges`` have one place at least. ``waiting`` has room for everybody.
    """
    bids = 0
    while count > 0:
        count -= 1
        who = waiting[count]
        best, most, next_best = _choose(edges[who], values[who], starts, cost)
        if best < 0:
            continue
        first, last = starts[edges[who, best]], starts[edges[who, best] + 1]
        before = owner[first]
        owner[first] = who
        cost[first] += most - next_best + step
        _sink(cost, owner, handicap, first, last)
        if before >= 0:
            waiting[count] = before
            count += 1
        bids += 1
    return bids


@compiled
def best_worth(edges: Any, values: Any, starts: Any, cost: Any, out: Any) -> Any:
    """For each person what the best of the list is worth at these prices, 0 at least."""
    for who in range(edges.shape[0]):
        _best, most, _next = _choose(edges[who], values[who], starts, cost)
        out[who] = most


@compiled
def merge(edges: Any, values: Any, more: Any, more_values: Any) -> Any:
    """Add to each person's list what it does not have, as far as there is room; returns how many were added."""
    added = 0
    for who in range(edges.shape[0]):
        size = 0
        while size < edges.shape[1] and edges[who, size] >= 0:
            size += 1
        known = size
        for place in range(more.shape[1]):
            offer = more[who, place]
            if offer < 0 or size == edges.shape[1]:
                break
            has = False
            for at in range(known):
                has |= edges[who, at] == offer
            if not has:
                edges[who, size] = offer
                values[who, size] = more_values[who, place]
                size += 1
                added += 1
    return added
