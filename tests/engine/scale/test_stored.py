"""Pairs on disk are the pairs in memory, only elsewhere."""

from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from gesamtplan.engine.access import BadInput, Pairs
from gesamtplan.engine.scale import files, open_pairs, write_pairs
from tests.engine.access.cities import large_city


@pytest.fixture
def pairs() -> Pairs:
    return large_city(cells=300, offers=50).pairs


def test_digest_and_columns_are_the_same(pairs: Pairs, tmp_path: Path) -> None:
    write_pairs(tmp_path, [pairs], pairs_per_group=1000, groups_per_file=3)
    stored = open_pairs(tmp_path, offers=50, cells=300)
    assert stored.digest == pairs.digest
    assert len(stored) == len(pairs)
    np.testing.assert_array_equal(stored.cells, pairs.cells)
    np.testing.assert_array_equal(stored.tenths, pairs.tenths)
    for offer in range(50):
        for found, expected in zip(stored.column(offer), pairs.column(offer), strict=True):
            np.testing.assert_array_equal(found, expected)


def test_an_offer_without_pairs_has_an_empty_column(tmp_path: Path) -> None:
    write_pairs(tmp_path, [Pairs.from_triples([1], [0], [5], offers=3, cells=2)])
    stored = open_pairs(tmp_path, offers=3, cells=2)
    assert [len(stored.column(offer)[0]) for offer in range(3)] == [0, 1, 0]


def test_written_as_whole_offers_in_order(pairs: Pairs, tmp_path: Path) -> None:
    write_pairs(tmp_path, [pairs], pairs_per_group=1000, groups_per_file=3)
    names = sorted(path.name for path in tmp_path.iterdir())
    offers = []
    for name in names:
        with parquet.ParquetFile(tmp_path / name) as file:
            assert file.num_row_groups <= 3
            groups = map(file.read_row_group, range(file.num_row_groups))
            offers += [np.unique(group["offer"].to_numpy()) for group in groups]
    assert len(names) > 3
    np.testing.assert_array_equal(np.concatenate(offers), np.arange(50))  # each once: none is split


def test_an_address_instead_of_a_path(pairs: Pairs, tmp_path: Path) -> None:
    write_pairs(tmp_path.as_uri(), [pairs])
    assert open_pairs(tmp_path.as_uri(), offers=50, cells=300).digest == pairs.digest


def test_a_folder_is_not_written_twice(pairs: Pairs, tmp_path: Path) -> None:
    write_pairs(tmp_path, [pairs])
    with pytest.raises(BadInput, match="Give an empty folder"):
        write_pairs(tmp_path, [pairs])


def test_without_pyarrow_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "find_spec", lambda _: None)
    with pytest.raises(BadInput, match="package pyarrow, which is not installed"):
        open_pairs(tmp_path, offers=1, cells=1)
