"""A figure fades: after some days nobody may rely on it, and the page says "ask". Pure: no clock, no settings."""

from dataclasses import dataclass
from datetime import date

from gesamtplan.offers.states import Freshness


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether what was told may be shown as a fact, and the day it was told for, if any."""

    state: Freshness
    last_on: date | None

    @property
    def is_fresh(self) -> bool:
        """True where the figure may be shown as a fact."""
        return self.state is Freshness.FRESH


def freshness(told_on: date | None, today: date, days: int) -> Standing:
    """Fresh up to and with `days` days after the day it was told for; without a day never.

    A date known only to the month or year is stored as its first day, so such a figure fades rather too early.
    """
    fresh = told_on is not None and 0 <= (today - told_on).days <= days
    return Standing(Freshness.FRESH if fresh else Freshness.ASK, told_on)
