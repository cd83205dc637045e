"""All indicators of the landscape on an invented map: ours beside ``access`` and ``esda`` on the same input.

    python -m benchmarks.bench_landscape                 396 towns x 10,000 facilities, and 11,000 x 100,000
    python -m benchmarks.bench_landscape 396x10000       one size

Facilities are of eight types; every indicator is worked out for each of them, on two days. The libraries work out only
what they define: floating catchments (``access``, from the same pairs, whose search is not counted) and Gi* (``esda``).
Goals: 1 s for the first size, 10 s and 2 GB for the second.
"""

import sys
import time
import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.measuring import ROUNDS, median_of_five, peak_megabytes, seconds, table
from engagiert.engines.landscape.catchments import enhanced_two_step, two_step
from engagiert.engines.landscape.cliff import cliff
from engagiert.engines.landscape.concentrations import band_weights, hotspots
from engagiert.engines.landscape.funding import ends_after, funding
from engagiert.engines.landscape.overlap import overlaps
from engagiert.engines.landscape.reach import counts, rates
from engagiert.engines.landscape.records import Facilities, Grants, Towns
from engagiert.engines.landscape.remarks import inspect
from engagiert.engines.landscape.renewals import renewals
from engagiert.engines.landscape.sphere import pairs_within, vectors
from engagiert.engines.landscape.states import States

SIZES = ("396x10000", "11000x100000")
TYPES = 8
KM = 15.0
TODAY, LATER = np.datetime64("2026-12-01"), np.datetime64("2028-01-01")
# Square kilometres a town has on average, in Nordrhein-Westfalen and in Germany.
AREA = {396: 86.0}
AREA_OF_GERMANY = 32.5


@dataclass(frozen=True)
class World:
    towns: Towns
    by_type: list[tuple[Facilities, Grants]]


def world(towns: int, facilities: int) -> World:
    """Towns at random over a square, facilities in towns by their people, one or two grants each; seeded."""
    dice = np.random.default_rng(20_261_126)
    side = np.sqrt(towns * AREA.get(towns, AREA_OF_GERMANY)) / 111.2
    people = np.round(dice.lognormal(9.0, 1.1, towns))
    place = Towns(
        tuple(f"{key:08}" for key in range(towns)),
        dice.uniform(51 - side / 2, 51 + side / 2, towns),
        10 + dice.uniform(-side / 2, side / 2, towns) / np.cos(np.radians(51)),
        people,
    )
    return World(place, [_facilities(dice, place, facilities // TYPES) for _type in range(TYPES)])


def _facilities(dice: np.random.Generator, towns: Towns, number: int) -> tuple[Facilities, Grants]:
    at = dice.choice(len(towns), number, p=towns.population / towns.population.sum())
    found = Facilities.of(
        [str(key) for key in range(number)],
        towns.lat[at] + dice.normal(0, 0.02, number),
        towns.lon[at] + dice.normal(0, 0.03, number),
        at,
        budget=np.round(dice.lognormal(10.9, 0.9, number)),
        staff=dice.gamma(2, 1, number),
    )
    of = np.concatenate((np.arange(number), np.flatnonzero(dice.random(number) < 0.6)))
    second = np.arange(len(of)) >= number
    ends = np.datetime64("2026-12-31") + dice.integers(0, 12, len(of)) * 91
    ends = np.where(second, np.datetime64("NaT", "D"), ends)
    funder = tuple("Stadt" if two else "Land" for two in second)
    starts = np.full(len(of), np.datetime64("2024-01-01"))
    return found, Grants(of, funder, np.where(second, 0.3, 0.7), starts, ends)


def ours(given: World) -> dict[str, float]:
    """Every indicator of every type; seconds by indicator."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Any) -> Any:
        start = time.perf_counter()
        result = work()
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - start
        return result

    everywhere = np.zeros(len(given.towns), np.bool_)
    for facilities, grants in given.by_type:
        seen = timed("inspect", lambda f=facilities, g=grants: inspect(given.towns, f, g))
        towns, found, sources = seen.towns, seen.facilities, seen.sources
        timed("states", lambda t=towns, f=found: States.of(t, f, everywhere))
        timed("2SFCA", lambda t=towns, f=found: two_step(t, f, KM))
        timed("E2SFCA", lambda t=towns, f=found: enhanced_two_step(t, f, KM))
        rate = rates(towns, counts(towns, found))
        timed("Gi* twice", lambda t=towns, r=rate: hotspots(t, r, np.ones(len(t), np.bool_), km=KM))
        timed("overlap", lambda t=towns, f=found: overlaps(t, f, KM))
        timed("funding", lambda f=found, s=sources: (funding(f, s, TODAY), ends_after(s, TODAY)))
        fall = timed("reach and cliff", lambda t=towns, f=found, s=sources: cliff(
            t, f, s, today=TODAY, day=LATER, km=KM))  # fmt: skip
        cost = found.budget * np.nan_to_num(fall.lost)
        stay = ~fall.falls
        timed("renewals", lambda t=towns, f=found, c=cost, x=fall, s=stay: renewals(
            t, f, falling=x.falls, staying=s, cost=c, budget=2e6, km=KM))  # fmt: skip
    return spent


def theirs(given: World) -> dict[str, float]:
    """``access`` and ``esda`` on the same towns, facilities and pairs; seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas  # noqa: PLC0415
        from access import fca  # noqa: PLC0415
        from esda.getisord import G_Local  # noqa: PLC0415
        from libpysal.weights import WSP  # noqa: PLC0415

        towns, spent = given.towns, {"2SFCA": 0.0, "Gi* once": 0.0}
        weights = WSP(band_weights(vectors(towns), KM)).to_W(silence_warnings=True)
        demand = pandas.DataFrame({"id": np.arange(len(towns)), "people": towns.population})
        columns = {"demand_index": "id", "demand_name": "people", "supply_index": "id", "supply_name": "supply"}
        for facilities, _grants in given.by_type:
            facility, town, km = pairs_within(vectors(facilities), vectors(towns), KM)
            cost = pandas.DataFrame({"origin": town, "dest": facility, "cost": km})
            supply = pandas.DataFrame({"id": np.arange(len(facilities)), "supply": facilities.supply})
            start = time.perf_counter()
            value = fca.two_stage_fca(demand.copy(), supply, cost, KM, **columns)
            spent["2SFCA"] += time.perf_counter() - start
            expected = value.reindex(np.arange(len(towns))).fillna(0).to_numpy()
            assert np.allclose(expected, two_step(towns, facilities, KM).value, rtol=1e-9), "other figures"
            rate = rates(towns, counts(towns, facilities))
            start = time.perf_counter()
            G_Local(rate, weights, transform="B", star=None, permutations=0)
            spent["Gi* once"] += time.perf_counter() - start
    return spent


def main(sizes: list[str]) -> None:
    for size in sizes or SIZES:
        towns, facilities = map(int, size.split("x"))
        given = world(towns, facilities)
        ours(given)
        spent: list[dict[str, float]] = []
        before = time.process_time()
        whole = median_of_five(lambda g=given, s=spent: seconds(lambda: s.append(ours(g))))
        processor = (time.process_time() - before) / ROUNDS
        memory = peak_megabytes()
        shares = {name: sorted(run[name] for run in spent)[len(spent) // 2] for name in spent[0]}
        rows = [[name, f"{value:.3f}", ""] for name, value in shares.items()]
        rows.append(["all indicators, 8 types", f"{whole:.3f}", f"{memory:.0f} MB"])
        rows.append(["the same, of the processor", f"{processor:.3f}", ""])
        if find_spec("access") and find_spec("esda"):
            for name, value in theirs(given).items():
                own = shares["2SFCA"] if name == "2SFCA" else shares["Gi* twice"]
                label = "access" if name == "2SFCA" else "esda"
                rows.append([f"{label}: {name}", f"{value:.3f}", f"{value / own:.1f} x ours"])
        title = f"{towns:,} towns, {facilities:,} facilities, {KM:.0f} km"
        table(title, ["indicator", "seconds", ""], rows)


if __name__ == "__main__":
    main(sys.argv[1:])
