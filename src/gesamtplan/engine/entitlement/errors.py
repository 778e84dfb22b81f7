"""What can go wrong when asking the rules or reading them."""

from collections.abc import Iterable

from gesamtplan.engine.norm_files import NormFileError


class EntitlementError(ValueError):
    """Base of all errors of a question put to the rules."""


class UnknownCodeError(EntitlementError):
    """A question uses a code that the vocabulary does not hold."""

    def __init__(self, what: str, code: object, valid: Iterable[str]) -> None:
        self.what, self.code, self.valid = what, code, tuple(valid)
        super().__init__(f"Unknown {what} {code!r}. Use one of: {', '.join(self.valid)}.")


class ContradictionError(EntitlementError):
    """A condition is stated as true and as false in the same question."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Condition {code} is stated both as true and as false. Keep one of the two.")


class MonthsError(EntitlementError):
    """Months since arrival are not a whole number from 0 on."""

    def __init__(self, months: object) -> None:
        super().__init__(
            f"Months since arrival must be a whole number from 0 on, got {months!r}. "
            "Leave it out if not known."
        )


class RuleFileError(NormFileError):
    """A rule or vocabulary entry is wrong; names the file and the entry."""

    def __init__(self, file: str, entry: str, problem: str, remedy: str) -> None:
        self.file, self.entry = file, entry
        super().__init__(f"{file}, {entry}: {problem}. {remedy}.")
