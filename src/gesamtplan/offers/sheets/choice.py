"""Where the headings stand and which column means what: chosen by a person, remembered, or guessed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Self

from gesamtplan.offers.sheets.cells import KEEP, read_cell, text_of
from gesamtplan.offers.sheets.columns import columns, plain
from gesamtplan.offers.sheets.faults import CellFaultError
from gesamtplan.offers.sheets.files import Grid
from gesamtplan.offers.sheets.tables import Table, guess_place, table_at
from gesamtplan.offers.sheets.words import Vocabulary

SAMPLE = 60  # values from which the meaning of a column is guessed
MOST_OF = 0.8
HARDLY = 0.2
# Headings that often mean something else: they count only where the values fit.
DOUBTFUL = frozenset({"status", "type", "typ", "level", "niveau"})
ALIKE = 0.87
WORDS = ("kind", "provider", "statuses", "target_groups", "languages")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
POSTAL_CODE = re.compile(r"\d{5}")


@dataclass(frozen=True)
class Choice:
    """`columns`: column of the file from 0 -> name of ours. `kind`, `provider`: of new offers whose row says nothing.

    `as_of`: day of the figures (ISO) where the row names none.
    """

    sheet: str
    row: int
    height: int
    columns: Mapping[int, str] = field(default_factory=dict)
    kind: str = ""
    provider: str = ""
    as_of: str = ""

    def as_data(self) -> dict[str, Any]:
        """For storage; keys of JSON are texts."""
        return {**vars(self), "columns": {str(column): name for column, name in self.columns.items()}}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """What was stored; columns that we have no more are left out."""
        known = {int(column): name for column, name in data["columns"].items() if name in columns()}
        return cls(**{**data, "columns": known})


@dataclass(frozen=True)
class Guess:
    """A choice that nobody has confirmed. `sure`: columns whose heading is one of ours."""

    choice: Choice
    sure: frozenset[int]
    is_own: bool


def guess(grid: Grid, sheet: str, words: Vocabulary) -> Guess:
    """For a sheet of which nothing is known. `is_own`: every heading is one of ours, and the code is among them."""
    row, height = guess_place(grid)
    table = table_at(grid, row, height)
    found, sure = guess_columns(table, words)
    heads = sum(bool(heading) for heading in table.headings)
    is_own = {"code", "title_de"} <= set(found.values()) and len(sure) == heads == len(found)
    return Guess(Choice(sheet, row, height, found), sure, is_own)


def guess_columns(table: Table, words: Vocabulary) -> tuple[dict[int, str], frozenset[int]]:
    """Column -> name: by heading, then by a heading like it, then by values; no name twice."""
    found: dict[int, str] = {}
    by_alias = {alias: name for name, column in columns().items() for alias in column.aliases}
    heads = [plain(heading) for heading in table.headings]
    _assign(found, heads, by_alias.get)
    doubtful = [(index, name) for index, name in found.items() if heads[index] in DOUBTFUL]
    for index in [one for one, name in doubtful if _contradicts(table, one, name, words)]:
        heads[index] = ""  # it says what is not there
        del found[index]
    sure = frozenset(found)
    _assign(found, heads, lambda head: _like(head, by_alias))
    for index in range(len(heads)):
        name = None if index in found else _by_values(_values(table, index), words)
        if name and name not in found.values():
            found[index] = name
    return found, sure


def _assign(found: dict[int, str], heads: Sequence[str], name_of: Callable[[str], str | None]) -> None:
    for index, head in enumerate(heads):
        name = name_of(head) if head and index not in found else None
        if name and name not in found.values():
            found[index] = name


def _like(head: str, by_alias: Mapping[str, str]) -> str | None:
    close = get_close_matches(head, by_alias, n=1, cutoff=ALIKE)
    return by_alias[close[0]] if close else None


def _values(table: Table, index: int) -> list[Any]:
    values = (line.cell(index) for line in table.lines)
    return [value for value, _number in zip((v for v in values if v != ""), range(SAMPLE), strict=False)]


def _contradicts(table: Table, index: int, name: str, words: Vocabulary) -> bool:
    """A column of closed words in which hardly any of ours stands, e.g. "Status": active, ended."""
    if columns()[name].reads.partition(".")[2] not in words:
        return False
    values = _values(table, index)
    return bool(values) and _share_read(name, values, words) < HARDLY


def _share_read(name: str, values: Sequence[Any], words: Vocabulary) -> float:
    return sum(_reads(name, value, words) for value in values) / len(values)


def _reads(name: str, value: Any, words: Vocabulary) -> bool:
    try:
        return bool(read_cell(columns()[name], value, words).value not in {KEEP, None, ""})
    except CellFaultError:
        return False
    except TypeError:  # a list of codes, which no set can hold
        return True


def _by_values(values: Sequence[Any], words: Vocabulary) -> str | None:
    if len(values) < 2:
        return None
    texts = [text_of(value).strip() for value in values]
    for name, pattern in (("contact_email", EMAIL), ("contact_url", URL), ("site_postal_code", POSTAL_CODE)):
        if sum(bool(pattern.fullmatch(text)) for text in texts) >= MOST_OF * len(texts):
            return name
    return next((name for name in WORDS if _share_read(name, values, words) >= MOST_OF), None)
