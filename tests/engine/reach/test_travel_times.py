"""Own travel times: the same pairs from any form of the file, and nothing half read."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.reach import columns, read_travel_times
from tests.engine.reach.places import table

OFFERS, CELLS = ("o1", "o2", "o3"), ("c1", "c2")
HEADER = "offer,cell,minutes\n"
GOOD = HEADER + "o2,c1,12.34\no1,c2,0\no2,c2,7\n"
EXPECTED = {(1, 0): 123, (0, 1): 0, (1, 1): 70}


@pytest.fixture(params=[True, False], ids=["pyarrow", "standard library"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of reading CSV; batches of two rows show that row numbers run on."""
    monkeypatch.setattr(columns, "WITH_PYARROW", request.param)
    monkeypatch.setattr(columns, "BATCH", 2)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "times.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace(".", "#").replace(",", ";").replace("#", ","),
        GOOD.replace(",", "\t"),
        'note,minutes,cell,offer\n"a, b",12.34,c1,o2\n,0,c2,o1\n,7.04,c2,o2\n',
        GOOD.replace("\n", "\r\n"),
        GOOD + "\n",
    ],
    ids=["comma", "byte order mark", "semicolon", "tab", "other columns", "windows", "empty line"],
)
def test_any_usual_form_of_csv_gives_the_same_pairs(tmp_path: Path, text: str) -> None:
    assert table(read_travel_times(written(tmp_path, text), OFFERS, CELLS)) == EXPECTED


def test_parquet_gives_the_same_pairs(tmp_path: Path) -> None:
    path = tmp_path / "times.parquet"
    pq.write_table(
        pa.table({"cell": ["c1", "c2", "c2"], "offer": ["o2", "o1", "o2"], "minutes": [12.34, 0, 7]}), path
    )
    assert table(read_travel_times(path, OFFERS, CELLS)) == EXPECTED


def test_numbers_serve_as_ids_in_parquet(tmp_path: Path) -> None:
    path = tmp_path / "times.parquet"
    pq.write_table(pa.table({"cell": [7, 8], "offer": [1, 1], "minutes": pa.array([3, 4], pa.int16())}), path)
    assert table(read_travel_times(path, ("1",), ("7", "8"))) == {(0, 0): 30, (0, 1): 40}


@pytest.mark.usefixtures("reader")
def test_rows_above_the_limit_are_left_out(tmp_path: Path) -> None:
    found = read_travel_times(written(tmp_path, GOOD), OFFERS, CELLS, limit=7)
    assert table(found) == {(0, 1): 0, (1, 1): 70}


@pytest.mark.usefixtures("reader")
def test_a_table_without_rows_reaches_nothing(tmp_path: Path) -> None:
    found = read_travel_times(written(tmp_path, HEADER), OFFERS, CELLS)
    assert (len(found), found.offer_count, found.cell_count) == (0, 3, 2)


WRONG = {
    "missing time": ("o1,c1,", 5, "minutes", "the number is missing"),
    "not a number": ("o1,c1,soon", 5, "minutes", "'soon' is no finite number"),
    "nan": ("o1,c1,nan", 5, "minutes", "no finite number"),
    "infinite": ("o1,c1,inf", 5, "minutes", "no finite number"),
    "negative": ("o1,c1,-0.1", 5, "minutes", "not between 0 and"),
    "too long": ("o1,c1,6553.6", 5, "minutes", "not between 0 and"),
    "unknown offer": ("o9,c1,5", 5, "offer", "there is no offer 'o9'"),
    "unknown cell": ("o1,c9,5", 5, "cell", "there is no cell 'c9'"),
    "missing offer": (",c1,5", 5, "offer", "the offer is missing"),
    "repeated pair": ("o3,c1,4\no1,c2,9", 6, "cell", "offer 'o1' and cell 'c2' are given twice"),
}


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("fault", WRONG)
def test_a_fault_is_named_with_row_and_column(tmp_path: Path, fault: str) -> None:
    text, row, column, says = WRONG[fault]
    with pytest.raises(BadInput) as caught:
        read_travel_times(written(tmp_path, GOOD + text + "\n"), OFFERS, CELLS)
    assert (caught.value.row, caught.value.column) == (row, column)
    assert str(caught.value).startswith(f"times.csv (row {row}, column {column}): ")
    assert says in str(caught.value)


def test_a_fault_in_parquet_is_named_too(tmp_path: Path) -> None:
    path = tmp_path / "times.parquet"
    pq.write_table(pa.table({"cell": ["c1", "c2"], "offer": ["o2", "o1"], "minutes": [1.0, None]}), path)
    with pytest.raises(BadInput, match=r"row 3, column minutes\): the number is missing"):
        read_travel_times(path, OFFERS, CELLS)


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("offer,cell\no1,c1\n", "column minutes): the column is missing"),
        ("offer,cell,cell,minutes\n", "column cell): the column is given twice"),
        (GOOD + "o1,c1\n", "columns, got 2"),
        ("", "column offer): the column is missing"),
    ],
    ids=["column missing", "column twice", "value missing", "empty file"],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_travel_times(written(tmp_path, text), OFFERS, CELLS)
    assert says in str(caught.value)


@pytest.mark.usefixtures("reader")
def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD + "Süd,c1,5\n", encoding="latin-1")
    with pytest.raises(BadInput, match=r"UTF-?8"):
        read_travel_times(path, OFFERS, CELLS)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no such file"):
        read_travel_times(tmp_path / "none.csv", OFFERS, CELLS)


def test_a_file_that_only_calls_itself_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "times.parquet").write_text(GOOD)
    with pytest.raises(BadInput, match="it is no Parquet file"):
        read_travel_times(tmp_path / "times.parquet", OFFERS, CELLS)


def test_parquet_without_pyarrow_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "WITH_PYARROW", False)
    (tmp_path / "times.parquet").write_bytes(b"")
    with pytest.raises(BadInput, match=r"needs the package pyarrow.*as CSV"):
        read_travel_times(tmp_path / "times.parquet", OFFERS, CELLS)
