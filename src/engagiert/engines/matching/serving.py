"""The two plain ways to hand out places, compiled: what an allocation is compared with."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .compiling import compiled
from .kernel import take_best

type Way = Callable[[Any, Any, Any, Any, Any, Any, Any], Any]


@compiled
def _take(starts: Any, handicap: Any, prices: Any, taken: Any, offer: int) -> Any:
    """One place of the offer goes; its price is what the next one costs, infinite when none is left."""
    taken[offer] += 1
    place = starts[offer] + taken[offer]
    prices[offer] = handicap[place] if place < starts[offer + 1] else np.inf


@compiled
def first_come(index: Any, crowd: Any, starts: Any, handicap: Any, prices: Any, chosen: Any, values: Any) -> Any:
    """One after the other takes the best that is left. Fills ``chosen`` and ``values`` (scores)."""
    spans = np.empty((index.rows + 1, 3), np.int32)
    taken = np.zeros(prices.shape[0], np.int32)
    row, worth = np.empty(1, np.int32), np.empty(1)
    for who in range(chosen.shape[0]):
        take_best(index, crowd, who, spans, prices, row, worth)
        if row[0] >= 0:
            chosen[who] = row[0]
            values[who] = worth[0] + prices[row[0]]
            _take(starts, handicap, prices, taken, row[0])


@compiled
def _lift(heap: Any, key: Any, place: int) -> Any:
    while place > 0:
        above = (place - 1) // 2
        if key[heap[above]] >= key[heap[place]]:
            return
        heap[above], heap[place] = heap[place], heap[above]
        place = above


@compiled
def _sink(heap: Any, key: Any, size: int) -> Any:
    place = 0
    while True:
        lower = 2 * place + 1
        if lower >= size:
            return
        if lower + 1 < size and key[heap[lower + 1]] > key[heap[lower]]:
            lower += 1
        if key[heap[place]] >= key[heap[lower]]:
            return
        heap[place], heap[lower] = heap[lower], heap[place]
        place = lower


@compiled
def greedy(index: Any, crowd: Any, starts: Any, handicap: Any, prices: Any, chosen: Any, values: Any) -> Any:
    """The best pair of all first, then the best of those left. Prices only rise: whose wish costs what it did still
    gains as much, and is the best if they stand first; others are asked anew and sink."""
    count = chosen.shape[0]
    spans = np.empty((index.rows + 1, 3), np.int32)
    taken = np.zeros(prices.shape[0], np.int32)
    row, worth = np.empty(1, np.int32), np.empty(1)
    wish, gain, then = np.full(count, -1, np.int32), np.zeros(count), np.zeros(count)
    heap = np.empty(count, np.int32)
    size = 0
    for who in range(count):
        take_best(index, crowd, who, spans, prices, row, worth)
        wish[who], gain[who] = row[0], worth[0]
        if row[0] >= 0:
            then[who] = prices[row[0]]
            heap[size] = who
            _lift(heap, gain, size)
            size += 1
    while size > 0:
        who = heap[0]
        if prices[wish[who]] != then[who]:
            take_best(index, crowd, who, spans, prices, row, worth)
            wish[who], gain[who] = row[0], worth[0]
        else:
            chosen[who] = wish[who]
            values[who] = gain[who] + prices[wish[who]]
            _take(starts, handicap, prices, taken, wish[who])
            wish[who] = -1
        if wish[who] < 0:
            size -= 1
            heap[0] = heap[size]
        else:
            then[who] = prices[wish[who]]
        _sink(heap, gain, size)
