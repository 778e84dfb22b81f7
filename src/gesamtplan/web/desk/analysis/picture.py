"""The picture that is frozen with rows: the map of the group, or the line of a topic without districts."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from gesamtplan.gaps.models import GapRow
from gesamtplan.kern.charts import Series, line_chart
from gesamtplan.web.desk.analysis.framed_map import framed_map


def picture_of(rows: Sequence[GapRow]) -> str:
    """SVG of what is missing for the first row's group, drawn in German, the language of the record."""
    with translation.override("de"):
        first = rows[0]
        return framed_map(rows, _title(first)) if first.group.topic.has_districts else _line(first)


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
