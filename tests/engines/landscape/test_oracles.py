"""The same figures by another hand: ``access`` for floating catchments, ``esda`` with ``libpysal`` for Gi*.

They are heavy to load, so they are loaded here only, and once.
"""

import warnings

import numpy as np
import pytest

from engagiert.engines.landscape import catchments
from engagiert.engines.landscape.concentrations import band_weights, getis_ord, nearest_weights
from engagiert.engines.landscape.sphere import vectors
from tests.engines.landscape import maps

KM = 30.0


@pytest.mark.filterwarnings("ignore")
def test_access_and_esda_find_the_same() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas  # noqa: PLC0415
        from access import fca  # noqa: PLC0415
        from esda.getisord import G_Local  # noqa: PLC0415
        from libpysal.weights import WSP  # noqa: PLC0415
    towns, facilities = maps.scattered(7, 150, 90)
    km = maps.great_circle(towns, facilities)
    town, facility = np.nonzero(km <= KM)
    cost = pandas.DataFrame({"origin": town, "dest": facility, "cost": km[town, facility]})
    demand = pandas.DataFrame({"id": np.arange(len(towns)), "people": towns.population})
    supply = pandas.DataFrame({"id": np.arange(len(facilities)), "supply": facilities.supply})
    columns = {"demand_index": "id", "demand_name": "people", "supply_index": "id", "supply_name": "supply"}

    def weight(distance: float) -> float:
        return next(value for bound, value in catchments.ZONES if distance <= bound * KM)

    for weights, ours in (
        (None, catchments.two_step(towns, facilities, KM)),
        (weight, catchments.enhanced_two_step(towns, facilities, KM)),
    ):
        theirs = fca.two_stage_fca(demand.copy(), supply.copy(), cost, KM, weight_fn=weights, **columns)
        expected = theirs.reindex(np.arange(len(towns))).fillna(0).to_numpy()
        assert ours.value == pytest.approx(expected, rel=1e-9)

    rate, points = np.random.default_rng(7).gamma(2, 1, len(towns)), vectors(towns)
    for matrix in (band_weights(points, KM), nearest_weights(points, 8)):
        theirs = G_Local(rate, WSP(matrix).to_W(silence_warnings=True), transform="B", star=None, permutations=0)
        assert getis_ord(rate, matrix) == pytest.approx(theirs.Zs, rel=1e-9)
