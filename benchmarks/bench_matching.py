"""Matching and allocation on an invented market: ours beside naive NumPy, first come first served, greedy, and
OR-Tools' min-cost flow on lists of ten. The market is that of ``invented_market.py``; all ways get the same.

    python -m benchmarks.bench_matching                      10,000 x 2,000 and 100,000 x 20,000
    python -m benchmarks.bench_matching 1000000x50000        another size

Kernels are compiled before the clock starts (once a machine, then loaded); ways that allocate run each in a process
of its own, so that the memory is theirs.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.invented_market import market
from benchmarks.measuring import median_of_five, peak_megabytes, percentile, seconds, table
from engagiert.engines.matching import allocation, weights
from engagiert.engines.matching.columns import Array, OfferColumns, PersonColumns
from engagiert.engines.matching.kernel import Crowd
from engagiert.engines.matching.market import Offers, best_for_all, crowd, related
from engagiert.engines.matching.ranking import best_of_one
from engagiert.engines.matching.warming import warm

SIZES = ("10000x2000", "100000x20000")
TOP = 10
ONE = 50_000
SAMPLE = 200
# OR-Tools reckons in whole numbers.
SCALE = 1_000_000


class Naive:
    """All pairs by NumPy, one person after the other, as one writes it in an afternoon: the same scores."""

    def __init__(self, offers: Offers) -> None:
        of: OfferColumns = offers.columns
        self.of, self.number = of, offers.index.offers["key"]
        bits = np.arange(64, dtype=np.uint64)
        self.fields = ((of.fields[:, None] >> bits) & np.uint64(1)).astype(np.float64)
        self.skills = ((of.skills[:, None] >> bits) & np.uint64(1)).astype(np.float64)
        records = offers.index.offers[offers.at]
        self.rarity = offers.index.rarity.reshape(2, 64)
        self.shares = records["field_share"], records["skill_share"], records["language_share"]
        self.base = records["urgency"] + records["fairness"]
        self.word_owner = np.repeat(np.arange(len(of.lat)), np.diff(of.words.starts))
        self.word_shares = offers.index.word_shares

    def scores(self, people: PersonColumns, who: int) -> Array:
        """Minus infinity where something keeps the person out."""
        of, bits = self.of, np.arange(64, dtype=np.uint64)
        up, across = np.radians(of.lat - people.lat[who]) / 2, np.radians(of.lon - people.lon[who]) / 2
        both = np.cos(np.radians(of.lat)) * np.cos(np.radians(people.lat[who]))
        half = np.sqrt(np.sin(up) ** 2 + both * np.sin(across) ** 2)
        away = 2 * 6371.0088 * np.arcsin(half)
        near = np.where(of.from_home, weights.FROM_HOME, 1 / (1 + (2 * 6371.0088 * half / weights.HALF_WAY) ** 2))
        common = np.bitwise_count(of.week & people.week[who])
        total = self.base + weights.DISTANCE * near
        total += weights.TIME * common / np.minimum(np.bitwise_count(of.week), np.bitwise_count(people.week[who]))
        close = related(people.fields[who : who + 1], people.skills[who : who + 1])
        for kind, (has, matrix) in enumerate(((people.fields[who], self.fields), (people.skills[who], self.skills))):
            own = ((has >> bits) & np.uint64(1)).astype(np.float64)
            worth = np.maximum(own, weights.RELATED * ((close[kind][0] >> bits) & np.uint64(1)))
            told = matrix.any(axis=1) & (bool(has) or kind == 1)
            whole = (weights.INTERESTS, weights.SKILLS)[kind]
            total += np.where(told, self.shares[kind] * (matrix @ (worth * self.rarity[kind])), whole * weights.UNTOLD)
        total += self.shares[2] * np.bitwise_count(of.languages_wanted & people.languages[who])
        words = people.words.numbers[people.words.starts[who] : people.words.starts[who + 1]]
        for word in words:
            hit = of.words.numbers == word
            total += np.bincount(self.word_owner[hit], weights=self.word_shares[hit], minlength=len(total))
        refused = people.refused_offers
        out = (
            (~of.from_home & (away > people.radius_km[who])) | (common == 0) | (of.capacity < 1)
            | (of.languages_required & ~people.languages[who] != 0) | (of.certificates & ~people.certificates[who] != 0)
            | (of.minimum_age > people.age[who]) | (of.hours > people.hours[who])
            | (of.kind & people.refused_kinds[who] != 0)
        )  # fmt: skip
        out[refused.numbers[refused.starts[who] : refused.starts[who + 1]]] = True
        total[out] = -np.inf
        return total

    def top(self, people: PersonColumns, who: int) -> Array:
        scores = self.scores(people, who)
        best = np.argpartition(-scores, min(TOP, len(scores) - 1))[:TOP]
        return np.sort(scores[best])[::-1]


def top_for_all(offers: Offers, people: Crowd, columns: PersonColumns, naive: Naive) -> None:
    count = len(people.people)
    _best, values = best_for_all(offers, people, TOP)
    sample = np.linspace(0, count - 1, SAMPLE).astype(int)
    for who in sample[:50]:
        truth = naive.top(columns, who)
        np.testing.assert_allclose(values[who][: len(truth)], truth, atol=1e-9)
    plain = SAMPLE / median_of_five(lambda: seconds(lambda: [naive.top(columns, who) for who in sample]))
    ours = count / median_of_five(lambda: seconds(lambda: best_for_all(offers, people, TOP)))
    single = count / median_of_five(lambda: processor(lambda: best_for_all(offers, people, TOP)))
    table(
        f"Exact top {TOP} for everyone: people a second",
        ("", "people/s", "of naive"),
        [
            ["NumPy, all pairs (sample)", plain, "1×"],
            ["ours, two threads", ours, f"{ours / plain:,.0f}×"],
            ["ours, per second of one processor", single, f"{single / plain:,.0f}×"],
        ],
    )


def processor(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def one_person() -> None:
    offer_columns, columns = market(2_000, ONE)
    offers = Offers.of_columns(offer_columns)
    people, naive = crowd(columns), Naive(offers)
    singles = [people._replace(people=people.people[who : who + 1]) for who in range(2_000)]
    for single in singles[:50]:
        best_of_one(offers, single, TOP)
    walls, used = [], []
    for single in singles:
        before = time.process_time()
        walls.append(seconds(partial(best_of_one, offers, single, TOP)))
        used.append(time.process_time() - before)
    plain = [seconds(partial(naive.top, columns, who)) for who in range(100)]
    rows = [
        [name, 1000 * percentile(times, 0.5), 1000 * percentile(times, 0.99)]
        for name, times in (("NumPy", plain), ("ours", walls), ("ours, processor time", used))
    ]
    table(
        f"One person among {ONE:,} offers, milliseconds",
        ("", "median", "p99"),
        [[name, f"{middle:.3f}", f"{slow:.3f}"] for name, middle, slow in rows],
    )


def flow(offers: Offers, people: Crowd) -> tuple[float, int]:
    """OR-Tools' min-cost flow on everybody's ten best offers, with a further connection costing what it costs us."""
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - installed for this one only

    best, values = best_for_all(offers, people, TOP, floors=np.zeros(len(people.people)))
    who, place = np.nonzero(best >= 0)
    places = allocation.Places.of(offers, fair=True)
    count, slots = len(best), np.repeat(np.arange(len(offers)), np.diff(places.starts))
    sink = count + len(offers)
    tails = np.concatenate([who, count + slots, np.arange(count)])
    heads = np.concatenate([count + best[who, place], np.full(len(slots) + count, sink)])
    costs = np.concatenate([-values[who, place], places.handicap, np.zeros(count)])
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        tails, heads, np.ones(len(tails), np.int64), np.round(costs * SCALE).astype(np.int64)
    )
    solver.set_nodes_supplies(np.arange(count), np.ones(count, np.int64))
    solver.set_node_supply(sink, -count)
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("no optimum")
    return -solver.optimal_cost() / SCALE, int(solver.flows(arcs)[: len(who)].sum())


def _planned(way: Callable[..., allocation.Plan], offers: Offers, people: Crowd) -> tuple[float, int, float, int]:
    plan = way(offers, people)
    taken = plan.chosen[plan.chosen >= 0]
    return plan.total, len(taken), plan.bound, len(np.unique(taken))


def allocations(offers: Offers, people: Crowd, rounds: int) -> None:
    ours = partial(_planned, allocation.allocate)
    unfair = partial(_planned, partial(allocation.allocate, fair=False))
    ways: dict[str, tuple[Callable[..., Any], int]] = {
        "first come first served": (partial(_planned, allocation.first_come), 1),
        "greedy": (partial(_planned, allocation.greedy), 1),
        "ours, certified": (ours, rounds),
        "ours without fairness": (unfair, 1),
    }
    if find_spec("ortools"):
        ways["OR-Tools on top-10 lists"] = (flow, 1)
    else:
        print("OR-Tools is not installed: `uv sync --group bench` brings it.")
    answers = {name: measured(way, times, offers, people) for name, (way, times) in ways.items()}
    best = answers["ours, certified"][2]
    rows = []
    for name, (wall, used, result, memory) in answers.items():
        comparable = "without" not in name
        gap = f"{100 * (result[2] - result[0]) / result[2]:.3f} %" if len(result) > 2 and np.isfinite(result[2]) else ""
        reached = result[3] if len(result) > 2 else ""
        share = f"{100 * result[0] / best[0] - 100:+.1f} %" if comparable else ""
        total = result[0] if comparable else ""
        rows.append([name, total, share, gap, result[1], reached, wall, used, memory])
    table(
        "Allocation",
        ("", "total", "to ours", "gap", "placed", "offers reached", "seconds", "processor s", "peak MB"),
        rows,
    )


def measured(way: Callable[..., Any], times: int, offers: Offers, people: Crowd) -> tuple[float, float, Any, float]:
    """Median seconds of wall and processor, the answer, peak memory in MB; in a process of its own."""
    inbox: multiprocessing.SimpleQueue[Any] = multiprocessing.SimpleQueue()
    child = multiprocessing.get_context("fork").Process(target=_measure, args=(inbox, way, times, offers, people))
    child.start()
    answer: tuple[float, float, Any, float] = inbox.get()
    child.join()
    return answer


def _measure(inbox: Any, way: Callable[..., Any], times: int, offers: Offers, people: Crowd) -> None:
    walls, used, result = [], [], None
    for _round in range(times):
        began, spent = time.perf_counter(), time.process_time()
        result = way(offers, people)
        walls.append(time.perf_counter() - began)
        used.append(time.process_time() - spent)
    inbox.put((float(np.median(walls)), float(np.median(used)), result, peak_megabytes()))


def main() -> None:
    warm()
    for size in sys.argv[1:] or SIZES:
        people_count, offer_count = (int(number) for number in size.split("x"))
        print(f"\n{people_count:,} people x {offer_count:,} offers")
        offer_columns, columns = market(people_count, offer_count)
        offers, people = Offers.of_columns(offer_columns), crowd(columns)
        print(f"  {int(offer_columns.capacity.sum()):,} places")
        # Before anything has started threads: the children are forks.
        allocations(offers, people, 5 if people_count <= 200_000 else 1)
        top_for_all(offers, people, columns, Naive(offers))
    one_person()


if __name__ == "__main__":
    main()
