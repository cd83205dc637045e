"""Between UTM (ETRS89) and degrees (WGS 84), without a library.

Method: Krüger's series in the third flattening n, as in C. F. F. Karney, “Transverse Mercator with an
accuracy of a few nanometers”, Journal of Geodesy 85 (2011). Cut at n⁴ it stays within some micrometres all
over Germany. ETRS89 and WGS 84 differ by less than a metre, which no house notices.
"""

import math
from functools import cache

EQUATOR_RADIUS = 6_378_137.0  # metres, GRS80
FLATTENING = 1 / 298.257222101
SCALE = 0.9996
FALSE_EASTING = 500_000.0

N = FLATTENING / (2 - FLATTENING)
RADIUS = EQUATOR_RADIUS / (1 + N) * (1 + N**2 / 4 + N**4 / 64)

ALPHA = (
    N / 2 - 2 * N**2 / 3 + 5 * N**3 / 16 + 41 * N**4 / 180,
    13 * N**2 / 48 - 3 * N**3 / 5 + 557 * N**4 / 1440,
    61 * N**3 / 240 - 103 * N**4 / 140,
    49561 * N**4 / 161280,
)
BETA = (
    N / 2 - 2 * N**2 / 3 + 37 * N**3 / 96 - N**4 / 360,
    N**2 / 48 + N**3 / 15 - 437 * N**4 / 1440,
    17 * N**3 / 480 - 37 * N**4 / 840,
    4397 * N**4 / 161280,
)
DELTA = (
    2 * N - 2 * N**2 / 3 - 2 * N**3 + 116 * N**4 / 45,
    7 * N**2 / 3 - 8 * N**3 / 5 - 227 * N**4 / 45,
    56 * N**3 / 15 - 136 * N**4 / 35,
    4279 * N**4 / 630,
)


@cache
def _meridian(zone: int) -> float:
    """Longitude of the zone's central meridian in radians."""
    return math.radians(6 * zone - 183)


def to_degrees(easting: float, northing: float, zone: int = 32) -> tuple[float, float]:
    """(latitude, longitude) in degrees of a point in metres, north of the equator."""
    xi = northing / (SCALE * RADIUS)
    eta = (easting - FALSE_EASTING) / (SCALE * RADIUS)
    xi_flat, eta_flat = xi, eta
    for j, beta in enumerate(BETA, start=1):
        xi_flat -= beta * math.sin(2 * j * xi) * math.cosh(2 * j * eta)
        eta_flat -= beta * math.cos(2 * j * xi) * math.sinh(2 * j * eta)
    conformal = math.asin(math.sin(xi_flat) / math.cosh(eta_flat))
    latitude = conformal + sum(d * math.sin(2 * j * conformal) for j, d in enumerate(DELTA, start=1))
    longitude = _meridian(zone) + math.atan2(math.sinh(eta_flat), math.cos(xi_flat))
    return math.degrees(latitude), math.degrees(longitude)


def to_utm(latitude: float, longitude: float, zone: int = 32) -> tuple[float, float]:
    """(easting, northing) in metres of a point in degrees, north of the equator."""
    phi = math.radians(latitude)
    away = math.radians(longitude) - _meridian(zone)
    root = 2 * math.sqrt(N) / (1 + N)
    t = math.sinh(math.atanh(math.sin(phi)) - root * math.atanh(root * math.sin(phi)))
    xi = math.atan2(t, math.cos(away))
    eta = math.atanh(math.sin(away) / math.sqrt(1 + t * t))
    east, north = eta, xi
    for j, alpha in enumerate(ALPHA, start=1):
        east += alpha * math.cos(2 * j * xi) * math.sinh(2 * j * eta)
        north += alpha * math.sin(2 * j * xi) * math.cosh(2 * j * eta)
    return FALSE_EASTING + SCALE * RADIUS * east, SCALE * RADIUS * north
