"""The rule behind an answer: what it says, since when, how sure it is, where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gesamtplan.engine.entitlement import Rule, StartMeaning, Text, labels
from gesamtplan.engine.entitlement.readers import level_name, verdict_name
from gesamtplan.kern.formats import format_partial_date
from gesamtplan.web.offers.words import Said, in_words


@dataclass(frozen=True)
class ShownRule:
    """`sources`: mappings with title and url."""

    code: str
    basis: Said
    verdict: Said
    level: Said
    since: str
    certainty: Said
    is_uncertain: bool
    notes: list[Said]
    sources: list[dict[str, str]]


def shown_rule(rule: Rule) -> ShownRule:
    """As a page shows it."""
    words = labels()
    return ShownRule(
        code=rule.id,
        basis=_text(rule.basis),
        verdict=_said(verdict_name(rule.verdict)),
        level=_said(level_name(rule.level)),
        since=_since(rule),
        certainty=_text(words[rule.certainty].name),
        is_uncertain=str(rule.certainty) != "high" or rule.inferred,
        notes=[_text(note) for note in (rule.exception, rule.note) if note],
        sources=[{"title": source.title, "url": source.url} for source in rule.sources],
    )


def _text(text: Text) -> Said:
    return _said(text.as_data())


def _said(text: Mapping[str, str]) -> Said:
    return in_words(text) or Said("")


def _since(rule: Rule) -> str:
    span = rule.span
    if span.start is None:
        return _("as soon as the title is held")
    values = {"day": format_partial_date(span.start, str(span.start_precision))}
    if span.start_meaning is StartMeaning.STARTS:
        return _("since %(day)s") % values
    return _("in force on %(day)s at the latest") % values
