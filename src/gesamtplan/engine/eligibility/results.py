"""The answer, with its reasons and with what would have to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gesamtplan.engine.eligibility.codes import May, Whose
from gesamtplan.engine.eligibility.conditions import Condition
from gesamtplan.engine.eligibility.law import Law

_RANK = {may: number for number, may in enumerate(May)}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, or not yet. `about`: a criterion, `entitlement` or `validity`.

    `condition`: what the offer asks; `basis`: the words of the rule by language; `day`: when it ended or begins.
    """

    about: str
    condition: Condition | None = None
    basis: Mapping[str, str] | None = None
    rule: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """What is not known, and who could say it. `about`: a criterion, `arrival`, or a circumstance of the rules."""

    about: str
    whose: Whose


@dataclass(frozen=True, slots=True)
class Answer:
    """May I go there?

    - `so_far`: what holds if everything that is not known turns out well; the same as `verdict` unless that is ASK.
    - `after_months` since arrival, and `opens_on` where the day of arrival was said.
    - `law`: what the rules say, with basis and source; None where no rule concerns the offer.
    """

    verdict: May
    so_far: May
    after_months: int | None = None
    opens_on: date | None = None
    reasons: tuple[Reason, ...] = ()
    not_known: tuple[Open, ...] = ()
    law: Law | None = None

    @property
    def sooner(self) -> tuple[int, int, int, int]:
        """Sorts answers: where one can go soonest comes first; of two to ask, the one with less to ask."""
        return _RANK[self.verdict], _RANK[self.so_far], self.after_months or 0, len(self.not_known)
