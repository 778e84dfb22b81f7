"""The same function mapped over files by Spark. Pairs are read where they are computed and never shuffled.

Each task takes the blocks that begin in one file and gives sparse pieces; pieces of one stretch of cells are added in the
order of their blocks by one worker each. What reaches the driver is the sums: 8 bytes for each cell and class.
"""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gesamtplan.engine.access.calculate import compute
from gesamtplan.engine.access.inputs import AccessInputs
from gesamtplan.engine.access.methods import Method
from gesamtplan.engine.access.results import AccessResult
from gesamtplan.engine.scale.blocks import Plan
from gesamtplan.engine.scale.prepared import StoredPrepared
from gesamtplan.engine.scale.sums import Piece, Question, Tables, add

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

STRETCH = 1 << 14
"""Cells (or offers) added up by one worker at a time."""
TYPES = {
    "name": "string",
    "row": "int32",
    "stretch": "int32",
    "block": "int32",
    "at": "binary",
    "amounts": "binary",
}
PIECES = "name string, row int, stretch int, block int, at binary, amounts binary"
SUMS = "name string, row int, stretch int, amounts binary"


def prepare_on_spark(spark: "SparkSession", inputs: AccessInputs) -> StoredPrepared:
    """For several methods or scenarios on pairs from `open_pairs`, in a folder that all workers can read."""
    return StoredPrepared(inputs, (), 1, partial(on_spark, spark))


def access_on_spark(
    spark: "SparkSession", inputs: AccessInputs, method: Method = Method.E2SFCA
) -> AccessResult:
    """`engine.access.access` by a cluster: the same bytes. Workers need this package and pyarrow (docs/scale.md).

    A worker that finds wrong pairs raises BadInput, which Spark shows within its own error.
    """
    return compute(prepare_on_spark(spark, inputs), method)


def on_spark(spark: "SparkSession", plan: Plan, question: Question) -> Tables:
    """The sums of all blocks."""
    tasks = plan.tasks()
    if not tasks:
        return add(question, ())
    sent = spark.sparkContext.broadcast((plan, question, tasks))

    def answer(batches: Iterator[Any]) -> Iterator[Any]:
        mine, ask, blocks = sent.value
        for task in (number for batch in batches for number in batch.column("id").to_pylist()):
            for window in mine.windows(blocks[task]):
                yield _packed(window.number, ask(window))

    pieces = spark.range(0, len(tasks), 1, len(tasks)).mapInArrow(answer, PIECES)
    sums = pieces.groupBy("name", "row", "stretch").applyInArrow(_added, SUMS).collect()
    sent.unpersist()
    found = (Piece(one.name, one.row, one.stretch * STRETCH, np.frombuffer(one.amounts)) for one in sums)
    return add(question, found)


def _packed(block: int, pieces: tuple[Piece, ...]) -> Any:
    """Pieces cut into stretches, zeros left out, as one Arrow batch."""
    import pyarrow as pa  # noqa: PLC0415  optional

    rows = []
    for piece in pieces:
        at = np.flatnonzero(piece.values)
        stretch, within = np.divmod(at + piece.start, STRETCH)
        edges = np.flatnonzero(np.diff(stretch, prepend=-1, append=-1))
        for start, end in pairwise(edges):
            amounts = piece.values[at[start:end]].tobytes()
            places = within[start:end].astype(np.int32).tobytes()
            rows.append((piece.table, piece.row, int(stretch[start]), block, places, amounts))
    columns = zip(*rows, strict=True) if rows else [()] * len(TYPES)
    return pa.RecordBatch.from_arrays(
        [pa.array(column, kind) for column, kind in zip(columns, TYPES.values(), strict=True)], list(TYPES)
    )


def _added(rows: Any) -> Any:
    """One stretch of one table, added up in the order of the blocks."""
    import pyarrow as pa  # noqa: PLC0415  optional

    rows = rows.sort_by("block")
    places = [np.frombuffer(one.as_buffer(), np.int32) for one in rows["at"]]
    amounts = [np.frombuffer(one.as_buffer()) for one in rows["amounts"]]
    total = np.zeros(max(at[-1] for at in places) + 1)
    for at, amount in zip(places, amounts, strict=True):
        total[at] += amount
    return (
        rows.slice(0, 1)
        .select(["name", "row", "stretch"])
        .append_column("amounts", pa.array([total.tobytes()], pa.binary()))
    )
