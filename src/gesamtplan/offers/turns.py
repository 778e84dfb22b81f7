"""Whose turn it is to be asked. Pure: no clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Person = tuple[str, str]  # step and first e-mail address


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days: nobody is asked sooner than `every` after the last mail; who is silent for `next_after` is passed over."""

    every: int
    next_after: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A mail that was sent."""

    on: date
    person: Person


def whose_turn(
    chain: Sequence[Person], unanswered: Sequence[Asked], last_on: date | None, today: date, rhythm: Rhythm
) -> int | None:
    """Place in the chain of who is asked today; None: nobody yet. Who answered begins the chain anew.

    `unanswered`: mails since anything was last told, the latest first. `last_on`: day of the last mail, answered or not.
    """
    if not chain or (last_on is not None and (today - last_on).days < rhythm.every):
        return None
    if not unanswered or unanswered[0].person not in chain:
        return 0
    place = chain.index(unanswered[0].person)
    silent_days = (today - _first_asked(unanswered)).days
    is_last = place + 1 == len(chain)
    return place if is_last or silent_days < rhythm.next_after else place + 1


def _first_asked(unanswered: Sequence[Asked]) -> date:
    """Since when the person asked last is asked without a break."""
    first = unanswered[0]
    for asked in unanswered:
        if asked.person != first.person:
            break
        first = asked
    return first.on
