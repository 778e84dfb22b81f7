"""Columns of a CSV or Parquet file, read in batches so that millions of rows need little memory.

CSV: separated by comma, semicolon or tab (the header tells), UTF-8; with semicolons a decimal comma is understood.
With pyarrow both forms are read fast; without it CSV is read by the standard library and Parquet is refused.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput

Floats = npt.NDArray[np.float64]
BATCH = 1 << 16
"""Rows the standard library reads at a time."""
WITH_PYARROW = find_spec("pyarrow") is not None


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a batch: `values[codes[row]]` is the text of a row; '' is missing."""

    codes: npt.NDArray[np.int32]
    values: list[str]

    @classmethod
    def of(cls, texts: list[str]) -> "Column":
        places: dict[str, int] = {}
        codes = [places.setdefault(text, len(places)) for text in texts]
        return cls(np.array(codes, np.int32), list(places))


@dataclass(frozen=True, eq=False)
class Batch:
    """Some rows of a file. `first_row`: number of the first as a spreadsheet shows it (the header is row 1)."""

    file: str
    first_row: int
    columns: dict[str, Column]
    comma: bool = False

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).codes)

    def fail(self, column: str, place: int, why: str, remedy: str) -> BadInput:
        """The error for the row at `place` within this batch."""
        return BadInput(self.file, why, remedy, row=self.first_row + place, column=column)

    def numbers(self, column: str) -> Floats:
        """The column as float64. Raises BadInput at the first that is missing, infinite or no number."""
        data = self.columns[column]
        values = np.array([_number(text, self.comma) for text in data.values])[data.codes]
        wrong = ~np.isfinite(values)
        if wrong.any():
            place = int(np.argmax(wrong))
            text = data.values[data.codes[place]]
            why = f"{text!r} is no finite number" if text else "the number is missing"
            raise self.fail(column, place, why, "Correct it, or leave out the row")
        return values

    def rows_of(self, column: str, known: dict[str, int]) -> npt.NDArray[np.int32]:
        """For each id its row in a list known elsewhere. Raises BadInput at the first that is missing or unknown."""
        data = self.columns[column]
        rows = np.array([known.get(text, -1) for text in data.values], np.int32)[data.codes]
        if (rows < 0).any():
            place = int(np.argmax(rows < 0))
            text = data.values[data.codes[place]]
            why = f"there is no {column} {text!r}" if text else f"the {column} is missing"
            raise self.fail(column, place, why, "Correct the id, or leave out the row")
        return rows


def batches(path: Path, columns: tuple[str, ...]) -> Iterator[Batch]:
    """The named columns of a file, some rows at a time.

    Raises BadInput: no such file, a column that is missing or given twice, a row with too few or too many values,
    bytes that are not UTF-8, Parquet without pyarrow.
    """
    if not path.is_file():
        raise BadInput(path.name, "there is no such file", "Give the path of a CSV or Parquet file")
    if path.suffix == ".parquet":
        yield from _parquet(path, columns)
    else:
        yield from _csv(path, columns)


def _csv(path: Path, columns: tuple[str, ...]) -> Iterator[Batch]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
    except UnicodeDecodeError as error:
        raise _not_utf8(path) from error
    delimiter = max(";\t,", key=header.count)
    names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
    _check_header(path, names, columns)
    read = _csv_by_pyarrow if WITH_PYARROW else _csv_by_hand
    row = 2
    for found in read(path, delimiter, names, columns):
        batch = Batch(path.name, row, found, comma=delimiter == ";")
        row += len(batch)
        yield batch


def _csv_by_pyarrow(
    path: Path, delimiter: str, names: list[str], columns: tuple[str, ...]
) -> Iterator[dict[str, Column]]:
    import pyarrow as pa  # noqa: PLC0415  optional: only large files need it
    from pyarrow import csv as pa_csv  # noqa: PLC0415  as above

    try:
        with pa_csv.open_csv(
            path,
            read_options=pa_csv.ReadOptions(
                column_names=names, skip_rows=1, use_threads=False, block_size=1 << 23
            ),
            parse_options=pa_csv.ParseOptions(delimiter=delimiter),
            convert_options=pa_csv.ConvertOptions(
                include_columns=list(columns), column_types=dict.fromkeys(columns, pa.string())
            ),
        ) as reader:
            for batch in reader:
                yield {name: _encoded(batch.column(name)) for name in columns}
    except pa.ArrowInvalid as error:
        why = str(error).splitlines()[0].rstrip(".")
        raise BadInput(path.name, why, "Give each row as many values as the header, in UTF-8") from error


def _csv_by_hand(
    path: Path, delimiter: str, names: list[str], columns: tuple[str, ...]
) -> Iterator[dict[str, Column]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        next(reader)
        try:
            while lines := list(islice(filter(None, reader), BATCH)):
                for line in lines:
                    if len(line) != len(names):
                        why = f"Expected {len(names)} columns, got {len(line)}: {delimiter.join(line)}"
                        raise BadInput(path.name, why, "Give each row as many values as the header")
                yield {name: Column.of([line[names.index(name)] for line in lines]) for name in columns}
        except UnicodeDecodeError as error:
            raise _not_utf8(path) from error


def _parquet(path: Path, columns: tuple[str, ...]) -> Iterator[Batch]:
    if not WITH_PYARROW:
        why = "reading Parquet needs the package pyarrow, which is not installed"
        raise BadInput(path.name, why, "Install it, or give the table as CSV")
    import pyarrow as pa  # noqa: PLC0415  optional: only Parquet needs it
    from pyarrow import parquet  # noqa: PLC0415  as above

    try:
        file = parquet.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise BadInput(
            path.name, "it is no Parquet file", "Write it anew, or give the table as CSV"
        ) from error
    with file:
        _check_header(path, file.schema_arrow.names, columns)
        row = 2
        for found in file.iter_batches(columns=list(columns), batch_size=1 << 18):
            batch = Batch(path.name, row, {name: _encoded(found.column(name)) for name in columns})
            row += len(batch)
            yield batch


def _encoded(array: object) -> Column:
    import pyarrow.compute as pc  # noqa: PLC0415  only called where pyarrow is installed

    coded = pc.fill_null(pc.cast(array, "string"), "").dictionary_encode()
    return Column(coded.indices.to_numpy(), coded.dictionary.to_pylist())


def _check_header(path: Path, names: list[str], columns: tuple[str, ...]) -> None:
    for name in columns:
        if names.count(name) != 1:
            why = "the column is missing" if name not in names else "the column is given twice"
            raise BadInput(path.name, why, f"Name the columns {', '.join(columns)}", row=1, column=name)


def _number(text: str, comma: bool) -> float:
    try:
        return float(text.replace(",", ".") if comma else text)
    except ValueError:
        return np.nan


def _not_utf8(path: Path) -> BadInput:
    return BadInput(path.name, "the file is not written in UTF-8", "Save it as CSV UTF-8")
