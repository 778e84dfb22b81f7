"""Maps and lines of the needs analysis."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gesamtplan.gaps.queries.analysis import Line, Outline
from gesamtplan.kern.charts import (
    MapArea,
    MapPicture,
    Panel,
    Series,
    SmallMaps,
    district_map,
    line_chart,
    small_maps,
)
from gesamtplan.web.gaps.analysis.forms import Selection
from gesamtplan.web.gaps.analysis.rows import Shown


def area_map(selection: Selection, outlines: Sequence[Outline], rows: Sequence[Shown]) -> MapPicture:
    """The measure by area; each area is a link that frames it."""
    values = {row.line.area: row.value for row in rows}
    return district_map(
        [_area(selection, outline, values) for outline in outlines],
        title=_map_title(selection),
        description=_("Each area is a link; the list beside the map says the same."),
        unit=selection.measure.unit(selection.topic),
        decimals=selection.measure.decimals,
    )


def _area(selection: Selection, outline: Outline, values: Mapping[str, float | None]) -> MapArea:
    url = f"?{selection.query(area=outline.code)}#area"
    framed = outline.code == selection.area
    return MapArea(outline.label, outline.geometry, values.get(outline.code), url, framed)


def _map_title(selection: Selection) -> str:
    return _("%(title)s: %(measure)s, %(year)s") % {
        "title": selection.topic.text("title"),
        "measure": selection.measure.label,
        "year": selection.year,
    }


def by_group(
    selection: Selection, outlines: Sequence[Outline], groups: Sequence[tuple[object, Sequence[Line]]]
) -> SmallMaps:
    """The measure for each group, all on one scale."""
    measure = selection.measure
    panels = [Panel(name, {line.area: measure.value(line) for line in lines}) for name, lines in groups]
    return small_maps(
        {outline.code: outline.geometry for outline in outlines},
        panels,
        unit=measure.unit(selection.topic),
        decimals=measure.decimals,
    )


def line_labels() -> Mapping[str, str]:
    """What the three lines over the years are."""
    return {
        "need": pgettext("line", "needed"),
        "claims": pgettext("line", "their share of places"),
        "unmet": pgettext("line", "missing"),
    }


def over_years(selection: Selection, lines: Sequence[Line]) -> SafeString:
    """Needed, reachable and missing places of the whole city; a gap is unknown."""
    by_year = {line.year: line for line in lines}
    years = range(min(by_year), max(by_year) + 1) if by_year else ()
    series = [
        Series(label, [(year, by_year[year].figures[name] if year in by_year else None) for year in years])
        for name, label in line_labels().items()
    ]
    title = _("%(title)s over the years") % {"title": selection.topic.text("title")}
    return line_chart(
        series, title=title, description=_("Lines over the years; the table says the same."), decimals=0
    )


def numbered_map(
    outlines: Sequence[Outline], order: Sequence[str], values: Mapping[str, float]
) -> MapPicture:
    """Areas with the number of their step written on them, and what else lies in their districts."""
    numbers = {area: str(number) for number, area in enumerate(order, 1)}
    districts = {outline.parent for outline in outlines if outline.code in numbers}
    areas = [
        MapArea(
            outline.label, outline.geometry, values.get(outline.code), framed=outline.code in numbers,
            label=numbers.get(outline.code, ""), muted=outline.code not in numbers,
        )
        for outline in outlines
        if outline.parent in districts
    ]  # fmt: skip
    return district_map(
        areas,
        title=_("Where the next offers would help most"),
        description=_("Areas with their number in the order of the list."),
        decimals=0,
    )
