"""Reads the city's own YAML files: lists of entries, each refused or accepted with the line on which it starts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.imports import ImportReport

LINE = "__line__"


class UnreadableFileError(Exception):
    """Raised when a file is missing or is no YAML: says which file, where, and what to do."""


class _LineLoader(yaml.SafeLoader):
    """Remembers for each mapping the line on which it starts, as a person counts."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        mapping[LINE] = node.start_mark.line + 1
        return mapping


def load(path: Path) -> dict[str, Any]:
    """The whole file with line numbers. Raises UnreadableFileError."""
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_LineLoader)  # noqa: S506 - a subclass of SafeLoader
    except FileNotFoundError as error:
        raise UnreadableFileError(
            f"{path.name} is missing in {path.parent}. Put it there or name another folder."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            f"{path.name} cannot be read as YAML: {error}. Mend the place named and repeat."
        ) from error
    if not isinstance(data, dict):
        raise UnreadableFileError(
            f"{path.name} must be a mapping at its top, e.g. `needs:` followed by a list."
        )
    return data


def clean(value: Any) -> Any:
    """The value without line numbers."""
    if isinstance(value, dict):
        return {key: clean(part) for key, part in value.items() if key != LINE}
    return [clean(part) for part in value] if isinstance(value, list) else value


def text(value: Any) -> LocalizedText | None:
    """{"de": …, "en": …} as localized text; None stays unknown."""
    if value is None:
        return None
    if isinstance(value, str):
        return LocalizedText(de=value)
    return LocalizedText({language: str(words).strip() for language, words in clean(value).items() if words})


PRECISION_BY_LENGTH = {4: "year", 7: "month", 10: "day"}
FILL = {"year": "-01-01", "month": "-01"}


def partial_date(value: Any, precision: str | None = None) -> tuple[date | None, str]:
    """A date that may be only "2016" or "2016-07", and how exactly it is known. Raises ValueError on anything else."""
    if value is None:
        return None, precision or "day"
    words = value.isoformat() if isinstance(value, date) else str(value)
    known = PRECISION_BY_LENGTH.get(len(words), "")
    try:
        return date.fromisoformat(words + FILL.get(known, "")), precision or known
    except ValueError as error:
        raise ValueError(f"{words!r} is not a date. Write 2016, 2016-07 or 2016-07-20.") from error


@dataclass(frozen=True)
class Shape:
    """What an entry must and may say."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def problems(self, entry: Mapping[str, Any]) -> Iterator[tuple[str, Any, str, str]]:
        """(column, value, why, remedy) for each fault of an entry."""
        for column in self.required:
            if entry.get(column) in (None, "", []):
                yield column, "", "is missing.", f"Add `{column}` to this entry."
        for column in set(entry) - {*self.required, *self.optional, *self.texts, LINE}:
            yield (
                column,
                entry[column],
                "is not a known column.",
                f"Known: {', '.join((*self.required, *self.optional))}.",
            )
        for column in self.texts:
            value = entry.get(column)
            if value is not None and not (isinstance(value, dict) and value.get("de") and value.get("en")):
                yield column, value, "is not given in German and English.", "Write {de: …, en: …}."


@dataclass(frozen=True)
class Entry:
    """One accepted entry and the line on which it starts."""

    row: int
    data: Mapping[str, Any]

    def text(self, key: str) -> LocalizedText | None:
        """Localized text of a column; None is unknown."""
        return text(self.data.get(key))

    def get(self, key: str, default: Any = None) -> Any:
        """Value of a column without line numbers."""
        value = clean(self.data.get(key))
        return default if value is None else value


def read_entries(path: Path, key: str, shape: Shape) -> tuple[list[Entry], ImportReport]:
    """Entries of the list `key` in a file, and the report with every refusal. Codes must not repeat."""
    report, accepted, seen = ImportReport(source=path.name), [], set()
    for entry in load(path).get(key) or []:
        report.read += 1
        row, code = entry.get(LINE, 0), entry.get(shape.required[0])
        faults = list(shape.problems(entry))
        if code in seen:
            faults.append((shape.required[0], code, "appears twice.", "Give each entry a code of its own."))
        seen.add(code)
        for column, value, why, remedy in faults:
            report.refuse(row, column, value, why, remedy)
        if not faults:
            accepted.append(Entry(row, entry))
    return accepted, report
