"""What was put into two analyses and differs, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.compare import Cause, Change
from gesamtplan.gaps.queries.analysis import Topic
from gesamtplan.kern.formats import format_number
from gesamtplan.web.gaps.analysis import words
from gesamtplan.web.gaps.analysis.cited_rules import RuleShown, kind_name, rule_shown, status_name

CAUSES = {
    Cause.RULE: pgettext_lazy("cause", "Rules of entitlement"),
    Cause.FIGURE: pgettext_lazy("cause", "Figures"),
    Cause.OFFER: pgettext_lazy("cause", "Offers"),
    Cause.ASSUMPTION: pgettext_lazy("cause", "Assumptions"),
    Cause.ENGINE: pgettext_lazy("cause", "Norms of the computation"),
}


@dataclass(frozen=True)
class ShownChange:
    """One thing that was put in and is different: what, before, after, and the rules that say so."""

    what: str
    detail: str
    before: str
    after: str
    rules: tuple[RuleShown, ...] = ()


@dataclass(frozen=True)
class Names:
    """Topics and names of areas, by code, for the words of a change."""

    topics: Mapping[str, Topic]
    areas: Mapping[str, str]

    def shown(self, change: Change) -> ShownChange:
        """The change in words."""
        say, what, detail = SIDES[change.cause], NAMES[change.cause](self, change), self._detail(change)
        before = say(change.before) if change.before is not None else pgettext("compared", "not there")
        after = say(change.after) if change.after is not None else pgettext("compared", "no longer there")
        return ShownChange(what, detail, before, after, _rules(change))

    def _detail(self, change: Change) -> str:
        """Area and date of a figure; the groups a rule concerns; else the topic."""
        if change.cause in {Cause.FIGURE, Cause.OFFER}:
            key = change.what.split(":")
            area = self.areas.get(key[3], "") if key[0] == "series" else ""
            return ", ".join(part for part in (area, _any(change)["date"]) if part)
        topic = self.topics.get(change.topic)
        if topic and change.groups:
            return ", ".join(str(topic.groups[code][1]) for code in change.groups)
        return str(topic.text("title")) if topic else ""


def _any(change: Change) -> Any:
    """Whichever side there is."""
    return change.after if change.after is not None else change.before


def _rules(change: Change) -> tuple[RuleShown, ...]:
    if change.cause is not Cause.RULE:
        return ()
    rules = [rule_shown(rule) for one in (change.before, change.after) if one for rule in one["rules"]]
    return tuple({rule.code: rule for rule in rules}.values())


def _value(value: float | None) -> str:
    return pgettext("value", "unknown") if value is None else format_number(value)


def _answer_name(_names: Names, change: Change) -> str:
    answer = _any(change)
    return f"{kind_name(answer['kind'])}: {status_name(answer['status'])}"


NAMES: Mapping[Cause, Callable[[Names, Change], str]] = {
    Cause.RULE: _answer_name,
    Cause.FIGURE: lambda _names, change: str(LocalizedText(_any(change)["name"])),
    Cause.OFFER: lambda _names, change: str(LocalizedText(_any(change)["name"])),
    Cause.ASSUMPTION: lambda _names, change: str(LocalizedText(_any(change)["statement"])),
    Cause.ENGINE: lambda _names, _change: str(CAUSES[Cause.ENGINE]),
}
SIDES: Mapping[Cause, Callable[[Any], str]] = {
    Cause.RULE: lambda answer: str(words.VERDICTS[answer["verdict"]]),
    Cause.FIGURE: lambda fact: f"{_value(fact['value'])} ({fact['origin']})",
    Cause.OFFER: lambda fact: f"{_value(fact['value'])} ({fact['origin']})",
    Cause.ASSUMPTION: lambda told: f"{_value(told['value'])} ({_('version')} {told['version']})",
    Cause.ENGINE: str,
}
