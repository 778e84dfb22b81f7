"""A change as people read it: the column, what stood there, what would stand there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gesamtplan.core.entries import partial_date
from gesamtplan.kern.formats import format_amount, format_partial_date
from gesamtplan.offers.models import SheetChange
from gesamtplan.offers.sheets.cells import NONE_REQUIRED
from gesamtplan.offers.sheets.columns import Column, columns
from gesamtplan.offers.sheets.plan import Change
from gesamtplan.offers.sheets.words import Vocabulary

LONGEST = 200


@dataclass(frozen=True)
class ShownChange:
    """`old`, `new`: None is unknown."""

    column: Column
    old: str | None
    new: str | None


def shown_changes(changes: Iterable[Change], words: Vocabulary) -> list[ShownChange]:
    """In the order of the columns."""
    return [
        ShownChange(
            columns()[one.column],
            shown_value(columns()[one.column], one.old, words),
            shown_value(columns()[one.column], one.new, words),
        )
        for one in changes
    ]


def stored_changes(change: SheetChange, words: Vocabulary) -> list[ShownChange]:
    """Of a file that was taken over."""
    return shown_changes(_stored(change.before, change.after), words)


def _stored(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in columns():
        if name in after:
            yield Change(name, before.get(name), after[name])


def shown_value(column: Column, value: Any, words: Vocabulary) -> str | None:
    """In words, shortened; None is unknown."""
    if value is None or value == []:
        return None
    if value == NONE_REQUIRED:
        return _("none required")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    kind, _dot, name = column.reads.partition(".")
    if name in words:
        listed = value if isinstance(value, list) else [value]
        return ", ".join(words[name].word(code, (get_language() or "de")[:2]) for code in listed)
    return _plainly(kind, value)


def _plainly(kind: str, value: Any) -> str:
    if kind == "money":
        return format_amount(value)
    if kind.endswith("day"):
        return format_partial_date(*_day(value))
    text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _day(value: str) -> tuple[Any, str]:
    day, precision = partial_date(value)
    return day, precision
