"""Files that would give a wrong figure are refused, with file, row group and row."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gesamtplan.engine.access import AccessInputs, BadInput, Decay, Pairs
from gesamtplan.engine.scale import access_streamed, open_pairs
from tests.engine.scale.stored_cities import opened, table_of, write_groups

GOOD = Pairs.from_triples([0, 0, 1, 1, 2, 2], [0, 2, 0, 1, 1, 2], [1, 2, 3, 4, 5, 6], offers=3, cells=3)
CITY = AccessInputs.plain(np.ones(3), np.ones(3), GOOD, Decay.step(30))
TABLE = table_of(GOOD)


def changed(column: str, row: int, value: float | None) -> pa.Table:
    """The good table with one value exchanged."""
    values = TABLE[column].to_pylist()
    values[row] = value
    kind = TABLE.schema.field(column).type
    return TABLE.set_column(TABLE.schema.get_field_index(column), column, pa.array(values, kind))


def as_type(column: str, kind: pa.DataType) -> pa.Table:
    return TABLE.set_column(TABLE.schema.get_field_index(column), column, TABLE[column].cast(kind))


def with_tenths(values: list[int], kind: pa.DataType) -> pa.Table:
    return TABLE.drop_columns("minutes").append_column("tenths", pa.array(values, kind))


CASES: dict[str, tuple[Callable[[], list[pa.Table]], str]] = {
    "no column": (
        lambda: [TABLE.drop_columns("cell")],
        r"pairs.parquet \(column cell\): row group 0 .* no column cell",
    ),
    "no time": (
        lambda: [TABLE.drop_columns("minutes")],
        r"\(column tenths\): row group 0 .* no column tenths",
    ),
    "offer as text": (
        lambda: [as_type("offer", pa.string())],
        r"\(column offer\): row group 0 .* hold string",
    ),
    "minutes as text": (
        lambda: [as_type("minutes", pa.string())],
        r"\(column minutes\): row group 0 .* hold string",
    ),
    "cell as decimals": (
        lambda: [as_type("cell", pa.float64())],
        r"\(column cell\): row group 0 .* hold double",
    ),
    "unsorted": (
        lambda: [TABLE.take([0, 1, 4, 5, 2, 3])],
        r"row group 0 \(row 4, column offer\): offer 1 comes after a higher one",
    ),
    "unsorted groups": (
        lambda: [TABLE[2:], TABLE[:2]],
        r"row group 1 \(column offer\): offer 0 comes after offer 2 of pairs.parquet",
    ),
    "split": (
        lambda: [TABLE[:3], TABLE[3:]],
        r"row group 1 \(column offer\): offer 1 is split: it began in pairs.parquet, row group 0",
    ),
    "unknown offer": (lambda: [changed("offer", 5, 3)], r"row group 0 \(column offer\): there is no offer 3"),
    "negative offer": (
        lambda: [changed("offer", 0, -1)],
        r"row group 0 \(column offer\): there is no offer -1",
    ),
    "missing offer": (
        lambda: [changed("offer", 2, None)],
        r"row group 0 \(row 2, column offer\): the value is missing",
    ),
    "NaN": (
        lambda: [TABLE[:2], changed("minutes", 3, np.nan)[2:]],
        r"pairs.parquet, row group 1 \(row 1, column minutes\): the time nan is missing",
    ),
    "null": (
        lambda: [changed("minutes", 3, None)],
        r"row group 0 \(row 3, column minutes\): the value is missing",
    ),
    "infinite": (lambda: [changed("minutes", 3, np.inf)], r"\(row 3, column minutes\): the time inf"),
    "negative": (lambda: [changed("minutes", 3, -1)], r"\(row 3, column minutes\): the time -1.0"),
    "too long": (lambda: [changed("minutes", 3, 6553.6)], r"\(row 3, column minutes\): the time 6553.6"),
    "tenths too long": (
        lambda: [with_tenths([1, 2, 65536, 4, 5, 6], pa.int32())],
        r"\(row 2, column tenths\): the time 65536",
    ),
    "negative tenths": (
        lambda: [with_tenths([1, 2, -3, 4, 5, 6], pa.int8())],
        r"\(row 2, column tenths\): the time -3",
    ),
    "unknown cell": (lambda: [changed("cell", 5, 3)], r"\(row 5, column cell\): there is no cell 3"),
    "cells unsorted": (
        lambda: [changed("cell", 0, 2)],
        r"\(row 1, column cell\): cell 2 comes after a higher one or twice",
    ),
    "pair twice": (
        lambda: [changed("cell", 3, 0)],
        r"\(row 3, column cell\): cell 0 comes after a higher one or twice",
    ),
}


def analyse(folder: Path) -> None:
    access_streamed(opened(CITY, folder))


def test_the_good_table_is_accepted(tmp_path: Path) -> None:
    write_groups(tmp_path / "pairs.parquet", TABLE)
    analyse(tmp_path)


@pytest.mark.parametrize("name", CASES)
def test_bad_files_are_refused(name: str, tmp_path: Path) -> None:
    make, message = CASES[name]
    write_groups(tmp_path / "pairs.parquet", *make())
    with pytest.raises(BadInput, match=message):
        analyse(tmp_path)


def test_order_holds_over_files(tmp_path: Path) -> None:
    write_groups(tmp_path / "b.parquet", TABLE[:2])
    write_groups(tmp_path / "a.parquet", TABLE[2:])
    with pytest.raises(BadInput, match=r"b.parquet, row group 0 .*offer 0 comes after offer 2 of a.parquet"):
        analyse(tmp_path)


def test_no_parquet_at_all(tmp_path: Path) -> None:
    (tmp_path / "pairs.parquet").write_text("offer,cell,minutes\n")
    with pytest.raises(BadInput, match=r"pairs.parquet: it cannot be read as Parquet"):
        analyse(tmp_path)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no Parquet file"):
        analyse(tmp_path)


def test_files_exchanged_after_they_were_opened(tmp_path: Path) -> None:
    write_groups(tmp_path / "pairs.parquet", TABLE)
    city = replace(CITY, pairs=open_pairs(tmp_path, offers=3, cells=3))
    write_groups(tmp_path / "pairs.parquet", TABLE[:4])
    with pytest.raises(BadInput, match=r"row group 0: the file is not the one that was opened"):
        access_streamed(city)
