"""Reads of needs."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from gesamtplan.core.fields import LocalizedText
from gesamtplan.plan.models import FieldOfAction, Measure, Need, TargetGroup
from gesamtplan.plan.queries.listing import UNKNOWN, IndexRow, by_key, index_row
from gesamtplan.plan.queries.measures import measures_thin
from gesamtplan.plan.queries.updates import with_public_updates
from gesamtplan.plan.states import NEED_GROUPS, NeedState, StateGroup, Term

COLUMNS = (
    "pk",
    "code",
    "title",
    "description",
    "state",
    "state_date",
    "term",
    "origin",
    "priority",
    "lead__code",
)
GROUP_OF = {state: group for group, states in NEED_GROUPS.items() for state in states}
TERM_ORDER = {term: place for place, term in enumerate(Term.values)}


def public_needs() -> QuerySet[Need]:
    """Needs that everybody may see, with their state and what a row of a list shows."""
    rows = Need.objects.public().with_state().select_related("lead")
    return rows.prefetch_related(
        "fields_of_action", "sources", Prefetch("measures", Measure.objects.public().only("code"))
    )


def needs_by_key(pks: Iterable[int], *also: str) -> list[Need]:
    """Needs with these keys, in the order of the keys; `also` names what to read beside a list's columns."""
    return by_key(public_needs().prefetch_related(*also), pks)


def need_index() -> list[IndexRow]:
    """One thin row per public need; two queries, whatever their number."""
    fields = defaultdict(list)
    for need, code in Need.fields_of_action.through.objects.values_list("need_id", "fieldofaction__code"):
        fields[need].append(code)
    rows = Need.objects.public().with_state().values_list(*COLUMNS)
    return [_index_row(dict(zip(COLUMNS, row, strict=True)), fields[row[0]]) for row in rows]


def _index_row(row: dict[str, Any], fields: list[str]) -> IndexRow:
    facets = {
        "field": fields or [UNKNOWN],
        "state": [row["state"], GROUP_OF[row["state"]]],
        "term": [row["term"]],
        "origin": [row["origin"]],
    }
    term = None if row["term"] == Term.UNKNOWN else TERM_ORDER[row["term"]]
    return index_row(row, NeedState.values, facets, {"term": term, "priority": row["priority"]})


def need_page(code: str) -> Need:
    """One public need with all that its page shows; raises Need.DoesNotExist."""
    rows = Need.objects.public().with_state().select_related("lead", "open_topic__department")
    return rows.prefetch_related(
        with_public_updates(),
        Prefetch("measures", measures_thin()),
        "fields_of_action",
        "target_groups",
        "sources",
        "earlier_mentions__sources",
        "open_topic__sources",
    ).get(code=code)


@dataclass(frozen=True)
class FieldCount:
    """How many needs of a field are in each group of states, in the order of StateGroup."""

    field_code: str
    counts: dict[StateGroup, int]

    @property
    def total(self) -> int:
        """Needs of this field."""
        return sum(self.counts.values())


def group_counts(rows: Iterable[IndexRow]) -> dict[StateGroup, int]:
    """Number of needs in each group of states."""
    counts = dict.fromkeys(StateGroup, 0)
    for row in rows:
        counts[GROUP_OF[row.state]] += 1
    return counts


def counts_by_field(rows: Iterable[IndexRow]) -> dict[str, FieldCount]:
    """By code of the field. A need of several fields counts in each of them."""
    by_field: dict[str, list[IndexRow]] = defaultdict(list)
    for row in rows:
        for code in row.facets["field"]:
            by_field[code].append(row)
    return {code: FieldCount(code, group_counts(of_field)) for code, of_field in by_field.items()}


def counts_by_lead() -> dict[int, int]:
    """Number of public needs by key of the organization that leads them."""
    leads = Need.objects.public().exclude(lead=None).values_list("lead_id", flat=True)
    return {lead: n for lead, n in Counter(leads).items() if lead is not None}


def target_group_names(codes: Collection[str]) -> dict[str, LocalizedText]:
    """Names by code; no query where no code is asked for."""
    if not codes:
        return {}
    return dict(TargetGroup.objects.filter(code__in=codes).values_list("code", "name"))


def field_names() -> dict[str, LocalizedText]:
    """Short titles of the fields of action by code, in their order."""
    return dict(FieldOfAction.objects.values_list("code", "short_title"))
