"""The closed lists for what a rule grants; their words stand in norms/entitlement/labels.yaml."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a person may do; `unknown` is a hole in the rules, never a no."""

    BY_RIGHT = "by-right"
    AT_DISCRETION = "at-discretion"
    IF_PLACE = "if-place"
    CONDITIONAL = "conditional"
    AFTER_MONTHS = "after-months"
    REDUCED = "reduced"
    NO = "no"
    UNKNOWN = "unknown"


# A rule states one of these; "later" follows from its waiting time, "unknown" from the absence of a rule.
RULE_VERDICTS = frozenset(Verdict) - {Verdict.AFTER_MONTHS, Verdict.UNKNOWN}


class Certainty(StrEnum):
    """How sure the rule is: stated in the source, partly read between the lines, general knowledge."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    def lowered(self) -> "Certainty":
        """One step less sure."""
        return Certainty.MEDIUM if self is Certainty.HIGH else Certainty.LOW


class Level(StrEnum):
    """Who grants it."""

    FEDERAL = "federal"
    STATE = "state"
    MUNICIPAL = "municipal"
