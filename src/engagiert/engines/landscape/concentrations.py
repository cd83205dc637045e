"""Where rates round a town are higher or lower than chance would have them: Getis-Ord Gi*, twice, few false alarms."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import ndtr

from .records import Flags, Floats, Towns, Whole
from .sphere import neighbours, pairs_within, vectors

# Fewer towns than this say nothing about chance.
FEWEST = 8


@dataclass(frozen=True, slots=True)
class Hotspots:
    """Per town: ``z`` under either weight matrix (NaN for towns left out), ``found``: 1 high, -1 low, 0 neither, and
    ``stable``: significant in the same direction under both. What only one shows is found and not stable: unsure.

    ``considered``: towns that took part; ``enough``: there were at least ``FEWEST`` of them and their rates differ.
    """

    z_band: Floats
    z_nearest: Floats
    found: Whole
    stable: Flags
    considered: Flags
    enough: bool


def hotspots(
    towns: Towns, rate: Floats, known: Flags, *, km: float, nearest: int = 8, false_share: float = 0.05
) -> Hotspots:
    """Concentrations of ``rate`` among the towns that are ``known``; the others and those without point or rate are
    left out, so that what nobody knows makes no cold spot.

    Weights: all towns within ``km``, and the ``nearest`` ones; the town itself belongs to both (that is the star).
    ``false_share``: what part of the findings may be false (Benjamini, Hochberg 1995).
    """
    taken = known & towns.placed & np.isfinite(rate)
    rows = np.flatnonzero(taken)
    values, points = rate[rows], vectors(towns)[rows]
    z_band, z_nearest = np.full(len(towns), np.nan), np.full(len(towns), np.nan)
    found, stable = np.zeros(len(towns), np.int64), np.zeros(len(towns), np.bool_)
    enough = len(rows) >= FEWEST and bool(np.ptp(values) > 0)
    if enough:
        z_band[rows] = getis_ord(values, band_weights(points, km))
        z_nearest[rows] = getis_ord(values, nearest_weights(points, nearest))
        band = _direction(z_band[rows], false_share)
        near = _direction(z_nearest[rows], false_share)
        # Opposite directions contradict each other: nothing is found.
        found[rows] = np.where(band * near < 0, 0, np.where(band != 0, band, near))
        stable[rows] = (band == near) & (band != 0)
    return Hotspots(z_band, z_nearest, found, stable, taken, enough)


def band_weights(points: Floats, km: float) -> csr_matrix:
    """1 for every pair not further apart than ``km``, a town with itself among them."""
    left, right, _distance = pairs_within(points, points, km)
    return csr_matrix((np.ones(len(left)), (left, right)), shape=(len(points), len(points)))


def nearest_weights(points: Floats, number: int) -> csr_matrix:
    """1 for a town itself and its ``number`` nearest others."""
    found = neighbours(points, number)
    rows = np.repeat(np.arange(len(points)), number)[found.ravel() >= 0]
    columns = found.ravel()[found.ravel() >= 0]
    own = np.arange(len(points))
    ones = np.ones(len(rows) + len(own))
    return csr_matrix((ones, (np.concatenate((rows, own)), np.concatenate((columns, own)))), shape=(len(own), len(own)))


def getis_ord(values: Floats, weights: csr_matrix) -> Floats:
    """z of Gi* (Ord, Getis 1995, eq. 14): (Σ w x − x̄ Σ w) / (s √((n Σ w² − (Σ w)²)/(n − 1))); 0 where the weights
    reach everybody, so that nothing can stand out."""
    number = len(values)
    total = np.asarray(weights.sum(axis=1)).ravel()
    squares = np.asarray(weights.multiply(weights).sum(axis=1)).ravel()
    spread = np.sqrt(np.maximum(number * squares - total**2, 0.0) / (number - 1)) * values.std()
    above = weights @ values - values.mean() * total
    return np.where(spread > 1e-12, above / np.where(spread > 1e-12, spread, 1.0), 0.0)


def two_sided(z: Floats) -> Floats:
    """How likely chance gives a z at least this far from 0, under a normal distribution."""
    p: Floats = 2 * ndtr(-np.abs(z))
    return p


def discoveries(p: Floats, false_share: float) -> Flags:
    """Benjamini and Hochberg's step-up: the k smallest p for the largest k with p(k) ≤ k/n · ``false_share``."""
    order = np.argsort(p, kind="stable")
    passed = p[order] <= np.arange(1, len(p) + 1) / max(len(p), 1) * false_share
    kept = np.zeros(len(p), np.bool_)
    if passed.any():
        kept[order[: np.flatnonzero(passed)[-1] + 1]] = True
    return kept


def _direction(z: Floats, false_share: float) -> Whole:
    return np.where(discoveries(two_sided(z), false_share), np.sign(z), 0).astype(np.int64)
