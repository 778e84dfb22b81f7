"""The closed lists for the dates of a rule: how exactly they are known and what they mean."""

from enum import StrEnum


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
