"""When somebody else published first: both entries side by side, and the one that comes out of the choice."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date

from gesamtplan.plan.models import StatusUpdate
from gesamtplan.web.desk.forms import UpdateForm

FIELDS = {"on": "", "state": "", "text_de": "de", "text_en": "en"}
THEIRS = "theirs"


@dataclass(frozen=True)
class Side:
    """One entry of a field, ready to be shown: a day, a word for a state with its code, or a text."""

    value: Any
    label: str = ""


@dataclass(frozen=True)
class Choice:
    """A field in which the two may differ; `language` is that of its text."""

    name: str
    label: str
    language: str
    mine: Side
    theirs: Side

    @property
    def differs(self) -> bool:
        """False where both say the same: there is nothing to choose."""
        return self.mine != self.theirs


def choices(form: UpdateForm, theirs: StatusUpdate) -> list[Choice]:
    """Day, state and texts of the bound form beside those of the update that was published meanwhile."""
    given = _entry(theirs)
    return [
        Choice(
            name,
            str(form[name].label),
            lang,
            _side(form, name, form[name].value()),
            _side(form, name, given[name]),
        )
        for name, lang in FIELDS.items()
    ]


def merged(entered: QueryDict, theirs: StatusUpdate | None) -> QueryDict:
    """The own entry, with what the author took over from the other (`take-<field>=theirs`)."""
    result = entered.copy()
    given = _entry(theirs) if theirs else {}
    for name in FIELDS:
        if theirs and entered.get(f"take-{name}") == THEIRS:
            result[name] = given[name]
    return result


def _entry(update: StatusUpdate) -> dict[str, str]:
    """An update as the form would send it."""
    text = update.text or {}
    day = update.date.isoformat() if update.date else ""
    return {"on": day, "state": update.state, "text_de": text.get("de", ""), "text_en": text.get("en", "")}


def _side(form: UpdateForm, name: str, value: Any) -> Side:
    words = (value or "").strip().replace("\r\n", "\n")
    if name == "on":
        return _day(words)
    if name == "state":
        return Side(words, str(dict(form.states.choices).get(words, words)))
    return Side(words)


def _day(words: str) -> Side:
    """The day, or the words that are no day."""
    try:
        day = parse_date(words)
    except ValueError:  # well formed, but no such day
        day = None
    return Side(day) if day else Side(None, words)
