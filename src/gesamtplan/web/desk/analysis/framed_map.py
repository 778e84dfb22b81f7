"""The map of a group on which the chosen areas are framed, with its key inside."""

import re
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.gaps.models import GapRow
from gesamtplan.kern.charts import MapArea, MapPicture, Segment, district_map
from gesamtplan.territory.states import AreaKind

VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
COLUMNS, LINE = 2, 30


def framed_map(rows: Sequence[GapRow], title: str) -> str:
    """All areas of the first row's level, for a row of the city its districts; the chosen ones framed."""
    first, chosen = rows[0], {row.area_id for row in rows}
    level = AreaKind.DISTRICT if first.area.kind == AreaKind.CITY else first.area.kind
    found = GapRow.objects.filter(
        assessment=first.assessment_id, group=first.group_id, year=first.year, area__kind=level
    )
    drawn = district_map(
        [
            MapArea(row.area, row.area.geometry, row.unmet, framed=row.area_id in chosen)
            for row in found.select_related("area").order_by("area__code")
            if row.area.geometry
        ],
        title=title,
        description=str(first.year),
        unit=str(first.group.topic.places_unit),
        decimals=0,
    )
    return _with_key(drawn)


def _with_key(drawn: MapPicture) -> str:
    """The key goes into the picture: on its own it would not be kept."""
    head, _close, _rest = str(drawn.svg).rpartition("</svg>")
    size = VIEW_BOX.search(head)
    if size is None:  # no area has a geometry
        return ""
    height = int(size[2])
    entries = [_entry(number, height, one) for number, one in enumerate(drawn.legend)]
    taller = height + LINE * -(-len(entries) // COLUMNS) + LINE // 2
    return head.replace(size[0], f'viewBox="0 0 {size[1]} {taller}"', 1) + "".join(entries) + "</svg>"


def _entry(number: int, height: int, one: Segment) -> SafeString:
    row, column = divmod(number, COLUMNS)
    x, y = 4 + column * 318, height + LINE // 2 + row * LINE
    return format_html(
        '<rect class="area {}" x="{}" y="{}" width="14" height="14"/><text class="map-key" x="{}" y="{}">{}</text>',
        one.css_class, x, y, x + 20, y + 11, one.label,
    )  # fmt: skip
