"""A text of record in the languages of the city, kept as one value: it travels with its row, without a join."""

from typing import Any

from django.db import models
from django.utils.translation import get_language

from gesamtplan.core.languages import instead_of


class LocalizedText(dict[str, str]):
    """Texts by language code, e.g. {"de": "Bedarf", "en": "Need"}; shows itself in the reader's language."""

    SOURCE_LANGUAGE = "de"

    def in_language(self, language: str) -> str:
        """Text in the language asked for, else in the one that `language_for` names; empty only when nothing is known."""
        return self.get(self.language_for(language), "")

    def language_for(self, language: str) -> str:
        """The language in which its reader gets the text: that one, one they may know, German, or any that there is."""
        if self.get(language):
            return language
        wanted = (*instead_of(language), self.SOURCE_LANGUAGE, *self)
        return next((code for code in wanted if self.get(code)), self.SOURCE_LANGUAGE)

    @property
    def language(self) -> str:
        """The language in which it shows itself on the page that is being made."""
        return self.language_for(get_language() or self.SOURCE_LANGUAGE)

    def __str__(self) -> str:
        return self.get(self.language, "")

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
