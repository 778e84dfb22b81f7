"""Measures as bars over the years. Horizontal measures are percent of the picture's width."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gesamtplan.core.states import DatePrecision
from gesamtplan.plan.models import Measure


@dataclass(frozen=True)
class Bar:
    """One measure: `x` to `width` is known, `open_width` behind it is the time for which no end is known."""

    measure: Measure
    x: str
    width: str
    open_x: str
    open_width: str
    ends: bool


@dataclass(frozen=True)
class Gantt:
    """Bars of measures with a known start, year marks (label, position), today; the undated measures."""

    bars: list[Bar]
    years: list[tuple[int, str]]
    today: str
    undated: list[Measure]

    @property
    def states(self) -> list[tuple[str, str]]:
        """States that occur in the picture, with their words: its key."""
        return sorted({(state_of(bar.measure), bar.measure.state_label) for bar in self.bars})


def state_of(measure: Measure) -> str:
    """Code of the state of a measure read `with_state()`."""
    state: str = measure.state  # type: ignore[attr-defined] # annotated by with_state()
    return state


def last_day(day: date, precision: str) -> date:
    """Last day of the day, month or year that is meant."""
    if precision == DatePrecision.YEAR:
        return date(day.year, 12, 31)
    if precision == DatePrecision.MONTH:
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return day


def gantt(measures: Iterable[Measure], on: date) -> Gantt:
    """The picture as of a day."""
    rows = list(measures)
    dated = [row for row in rows if row.start]
    undated = [row for row in rows if not row.start]
    begin = date(min((row.start.year for row in dated if row.start), default=on.year), 1, 1)
    ends = [last_day(row.end, row.end_precision) for row in dated if row.end]
    until = date(max([on, *ends]).year, 12, 31)
    scale = _Scale(begin, until)
    years = [(year, scale.at(date(year, 1, 1))) for year in range(begin.year, until.year + 1)]
    return Gantt([_bar(row, scale, on) for row in dated], years, scale.at(on), undated)


@dataclass(frozen=True)
class _Scale:
    begin: date
    until: date

    def at(self, day: date) -> str:
        return self.wide(self.begin, day)

    def wide(self, first: date, last: date) -> str:
        return f"{100 * max((last - first).days, 0) / ((self.until - self.begin).days + 1):.2f}%"


def _bar(row: Measure, scale: _Scale, on: date) -> Bar:
    start = row.start or on
    known_end = last_day(row.end, row.end_precision) if row.end else last_day(start, row.start_precision)
    known_end = max(known_end, start + timedelta(days=20))  # a single day must stay visible
    rest = on if row.end is None and on > known_end else known_end
    return Bar(
        row,
        scale.at(start),
        scale.wide(start, known_end),
        scale.at(known_end),
        scale.wide(known_end, rest),
        bool(row.end),
    )
