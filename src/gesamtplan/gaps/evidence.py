"""What is frozen beside a need: rows of an assessment with everything that is needed to read them alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from gesamtplan.engine.digest import digest_of
from gesamtplan.gaps.models import Assessment, GapRow
from gesamtplan.gaps.queries.day_one import Cell, Vocabulary
from gesamtplan.gaps.states import EvidenceKind, Outcome, RowStatus

Data = dict[str, Any]
FIGURES = (
    "people", "need", "places", "access", "access_balanced", "claims", "unmet", "best_unmet",
    "no_place", "too_far", "not_eligible", "rank",
)  # fmt: skip
SAFE = frozenset({"places"})  # the one figure that says nothing of how few people there are
OF_TOPIC = ("code", "title", "question", "carries", "cannot_carry", "people_unit", "places_unit")


@dataclass(frozen=True)
class Frozen:
    """Content to be stored as it stands; `content` is JSON with all words in all languages."""

    kind: EvidenceKind
    assessment: Assessment
    content: Data

    def digest(self, picture: str = "") -> str:
        """Fingerprint of content and picture: the same again as long as nobody touched them."""
        return content_digest(self.content, picture)


def content_digest(content: Mapping[str, Any], picture: str) -> str:
    """SHA-256 over what is frozen."""
    return digest_of({"content": content, "picture": picture})


def frozen_gaps(assessment: Assessment, rows: Sequence[GapRow]) -> Frozen:
    """Rows of one topic with the facts, assumptions and sources that went into them."""
    topic = next(
        item for item in assessment.explanation["topics"] if item["code"] == rows[0].group.topic.code
    )
    keys = {key for row in rows for key in _fact_keys(row.explanation)}
    groups = {row.group.code for row in rows}
    facts = [fact for fact in topic["facts"] if fact["key"] in keys]
    assumptions = [
        one for one in topic["assumptions"] if not one["groups"] or groups.intersection(one["groups"])
    ]
    content = {
        **_head(assessment),
        "topic": {name: topic[name] for name in OF_TOPIC},
        "rows": [_row(row) for row in rows],
        "facts": facts,
        "assumptions": assumptions,
        "sources": _sources(assessment, (*facts, *assumptions)),
    }
    return Frozen(EvidenceKind.GAP, assessment, content)


def frozen_cell(assessment: Assessment, cell: Cell, on: date, months: int, circumstances: str) -> Frozen:
    """One cell of the day-one matrix with the rules and offers that decided it."""
    words = Vocabulary(assessment.explanation)
    content = {
        **_head(assessment),
        "day": on.isoformat(),
        "months": months,
        "circumstances": _named(words, "circumstances", circumstances),
        "status": _named(words, "statuses", cell.status),
        "offer_kind": _named(words, "kinds", cell.kind),
        "outcome": cell.outcome.value,
        "outcome_name": in_all_languages(Outcome(cell.outcome).label),
        "valid": [day.isoformat() if day else None for day in (cell.valid_from, cell.valid_to)],
        "valid_months": [cell.months_from, cell.months_to],
        "entitlement": cell.entitlement,
        "rules": words.rules(cell.entitlement["rules"]),
        "offers": [{"code": offer.code, "title": dict(offer.title)} for offer in cell.offers],
    }
    return Frozen(EvidenceKind.DAY_ONE, assessment, content)


def in_all_languages(label: object) -> dict[str, str]:
    """A word of the screen as every reader sees it."""
    found = {}
    for language in settings.SITE_LANGUAGES:
        with translation.override(language):
            found[language] = str(label)
    return found


def _head(assessment: Assessment) -> Data:
    return {
        "assessment": assessment.pk,
        "on": assessment.on.isoformat(),
        "computed": assessment.created_at.isoformat(),
        "inputs_digest": assessment.inputs_digest,
        "norms_version": assessment.norms_version,
    }


def _row(row: GapRow) -> Data:
    """A row of too few people keeps its words, not its figures."""
    protected = row.status == RowStatus.PROTECTED
    return {
        "area": {"kind": row.area.kind, "code": row.area.code, "name": row.area.name},
        "group": {"code": row.group.code, "name": dict(row.group.name), "short": dict(row.group.short)},
        "year": row.year,
        **{name: None if protected and name not in SAFE else getattr(row, name) for name in FIGURES},
        "status": row.status,
        "status_name": in_all_languages(RowStatus(row.status).label),
        "reasons": list(row.reasons),
        "explanation": row.explanation,
    }


def _fact_keys(explanation: Mapping[str, Any]) -> Iterable[str]:
    yield from explanation.get("people", ())
    for item in explanation.get("supply", ()):
        yield from item["facts"]


def _sources(assessment: Assessment, items: Iterable[Mapping[str, Any]]) -> Data:
    known = assessment.explanation["sources"]
    return {code: known[code] for item in items for code in item["sources"] if code in known}


def _named(words: Vocabulary, group: str, code: str) -> Data:
    name = next(name for known, name, _short in words.named(group) if known == code)
    return {"code": code, "name": dict(name)}
