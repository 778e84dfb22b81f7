"""The answer for offers that are named, instead of looked for."""

from collections.abc import Iterable
from datetime import datetime

from gesamtplan.engine.entitlement import load_rules
from gesamtplan.offers.finder.find import Match, find
from gesamtplan.offers.finder.question import Question
from gesamtplan.web.offers.asked import Asked


def matches_of(codes: Iterable[str], said: Asked, now: datetime) -> list[Match]:
    """For the person of this question and nothing else that was asked, in the order of the codes; unknown codes are left out."""
    wanted = list(codes)
    question = Question(person=said.person(), here=said.here, found_by_words=frozenset(wanted))
    found = {match.row.code: match for match in find(question, said.directory, load_rules(), now)}
    return [found[code] for code in wanted if code in found]
