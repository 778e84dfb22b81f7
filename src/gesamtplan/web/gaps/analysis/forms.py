"""What the reader of the needs analysis asks for; what does not exist there falls back to the usual value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gesamtplan.gaps.queries.analysis import Line, StoredAnalysis, Topic
from gesamtplan.web.gaps.analysis.measures import MEASURES, Measure
from gesamtplan.web.gaps.analysis.words import LEVELS

ALL = ""
Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Selection:
    """What is shown. `group` "" means all groups taken together; `area` is framed, "" is none."""

    topic: Topic
    group: str
    level: str
    year: int
    measure: Measure
    area: str = ""

    def query(self, **changes: str) -> str:
        """Query string of the page that shows this, with some values changed."""
        values = {
            "topic": self.topic.code,
            "group": self.group,
            "level": self.level,
            "year": str(self.year),
            "measure": self.measure.code,
            "area": self.area,
        } | changes
        return urlencode({key: value for key, value in values.items() if value})


@dataclass(frozen=True)
class Offered:
    """What can be chosen in a topic: groups, levels and years that have rows."""

    groups: Sequence[str]
    levels: Sequence[str]
    years: Sequence[int]

    @classmethod
    def of(cls, topic: Topic, rows: Iterable[Line]) -> "Offered":
        """All groups together are offered where nobody is in two of them."""
        lines = list(rows)
        groups = list(topic.groups)
        known = {line.level for line in lines}
        together = len(groups) > 1 and not topic.groups_overlap
        years = sorted({line.year for line in lines}, reverse=True)
        levels = [level for level in ("district", "sub-district", "city") if level in known]
        return cls([ALL, *groups] if together else groups, levels or ["city"], years or topic.years[-1:])


def chosen_topic(query: QueryDict, analysis: StoredAnalysis) -> Topic:
    """The topic asked for, else the first."""
    return analysis.topics.get(query.get("topic", "")) or next(iter(analysis.topics.values()))


def read_selection(query: QueryDict, topic: Topic, offered: Offered) -> Selection:
    """The reader's wish as far as the topic has it."""
    wish = Selection(topic, offered.groups[0], offered.levels[0], offered.years[0], MEASURES["missing"])
    group, level, year = query.get("group", ""), query.get("level", ""), query.get("year", "")
    return replace(
        wish,
        group=group if group in offered.groups else wish.group,
        level=level if level in offered.levels else wish.level,
        year=int(year) if year in map(str, offered.years) else wish.year,
        measure=MEASURES.get(query.get("measure", ""), wish.measure),
        area=query.get("area", ""),
    )


class SwitchForm(forms.Form):
    """The switches over map and list; those without a choice are left out."""

    topic = forms.ChoiceField(label=_("Topic"), required=False)
    group = forms.ChoiceField(label=_("For whom"), required=False)
    level = forms.ChoiceField(label=_("Areas"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    measure = forms.ChoiceField(label=_("What is shown"), required=False)

    def __init__(self, analysis: StoredAnalysis, selection: Selection, offered: Offered) -> None:
        shown = {
            "topic": selection.topic.code,
            "group": selection.group,
            "level": selection.level,
            "year": str(selection.year),
            "measure": selection.measure.code,
        }
        super().__init__(initial=shown)
        self._offer("topic", topic_choices(analysis))
        self._offer("group", group_choices(selection.topic, offered.groups))
        self._offer("level", [(level, LEVELS[level]) for level in offered.levels])
        self._offer("year", [(str(year), str(year)) for year in offered.years])
        self._offer("measure", [(code, one.label) for code, one in MEASURES.items()])

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        if len(choices) > 1 or name == "topic":
            field.choices = choices  # type: ignore[attr-defined] # all are ChoiceFields
        else:
            del self.fields[name]


def topic_choices(analysis: StoredAnalysis) -> list[tuple[str, Choices]]:
    """The topics under their field of action."""
    by_field = groupby(analysis.topics.values(), key=lambda topic: str(topic.field))
    return [
        (field, [(topic.code, str(topic.text("title"))) for topic in topics]) for field, topics in by_field
    ]


def group_choices(topic: Topic, codes: Iterable[str]) -> Choices:
    """The groups by their short names."""
    return [(code, str(topic.groups[code][1]) if code else _("all together")) for code in codes]
