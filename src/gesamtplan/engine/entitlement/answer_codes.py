"""The closed lists for what an answer says of itself; their words stand in norms/entitlement/labels.yaml."""

from enum import StrEnum


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
