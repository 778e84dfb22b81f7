"""The closed lists that the logic itself branches on; their words stand in norms/entitlement/labels.yaml."""

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


class Precision(StrEnum):
    """How exactly a date of a rule is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class StartMeaning(StrEnum):
    """STARTS on the date; IN_FORCE_BY the date, earlier not known; WITH_TITLE: whenever the title is held."""

    STARTS = "starts"
    IN_FORCE_BY = "in-force-by"
    WITH_TITLE = "with-title"


class EndMeaning(StrEnum):
    """DATED: ended then; OPEN: in force when compiled; UNKNOWN: nobody has said whether it ended."""

    DATED = "dated"
    OPEN = "open"
    UNKNOWN = "unknown"


class Caveat(StrEnum):
    """Why a verdict must be read with care."""

    CONFLICT = "conflict"
    END_UNKNOWN = "end-unknown"
    START_IMPRECISE = "start-imprecise"
    INFERRED = "inferred"
    CONDITIONS_UNNAMED = "conditions-unnamed"
    CONDITIONS_MET = "conditions-met"
    MONTHS_UNKNOWN = "months-unknown"
    AFTER_COMPILATION = "after-compilation"


class Outcome(StrEnum):
    """What became of a rule that was considered."""

    DECIDED = "decided"
    POSSIBLE = "possible"
    BEATEN = "beaten"
    NOT_IN_FORCE = "not-in-force"
    CONDITION_NOT_MET = "condition-not-met"
    CONDITION_NOT_KNOWN = "condition-not-known"
    WAITING = "waiting"
    TIME_OVER = "time-over"
    REQUIREMENT_NOT_MET = "requirement-not-met"


class Completeness(StrEnum):
    """Whether the answer is whole: PARTIAL while facts or months are missing, FAILED if rules contradict."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"


class Phrase(StrEnum):
    """Parts of the sentence that sums up an answer; the words have gaps for verdict, months, conditions."""

    SINCE = "since"
    NEEDS = "needs"
    LATER = "later"
    ENDS = "ends"
    IF = "if"
    UNLESS = "unless"
