"""State badges with the words of the rooms that own the states (built in: no {% load %} needed)."""

from django import template
from django.db.models import TextChoices
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from gesamtplan.core.states import Confidence
from gesamtplan.council.states import MotionState
from gesamtplan.gaps.states import AssessmentStatus, Outcome, RowStatus
from gesamtplan.kern.templatetags.kern import badge
from gesamtplan.plan.states import MeasureState, NeedState

register = template.Library()

WORDS: dict[str, type[TextChoices]] = {
    "need": NeedState,
    "measure": MeasureState,
    "motion": MotionState,
    "outcome": Outcome,
    "assessment": AssessmentStatus,
    "gap": RowStatus,
    "confidence": Confidence,
}
SOURCE_KINDS = {
    "press": pgettext_lazy("source", "press"),
    "law-guide": pgettext_lazy("source", "guide to the law"),
    "city-page": pgettext_lazy("source", "page of the city"),
    "motion": pgettext_lazy("source", "motion"),
    "council-paper": pgettext_lazy("source", "council paper"),
    "party": pgettext_lazy("source", "political party"),
    "association": pgettext_lazy("source", "association"),
    "press-release": pgettext_lazy("source", "press release"),
    "geodata": pgettext_lazy("source", "geodata"),
    "other": pgettext_lazy("source", "other"),
}


def _word(kind: str, code: str) -> object:
    choices = WORDS[kind]
    return choices(code).label if code in choices.values else code


@register.simple_tag
def state_badge(kind: str, code: str | None) -> SafeString:
    """Badge of a state: {% state_badge "need" need.state %}; kinds: keys of WORDS; no state is unknown."""
    shown = code or "unknown"
    return badge(kind, shown, _word(kind, shown))


@register.simple_tag
def state_word(kind: str, code: str | None) -> object:
    """The word alone, for headings and options."""
    return _word(kind, code or "unknown")


@register.simple_tag
def source_kind(code: str) -> object:
    """Kind of a source in words; a kind that no table knows is shown as it was delivered."""
    return SOURCE_KINDS.get(code, code)
