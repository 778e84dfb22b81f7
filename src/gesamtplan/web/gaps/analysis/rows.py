"""Stored rows as lists: by place, ranked by a measure, sorted by a column."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from gesamtplan.gaps.queries.analysis import Line, Topic, together
from gesamtplan.gaps.states import RowStatus
from gesamtplan.kern.formats import format_number
from gesamtplan.web.gaps.analysis import words
from gesamtplan.web.gaps.analysis.forms import ALL, Offered
from gesamtplan.web.gaps.analysis.measures import Measure

CELLS = (
    ("people", _("People"), 1, 0), ("need", _("Needed"), 1, 0), ("places", _("Standing there"), 1, 0),
    ("claims", _("Their share"), 1, 0), ("access", _("Per 100 people"), 100, 1), ("unmet", _("Missing"), 1, 0),
    ("best_unmet", _("In the best case"), 1, 0), ("no_place", pgettext_lazy("remedy", "build"), 1, 0),
    ("too_far", pgettext_lazy("remedy", "move"), 1, 0), ("not_eligible", pgettext_lazy("remedy", "open up"), 1, 0),
)  # fmt: skip
ByPlace = Mapping[tuple[str, str, int], Sequence[Line]]


@dataclass(frozen=True)
class Shown:
    """A line of list and table; `place` in the order of the measure, None if its value is not known."""

    line: Line
    name: object
    value: float | None
    place: int | None
    url: str
    framed: bool = False

    @property
    def helps(self) -> object:
        """What would help most, in a word."""
        return words.helps(self.line)

    @property
    def sentence(self) -> str:
        """How much is missing, what of it remains in the best case."""
        return words.short_gap(self.line)

    @property
    def status_word(self) -> object:
        """How much of the row is known."""
        return RowStatus(self.line.status).label


def with_cells(rows: Iterable[Shown]) -> list[tuple[Shown, SafeString]]:
    """Each row with its columns of figures; written here, because a loop of the template took three times as long."""
    unknown = escape(pgettext("value", "unknown"))

    columns = [(name, factor, decimals) for name, _label, factor, decimals in CELLS]

    def cell(line: Line, name: str, factor: int, decimals: int) -> str:
        value = line.figures[name]
        text = unknown if value is None else format_number(factor * value, decimals)
        return f'<td class="num">{text}</td>'

    return [(row, SafeString("".join(cell(row.line, *column) for column in columns))) for row in rows]


def by_place(lines: Iterable[Line], offered: Offered) -> ByPlace:
    """Lines by (group, level, year); group "" holds all groups together where that is offered."""
    found: dict[tuple[str, str, int], list[Line]] = defaultdict(list)
    areas: dict[tuple[str, int, str], list[Line]] = defaultdict(list)
    for line in lines:
        found[line.group, line.level, line.year].append(line)
        areas[line.level, line.year, line.area].append(line)
    if ALL in offered.groups:
        for (level, year, _area), parts in areas.items():
            found[ALL, level, year].append(together(parts))
    return found


def row_url(topic: Topic, line: Line) -> str:
    """How a row was computed."""
    return f"{reverse('web:gap', args=[topic.code, line.group, line.area])}?year={line.year}"


def ranked(lines: Iterable[Line], measure: Measure) -> list[tuple[Line, float | None, int | None]]:
    """(line, value, place) by the measure, the worst first; equal values share a place, unknown comes last."""
    valued = [(line, measure.value(line)) for line in lines]
    order = sorted(valued, key=lambda pair: (pair[1] is None, measure.worst_first * (pair[1] or 0)))
    places: dict[float, int] = {}
    for number, (_line, value) in enumerate(order, 1):
        if value is not None:
            places.setdefault(value, number)
    return [(line, value, None if value is None else places[value]) for line, value in order]


def in_order(rows: Sequence[Shown], sort: str) -> Sequence[Shown]:
    """Sorted by "area" or a figure of GapRow, "-" before it for the other way round; unknown stays last."""
    key, falling = sort.removeprefix("-"), sort.startswith("-")
    if key == "area":
        return sorted(rows, key=lambda shown: str(shown.name), reverse=falling)
    known = [(shown.line.figures.get(key), shown) for shown in rows]
    ordered = sorted((value, number) for number, (value, _row) in enumerate(known) if value is not None)
    rest = [shown for value, shown in known if value is None]
    return [rows[number] for _value, number in (reversed(ordered) if falling else ordered)] + rest
