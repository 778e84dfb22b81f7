"""Spans of time, one row each."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gesamtplan.kern.charts.frame import joined, picture
from gesamtplan.kern.charts.scale import short
from gesamtplan.kern.formats import format_partial_date

WIDTH, LEFT, ROW, HEAD = 1120, 330, 30, 28
LABEL_LENGTH = 44


@dataclass(frozen=True)
class GanttRow:
    """A bar from start to end; an unknown end is drawn pale to the right edge, an unknown start draws no bar.

    `css_class` is the tone of the state; milestones are (date, label, is done).
    """

    label: Any
    start: dt.date | None
    end: dt.date | None
    css_class: str
    url: str = ""
    state: Any = ""
    milestones: Sequence[tuple[dt.date, Any, bool]] = ()


@dataclass(frozen=True)
class _Span:
    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        whole = (self.last - self.first).days or 1
        return LEFT + min(max((day - self.first).days / whole, 0), 1) * (WIDTH - LEFT - 10)


def gantt(rows: Sequence[GanttRow], today: dt.date, *, title: object, description: object = "") -> SafeString:
    """Rows from top to bottom under a scale of years, with a line at `today`."""
    known = [
        day for row in rows for day in (row.start, row.end, *(step[0] for step in row.milestones)) if day
    ]
    first = min(known, default=today)
    span = _Span(dt.date(first.year, 1, 1), dt.date(max([*known, today]).year, 12, 31))
    height = HEAD + ROW * len(rows) + 8
    content = joined(
        (
            *_years(span, height),
            *(_row(row, n, span) for n, row in enumerate(rows)),
            _today(span, today, height),
        )
    )
    svg = picture("gantt", (WIDTH, height), title, description, content)
    return SafeString(svg.replace('role="img"', 'role="group"', 1)) if any(row.url for row in rows) else svg


def _years(span: _Span, height: int) -> Iterator[SafeString]:
    step = max(1, (span.last.year - span.first.year) // 14 + 1)
    for year in range(span.first.year, span.last.year + 1, step):
        x = short(span.x(dt.date(year, 1, 1)))
        yield format_html('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>', x, x, HEAD - 6, height)
        yield format_html('<text x="{}" y="{}" dx="4">{}</text>', x, HEAD - 10, str(year))


def _row(row: GanttRow, number: int, span: _Span) -> SafeString:
    middle = HEAD + ROW * number + ROW / 2
    text = str(row.label)
    cut = text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1].rstrip() + "…"
    label = format_html(
        '<text class="row-label" x="0" y="{}" dy="5">{}<title>{}</title></text>', short(middle), cut, text
    )
    if row.url:
        label = format_html('<a href="{}">{}</a>', row.url, label)
    steps = (_milestone(step, middle, span) for step in row.milestones)
    return format_html("<g>{}{}{}</g>", label, _bar(row, middle, span), joined(steps))


def _bar(row: GanttRow, middle: float, span: _Span) -> SafeString:
    if row.start is None:
        shape = '<text x="{}" y="{}" dy="5">{}</text>'
        return format_html(shape, LEFT + 4, short(middle), _("period unknown"))
    left, right = span.x(row.start), span.x(row.end or span.last)
    until = format_partial_date(row.end) if row.end else _("end unknown")
    said = f"{row.label}: {format_partial_date(row.start)} – {until}" + (
        f", {row.state}" if row.state else ""
    )
    shape = '<rect class="bar {}" x="{}" y="{}" width="{}" height="16" rx="3"><title>{}</title></rect>'
    css_class = row.css_class if row.end else f"{row.css_class} is-open-ended"
    return format_html(shape, css_class, short(left), short(middle - 8), short(max(right - left, 4)), said)


def _milestone(step: tuple[dt.date, Any, bool], middle: float, span: _Span) -> SafeString:
    day, label, is_done = step
    x, css_class = span.x(day), "milestone is-done" if is_done else "milestone"
    diamond = f"M{short(x)} {short(middle - 7)}l7 7-7 7-7-7z"
    return format_html(
        '<path class="{}" d="{}"><title>{}: {}</title></path>',
        css_class,
        diamond,
        format_partial_date(day),
        label,
    )


def _today(span: _Span, today: dt.date, height: int) -> SafeString:
    x = short(span.x(today))
    line = '<line class="today" x1="{}" x2="{}" y1="{}" y2="{}"><title>{}</title></line>'
    return format_html(line, x, x, HEAD - 6, height, _("today"))
