"""The answer to one question, complete enough to be opened down to its rules and sources."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gesamtplan.engine.entitlement.answer_codes import Caveat, Completeness, Outcome
from gesamtplan.engine.entitlement.as_data import entitlement_as_data
from gesamtplan.engine.entitlement.codes import Certainty, Level, Verdict
from gesamtplan.engine.entitlement.fields import Text
from gesamtplan.engine.entitlement.leaves import Assumed, Leaf, Step
from gesamtplan.engine.entitlement.rules import Rule, Source
from gesamtplan.engine.entitlement.ruleset import NormsVersion
from gesamtplan.engine.entitlement.summary import summary


@dataclass(frozen=True, slots=True)
class Alternative:
    """What follows if these circumstances hold, all else as asked."""

    conditions: Assumed
    leaf: Leaf

    @property
    def verdict(self) -> Verdict:
        return self.leaf.verdict

    @property
    def after_months(self) -> int | None:
        return self.leaf.after_months

    @property
    def later(self) -> tuple[Step, ...]:
        return self.leaf.later

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.leaf.rules


@dataclass(frozen=True, slots=True)
class Considered:
    """A rule on this status and kind and what became of it.

    `conditions`: the circumstances in the way; `by`: the rules that prevailed; `months`: the threshold.
    """

    rule: Rule
    outcome: Outcome
    conditions: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Who may use what on a day.

    - `verdict`, with `after_months` = N if it opens only then; `since_months`: waiting time already served.
    - `missing`: conditions not known on which a conditional verdict depends.
    - `later`: what holds after more months, ascending. `months` None is answered like 0 and told as a caveat.
    - `alternatives`: if circumstances that are not known are decisive, what follows from which; else empty.
    - `presumed`: exceptional circumstances taken for granted; `exceptions`: what their opposite would change.
    - `rules`: the deciding rules, the shown one first; empty only if the verdict is unknown.
    - `certainty` as delivered, `shown_certainty` lowered where dates are vague; None if no rule decides.
    """

    status: str
    kind: str
    on: date
    months: int | None
    conditions: Assumed
    verdict: Verdict
    after_months: int | None
    missing: tuple[str, ...]
    later: tuple[Step, ...]
    alternatives: tuple[Alternative, ...]
    presumed: Assumed
    exceptions: tuple[Alternative, ...]
    rules: tuple[Rule, ...]
    certainty: Certainty | None
    shown_certainty: Certainty | None
    caveats: tuple[Caveat, ...]
    completeness: Completeness
    explanation: tuple[Considered, ...]
    norms: NormsVersion
    inputs_digest: str

    @property
    def rule(self) -> Rule | None:
        """The rule that decided and is shown; None if nothing did."""
        return self.rules[0] if self.rules else None

    @property
    def basis(self) -> Text | None:
        return self.rule.basis if self.rule else None

    @property
    def exception(self) -> Text | None:
        """The exception that the rule itself names."""
        return self.rule.exception if self.rule else None

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.rule.sources if self.rule else ()

    @property
    def level(self) -> Level | None:
        return self.rule.level if self.rule else None

    @property
    def voluntary(self) -> bool:
        """Granted by the city without being bound to."""
        return self.rule is not None and self.rule.voluntary

    @property
    def since_months(self) -> int | None:
        """Since which month after arrival the verdict holds, if its rule has a waiting time that is over."""
        waited = self.rule.after_months if self.rule and self.after_months is None else 0
        return waited if waited and not self.alternatives else None

    @property
    def end_unknown(self) -> bool:
        """Nobody has said whether the deciding rule is still in force on this day."""
        return Caveat.END_UNKNOWN in self.caveats

    @property
    def norms_version(self) -> str:
        return str(self.norms)

    @property
    def summary(self) -> Text:
        """The whole answer in one sentence."""
        return summary(self)

    def as_data(self) -> dict[str, Any]:
        """As plain data for JSON, with codes and {de, en} texts."""
        return entitlement_as_data(self)
