"""What is asked of the finder."""

from dataclasses import dataclass, field

from gesamtplan.engine.eligibility import Person
from gesamtplan.offers.queries import Here, Wanted


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """`found_by_words`: codes that the search found for words that were typed; None where none were.

    `open_now`, `free_places`, `only_spoken`: only what is known to be so.
    """

    person: Person = field(default_factory=Person)
    wanted: Wanted = field(default_factory=Wanted)
    found_by_words: frozenset[str] | None = None
    here: Here | None = None
    open_now: bool = False
    free_places: bool = False
    only_spoken: bool = False

    def __repr__(self) -> str:
        return "Question(not shown)"
