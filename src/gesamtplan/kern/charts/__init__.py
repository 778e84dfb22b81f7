"""Pictures made of numbers as inline SVG: no style attribute, no script; colours come from the style sheet.

Same input, same picture. Each has a role with title and description; the page puts the table beside it.
"""

from gesamtplan.kern.charts.district_map import MapArea, MapPicture, district_map
from gesamtplan.kern.charts.line import Mark, Series, line_chart
from gesamtplan.kern.charts.point_map import Ground, MapPoint, map_ground, point_map
from gesamtplan.kern.charts.shares import Segment
from gesamtplan.kern.charts.small_maps import Panel, SmallMaps, small_maps

__all__ = [
    "Ground",
    "MapArea",
    "MapPicture",
    "MapPoint",
    "Mark",
    "Panel",
    "Segment",
    "Series",
    "SmallMaps",
    "district_map",
    "line_chart",
    "map_ground",
    "point_map",
    "small_maps",
]
