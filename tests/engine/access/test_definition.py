"""The engine against the SQL definition: read by people, run by another program, group by group without classes."""

from importlib.resources import files

import duckdb
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings

from gesamtplan.engine.access import AccessInputs, Method, access
from tests.engine.access.cities import cities, large_city, with_people, with_places

TEXT = (files("gesamtplan.engine.access") / "definition.sql").read_text("utf-8")
PARTS = {name.strip(): sql for name, _, sql in (part.partition("\n") for part in TEXT.split("-- name:")[1:])}
TABLES = {
    "people": "cell INTEGER, grp INTEGER, people DOUBLE",
    "places": "offer INTEGER, class INTEGER, places DOUBLE",
    "pairs": "offer INTEGER, cell INTEGER, tenths INTEGER",
    "class": "class INTEGER, field INTEGER",
    "eligible": "class INTEGER, grp INTEGER",
    "norm": "field INTEGER, grp INTEGER, norm DOUBLE",
    "decay": "tenths INTEGER, weight DOUBLE",
}


def columns_of(city: AccessInputs) -> dict[str, tuple[npt.NDArray[np.generic], ...]]:
    people, places = city.demand.people, city.supply.places
    known = np.argwhere(~np.isnan(people)).T
    rows = np.repeat(np.arange(len(places)), np.diff(city.pairs.indptr))
    norms = np.indices(city.norm.shape).reshape(2, -1)
    return {
        "people": (*known, people[tuple(known)]),
        "places": (np.arange(len(places)), city.supply.classes, np.nan_to_num(places)),
        "pairs": (rows, city.pairs.cells, city.pairs.tenths),
        "class": (np.arange(len(city.classes)), city.classes.field),
        "eligible": tuple(np.argwhere(city.classes.eligible).T),
        "norm": (*norms, city.norm.ravel()),
        "decay": (np.arange(len(city.decay.weights)), city.decay.weights),
    }


def by_definition(city: AccessInputs, method: Method) -> npt.NDArray[np.float64]:
    """Access, or claims, [cells, fields, groups] as the SQL says."""
    result = np.zeros((len(city.demand.cells), *city.norm.shape))
    with duckdb.connect() as connection:
        for table, columns in columns_of(city).items():
            connection.execute(f"CREATE TABLE {table} ({TABLES[table]})")
            if len(columns[0]):
                given = dict(zip("abc", columns, strict=False))  # noqa: F841  DuckDB reads it by its name
                connection.execute(f"INSERT INTO {table} SELECT * FROM given")  # noqa: S608  our own names
        connection.execute(PARTS["shared"])
        rows = connection.execute(PARTS[method.value]).fetchnumpy()
    result[rows["cell"], rows["field"], rows["grp"]] = rows[figure_of(method)]
    return result


def figure_of(method: Method) -> str:
    return "claims" if method is Method.SPATIAL_AVAILABILITY else "access"


def by_engine(city: AccessInputs, method: Method) -> npt.NDArray[np.float64]:
    return np.asarray(getattr(access(city, method), figure_of(method)))


@pytest.mark.parametrize("method", list(Method))
@settings(deadline=None, max_examples=15)
@given(city=cities())
def test_small_cities_equal_the_definition(method: Method, city: AccessInputs) -> None:
    np.testing.assert_allclose(by_engine(city, method), by_definition(city, method), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("method", list(Method))
def test_a_city_with_unknown_figures_equals_the_definition(method: Method) -> None:
    city = large_city(cells=400, offers=60, classes=5)
    rng = np.random.default_rng(3)
    people, places = city.demand.people.copy(), city.supply.places.copy()
    people[rng.random(people.shape) < 0.1] = np.nan
    places[rng.random(places.shape) < 0.1] = np.nan
    city = with_places(with_people(city, people), places)
    found, expected = by_engine(city, method), by_definition(city, method)
    assert (expected > 0).any()
    people_known = ~np.isnan(city.demand.people)[:, None, :] & np.ones_like(found, np.bool_)
    np.testing.assert_allclose(found[people_known], expected[people_known], rtol=1e-9)


def test_definition_names_every_method() -> None:
    assert set(PARTS) == {"shared", *(method.value for method in Method)}
