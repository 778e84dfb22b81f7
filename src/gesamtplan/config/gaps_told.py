"""The needs analysis in lines, for the command line: what is missing, how sure that is, and whether the sums hold."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from gesamtplan.gaps.models import Assessment, GapRow
from gesamtplan.gaps.states import RowStatus
from gesamtplan.territory.states import AreaKind

UPPER_BOUND = "places-unknown"


def lines(assessment: Assessment) -> list[str]:
    """In English, like the whole command line."""
    with override("en"):
        return list(_lines(assessment))


def _lines(assessment: Assessment) -> Iterator[str]:
    """One line for the whole, then for each topic its last years by group, its sums, what its figures cannot carry."""
    yield f"needs analysis of {assessment.on}: {assessment.get_status_display()}, inputs {assessment.inputs_digest[:12]}"
    rows = list(
        assessment.gap_rows.filter(area__kind=AreaKind.CITY)
        .select_related("group__topic")
        .order_by("group__topic__position", "group__position", "year")
    )
    for topic in assessment.explanation["topics"]:
        yield f"\n{topic['title']['en']}: {topic['question']['en']}"
        last = {row.group_id: row for row in rows if row.group.topic.code == topic["code"]}
        for row in last.values():
            yield f"  {_said(row, topic)}{_rights(row)}"
        yield f"  {_sums(topic['sums'][-1])}"
        yield f"  What this cannot carry: {topic['cannot_carry']['en']}"


def _said(row: GapRow, topic: dict[str, Any]) -> str:
    people, places = topic["people_unit"]["en"], topic["places_unit"]["en"]
    who = f"{row.group.name['en']}, {row.year}: {_number(row.people)} {people}, {_number(row.places)} {places} known"
    if row.unmet is None:
        return f"{who}; what is missing is unknown ({', '.join(row.reasons)})"
    at_most = "at most " if UPPER_BOUND in row.reasons else ""
    why = f"build {_number(row.no_place)}, move {_number(row.too_far)}, open up {_number(row.not_eligible)}"
    doubt = (
        "" if row.status == RowStatus.COMPLETE else f" [{row.get_status_display()}: {', '.join(row.reasons)}]"
    )
    return f"{who}; missing {at_most}{_number(row.unmet)} of {_number(row.need)} needed; at best {_number(row.best_unmet)}: {why}{doubt}"


def _rights(row: GapRow) -> str:
    """What the rules of the day say of each kind of places, where rules decide."""
    answers = [answer for supply in row.explanation.get("supply", ()) for answer in supply["answers"]]
    verdicts = dict.fromkeys(f"{one['kind']} ({one['status']}): {one['verdict']}" for one in answers)
    return f"; by the rules {', '.join(verdicts)}" if verdicts else ""


def _sums(sums: dict[str, Any]) -> str:
    """What must add up: the claims to the known places, the districts to the city."""
    city, districts = sums[AreaKind.CITY.value], sums[AreaKind.DISTRICT.value]
    said = f"Sums {sums['year']}: claims {_number(city['claims'])} of {_number(sums['known_places'])} known places"
    if districts["claims"] is None:
        return said
    return f"{said}; districts add up to {_number(districts['people'])} people and {_number(districts['unmet'])} missing"


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.0f}"
