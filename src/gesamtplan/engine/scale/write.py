"""Travel pairs to disk, in the form that is read fastest."""

from collections.abc import Iterable, Iterator
from itertools import chain, count, islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from gesamtplan.engine.access.blocks import PAIRS_PER_BLOCK
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.scale.files import folder

GROUPS_PER_FILE = 16
"""About 16 million pairs, 26 MB: one task of a cluster."""
FORM: dict[str, Any] = {"compression": "none", "use_dictionary": ["offer", "tenths"]}
FORM |= {"column_encoding": {"cell": "DELTA_BINARY_PACKED"}}
"""Less than two bytes a pair: neighbours have neighbouring numbers, an offer is written once, times repeat."""


def write_pairs(
    where: str | Path,
    parts: Iterable[Pairs],
    *,
    pairs_per_group: int = PAIRS_PER_BLOCK,
    groups_per_file: int = GROUPS_PER_FILE,
) -> None:
    """Parquet files with the columns offer, cell, tenths: whole offers in each row group, in order.

    `parts`: the pairs of the first offers, of the next, and so on; one at a time is in memory. The cut into row
    groups is a matter of speed: the figures are the same bytes for any. Raises BadInput if files are there already.
    """
    place = folder(where)
    if place.names():
        raise BadInput(str(where), "there are Parquet files already", "Give an empty folder")
    place.system.create_dir(place.path)
    tables = _row_groups(parts, pairs_per_group)
    for number in count():
        first = next(tables, None)
        if first is None and number:
            return
        rest = islice(tables, groups_per_file - 1)
        _write(place.system.open_output_stream(f"{place.path}/part-{number:05}.parquet"), first, rest)


def _write(sink: Any, first: Any, rest: Iterable[Any]) -> None:
    from pyarrow import parquet  # noqa: PLC0415  optional

    first = _table(Pairs.everywhere(offers=0, cells=0), 0, 0, 0) if first is None else first
    with sink, parquet.ParquetWriter(sink, first.schema, **FORM) as file:
        for table in chain((first,), rest):
            file.write_table(table, row_group_size=max(1, len(table)))


def _row_groups(parts: Iterable[Pairs], size: int) -> Iterator[Any]:
    offers, written = 0, 0
    for pairs in parts:
        block = (written + pairs.indptr[:-1]) // size
        edges = (0, *(np.flatnonzero(np.diff(block)) + 1), pairs.offer_count)
        for start, end in pairwise(edges):
            if pairs.indptr[end] > pairs.indptr[start]:
                yield _table(pairs, start, end, offers)
        offers, written = offers + pairs.offer_count, written + len(pairs)


def _table(pairs: Pairs, start: int, end: int, offset: int) -> Any:
    """Offers start … end - 1 of the part; `offset`: offers in the parts before."""
    import pyarrow as pa  # noqa: PLC0415  optional

    rows = slice(int(pairs.indptr[start]), int(pairs.indptr[end]))
    offers = np.arange(offset + start, offset + end, dtype=np.int32)
    return pa.table(
        {
            "offer": np.repeat(offers, np.diff(pairs.indptr[start : end + 1])),
            "cell": pairs.cells[rows],
            "tenths": pairs.tenths[rows],
        }
    )
