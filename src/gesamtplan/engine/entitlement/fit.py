"""Whether rules fit together: ids of their own, overrides that exist, requirements without a circle."""

from collections.abc import Iterable

from gesamtplan.engine.entitlement.errors import RuleFileError
from gesamtplan.engine.entitlement.rules import Rule


def check_fit(rules: tuple[Rule, ...]) -> None:
    """Raises RuleFileError for the first fault."""
    _check_ids(rules)
    _check_overrides(rules)
    _check_requirements(rules)


def _check_ids(rules: tuple[Rule, ...]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            where = f"id is also used in {seen[rule.id].file}"
            raise RuleFileError(rule.file, rule.id, where, "Give it its own id")
        seen[rule.id] = rule


def _check_overrides(rules: tuple[Rule, ...]) -> None:
    kinds = {rule.id: rule.kind for rule in rules}
    for rule in rules:
        wrong = sorted(other for other in rule.overrides if kinds.get(other) != rule.kind or other == rule.id)
        if wrong:
            what = f"`overrides` names {', '.join(wrong)}"
            raise RuleFileError(rule.file, rule.id, what, f"Name ids of other rules on {rule.kind}")


def _check_requirements(rules: tuple[Rule, ...]) -> None:
    """A kind that requires another, which requires the first, could never be answered."""
    for rule in rules:
        if rule.requires and rule.kind in required_kinds(rules, rule.kind):
            what = f"`requires` leads back to {rule.kind}"
            raise RuleFileError(rule.file, rule.id, what, "Let it require a kind that does not")


def required_kinds(rules: Iterable[Rule], kind: str) -> set[str]:
    """The kinds on which the verdict for this kind depends, directly or through another."""
    needs: dict[str, set[str]] = {}
    for rule in rules:
        if rule.requires:
            needs.setdefault(rule.kind, set()).add(rule.requires.kind)
    found: set[str] = set()
    queue = list(needs.get(kind, ()))
    while queue:
        if (following := queue.pop()) not in found:
            found.add(following)
            queue.extend(needs.get(following, ()))
    return found
