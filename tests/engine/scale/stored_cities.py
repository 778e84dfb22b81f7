"""Cities whose travel pairs are on disk, in several forms of files."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from gesamtplan.engine.access import AccessInputs, AccessResult, Pairs
from gesamtplan.engine.scale import open_pairs, write_pairs


def on_disk(city: AccessInputs, folder: Path, **form: int) -> AccessInputs:
    """The same city with its pairs in the folder; `form` as in write_pairs."""
    write_pairs(folder, [city.pairs], **form)
    return opened(city, folder)


def opened(city: AccessInputs, folder: Path) -> AccessInputs:
    return replace(city, pairs=open_pairs(folder, offers=city.pairs.offer_count, cells=city.pairs.cell_count))


def parts_of(pairs: Pairs, *starts: int) -> list[Pairs]:
    """The pairs in several parts, the first offers first."""
    edges = (0, *starts, pairs.offer_count)
    parts = []
    for start, end in pairwise(edges):
        first, last = pairs.indptr[start], pairs.indptr[end]
        indptr = pairs.indptr[start : end + 1] - first
        parts.append(Pairs(indptr, pairs.cells[first:last], pairs.tenths[first:last], pairs.cell_count))
    return parts


def table_of(pairs: Pairs) -> pa.Table:
    """As another program would write it: wide whole numbers, decimal minutes."""
    offer = np.repeat(np.arange(pairs.offer_count), np.diff(pairs.indptr))
    return pa.table({"cell": pairs.cells.astype(np.int64), "minutes": pairs.tenths / 10, "offer": offer})


def write_groups(path: Path, *groups: pa.Table) -> None:
    """One file, each table a row group."""
    with parquet.ParquetWriter(path, groups[0].schema) as file:
        for group in groups:
            file.write_table(group, row_group_size=max(1, len(group)))


def same_bytes(one: AccessResult, other: AccessResult) -> bool:
    """Of every array, and of what went in."""
    arrays = ("access", "demand", "claims", "unmet", "provision", "reason", "demand_per_place")
    return one.inputs_digest == other.inputs_digest and all(
        np.ascontiguousarray(getattr(one, name)).tobytes()
        == np.ascontiguousarray(getattr(other, name)).tobytes()
        for name in arrays
    )
