"""Streamed from disk, the result has the bytes of the one in memory, and equals the SQL over the same files."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gesamtplan.engine.access import AccessInputs, Method, access, blocks, compute, what_if
from gesamtplan.engine.scale import access_streamed, prepare_streamed, write_pairs
from tests.engine.access.cities import cities, large_city, with_people, with_places
from tests.engine.access.test_definition import PARTS, TABLES, columns_of, figure_of
from tests.engine.scale.stored_cities import on_disk, opened, parts_of, same_bytes, table_of, write_groups


@pytest.fixture(scope="module")
def city() -> AccessInputs:
    """Three million pairs, three classes mixed, some figures unknown."""
    made = large_city(classes=3)
    rng = np.random.default_rng(5)
    people, places = made.demand.people.copy(), made.supply.places.copy()
    people[rng.random(people.shape) < 0.05] = np.nan
    places[rng.random(places.shape) < 0.05] = np.nan
    return with_places(with_people(made, people), places)


@pytest.mark.parametrize("method", list(Method))
def test_the_same_bytes_as_in_memory(city: AccessInputs, method: Method, tmp_path: Path) -> None:
    assert same_bytes(access_streamed(on_disk(city, tmp_path), method), access(city, method))


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize(
    "form", [{"pairs_per_group": 70_000, "groups_per_file": 3}, {"pairs_per_group": 1 << 30}]
)
def test_neither_threads_nor_the_form_of_files_change_a_byte(
    city: AccessInputs, threads: int, form: dict[str, int], tmp_path: Path
) -> None:
    assert same_bytes(access_streamed(on_disk(city, tmp_path, **form), threads=threads), access(city))


@settings(deadline=None, max_examples=60)
@given(
    city=cities(),
    method=st.sampled_from(Method),
    block=st.integers(1, 12),
    group=st.integers(1, 12),
    files=st.integers(1, 3),
    unknown=arrays(np.bool_, 6),
)
def test_small_cities_in_many_small_blocks(
    city: AccessInputs, method: Method, block: int, group: int, files: int, unknown: npt.NDArray[np.bool_]
) -> None:
    city = with_places(city, np.where(unknown[: len(city.supply.places)], np.nan, city.supply.places))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "PAIRS_PER_BLOCK", block)  # blocks and row groups of different size
        stored = on_disk(city, Path(folder), pairs_per_group=group, groups_per_file=files)
        assert same_bytes(access_streamed(stored, method, threads=2), access(city, method))


@pytest.mark.parametrize("method", list(Method))
def test_equals_the_sql_over_the_same_files(method: Method, tmp_path: Path) -> None:
    city = on_disk(
        large_city(cells=400, offers=60, classes=5), tmp_path, pairs_per_group=2000, groups_per_file=4
    )
    found = getattr(access_streamed(city, method), figure_of(method))
    expected = by_definition(city, method, tmp_path)
    assert (expected > 0).any()
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


def by_definition(city: AccessInputs, method: Method, folder: Path) -> npt.NDArray[np.float64]:
    """engine/access/definition.sql, its table `pairs` being the files."""
    result = np.zeros((len(city.demand.cells), *city.norm.shape))
    with duckdb.connect() as connection:
        for table, columns in columns_of(city).items():
            if table == "pairs":
                connection.read_parquet(f"{folder}/*.parquet").create_view("pairs")
                continue
            given = dict(zip("abc", columns, strict=False))  # noqa: F841  DuckDB reads it by its name
            connection.execute(f"CREATE TABLE {table} ({TABLES[table]})")
            connection.execute(f"INSERT INTO {table} SELECT * FROM given")  # noqa: S608  our own names
        connection.execute(PARTS["shared"])
        rows = connection.execute(PARTS[method.value]).fetchnumpy()
    result[rows["cell"], rows["field"], rows["grp"]] = rows[figure_of(method)]
    return result


def test_files_of_another_program(tmp_path: Path) -> None:
    """Other types, other order of columns, minutes instead of tenths, an empty row group, offers without a pair."""
    city = large_city(cells=40, offers=9)
    kept = np.repeat(np.arange(9), 40) % 4 > 0
    indptr = np.concatenate(([0], np.cumsum(kept.reshape(9, 40).sum(axis=1))))
    city = replace(city, pairs=type(city.pairs)(indptr, city.pairs.cells[kept], city.pairs.tenths[kept], 40))
    table = table_of(city.pairs)
    write_groups(tmp_path / "a.parquet", table[:80], table[:0])
    write_groups(tmp_path / "b.parquet", table[80:])
    assert same_bytes(access_streamed(opened(city, tmp_path)), access(city))


def test_written_in_parts(city: AccessInputs, tmp_path: Path) -> None:
    write_pairs(tmp_path, iter(parts_of(city.pairs, 0, 123, 500)))
    assert same_bytes(access_streamed(opened(city, tmp_path)), access(city))


def test_a_city_that_nobody_crosses(tmp_path: Path) -> None:
    city = large_city(cells=5, offers=4)
    city = replace(city, pairs=type(city.pairs).from_triples([], [], [], offers=4, cells=5))
    result = access_streamed(on_disk(city, tmp_path))
    assert same_bytes(result, access(city))
    assert not result.access.any()


def test_scenarios_and_what_if_read_the_files(city: AccessInputs, tmp_path: Path) -> None:
    prepared = prepare_streamed(on_disk(city, tmp_path))
    twice = compute(prepared.with_figures(places=city.supply.places * 2))
    assert same_bytes(twice, access(with_places(city, city.supply.places * 2)))
    offer = int(np.flatnonzero(city.supply.places > 0)[3])
    changes = (what_if(result, offer, 0.0).share_change for result in (compute(prepared), access(city)))
    np.testing.assert_array_equal(*changes)


def test_pairs_in_memory_are_not_streamed() -> None:
    with pytest.raises(TypeError, match=r"use access\(\)"):
        access_streamed(large_city(cells=5, offers=4))
