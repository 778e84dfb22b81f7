"""A text of record in the languages of the city, kept as one value: it travels with its row, without a join."""

from typing import Any

from django.db import models
from django.utils.translation import get_language


class LocalizedText(dict[str, str]):
    """Texts by language code, e.g. {"de": "Bedarf", "en": "Need"}; shows itself in the reader's language."""

    SOURCE_LANGUAGE = "de"

    def in_language(self, language: str) -> str:
        """Text in the language asked for, else in German, else in any language; empty only when nothing is known."""
        return self.get(language) or self.get(self.SOURCE_LANGUAGE) or next(iter(self.values()), "")

    def __str__(self) -> str:
        return self.in_language((get_language() or self.SOURCE_LANGUAGE)[:2])

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))

    def __bool__(self) -> bool:
        return any(self.values())


class LocalizedTextField(models.JSONField):
    """Column for a LocalizedText. Null means: not known."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> LocalizedText | None:
        data = super().from_db_value(value, expression, connection)
        return LocalizedText(data) if isinstance(data, dict) else data

    def to_python(self, value: Any) -> Any:
        return LocalizedText(value) if isinstance(value, dict) else value
