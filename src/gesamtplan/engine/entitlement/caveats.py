"""How far an answer can be trusted: its caveats, its certainty, and whether it is complete."""

from collections.abc import Iterable
from datetime import date

from gesamtplan.engine.entitlement.answer_codes import Caveat, Completeness
from gesamtplan.engine.entitlement.branches import Branch
from gesamtplan.engine.entitlement.codes import Certainty, Verdict
from gesamtplan.engine.entitlement.leaves import Leaf, Question, surest_first

_VAGUE = frozenset({Caveat.END_UNKNOWN, Caveat.START_IMPRECISE})


def caveats_of(
    question: Question, on: date, months: int | None, leaf: Leaf, found: tuple[Branch, ...]
) -> tuple[Caveat, ...]:
    shown = leaf.rules
    single = len(found) == 1
    holds = {
        Caveat.CONFLICT: any(branch.leaf.conflict for branch in found),
        Caveat.END_UNKNOWN: any(rule.span.end_is_vague(on) for rule in shown),
        Caveat.START_IMPRECISE: any(rule.span.start_is_vague(on) for rule in shown),
        Caveat.INFERRED: any(rule.inferred for rule in shown),
        Caveat.CONDITIONS_UNNAMED: single and _asks_unnamed(leaf),
        Caveat.CONDITIONS_MET: single and _asks_nothing_more(leaf),
        Caveat.MONTHS_UNKNOWN: months is None and any(branch.leaf.later for branch in found),
        Caveat.AFTER_COMPILATION: on > question.rules.norms.compiled,
    }
    return tuple(caveat for caveat, true in holds.items() if true)


def _asks_unnamed(leaf: Leaf) -> bool:
    return leaf.verdict is Verdict.CONDITIONAL and not any(rule.provided for rule in leaf.rules)


def _asks_nothing_more(leaf: Leaf) -> bool:
    return leaf.verdict is Verdict.CONDITIONAL and not leaf.missing and not _asks_unnamed(leaf)


def certainty_of(found: Iterable[Branch]) -> Certainty | None:
    """That of the shown rule; over several branches that of the least sure."""
    shown = surest_first(branch.leaf.rules[0] for branch in found if branch.leaf.rules)
    return shown[-1].certainty if shown else None


def completeness_of(found: tuple[Branch, ...], caveats: Iterable[Caveat]) -> Completeness:
    if Caveat.CONFLICT in caveats:
        return Completeness.FAILED
    partial = len(found) > 1 or found[0].leaf.verdict is Verdict.UNKNOWN or Caveat.MONTHS_UNKNOWN in caveats
    return Completeness.PARTIAL if partial else Completeness.COMPLETE


def shown_certainty(certainty: Certainty | None, caveats: Iterable[Caveat]) -> Certainty | None:
    """One step less sure where the dates of the rule are vague on this day."""
    return certainty.lowered() if certainty and _VAGUE.intersection(caveats) else certainty
