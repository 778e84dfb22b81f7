"""One cell opened down to its rules, sources and offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.queries.day_one import Cell, Vocabulary, text
from gesamtplan.offers.models import Offer
from gesamtplan.web.gaps import words as say
from gesamtplan.web.gaps.page import DayOnePage


@dataclass(frozen=True)
class ShownRule:
    """A rule with its doubts. `sources`: mappings with title and url."""

    code: str
    basis: LocalizedText
    verdict: LocalizedText
    level: LocalizedText
    certainty: LocalizedText
    certainty_code: str
    validity: str
    remarks: list[LocalizedText]
    exception: LocalizedText
    sources: list[dict[str, str]]


@dataclass(frozen=True)
class Panel:
    """The details of a cell."""

    cell: Cell
    before: str
    status: LocalizedText
    note: LocalizedText
    kind: LocalizedText
    words: Vocabulary

    @property
    def outcome(self) -> str:
        """Outcome in full words."""
        return say.outcome_word(self.cell.outcome)

    @property
    def days(self) -> str:
        """Days for which the answer holds."""
        return say.span_of_days(self.cell.valid_from, self.cell.valid_to)

    @property
    def months(self) -> str:
        """Months since arrival for which the answer holds."""
        return say.span_of_months(self.cell.months_from, self.cell.months_to)

    @property
    def later(self) -> list[str]:
        """What comes after more months."""
        return [say.later(months, verdict) for months, verdict in self.cell.entitlement["later"]]

    @property
    def missing(self) -> str:
        """Circumstances on which it depends and of which nothing is stated."""
        return say.facts(((code, True) for code in self.cell.entitlement["missing"]), self.words)  # type: ignore[misc]

    @property
    def presumed(self) -> str:
        """What was taken for granted."""
        return say.facts(self.cell.entitlement["presumed"], self.words)

    @property
    def alternatives(self) -> list[str]:
        """What follows from which circumstance."""
        return [say.branch(item, self.words) for item in self.cell.entitlement["alternatives"]]

    @property
    def exceptions(self) -> list[str]:
        """What the opposite of a presumption would change."""
        return [say.branch(item, self.words) for item in self.cell.entitlement["exceptions"]]

    @property
    def caveats(self) -> list[LocalizedText]:
        """Why the answer must be read with care."""
        return [self.words.label("caveat", code) for code in self.cell.entitlement["caveats"]]

    @property
    def certainty(self) -> LocalizedText:
        """Of the answer: that of the rule, one step less if its dates are vague."""
        return self.words.label("certainty", self.cell.entitlement["certainty"])

    @property
    def rules(self) -> list[ShownRule]:
        """The rules that decided, or would depending on the circumstances."""
        return [_rule(rule, self.words) for rule in self.words.rules(self.cell.entitlement["rules"])]

    @property
    def offers(self) -> list[tuple[Offer, str]]:
        """(offer of the city, up to when it is known to exist)."""
        return [(offer, say.confirmed(offer)) for offer in self.cell.offers]


def _rule(rule: dict[str, Any], words: Vocabulary) -> ShownRule:
    return ShownRule(
        code=rule["id"],
        basis=text(rule["basis"]),
        verdict=words.label("verdict", rule["verdict"]),
        level=words.label("level", rule["level"]),
        certainty=words.label("certainty", rule["certainty"]),
        certainty_code=rule["certainty"],
        validity=say.validity(rule),
        remarks=[text(rule[key]) for key in ("note", "reading") if rule[key]],
        exception=text(rule["exception"]),
        sources=rule["sources"],
    )


def opened(page: DayOnePage, status: str, kind: str) -> Panel | None:
    """The cell asked for; None if there is no such cell."""
    cell = page.matrix.cells.get((status, kind))
    if cell is None:
        return None
    note = next(
        entry["note"] for entry in page.matrix.assessment.explanation["statuses"] if entry["code"] == status
    )
    return Panel(
        cell=cell,
        before=page.before(cell),
        status=_name(page.words.statuses, status),
        note=text(note),
        kind=_name(page.words.kinds, kind),
        words=page.words,
    )


def _name(entries: Iterable[tuple[str, LocalizedText, LocalizedText]], code: str) -> LocalizedText:
    return next(name for entry, name, _ in entries if entry == code)
