"""The day-one matrix, as it is stored: nothing is computed here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from gesamtplan.api.listing import Page, Reading, answers, check_names, items_of, write
from gesamtplan.api.shapes import Asked, Day, Ref, Words
from gesamtplan.api.v1.entitlement import Label, RuleSource
from gesamtplan.engine.entitlement import KINDS, STATUSES
from gesamtplan.gaps.circumstances import all_circumstances
from gesamtplan.gaps.models import Assessment
from gesamtplan.gaps.queries.day_one import Cell, Matrix, current_assessment, matrix
from gesamtplan.gaps.states import AssessmentStatus, Outcome

router = Router(tags=["Entitlement"])
Data = dict[str, Any]


class LaterOut(Schema):
    """What holds after more months since arrival."""

    after_months: int
    verdict: str


class CellOut(Schema):
    """What somebody with this status meets when asking for this kind of offer."""

    status: Ref
    kind: Ref
    outcome: Outcome = Field(
        description="municipal: voluntary offer of the city; nobody: neither law nor city; unknown: no rule"
    )
    verdict: str = Field(description="of federation or state alone")
    certainty: str | None = Field(description="high, medium, low; null where no rule was found")
    basis: Words | None = Field(description="legal basis of the rule that decided")
    since_months: int | None
    after_months: int | None
    later: list[LaterOut]
    missing: list[Label] = Field(description="circumstances on which it depends and that are not stated")
    caveats: list[str]
    valid_from: Day | None = Field(description="days for which the answer holds; null is open")
    valid_to: Day | None
    months_from: int = Field(description="months since arrival for which the answer holds")
    months_to: int | None = Field(description="null is open")
    rules: list[str] = Field(description="see /api/v1/entitlement/rules")
    offers: list[str] = Field(description="codes of offers of the city that stand in")
    sources: list[RuleSource]


class MatrixOut(Page[CellOut]):
    """All cells for one day, number of months and set of circumstances, and the assessment they come from."""

    on: Day
    months: int
    circumstances: Label
    assessment: "MatrixAssessmentOut"


class MatrixAssessmentOut(Schema):
    """One run of the engine on stated inputs."""

    status: AssessmentStatus
    on: Day
    inputs_digest: str
    norms_version: str
    method: Words
    caution: Words
    reasons: list[Any] = Field(description="why it is partial")


class MatrixQuery(Reading):
    """Which matrix, and which part of it."""

    on: Day | None = Field(None, description="day asked for; left out: today")
    months: int = Field(0, ge=0, le=1200, description="whole months since arrival")
    circumstances: Asked | None = Field(
        None,
        description="code of a set; left out: the first one",
        json_schema_extra={"enum": [item.code for item in all_circumstances()]},
    )
    status: Asked | None = Field(
        None, description="one residence status only", json_schema_extra={"enum": list(STATUSES)}
    )
    kind: Asked | None = Field(
        None, description="one kind of offer only", json_schema_extra={"enum": list(KINDS)}
    )
    outcome: Outcome | None = None


MatrixOut.model_rebuild()


@router.get("/day-one", summary="The day-one matrix", **answers(MatrixOut, 404))
def day_one(request: HttpRequest, query: Query[MatrixQuery]) -> HttpResponse:
    """Who meets what on a day after so many months: by law, as voluntary offer of the city, or nobody."""
    check_names(request, query)
    assessment = current_assessment()
    if assessment is None:
        raise Http404("No assessment is stored yet. The city's staff start one with `gesamtplan assess`.")
    circumstances = _chosen(assessment, query)
    found = matrix(query.on or timezone.localdate(), query.months, circumstances["code"], assessment)
    if found is None:
        raise Http404("No matrix is stored for the assessment.")
    cells = [_cell(cell, found) for cell in found.cells.values() if _is_asked_for(cell, query)]
    return write(
        request,
        query,
        CellOut,
        items_of(cells, CellOut, query),
        _frame(found, circumstances, len(cells), query),
    )


def _chosen(assessment: Assessment, query: MatrixQuery) -> Data:
    """The set of circumstances asked for. Raises HttpError 422 for codes that are not known."""
    sets: list[Data] = assessment.explanation["circumstances"]
    _check("residence status", query.status, list(STATUSES))
    _check("kind of offer", query.kind, list(KINDS))
    _check("set of circumstances", query.circumstances, [item["code"] for item in sets])
    return next((item for item in sets if item["code"] == query.circumstances), sets[0])


def _check(what: str, code: str | None, valid: list[str]) -> None:
    if code is not None and code not in valid:
        raise HttpError(422, f"Unknown {what} {code!r}. Use one of: {', '.join(valid)}.")


def _is_asked_for(cell: Cell, query: MatrixQuery) -> bool:
    return (
        query.status in {None, cell.status}
        and query.kind in {None, cell.kind}
        and query.outcome in {None, cell.outcome}
    )


def _frame(found: Matrix, circumstances: Data, count: int, query: MatrixQuery) -> Data:
    stored = found.assessment
    about = {key: stored.explanation.get(key, []) for key in ("method", "caution", "reasons")}
    about |= {key: getattr(stored, key) for key in ("status", "on", "inputs_digest", "norms_version")}
    [data] = items_of([about], MatrixAssessmentOut, query)
    [named] = items_of([circumstances], Label, query)
    whole = {"count": count, "limit": count, "offset": 0, "next": None}
    return whole | {
        "on": found.on.isoformat(),
        "months": found.months,
        "circumstances": named,
        "assessment": data,
    }


def _cell(cell: Cell, found: Matrix) -> Data:
    words, said = found.assessment.explanation, cell.entitlement
    rules = [words["rules"][rule] for rule in said["rules"]]
    sources = {source["id"]: source for rule in rules for source in rule["sources"]}
    return said | {
        "status": _named(words["statuses"], cell.status),
        "kind": _named(words["kinds"], cell.kind),
        "outcome": cell.outcome,
        "basis": rules[0]["basis"] if rules else None,
        "later": [{"after_months": months, "verdict": verdict} for months, verdict in said["later"]],
        "missing": [{"code": code, "name": words["conditions"][code]["true"]} for code in said["missing"]],
        "sources": list(sources.values()),
        "offers": [offer.code for offer in cell.offers if offer.is_public],
        **{key: getattr(cell, key) for key in ("valid_from", "valid_to", "months_from", "months_to")},
    }


def _named(entries: list[Data], code: str) -> Data:
    name = next((entry["name"] for entry in entries if entry["code"] == code), {"de": code})
    return {"code": code, "name": name}
