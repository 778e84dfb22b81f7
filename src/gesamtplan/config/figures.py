"""One delivery of figures, from its file to the room of figures."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import yaml

from gesamtplan.core.imports import ImportReport
from gesamtplan.indicators.imports import IndicatorRow, read_delivery
from gesamtplan.indicators.models import Indicator
from gesamtplan.indicators.operations import open_delivery, store_definitions, store_values
from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind

Advance = Callable[[str, int, int], None]
SIDECAR = "source.yaml"


class DeliveryDateMissingError(Exception):
    """Raised when nobody says of which day a delivery is, because revisions are ordered by that day. Give --as-of."""


def store_figures(path: Path, as_of: date | None, now: datetime, advance: Advance) -> list[ImportReport]:  # noqa: ARG001 - one shape for all imports
    """Read a delivery (file or our own folder) and store it. Must run inside the caller's transaction."""
    codes = list(Area.objects.exclude(kind__in=[AreaKind.CITY, AreaKind.CELL]).values_list("code", flat=True))
    show = partial(advance, "figures: read")
    read = read_delivery(path, as_of, show, known=_known_definitions(), area_codes=codes)
    if not read.report.is_clean:
        return [read.report]
    if read.as_of is None:
        raise DeliveryDateMissingError(
            f"{path.name} does not say of which day it is. Repeat with --as-of 2025-08-01 or the like."
        )
    about = _about(path)
    delivery = open_delivery(
        title=about.get("title", path.name),
        publisher=about.get("publisher", ""),
        licence=about.get("licence", ""),
        as_of=read.as_of,
        digest=_digest(path),
    )
    store_definitions(rows=read.definitions, report=ImportReport(""))
    Indicator.objects.filter(code__in=about.get("headline", [])).update(is_headline=True)
    store_values(
        rows=read.values, delivery=delivery, report=read.report, advance=partial(advance, "figures: store")
    )
    return [read.report]


def _known_definitions() -> list[IndicatorRow]:
    """Definitions already here, for files that hold none."""
    return [
        IndicatorRow(
            code=row.code,
            title=row.title.get("de", ""),
            breakdown=(row.breakdown or {}).get("de", ""),
            theme=row.theme,
            what_is_counted=row.definition,
            unit=row.unit or None,
            numerator=row.numerator or None,
            denominator=row.denominator or None,
            reference_period=row.reference_period,
            data_source=row.data_source,
            scope=row.scope,
            break_years=tuple(row.break_years),
        )
        for row in Indicator.objects.all()
    ]


def _about(path: Path) -> dict[str, str]:
    """What stands beside the figures on title, publisher and licence."""
    sidecar = path / SIDECAR if path.is_dir() else path.with_suffix(".yaml")
    return yaml.safe_load(sidecar.read_text("utf-8")) if sidecar.exists() else {}


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        digest.update(file.read_bytes())
    return digest.hexdigest()
