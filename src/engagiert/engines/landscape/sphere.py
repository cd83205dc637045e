"""Straight lines over the Earth: exact nearest neighbours and all pairs within a distance, by KD-tree in space.

Points are unit vectors, so there is no projection, no special place and no border: the chord c between two of them and
the great circle d = 2 R asin(c/2) grow together.
"""

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from .records import Facilities, Flags, Floats, Towns, Whole

# Mean radius of the Earth (IUGG), as in the matching engine.
EARTH_KM = 6371.0088
# A tree searches with chords; this much more is asked for, and the kilometres decide.
_MARGIN = 1 + 1e-9


def vectors(rows: Towns | Facilities) -> Floats:
    """Unit vectors, one row each; rows without a point are NaN."""
    lat, lon = np.radians(rows.lat), np.radians(rows.lon)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def kilometres(chords: Floats) -> Floats:
    return 2 * EARTH_KM * np.arcsin(np.clip(chords / 2, 0.0, 1.0))


def _chord(km: float) -> float:
    return 2 * float(np.sin(min(km / (2 * EARTH_KM), np.pi / 2))) * _MARGIN + 1e-12


def nearest(towns: Towns, facilities: Facilities) -> tuple[Floats, Whole]:
    """For each town the kilometres to the nearest facility and its row: (inf, -1) where there is none, (NaN, -1) where
    the town has no point. Of several equally near ones, any."""
    km = np.where(towns.placed, np.inf, np.nan)
    row = np.full(len(towns), -1, dtype=np.int64)
    there, placed = np.flatnonzero(facilities.placed), np.flatnonzero(towns.placed)
    if len(there) and len(placed):
        tree = cKDTree(vectors(facilities)[there])
        chords, found = tree.query(vectors(towns)[placed])
        km[placed], row[placed] = kilometres(chords), there[found]
    return km, row


def pairs_within(
    here: npt.NDArray[np.float64], there: npt.NDArray[np.float64], km: float
) -> tuple[Whole, Whole, Floats]:
    """(row of ``here``, row of ``there``, kilometres) of all pairs of unit vectors not further apart than ``km``."""
    left, right = _finite(here), _finite(there)
    if not len(left) or not len(right):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    found = cKDTree(here[left]).sparse_distance_matrix(cKDTree(there[right]), _chord(km), output_type="ndarray")
    distance = kilometres(found["v"])
    kept: Flags = distance <= km
    return left[found["i"][kept]], right[found["j"][kept]], distance[kept]


def neighbours(points: npt.NDArray[np.float64], number: int) -> Whole:
    """For each point the rows of its ``number`` nearest others, -1 where there are fewer; all points finite.

    Several points at one place are each other's neighbours; equally near ones come in the order of their rows.
    """
    wanted = min(number + 1, len(points))
    if wanted < 2:
        return np.full((len(points), number), -1, dtype=np.int64)
    _chords, found = cKDTree(points).query(points, k=wanted)
    rows = np.arange(len(points))[:, None]
    # Oneself goes last, whatever place it has among others at the same point; then it is cut off.
    order = np.argsort(found == rows, axis=1, kind="stable")
    others = np.take_along_axis(found, order, axis=1)[:, : wanted - 1].astype(np.int64)
    return np.pad(others, ((0, 0), (0, number - others.shape[1])), constant_values=-1)


def _finite(points: npt.NDArray[np.float64]) -> Whole:
    return np.flatnonzero(np.isfinite(points).all(axis=1))
