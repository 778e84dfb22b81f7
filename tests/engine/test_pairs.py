"""Travel pairs: any order in, offer by offer out, and every fault named with its row."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs

NAN, INF = float("nan"), float("inf")


def test_triples_are_laid_out_offer_by_offer() -> None:
    pairs = Pairs.from_triples([1, 0, 1], [2, 1, 0], [3.14, 0, 15], offers=3, cells=4)
    np.testing.assert_array_equal(pairs.indptr, [0, 1, 3, 3])
    np.testing.assert_array_equal(pairs.cells, [1, 0, 2])
    np.testing.assert_array_equal(pairs.tenths, [0, 150, 31])
    assert (pairs.indptr.dtype, pairs.cells.dtype, pairs.tenths.dtype) == (np.int64, np.int32, np.uint16)
    assert (len(pairs), pairs.offer_count, pairs.cell_count) == (3, 3, 4)
    assert [part.tolist() for part in pairs.column(1)] == [[0, 2], [150, 31]]


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 6))), st.randoms())
def test_order_of_the_triples_does_not_matter(chosen: set[tuple[int, int]], random: Any) -> None:
    rows = [(offer, cell, offer + cell / 10) for offer, cell in sorted(chosen)]
    one = Pairs.from_triples(*(zip(*rows, strict=True) if rows else ((), (), ())), offers=5, cells=7)
    random.shuffle(rows)
    other = Pairs.from_triples(*(zip(*rows, strict=True) if rows else ((), (), ())), offers=5, cells=7)
    assert one.digest == other.digest
    assert len(one) == len(chosen)


def test_everywhere_reaches_all_in_no_time() -> None:
    pairs = Pairs.everywhere(offers=2, cells=3)
    assert pairs.cells.tolist() == [0, 1, 2, 0, 1, 2]
    assert not pairs.tenths.any()


@pytest.mark.parametrize(
    ("offer", "cell", "minutes", "row", "column"),
    [
        ([0, 0], [0, 1], [5, NAN], 1, "minutes"),
        ([0, 0], [0, 1], [5, INF], 1, "minutes"),
        ([0, 0], [0, 1], [-0.1, 5], 0, "minutes"),
        ([0, 0], [0, 1], [5, 7000], 1, "minutes"),
        ([0, 2], [0, 1], [5, 5], 1, "offer"),
        ([0, 0], [0, 3], [5, 5], 1, "cell"),
        ([0, 0], [-1, 1], [5, 5], 0, "cell"),
        ([0, 0], [0.5, 1], [5, 5], 0, "cell"),
        ([0, NAN], [0, 1], [5, 5], 1, "offer"),
        ([0, 1, 0], [1, 1, 1], [5, 5, 6], 2, None),
        ([0, 0], [0], [5, 5], None, None),
    ],
)
def test_bad_triples_are_refused_with_their_row(
    offer: list[int], cell: list[int], minutes: list[float], row: int | None, column: str | None
) -> None:
    with pytest.raises(BadInput) as refused:
        Pairs.from_triples(offer, cell, minutes, offers=2, cells=3)
    assert (refused.value.row, refused.value.column) == (row, column)


@pytest.mark.parametrize(
    ("indptr", "cells", "tenths", "row"),
    [
        ([0, 2], [1, 1], [0, 0], 1),
        ([0, 2], [1, 0], [0, 0], 1),
        ([0, 1, 3], [1, 2, 0], [0, 0, 0], 2),
        ([0, 2], [0, 3], [0, 0], 1),
        ([0, 3], [0, 1], [0, 0], None),
        ([0, 2, 1, 2], [0, 1], [0, 0], None),
        ([1, 2], [0, 1], [0, 0], None),
        ([], [], [], None),
        ([0, 2], [0, 1], [0], None),
        ([0, 2], [0, 1], [0, 70_000], 1),
        ([0, 2], [0, 2**32 + 1], [0, 0], 1),
    ],
)
def test_arrays_that_do_not_fit_are_refused(
    indptr: list[int], cells: list[int], tenths: list[int], row: int | None
) -> None:
    with pytest.raises(BadInput, match="Travel pairs") as refused:
        Pairs(np.array(indptr), np.array(cells), np.array(tenths), 3)
    assert refused.value.row == row


def test_a_new_offer_may_begin_with_an_earlier_cell_and_may_be_empty() -> None:
    pairs = Pairs(np.array([0, 0, 2, 2, 3, 3]), np.array([1, 2, 0]), np.array([1, 2, 3]), 3)
    assert len(pairs) == 3
