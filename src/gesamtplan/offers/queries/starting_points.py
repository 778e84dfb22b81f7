"""Where somebody starts from: what was typed, looked up in the city's own areas, streets and sites; no outside service."""

import re
from collections.abc import Iterator

from django.db.models import Q, Value
from django.db.models.functions import Concat, Lower

from gesamtplan.offers.models import Site
from gesamtplan.offers.queries.directory import Directory
from gesamtplan.offers.queries.listed import Here
from gesamtplan.territory.models import Area, Street
from gesamtplan.territory.names import folded
from gesamtplan.territory.states import AreaKind

MOST, SHORTEST = 6, 2
CODE = re.compile(r"(\d{1,2})(\.\d{1,2})?")


def starting_points(typed: str, listed: Directory) -> list[Here]:
    """What the words may mean, the best first, at most six; no query where an area has that name, else one or two."""
    typed = typed.strip()[:120]
    if code := CODE.fullmatch(typed):
        wanted = f"{int(code[1]):02d}{code[2] or ''}"
        return [here for _key, here in _areas(listed) if here.area == wanted]
    key = folded(typed)
    if len(key) < SHORTEST:
        return []
    areas = [here for _order, here in sorted(_fitting(key, listed), key=lambda pair: pair[0])]
    found = areas or _streets(key) or _sites(typed)
    return found[:MOST]


def district_names(listed: Directory) -> list[str]:
    """Names of the districts, as help while typing."""
    return [here.name for _key, here in _areas(listed) if here.area and "." not in here.area]


def _fitting(key: str, listed: Directory) -> Iterator[tuple[tuple[bool, bool, bool, str], Here]]:
    """Areas whose name has these words: one that has no others first, then districts before their parts."""
    for name, here in _areas(listed):
        if key in name:
            code = here.area or ""
            yield (name != key, not name.startswith(key), "." in code, code), here


def _areas(listed: Directory) -> list[tuple[str, Here]]:
    """(name as it is compared, area), districts and their parts."""
    return listed.remember("areas", _read_areas)


def _read_areas() -> list[tuple[str, Here]]:
    rows = Area.objects.filter(kind__in=[AreaKind.DISTRICT, AreaKind.SUB_DISTRICT]).exclude(latitude=None)
    columns = rows.order_by("code").values_list("name", "longitude", "latitude", "code")
    return [
        (folded(name), Here(name, longitude or 0.0, latitude or 0.0, code))
        for name, longitude, latitude, code in columns
    ]


def _streets(key: str) -> list[Here]:
    rows = (
        Street.objects.filter(folded__startswith=key).select_related("area").order_by("folded", "pk")[:MOST]
    )
    return [
        Here(
            f"{row.name} ({row.area.name})" if row.area else row.name,
            row.longitude,
            row.latitude,
            row.area.code if row.area else None,
        )
        for row in rows.defer("area__geometry")
    ]


def _sites(typed: str) -> list[Here]:
    """Sites of offers whose address or name begins a word like this."""
    rows = Site.objects.exclude(latitude=None).annotate(
        address=Lower(Concat("street", Value(" "), "postal_code", Value(" "), "town"))
    )
    fitting = rows.filter(Q(address__contains=typed.lower()) | Q(name__de__icontains=typed)).order_by("code")
    return [
        Here(
            ", ".join(filter(None, (str(row.name), row.street))),
            row.longitude or 0.0,
            row.latitude or 0.0,
            row.area.code if row.area else None,
        )
        for row in fitting.select_related("area").defer("area__geometry")[:MOST]
    ]
