"""Why, why not, and what would have to be asked: the engine's answer in the reader's words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.eligibility import (
    Answer,
    Condition,
    Criterion,
    Demand,
    Family,
    LanguageLevel,
    May,
    Open,
    Reason,
    Sex,
    Whose,
)
from gesamtplan.engine.entitlement import CONDITIONS, STATUSES
from gesamtplan.engine.entitlement.readers import condition_said, status_name
from gesamtplan.kern.formats import format_number, format_partial_date

MAY: Mapping[May, Any] = {
    May.YES: gettext_lazy("You can go there"),
    May.IF_PLACE: gettext_lazy("If there is a place"),
    May.ASK: gettext_lazy("Ask there"),
    May.AFTER_MONTHS: gettext_lazy("Later"),
    May.NO: gettext_lazy("Not open to you today"),
}
CRITERIA: Mapping[str, Any] = {
    Criterion.STATUS: gettext_lazy("residence paper"),
    Criterion.AGE: gettext_lazy("age"),
    Criterion.SEX: gettext_lazy("whether only for women or men"),
    Criterion.FAMILY: gettext_lazy("family"),
    Criterion.LANGUAGE_LEVEL: gettext_lazy("level of German"),
    Criterion.RESIDENCE: gettext_lazy("where you live"),
    Criterion.OTHER: gettext_lazy("other conditions"),
    "arrival": gettext_lazy("since when you are in Germany"),
    "status": gettext_lazy("residence paper"),
}
FOR: Mapping[str, Any] = {
    Sex.FEMALE: gettext_lazy("for women"),
    Sex.MALE: gettext_lazy("for men"),
    Sex.DIVERSE: gettext_lazy("for people of diverse sex"),
    Family.CHILDREN: gettext_lazy("for people with children"),
    Family.SINGLE_PARENT: gettext_lazy("for single parents"),
    Family.PREGNANT: gettext_lazy("for pregnant women"),
    Family.UNACCOMPANIED: gettext_lazy("for unaccompanied minors"),
}
LEVELS = list(LanguageLevel)


@dataclass(frozen=True)
class Said:
    """A piece of text; `language` (BCP 47) only where it is not that of the page."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text


def in_words(text: Mapping[str, str] | None) -> Said | None:
    """A text of record in the reader's language, else in the one that the reader may know, said so."""
    if not text:
        return None
    found = LocalizedText(text)
    return Said(str(found), "" if found.language == get_language() else found.language)


def reasons(answer: Answer) -> list[Said]:
    """Why not, or not yet: one sentence each."""
    rule = answer.law.answer.rule if answer.law and answer.law.answer else None
    since = rule.span.start if rule else None
    return [sentence for reason in answer.reasons if (sentence := _reason(reason, since))]


def _reason(reason: Reason, since: date | None) -> Said | None:
    """`since`: first day of the rule that decided, where it is known."""
    if reason.about == "validity" and reason.day:
        return Said(_("It begins or ended on %(day)s.") % {"day": format_partial_date(reason.day)})
    if reason.condition:
        note = in_words(reason.condition.note)
        return note or Said(_("It is only %(whom)s.") % {"whom": asked_for(reason.condition)})
    if reason.about != "entitlement":
        return None
    if since:
        return Said(
            _("A law or rule does not open it to people with your paper since %(day)s.")
            % {"day": format_partial_date(since)}
        )
    return Said(_("A law or rule does not open it to people with your paper today."))


def asked_for(condition: Condition) -> str:
    """What an offer asks, e.g. "for women", "from 16 to 27 years"; empty where nothing can be said of it."""
    say = _ASKED.get(condition.criterion)
    return say(condition) if say and condition.demand is Demand.REQUIRED else ""


def _statuses(condition: Condition) -> str:
    names = (status_name(code) for code in STATUSES if code in condition.codes)
    return _("for people with: %(papers)s") % {"papers": "; ".join(str(in_words(name)) for name in names)}


def _years(condition: Condition) -> str:
    values = {"low": condition.low, "high": condition.high}
    if condition.low is not None and condition.high is not None:
        return _("for people from %(low)s to %(high)s years") % values
    if condition.low is not None:
        return _("for people from %(low)s years on") % values
    return _("for people up to %(high)s years") % values


def _coded(condition: Condition) -> str:
    return ", ".join(str(FOR[code]) for code in FOR if code in condition.codes)


def _levels(condition: Condition) -> str:
    low = LEVELS[condition.low] if condition.low else None
    high = LEVELS[condition.high] if condition.high is not None else None
    if low and high:
        return _("for people with German from %(low)s to %(high)s") % {"low": low, "high": high}
    if low:
        return _("for people with German from %(low)s on") % {"low": low}
    return _("for people with German up to %(high)s") % {
        "high": _("no German") if high is LanguageLevel.NONE else high
    }


def _areas(condition: Condition) -> str:
    return _("for people who live in: %(areas)s") % {"areas": ", ".join(sorted(condition.codes))}


_ASKED: Mapping[Criterion, Callable[[Condition], str]] = {
    Criterion.STATUS: _statuses,
    Criterion.AGE: _years,
    Criterion.SEX: _coded,
    Criterion.FAMILY: _coded,
    Criterion.LANGUAGE_LEVEL: _levels,
    Criterion.RESIDENCE: _areas,
}


def still_open(answer: Answer) -> list[str]:
    """What is not known, by who could say it: one sentence each."""
    return [
        sentence % {"what": ", ".join(dict.fromkeys(_named(one) for one in found))}
        for whose, sentence in _sentences().items()
        if (found := [one for one in answer.not_known if one.whose is whose])
    ]


def _sentences() -> dict[Whose, str]:
    return {
        Whose.PERSON: _("It depends on what you have not said: %(what)s."),
        Whose.AUTHORITY: _("An authority decides in the single case."),
        Whose.RULES: _("No source says whether the law opens it: ask there."),
        Whose.OFFER: _("The offer does not say whether it asks for something: %(what)s."),
    }


def _named(one: Open) -> str:
    if one.about in CONDITIONS:
        return str(in_words(condition_said(one.about, value=True)))
    return str(CRITERIA.get(one.about, one.about))


def later(answer: Answer) -> str:
    """From when it is open; empty where it is not a matter of time."""
    if answer.after_months is None:
        return ""
    if answer.opens_on:
        return _("open to you from %(day)s") % {"day": format_partial_date(answer.opens_on)}
    return ngettext(
        "open %(months)d month after arrival", "open %(months)d months after arrival", answer.after_months
    ) % {"months": answer.after_months}


def walk(minutes: int, metres: float) -> str:
    """ "about 25 minutes on foot (1.4 km in a straight line)"."""
    values = {"minutes": minutes, "far": format_number(metres / 1000, 1)}
    return (
        ngettext(
            "about %(minutes)d minute on foot (%(far)s km in a straight line)",
            "about %(minutes)d minutes on foot (%(far)s km in a straight line)",
            minutes,
        )
        % values
    )


def joined(texts: Iterable[object]) -> str:
    """In one line."""
    return ", ".join(map(str, texts))
