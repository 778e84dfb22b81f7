"""Places in and around Munich for the tests, and a distance that does not use our own projection."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.reach import Points

Floats = npt.NDArray[np.float64]


def points(places: Sequence[tuple[float, float]], name: str = "p") -> Points:
    lon, lat = np.reshape(np.array(places, float), (-1, 2)).T
    return Points(tuple(f"{name}{k}" for k in range(len(places))), lon, lat)


in_munich = st.tuples(st.floats(11.36, 11.72), st.floats(48.06, 48.25))


def some(name: str, least: int = 1, most: int = 12) -> st.SearchStrategy[Points]:
    return st.lists(in_munich, min_size=least, max_size=most).map(lambda places: points(places, name))


def chord(one: Points, other: Points) -> Floats:
    """Metres straight through the ellipsoid, float64[one, other]; within 30 km a centimetre under the geodesic."""
    return np.asarray(np.linalg.norm(_space(one)[:, None] - _space(other)[None], axis=2))


def _space(places: Points) -> Floats:
    lon, lat = np.radians(places.lon), np.radians(places.lat)
    e2 = 0.00669437999014
    normal = 6_378_137.0 / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    return np.column_stack(
        [
            normal * np.cos(lat) * np.cos(lon),
            normal * np.cos(lat) * np.sin(lon),
            normal * (1 - e2) * np.sin(lat),
        ]
    )


def table(pairs: Pairs) -> dict[tuple[int, int], int]:
    """(offer, cell) -> tenths."""
    found = {}
    for offer in range(pairs.offer_count):
        for cell, tenths in zip(*pairs.column(offer), strict=True):
            found[offer, int(cell)] = int(tenths)
    return found
