"""How a room declares which of its texts may be translated. Places, times and money are never among them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from gesamtplan.translations.languages import SOURCE


@dataclass(frozen=True)
class TextField:
    """A column with a localized text: its name, our word for it, and what a translator should know of it."""

    name: str
    label: Any
    note: Any = ""


@dataclass(frozen=True)
class Translatable:
    """Rows of one kind, e.g. "offer": which they are (public ones only), the column that names them, their texts."""

    kind: str
    label: Any
    rows: Callable[[], QuerySet[Any]]
    fields: tuple[TextField, ...]
    key: str = "code"

    @property
    def is_numbered(self) -> bool:
        """The rows have no code, only the number that this database gave them."""
        return self.key == "id"

    def field(self, name: str) -> TextField | None:
        """The declared field; None where texts of that name are not translated."""
        return next((field for field in self.fields if field.name == name), None)

    def record(self, key: str, field: TextField) -> Mapping[str, str] | None:
        """Text of record of one row; None where there is no such row or it has no such text."""
        try:
            texts = self.rows().filter(**{self.key: key}).values_list(field.name, flat=True)
        except ValueError:  # a word where the key is a number
            return None
        text: Mapping[str, str] | None = texts.first()
        return text if text and text.get(SOURCE) else None

    def records(self) -> Iterator[tuple[str, TextField, Mapping[str, str]]]:
        """(key, field, text of record by language) of every text that can be translated, in one query."""
        columns = [self.key, *(field.name for field in self.fields)]
        for key, *texts in self.rows().order_by(self.key).values_list(*columns).iterator():
            for field, text in zip(self.fields, texts, strict=True):
                if text and text.get(SOURCE):
                    yield str(key), field, text


Registry = Mapping[str, Translatable]


@cache
def registry() -> Registry:
    """What the rooms declare, by kind; the setting TRANSLATABLE names the declarations."""
    declared: list[Translatable] = [import_string(path) for path in settings.TRANSLATABLE]
    return {what.kind: what for what in declared}
