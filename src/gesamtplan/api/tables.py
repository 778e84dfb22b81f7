"""Answers as CSV: the columns follow from the schema, so that an empty answer has them too."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import isclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from gesamtplan.api.shapes import Words

FORMULA_SIGNS = "=+-@\t\r"


@dataclass(frozen=True)
class Column:
    """A column and the way to its value in an item, e.g. ("lead", "name", "de")."""

    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """Heading, e.g. `lead.name.de`."""
        return ".".join(self.path)

    def cell(self, item: Mapping[str, Any]) -> str:
        """The value as text; empty where it is not known."""
        value: Any = item
        for key in self.path:
            value = value.get(key) if isinstance(value, Mapping) else None
        return cell_text(value)


def columns_of(schema: type[BaseModel], languages: Sequence[str]) -> list[Column]:
    """All columns; a text has one per language, or a single one where `languages` is empty."""
    fields = schema.model_fields.items()
    return [column for name, info in fields for column in _columns((name,), info.annotation, languages)]


def _columns(path: tuple[str, ...], annotation: Any, languages: Sequence[str]) -> Iterator[Column]:
    options = [option for option in _options(annotation) if option is not NoneType]
    if options == list(get_args(Words)) and languages:
        yield from (Column((*path, language)) for language in languages)
    elif len(options) == 1 and isclass(options[0]) and issubclass(options[0], BaseModel):
        yield from (Column(path + column.path) for column in columns_of(options[0], languages))
    else:
        yield Column(path)


def _options(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)


def cell_text(value: Any) -> str:
    """Text of one value. Coded items in a list become their codes, divided by " | "; else it stays JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value[:1] in FORMULA_SIGNS and len(value) > 1 else value
    if isinstance(value, list) and all(_is_short(item) for item in value):
        return " | ".join(str(_short(item)) for item in value)
    return json.dumps(value, ensure_ascii=False)


def _is_short(item: Any) -> bool:
    return isinstance(item, str | int) or (isinstance(item, Mapping) and ("code" in item or "id" in item))


def _short(item: Any) -> Any:
    return item.get("code", item.get("id")) if isinstance(item, Mapping) else item


def as_csv(columns: Sequence[Column], items: Iterable[Mapping[str, Any]]) -> bytes:
    """RFC 4180 in UTF-8, with heading row. A text that a spreadsheet would run as a formula begins with '."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns])
    writer.writerows([column.cell(item) for column in columns] for item in items)
    return out.getvalue().encode()
