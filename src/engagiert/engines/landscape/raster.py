"""Cells of the European statistical grid by their key: where the middle of one lies.

The grid is cut in ETRS89-LAEA (EPSG:3035). The way back to degrees is the inverse of Lambert's azimuthal equal-area
projection on the ellipsoid GRS 1980: IOGP Guidance Note 7-2, method 9820; Snyder, Map Projections (1987), p. 187.
"""

import re
from math import asin, atan2, cos, degrees, hypot, log, radians, sin, sqrt

# GRS 1980, and the middle of the projection with what is added to its coordinates, in metres.
_A, _F = 6_378_137.0, 1 / 298.257222101
_LAT, _LON, _EAST, _NORTH = radians(52), radians(10), 4_321_000.0, 3_210_000.0
_E2 = _F * (2 - _F)
_E = sqrt(_E2)
_FULL = re.compile(r"CRS3035RES(\d{2,6})mN(\d{5,7})E(\d{5,7})")
_SHORT = re.compile(r"(\d{1,3})(k?)mN(\d{2,6})E(\d{2,6})")


def _q(sine: float) -> float:
    return (1 - _E2) * (sine / (1 - _E2 * sine * sine) - log((1 - _E * sine) / (1 + _E * sine)) / (2 * _E))


_QP = _q(1.0)
_BETA = asin(_q(sin(_LAT)) / _QP)
_RQ = _A * sqrt(_QP / 2)
_D = _A * (cos(_LAT) / sqrt(1 - _E2 * sin(_LAT) ** 2)) / (_RQ * cos(_BETA))


def middle_of(key: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees of the middle of a cell such as ``1kmN2689E4337``, ``100mN26891E43370`` or
    ``CRS3035RES1000mN2689000E4337000``, whose numbers name its south-western corner; None where it is no such key."""
    text = key.strip()
    full, short = _FULL.fullmatch(text), _SHORT.fullmatch(text)
    if full:
        size, north, east = (int(part) for part in full.groups())
    elif short:
        size = int(short[1]) * (1000 if short[2] else 1)
        # A short key leaves out as many digits as its size has zeros.
        scale = 10 ** (len(str(size)) - len(str(size).rstrip("0")))
        north, east = int(short[3]) * scale, int(short[4]) * scale
    else:
        return None
    return degrees_of(east + size / 2, north + size / 2)


def degrees_of(east: float, north: float) -> tuple[float, float] | None:
    """Metres of ETRS89-LAEA to (latitude, longitude); None on the other side of the Earth."""
    x, y = (east - _EAST) / _D, (north - _NORTH) * _D
    rho = hypot(x, y)
    if rho < 1e-9:
        return degrees(_LAT), degrees(_LON)
    if rho > 2 * _RQ:
        return None
    c = 2 * asin(rho / (2 * _RQ))
    beta = asin(cos(c) * sin(_BETA) + y * sin(c) * cos(_BETA) / rho)
    lon = _LON + atan2(x * sin(c), rho * cos(_BETA) * cos(c) - y * sin(_BETA) * sin(c))
    # From the authalic latitude back to the geodetic one: three terms reach a millimetre.
    e4, e6 = _E2**2, _E2**3
    lat = (
        beta
        + (_E2 / 3 + 31 * e4 / 180 + 517 * e6 / 5040) * sin(2 * beta)
        + (23 * e4 / 360 + 251 * e6 / 3780) * sin(4 * beta)
        + (761 * e6 / 45360) * sin(6 * beta)
    )
    return degrees(lat), degrees(lon)
