"""The picture that is frozen with rows: the map of the group, or the line of a topic without districts."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from gesamtplan.gaps.models import GapRow
from gesamtplan.kern.charts import MapArea, Series, district_map, line_chart
from gesamtplan.territory.states import AreaKind


def picture_of(rows: Sequence[GapRow]) -> str:
    """SVG of what is missing for the first row's group, drawn in German, the language of the record."""
    with translation.override("de"):
        first = rows[0]
        return _map(first) if first.group.topic.has_districts else _line(first)


def _map(first: GapRow) -> str:
    """All areas of the row's level, for a row of the city its districts."""
    level = AreaKind.DISTRICT if first.area.kind == AreaKind.CITY else first.area.kind
    found = GapRow.objects.filter(
        assessment=first.assessment_id, group=first.group_id, year=first.year, area__kind=level
    )
    areas = [
        MapArea(row.area, row.area.geometry, row.unmet)
        for row in found.select_related("area").order_by("area__code")
        if row.area.geometry
    ]
    topic = first.group.topic
    drawn = district_map(
        areas, title=_title(first), description=str(first.year), unit=str(topic.places_unit), decimals=0
    )
    return str(drawn.svg)


def _line(first: GapRow) -> str:
    """People's need and what is within reach, over the years."""
    found = GapRow.objects.filter(assessment=first.assessment_id, group=first.group_id, area=first.area_id)
    rows = list(found.order_by("year").only("year", "need", "claims"))
    lines = [
        Series(_("needed"), [(row.year, row.need) for row in rows]),
        Series(_("within reach"), [(row.year, row.claims) for row in rows]),
    ]
    shown = [line for line in lines if any(value is not None for _year, value in line.points)]
    return str(line_chart(shown, title=_title(first), decimals=0)) if shown else ""


def _title(first: GapRow) -> str:
    values = {"unit": first.group.topic.places_unit, "group": first.group.name}
    return _("Missing %(unit)s: %(group)s") % values
