"""Where somebody starts from: what was typed, looked up in the city's own areas, streets and sites; no outside service."""

import re

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Lower

from gesamtplan.offers.models import Site
from gesamtplan.offers.queries.listed import Here
from gesamtplan.territory.models import Area, Street
from gesamtplan.territory.names import folded
from gesamtplan.territory.states import AreaKind

MOST, SHORTEST = 6, 2
CODE = re.compile(r"(\d{1,2})(\.\d{1,2})?")


def starting_points(typed: str) -> list[Here]:
    """What the words may mean, the best first, at most six; three queries."""
    typed = typed.strip()[:120]
    if code := CODE.fullmatch(typed):
        return _areas(Area.objects.filter(code=f"{int(code[1]):02d}{code[2] or ''}"))
    key = folded(typed)
    if len(key) < SHORTEST:
        return []
    found = [*_named_areas(key), *_streets(key), *_sites(typed)]
    return found[:MOST]


def district_names() -> list[tuple[str, str]]:
    """(code, name) of the districts, as help while typing."""
    rows = Area.objects.filter(kind=AreaKind.DISTRICT).order_by("code")
    return list(rows.values_list("code", "name"))


def _named_areas(key: str) -> list[Here]:
    """Areas whose name has these words: one that has no others first, then districts before their parts."""
    rows = Area.objects.exclude(kind=AreaKind.CELL).exclude(latitude=None).defer("geometry")
    named = [(folded(row.name), row) for row in rows]
    fitting = [
        (name != key, not name.startswith(key), row.kind, row.code, row) for name, row in named if key in name
    ]
    return [_of_area(row) for *_, row in sorted(fitting, key=lambda item: item[:4])]


def _areas(rows: QuerySet[Area]) -> list[Here]:
    return [_of_area(row) for row in rows.exclude(latitude=None).defer("geometry")]


def _of_area(row: Area) -> Here:
    return Here(row.name, row.longitude or 0.0, row.latitude or 0.0, row.code)


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
