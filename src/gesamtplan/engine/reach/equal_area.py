"""From the metres of the European grid (ETRS89-LAEA, EPSG:3035) to degrees."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

AXIS, E2 = 6_378_137.0, 0.006694380022901
"""GRS80: half axis in metres, square of the eccentricity."""
LAT0, LON0, EAST0, NORTH0 = np.radians(52.0), 10.0, 4_321_000.0, 3_210_000.0
"""Middle of EPSG:3035 and the metres that stand there."""


def degrees(east: Floats, north: Floats) -> tuple[Floats, Floats]:
    """Longitude and latitude from metres of EPSG:3035 (Lambert azimuthal equal-area on the ellipsoid).

    Formulas and test point: IOGP Guidance Note 7-2, method 9820. ETRS89 is taken for WGS84 (under 1 m apart).
    """
    pole = _authalic(np.array(np.pi / 2))
    beta0 = np.arcsin(_authalic(np.array(LAT0)) / pole)
    radius = AXIS * np.sqrt(pole / 2)
    scale = AXIS * np.cos(LAT0) / np.sqrt(1 - E2 * np.sin(LAT0) ** 2) / (radius * np.cos(beta0))
    x, y = (east - EAST0) / scale, (north - NORTH0) * scale
    away = np.hypot(x, y)
    angle = 2 * np.arcsin(away / (2 * radius))
    # sin(angle)·y/away, without dividing by 0 in the middle
    upward = np.divide(np.sin(angle) * y, away, out=np.zeros_like(away), where=away > 0)
    beta = np.arcsin(np.cos(angle) * np.sin(beta0) + upward * np.cos(beta0))
    side = np.cos(beta0) * np.cos(angle) * away - np.sin(beta0) * np.sin(angle) * y
    turn = np.arctan2(x * np.sin(angle), np.where(away > 0, side, 1.0))
    return LON0 + np.degrees(turn), np.degrees(_latitude(beta))


def _authalic(latitude: Floats) -> Floats:
    """The quantity q of equal-area projections."""
    e, sine = np.sqrt(E2), np.sin(latitude)
    log = np.log((1 - e * sine) / (1 + e * sine)) / (2 * e)
    return np.asarray((1 - E2) * (sine / (1 - E2 * sine**2) - log))


def _latitude(beta: Floats) -> Floats:
    """Latitude from the authalic latitude; series good to a millimetre."""
    terms = (
        E2 / 3 + 31 * E2**2 / 180 + 517 * E2**3 / 5040,
        23 * E2**2 / 360 + 251 * E2**3 / 3780,
        761 * E2**3 / 45360,
    )
    return np.asarray(beta + sum(term * np.sin(2 * n * beta) for n, term in enumerate(terms, 1)))
