"""Spark maps the same function over the files: the same bytes."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gesamtplan.engine.access import AccessInputs, Method, access, compute
from gesamtplan.engine.scale import access_on_spark, prepare_on_spark
from gesamtplan.engine.scale.blocks import plan
from tests.engine.access.cities import large_city, with_places
from tests.engine.scale.stored_cities import on_disk, opened, same_bytes, table_of, write_groups

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="module")
def city() -> AccessInputs:
    """Several stretches of cells, four blocks in each of two classes (the sum of two is the same in any order)."""
    made = large_city(cells=40_000, offers=170, classes=2)
    places = made.supply.places.copy()
    places[::17] = np.nan
    return with_places(made, places)


@pytest.fixture(scope="module")
def stored(city: AccessInputs, tmp_path_factory: pytest.TempPathFactory) -> AccessInputs:
    return on_disk(city, tmp_path_factory.mktemp("pairs"), pairs_per_group=300_000, groups_per_file=2)


def test_the_work_is_spread_and_done_once(stored: AccessInputs) -> None:
    work = plan(stored)
    tasks = work.tasks()
    assert len(tasks) > 1
    assert sorted(np.concatenate(tasks)) == list(range(len(work.offers)))


@pytest.mark.parametrize("method", [Method.E2SFCA, Method.BFCA, Method.THREE_STEP])
def test_the_same_bytes_as_in_memory(
    spark: "SparkSession", city: AccessInputs, stored: AccessInputs, method: Method
) -> None:
    found, expected = access_on_spark(spark, stored, method), access(city, method)
    np.testing.assert_allclose(found.access, expected.access, rtol=1e-9)
    assert same_bytes(found, expected)


def test_a_scenario(spark: "SparkSession", city: AccessInputs, stored: AccessInputs) -> None:
    prepared = prepare_on_spark(spark, stored).with_figures(places=city.supply.places * 2)
    assert same_bytes(compute(prepared), access(with_places(city, city.supply.places * 2)))


def test_a_worker_names_the_row_it_refuses(spark: "SparkSession", tmp_path: Path) -> None:
    city = large_city(cells=5, offers=4)
    table = table_of(city.pairs)
    minutes = table["minutes"].to_numpy().copy()
    minutes[7] = np.nan
    write_groups(tmp_path / "pairs.parquet", table.set_column(1, "minutes", [minutes]))
    with pytest.raises(Exception, match=r"pairs.parquet, row group 0 \(row 7, column minutes\)"):
        access_on_spark(spark, opened(city, tmp_path))
