"""What all objects of one answer share."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from gesamtplan.api.addresses import page_address
from gesamtplan.api.hsds.identity import ids_here
from gesamtplan.api.hsds.taxonomies import Term, all_terms
from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.models import Source
from gesamtplan.offers.hsds.identity import Ids


@dataclass(frozen=True)
class Context:
    """`root`: scheme and host of this site without a slash at the end; `today`: the day in the city."""

    ids: Ids
    language: str
    root: str
    today: dt.date

    def text(self, words: LocalizedText | dict[str, str] | str | None) -> str | None:
        """The text in the language of the answer; None is not known."""
        if not words:
            return None
        return words if isinstance(words, str) else LocalizedText(words).in_language(self.language) or None

    def other_text(self, words: LocalizedText | None) -> str | None:
        """The text in the other language, where it differs."""
        own = self.text(words)
        return next((text for text in (words or {}).values() if text and text != own), None)

    def page(self, name: str, *args: object) -> str:
        """Address of a page for people."""
        return f"{self.root}{page_address(name, *args) or '/'}"

    def sources(self, rows: Any) -> list[dict[str, Any]]:
        """Sources as the profile has them."""
        return [self._source(row) for row in rows]

    def _source(self, row: Source) -> dict[str, Any]:
        return {"id": row.code, "title": self.text(row.title) or row.code, "url": row.url}

    @cached_property
    def terms(self) -> dict[tuple[str, str], Term]:
        """Every term by taxonomy and code."""
        return {(term.taxonomy, term.code): term for term in all_terms()}


def context_of(request: HttpRequest, language: str) -> Context:
    """Context of an answer to this request."""
    return Context(ids_here(), language, request.build_absolute_uri("/").rstrip("/"), timezone.localdate())


def known(**values: Any) -> dict[str, Any]:
    """Only what is known: the standard has no null, and an empty text would look like "none"."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
