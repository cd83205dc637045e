"""Fairness: how many offers get anybody, with and without the penalty for each connection already made.

    python -m benchmarks.bench_fairness [people offers]

People of the invented market come one after the other, are shown their ten best and choose up to three, the upper ones
more often (the first with one in two, each further one with half of that again, as lists are read). Each choice is a
connection, and the next person's list knows it. Beside it the same people in the same order without the penalty, and
the best overall allocation of both kinds. The penalty must not cost connections; that it does not is printed, too.
"""

import sys

import numpy as np

from benchmarks.invented_market import market
from benchmarks.measuring import table
from engagiert.engines.matching import allocation, weights
from engagiert.engines.matching.market import Offers, crowd
from engagiert.engines.matching.ranking import best_of_one

SHOWN, CHOSEN = 10, 3
PEOPLE, OFFERS = 6_000, 3_000


def come_and_choose(people: int, offers: int, *, fair: bool) -> tuple[int, int, float, int]:
    """Connections, offers with at least one, mean score of what was chosen (without penalty), the most of one offer."""
    offer_columns, person_columns = market(people, offers)
    found, made = Offers.of_columns(offer_columns), np.random.default_rng(11)
    crowd_of_all = crowd(person_columns)
    had = offer_columns.connections.astype(np.int64)
    new, total = np.zeros(offers, np.int64), 0.0
    _penalise(found, had, np.arange(offers), fair=fair)
    for who in range(people):
        person = crowd_of_all._replace(people=crowd_of_all.people[who : who + 1])
        best, values = best_of_one(found, person, SHOWN)
        looked = made.random(SHOWN) < 0.5 ** (1 + np.arange(SHOWN) / 2)
        for place in np.flatnonzero(looked & (best >= 0))[:CHOSEN]:
            key = int(found.index.offers[best[place]]["key"])
            total += float(values[place]) - float(found.index.offers[best[place]]["fairness"])
            new[key] += 1
            _penalise(found, had + new, np.array([key]), fair=fair)
    return int(new.sum()), int((new > 0).sum()), total / max(1, int(new.sum())), int(new.max())


def _penalise(found: Offers, connections: np.ndarray, keys: np.ndarray, *, fair: bool) -> None:
    at = found.at[keys]
    before = found.index.offers["fairness"][at]
    after = -weights.FAIRNESS * np.minimum(connections[keys], weights.MOST_CONNECTIONS) if fair else np.zeros(len(keys))
    found.index.offers["fairness"][at] = after
    found.index.most[at] += after - before


def main() -> None:
    people, offers = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (PEOPLE, OFFERS)
    rows = []
    for fair in (False, True):
        connections, reached, mean, most = come_and_choose(people, offers, fair=fair)
        name = "with penalty" if fair else "without penalty"
        rows.append([f"one by one, {name}", connections, reached, f"{reached / offers:.1%}", f"{mean:.3f}", most])
    offer_columns, person_columns = market(people, offers)
    index, everybody = Offers.of_columns(offer_columns), crowd(person_columns)
    for fair in (False, True):
        plan = allocation.allocate(index, everybody, fair=fair)
        got = np.bincount(plan.chosen[plan.chosen >= 0], minlength=offers)
        name = "with penalty" if fair else "without penalty"
        rows.append([f"allocated, {name}", int(got.sum()), int((got > 0).sum()), f"{(got > 0).sum() / offers:.1%}",
                     "", int(got.max())])  # fmt: skip
    table(
        f"{people:,} people, {offers:,} offers",
        ("", "connections", "offers with somebody", "of all offers", "mean score", "most at one offer"),
        rows,
    )


if __name__ == "__main__":
    main()
