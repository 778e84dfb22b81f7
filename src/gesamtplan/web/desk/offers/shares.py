"""The stale share as bars and as table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gesamtplan.kern.charts.shares import Segment
from gesamtplan.kern.marks import mark
from gesamtplan.offers.queries.stale import Share, StaleShares
from gesamtplan.offers.states import Told
from gesamtplan.web.downloads import Table


@dataclass(frozen=True)
class ShareRow:
    """One provider or field of action. `code`: of a provider, for links; "" for all else."""

    group: Any
    name: Any
    code: str
    share: Share

    @property
    def records(self) -> list[Segment]:
        """How the records stand."""
        return segments(self.share.records)

    @property
    def places(self) -> list[Segment]:
        """How the places stand."""
        return segments(self.share.places)


def segments(counted: Mapping[Told, int]) -> list[Segment]:
    """States with their number, word and colour, all of them."""
    return [Segment(state.label, n, mark("told", state).css_class) for state, n in counted.items()]


def field_rows(shares: StaleShares, names: Mapping[str, Any]) -> list[ShareRow]:
    """Fields of action, worst first."""
    group = _("Field of action")
    return [
        ShareRow(group, names.get(code, code) or _("no field of action"), "", share)
        for code, share in shares.fields.items()
    ]


def provider_rows(shares: StaleShares) -> list[ShareRow]:
    """Providers, worst first."""
    group = _("Provider")
    return [
        ShareRow(group, row.name if row else _("provider not known"), row.code if row else "", share)
        for row, share in shares.providers.items()
    ]


def all_rows(shares: StaleShares, names: Mapping[str, Any]) -> Iterable[ShareRow]:
    """Both, for the file."""
    return [*field_rows(shares, names), *provider_rows(shares)]


TABLE = Table(
    "upkeep",
    (
        (gettext_lazy("By"), lambda row: row.group),
        (gettext_lazy("Name"), lambda row: row.name),
        (gettext_lazy("Offers"), lambda row: row.share.offers),
        (gettext_lazy("Entry up to date"), lambda row: row.share.records[Told.FRESH]),
        (gettext_lazy("Entry outdated"), lambda row: row.share.records[Told.STALE]),
        (gettext_lazy("Entry never checked"), lambda row: row.share.records[Told.NEVER]),
        (gettext_lazy("Places up to date"), lambda row: row.share.places[Told.FRESH]),
        (gettext_lazy("Places outdated"), lambda row: row.share.places[Told.STALE]),
        (gettext_lazy("Places never told"), lambda row: row.share.places[Told.NEVER]),
        (pgettext_lazy("table", "No places needed"), lambda row: row.share.places[Told.NOT_NEEDED]),
    ),
)
