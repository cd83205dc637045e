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
def _sink(cost: Any, owner: Any, handicap: Any, first: int, last: int, place: int) -> Any:
    """Let a place of the heap ``first:last`` sink to where it belongs."""
    size = last - first
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
        _sink(cost, owner, handicap, first, last, 0)
        if before >= 0:
            waiting[count] = before
            count += 1
        bids += 1
    return bids


@compiled
def reopen(starts: Any, cost: Any, owner: Any, handicap: Any, discount: float) -> Any:
    """Nobody has a place any more, and every price falls by ``discount``, to zero at most."""
    owner[:] = -1
    for offer in range(starts.shape[0] - 1):
        first, last = starts[offer], starts[offer + 1]
        for at in range(first, last):
            cost[at] = max(handicap[at], cost[at] - discount)
        for place in range((last - first) // 2, -1, -1):
            _sink(cost, owner, handicap, first, last, place)


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


@compiled
def _turned(edges: Any, offers: int) -> Any:
    """The lists the other way round: for each offer where in ``edges`` (flat) it stands."""
    starts = np.zeros(offers + 1, np.int64)
    width = edges.shape[1]
    for who in range(edges.shape[0]):
        for place in range(width):
            if edges[who, place] >= 0:
                starts[edges[who, place] + 1] += 1
    starts = np.cumsum(starts)
    filled = starts[:-1].copy()
    where = np.empty(starts[-1], np.int64)
    for who in range(edges.shape[0]):
        for place in range(width):
            offer = edges[who, place]
            if offer >= 0:
                where[filled[offer]] = who * width + place
                filled[offer] += 1
    return starts, where


@compiled
def _suitors(where: Any, first: int, last: int, width: int, values: Any, profit: Any) -> Any:
    """Of the people who know an offer the one who would pay most, and what the first and the second would pay."""
    best, most, next_best = np.int64(-1), -np.inf, -np.inf
    for at in range(first, last):
        who = where[at] // width
        pays = values[who, where[at] - who * width] - profit[who]
        if pays > most:
            next_best, most, best = most, pays, who
        elif pays > next_best:
            next_best = pays
    return best, most, next_best


@compiled
def _idle(cost: Any, owner: Any, handicap: Any, first: int, last: int) -> Any:
    """A place that nobody has and that still costs something, -1 if there is none."""
    for at in range(first, last):
        if owner[at] < 0 and cost[at] > handicap[at]:
            return at
    return -1


@compiled
def _cheapen(cost: Any, owner: Any, handicap: Any, first: int, at: int, price: float, who: Any) -> Any:
    """Give a place at a lower price, and let it rise in its heap."""
    cost[at], owner[at] = price, who
    place = at - first
    while place > 0:
        a, b = first + (place - 1) // 2, first + place
        if cost[a] <= cost[b]:
            break
        cost[a], cost[b] = cost[b], cost[a]
        owner[a], owner[b] = owner[b], owner[a]
        handicap[a], handicap[b] = handicap[b], handicap[a]
        place = (place - 1) // 2


@compiled
def _standing(edges: Any, values: Any, starts: Any, cost: Any, owner: Any) -> Any:
    """For each person the offer they have a place with (-1 for none), and what they gain by it."""
    home, profit = np.full(edges.shape[0], -1, np.int32), np.zeros(edges.shape[0])
    for offer in range(starts.shape[0] - 1):
        for at in range(starts[offer], starts[offer + 1]):
            if owner[at] >= 0:
                home[owner[at]] = offer
                profit[owner[at]] = -cost[at]
    for who in range(edges.shape[0]):
        for place in range(edges.shape[1]):
            if home[who] >= 0 and edges[who, place] == home[who]:
                profit[who] = max(0.0, profit[who] + values[who, place])
    return home, profit


@compiled
def _leave(owner: Any, first: int, last: int, who: int) -> Any:
    for at in range(first, last):
        if owner[at] == who:
            owner[at] = -1


@compiled
def settle(edges: Any, values: Any, starts: Any, cost: Any, owner: Any, handicap: Any, step: float) -> Any:
    """Reverse auction (Bertsekas, Castañón 1992): places that nobody has seek somebody at a lower price, until each
    has an owner or costs nothing, as a valid bound needs it. Returns how many changed hands."""
    offers, width = starts.shape[0] - 1, edges.shape[1]
    row_starts, where = _turned(edges, offers)
    home, profit = _standing(edges, values, starts, cost, owner)
    queue = list(range(offers))
    moves = 0
    while len(queue) > 0:
        offer = queue.pop()
        first, last = starts[offer], starts[offer + 1]
        at = _idle(cost, owner, handicap, first, last)
        if at < 0:
            continue
        queue.append(offer)
        who, most, next_best = _suitors(where, row_starts[offer], row_starts[offer + 1], width, values, profit)
        if who < 0 or most <= handicap[at] + step:
            _cheapen(cost, owner, handicap, first, at, handicap[at], -1)
            continue
        price = min(cost[at], max(handicap[at], next_best - step))
        if home[who] >= 0:
            _leave(owner, starts[home[who]], starts[home[who] + 1], who)
            queue.append(home[who])
        home[who] = offer
        profit[who] += most - price
        _cheapen(cost, owner, handicap, first, at, price, np.int32(who))
        moves += 1
    return moves
