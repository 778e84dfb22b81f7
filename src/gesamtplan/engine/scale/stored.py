"""Travel pairs that stay on disk: `Pairs` whose columns are read when somebody asks for them."""

from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.digest import Chunks, digest_of_chunks
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.scale.files import Folder, folder
from gesamtplan.engine.scale.ordered import in_order
from gesamtplan.engine.scale.row_groups import (
    SORTED,
    RowGroup,
    check_columns,
    read_cells,
    read_offers,
    read_pairs,
    read_tenths,
)

Found = list[tuple[RowGroup, npt.NDArray[Any], npt.NDArray[Any]]]


class StoredPairs(Pairs):
    """The same as `Pairs`, with the same digest; `indptr` is in memory, `cells` and `tenths` are not.

    `cells` and `tenths` load everything: for small folders. Analyses go through `access_streamed`.
    """

    def __init__(
        self, where: Folder, groups: tuple[RowGroup, ...], indptr: npt.NDArray[np.int64], cell_count: int
    ) -> None:
        for name, value in (
            ("where", where),
            ("groups", groups),
            ("indptr", indptr),
            ("cell_count", cell_count),
        ):
            object.__setattr__(self, name, value)

    where: Folder
    groups: tuple[RowGroup, ...]

    def __len__(self) -> int:
        return int(self.indptr[-1])

    def lengths(self, group: RowGroup) -> npt.NDArray[np.int64]:
        """Pairs of each offer from the group's first to its last."""
        return np.diff(self.indptr[group.first : group.last + 2])

    def read(self, group: RowGroup) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        """(cells, tenths) of one row group, checked. Raises BadInput naming file, row group and row."""
        return read_pairs(self.where, group, self.lengths(group), self.cell_count)

    def column(self, offer: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        """(cells, tenths) of one offer: one row group is read."""
        for group in self.groups:
            if group.first <= offer <= group.last:
                start = self.indptr[group.first]
                part = slice(self.indptr[offer] - start, self.indptr[offer + 1] - start)
                cells, tenths = self.read(group)
                return cells[part], tenths[part]
        return np.empty(0, np.int32), np.empty(0, np.uint16)

    @property
    def cells(self) -> npt.NDArray[np.int32]:
        return np.concatenate([self._cells(group) for group in self.groups] or [np.empty(0, np.int32)])

    @property
    def tenths(self) -> npt.NDArray[np.uint16]:
        return np.concatenate([self._tenths(group) for group in self.groups] or [np.empty(0, np.uint16)])

    @cached_property
    def digest(self) -> str:
        """As of the same pairs in memory; reads the folder once."""
        count = (len(self),)
        chunks: dict[str, Chunks] = {
            "indptr": (np.dtype(np.int64), self.indptr.shape, [self.indptr]),
            "cells": (np.dtype(np.int32), count, map(self._cells, self.groups)),
            "tenths": (np.dtype(np.uint16), count, map(self._tenths, self.groups)),
        }
        return digest_of_chunks(chunks, cell_count=self.cell_count)

    def _cells(self, group: RowGroup) -> npt.NDArray[np.int32]:
        with self.where.open(group.name) as file:
            return read_cells(file, group, self.lengths(group), self.cell_count)

    def _tenths(self, group: RowGroup) -> npt.NDArray[np.uint16]:
        with self.where.open(group.name) as file:
            return read_tenths(file, group)


def open_pairs(where: str | Path, *, offers: int, cells: int, threads: int = 2) -> StoredPairs:
    """A folder of Parquet files with the columns offer, cell, and tenths (whole) or minutes (decimal).

    offer and cell are rows of supply and demand. Sorted by offer, then cell, over all files in order of their names;
    each offer whole in one row group. Here the column offer is read; the others are checked as they are computed.
    Raises BadInput naming file and row group.
    """
    place = folder(where)
    names = place.names()
    if not names:
        raise BadInput(str(where), "there is no Parquet file", "Give the folder that write_pairs wrote")
    found = [row for rows in in_order(lambda name: _scan(place, name), names, threads) for row in rows]
    _check_order(found, offers)
    lengths = np.zeros(offers, np.int64)
    for _, rows, counts in found:
        lengths[rows] = counts
    groups = tuple(group for group, _, _ in found)
    return StoredPairs(place, groups, np.concatenate(([0], np.cumsum(lengths))), cells)


def _scan(place: Folder, name: str) -> Found:
    found: Found = []
    with place.open(name) as file:
        check_columns(name, file.schema_arrow)
        for number in range(file.num_row_groups):
            offers, counts = read_offers(file, RowGroup(name, number))
            if len(offers):
                found.append((RowGroup(name, number, int(offers[0]), int(offers[-1])), offers, counts))
    return found


def _check_order(found: Found, offers: int) -> None:
    for group, _, _ in found:
        if group.first < 0 or group.last >= offers:
            wrong = group.first if group.first < 0 else group.last
            raise group.fail(
                f"there is no offer {wrong}", f"Give rows from 0 to {offers - 1}", column="offer"
            )
    for (before, _, _), (group, _, _) in pairwise(found):
        if group.first == before.last:
            why = f"offer {group.first} is split: it began in {before.name}, row group {before.number}"
            raise group.fail(why, "Keep each offer in one row group (write_pairs does)", column="offer")
        if group.first < before.last:
            why = f"offer {group.first} comes after offer {before.last} of {before.name}"
            raise group.fail(why, SORTED, column="offer")
