"""The table of values: from rows of cells to figures, whatever the form of the delivery."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from gesamtplan.indicators import delivery_cells as cells_of
from gesamtplan.indicators.delivery_cells import Cell, UnusableCellError, text_of
from gesamtplan.indicators.delivery_checks import (
    RELATIONS,
    RawValue,
    check_sums,
    find_relation,
    finish_values,
    without_marker,
)
from gesamtplan.indicators.delivery_files import Sheet
from gesamtplan.indicators.delivery_report import DeliveryReport
from gesamtplan.indicators.delivery_rows import CITY, IndicatorRow, ValueRow

OnProgress = Callable[[int, int], None]
"""Called with (rows done, rows in all) every `PROGRESS_STEP` rows and at the end."""

Key = tuple[str, ...]
"""What names an indicator in a row: (title, breakdown) as published, or (code,) in our compact form."""

PROGRESS_STEP = 5000
LAST_YEAR_IF_UNKNOWN = 2100
MAX_BASES = 5


@dataclass(frozen=True)
class Layout:
    """The columns of a table of values, by name in lower case; `base_names` is empty if it holds none."""

    key: tuple[str, ...]
    area: str
    year: str
    value: str
    bases: tuple[str, ...]
    base_names: tuple[str, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which no row can be read."""
        return (*self.key, self.area, self.year, self.value)

    @property
    def allowed(self) -> frozenset[str]:
        """All columns that have a meaning."""
        return frozenset((*self.required, *self.bases, *self.base_names))


PUBLISHED = Layout(
    key=("indikator", "ausprägung"),
    area="raumbezug",
    year="jahr",
    value="indikatorwert",
    bases=tuple(f"basiswert {place}" for place in range(1, MAX_BASES + 1)),
    base_names=tuple(f"name basiswert {place}" for place in range(1, MAX_BASES + 1)),
)
COMPACT = Layout(
    key=("indicator_code",),
    area="area",
    year="year",
    value="value",
    bases=tuple(f"base{place}" for place in range(1, MAX_BASES + 1)),
)


@dataclass
class ValueReader:
    """Walks through the rows of values and remembers them, so that doubles and unknown indicators are found.

    With `invents_definitions` (a CSV without any) an indicator is made from its title and breakdown alone.
    """

    report: DeliveryReport
    layout: Layout
    definitions: dict[Key, IndicatorRow]
    as_of: date | None = None
    area_codes: Collection[str] | None = None
    invents_definitions: bool = False
    by_key: dict[Key, list[RawValue]] = field(default_factory=dict)
    refused_keys: set[Key] = field(default_factory=set)
    seen: dict[tuple[str, str, int], RawValue] = field(default_factory=dict)

    def read(self, sheet: Sheet, columns: Mapping[str, int], on_progress: OnProgress | None = None) -> None:
        """Read one table. A row with an unusable cell is refused; the next one is read all the same."""
        total, done = len(sheet.rows), 0
        for done, (number, cells) in enumerate(sheet.filled_rows(), start=1):
            try:
                self._read_row(number, cells, columns)
            except UnusableCellError as error:
                self.report.refuse(number, error.column, error.value, error.why, error.remedy)
            if on_progress and done % PROGRESS_STEP == 0:
                on_progress(done, total)
        self.report.read += done
        if on_progress:
            on_progress(done, total)

    def finish(self, *, keep_unused: bool) -> tuple[tuple[IndicatorRow, ...], tuple[ValueRow, ...]]:
        """Settle relations, numerators and sums; `keep_unused` also returns definitions without any value."""
        definitions, values = [], []
        for key, definition in self.definitions.items():
            raw_values = self.by_key.get(key, [])
            if raw_values or keep_unused:
                settled = _with_relation(definition, raw_values)
                definitions.append(settled)
                values += finish_values(settled, raw_values, self.report)
        check_sums(definitions, values, self.report)
        return tuple(definitions), tuple(values)

    def _read_row(self, number: int, cells: Sequence[Cell], columns: Mapping[str, int]) -> None:
        key = tuple(text_of(cells[columns[name]]) for name in self.layout.key)
        if key in self.refused_keys:
            return
        names = self._base_names(key, cells, columns)
        raw = RawValue(
            number,
            self.definitions[key].code,
            self._area(cells[columns[self.layout.area]]),
            cells_of.read_year(cells[columns[self.layout.year]], self.layout.year, self._last_year()),
            self._number(number, self.layout.value, cells, columns),
            tuple(self._number(number, name, cells, columns) for name in self.layout.bases[: len(names)]),
        )
        self._remember(key, without_marker(raw, self.report))

    def _base_names(self, key: Key, cells: Sequence[Cell], columns: Mapping[str, int]) -> tuple[str, ...]:
        definition = self._definition(key)
        if not self.layout.base_names:
            names = definition.base_names
        else:
            told = (text_of(cells[columns[name]]) for name in self.layout.base_names if name in columns)
            names = tuple(name for name in told if name)
            if key not in self.by_key:
                self.definitions[key] = definition = replace(definition, base_names=names)
        if names != definition.base_names:
            raise UnusableCellError(
                self.layout.base_names[0],
                " | ".join(names),
                f"Above, its base values are named differently ({' | '.join(definition.base_names)}).",
                "Use the same base values in all rows of an indicator.",
            )
        self._refuse_unnamed(len(names), cells, columns)
        return names

    def _refuse_unnamed(self, named: int, cells: Sequence[Cell], columns: Mapping[str, int]) -> None:
        for name in self.layout.bases[named:]:
            if name in columns and text_of(cells[columns[name]]):
                raise UnusableCellError(
                    name,
                    cells[columns[name]],
                    "This base value has no name.",
                    "Name it, or leave the cell empty.",
                )

    def _definition(self, key: Key) -> IndicatorRow:
        definition = self.definitions.get(key)
        if definition is None and self.invents_definitions and key[0]:
            code = cells_of.indicator_code(None, *key)
            definition = self.definitions[key] = IndicatorRow(code, key[0], key[1])
        if definition is None:
            self.refused_keys.add(key)
            raise UnusableCellError(
                self.layout.key[0],
                " / ".join(key),
                "This indicator is not defined, or in several themes at once; all its rows are left out.",
                "Add its definition, or deliver the workbook that holds both.",
            )
        return definition

    def _area(self, cell: Cell) -> str:
        code = cells_of.read_area(text_of(cell), self.layout.area)
        if self.area_codes is not None and code != CITY and code not in self.area_codes:
            raise UnusableCellError(
                self.layout.area,
                cell,
                "The city has no area of this number.",
                "Correct the number of the area.",
            )
        return code

    def _last_year(self) -> int:
        return self.as_of.year if self.as_of else LAST_YEAR_IF_UNKNOWN

    def _number(
        self, row: int, name: str, cells: Sequence[Cell], columns: Mapping[str, int]
    ) -> Decimal | None:
        if name not in columns:
            return None
        cell = cells[columns[name]]
        if cells_of.is_suppressed(cell):
            self.report.notice(
                row, name, f"{text_of(cell)!r} stands for a value that is not published: unknown."
            )
        return cells_of.read_number(cell, name)

    def _remember(self, key: Key, raw: RawValue) -> None:
        earlier = self.seen.setdefault((raw.code, raw.area, raw.year), raw)
        if earlier is raw:
            self.by_key.setdefault(key, []).append(raw)
        elif earlier[1:] == raw[1:]:
            self.report.notice(
                raw.row, self.layout.value, f"The row repeats row {earlier.row} and was left out."
            )
        else:
            raise UnusableCellError(
                self.layout.value,
                raw.value,
                f"Row {earlier.row} gives {earlier.value} or other bases for this indicator, area and year.",
                "Keep the right one of the two rows.",
            )


def _with_relation(definition: IndicatorRow, raw_values: Sequence[RawValue]) -> IndicatorRow:
    """Name the relation, as told or else as found in the data, and with it numerator, denominator, unit."""
    told = RELATIONS.get(definition.relation or "")
    relation = told or find_relation(raw_values, len(definition.base_names))
    if relation is None:
        return definition
    numerator, denominator = relation.names(definition.base_names)
    return replace(
        definition,
        relation=relation.name,
        numerator=numerator,
        denominator=denominator,
        unit=definition.unit or relation.unit,
    )
