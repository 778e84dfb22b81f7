"""Lines over years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.kern.charts.frame import joined, picture
from gesamtplan.kern.charts.scale import nice_ticks, short
from gesamtplan.kern.formats import format_number

WIDTH, HEIGHT = 560, 300
RIGHT, TOP, BOTTOM = 20, 16, 34
DIGIT = 9
LONGEST_AXIS = 9


@dataclass(frozen=True)
class Series:
    """A line: (year, value) by year; None is a gap, never zero. At most five series in one picture."""

    label: Any
    points: Sequence[tuple[float, float | None]]


@dataclass(frozen=True)
class Mark:
    """A target (at `value`) or a break of the series (at year `value`), with what to say about it."""

    value: float
    label: Any


@dataclass(frozen=True)
class _Scale:
    years: tuple[float, float]
    ticks: list[float]
    left: float

    def x(self, year: float) -> float:
        first, last = self.years
        return self.left + (year - first) / ((last - first) or 1) * (WIDTH - self.left - RIGHT)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM)


def line_chart(
    series: Sequence[Series],
    *,
    title: object,
    description: object = "",
    decimals: int | None = None,
    breaks: Sequence[Mark] = (),
    targets: Sequence[Mark] = (),
    from_zero: bool = True,
) -> SafeString:
    """One line per series over the years; nothing is drawn where no value is known."""
    known = [(year, value) for one in series for year, value in one.points if value is not None]
    if not known:
        return SafeString("")
    values = [value for _, value in known] + [target.value for target in targets]
    low = min(0.0, *values) if from_zero else min(values)
    ticks = nice_ticks(low, max(values))
    left = 24 + DIGIT * max(len(_tick_label(tick, decimals)) for tick in ticks)
    scale = _Scale((min(year for year, _ in known), max(year for year, _ in known)), ticks, left)
    content = joined((
        *_grid(scale, decimals), *_years(scale),
        *(_break(scale, mark) for mark in breaks), *(_target(scale, mark) for mark in targets),
        *(_line(scale, one, number, decimals) for number, one in enumerate(series[:5], start=1)),
    ))  # fmt: skip
    return picture("line-chart", (WIDTH, HEIGHT), title, description, content)


def _grid(scale: _Scale, decimals: int | None) -> Iterator[SafeString]:
    for tick in scale.ticks:
        y, kind = short(scale.y(tick)), "axis" if tick == scale.ticks[0] else "grid"
        yield format_html(
            '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>', kind, scale.left, WIDTH - RIGHT, y, y
        )
        label = _tick_label(tick, decimals)
        yield format_html('<text x="{}" y="{}" text-anchor="end" dy="4">{}</text>', scale.left - 10, y, label)


def _tick_label(tick: float, decimals: int | None) -> str:
    return format_number(tick, None if decimals is None or tick == int(tick) else max(decimals, 1))


def _years(scale: _Scale) -> Iterator[SafeString]:
    first, last = (int(year) for year in scale.years)
    step = max(1, -(-(last - first) // LONGEST_AXIS))
    for year in range(last, first - 1, -step):
        place = (short(scale.x(year)), HEIGHT - 10)
        yield format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', *place, str(year))


def _break(scale: _Scale, mark: Mark) -> SafeString:
    x = short(scale.x(mark.value))
    shape = '<line class="break" x1="{}" x2="{}" y1="{}" y2="{}"><title>{}</title></line>'
    return format_html(shape, x, x, TOP, HEIGHT - BOTTOM, mark.label)


def _target(scale: _Scale, mark: Mark) -> SafeString:
    y = short(scale.y(mark.value))
    shape = '<line class="target" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}" dy="-6">{}</text>'
    return format_html(shape, scale.left, WIDTH - RIGHT, y, y, scale.left + 4, y, mark.label)


def _line(scale: _Scale, series: Series, number: int, decimals: int | None) -> SafeString:
    """Path with a gap where a value is unknown, and a dot per value that names it."""
    steps, dots, command = [], [], "M"
    for year, value in series.points:
        if value is None:
            command = "M"
            continue
        x, y = short(scale.x(year)), short(scale.y(value))
        steps.append(f"{command}{x} {y}")
        command = "L"
        said = f"{series.label} {year:.0f}: {format_number(value, decimals)}"
        dots.append(
            format_html('<circle class="dot" cx="{}" cy="{}" r="3.5"><title>{}</title></circle>', x, y, said)
        )
    shape = '<g class="series-{}"><path class="line series-{}" d="{}"/>{}</g>'
    return format_html(shape, number, number, "".join(steps), joined(dots))
