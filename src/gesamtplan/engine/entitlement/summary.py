"""One sentence in both languages: the verdict, since when, what comes later, and what else is possible."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gesamtplan.engine.entitlement.answer_codes import Phrase
from gesamtplan.engine.entitlement.codes import Verdict
from gesamtplan.engine.entitlement.fields import Text
from gesamtplan.engine.entitlement.labels import labels
from gesamtplan.engine.entitlement.leaves import Step
from gesamtplan.engine.entitlement.vocabulary import CONDITIONS

if TYPE_CHECKING:  # the results offer this module as their method
    from gesamtplan.engine.entitlement.results import Alternative, Entitlement


def summary(answer: "Entitlement") -> Text:
    """For example "at discretion since month 3; after 6 months: by right; but if … → no"."""
    return Text(_sentence(answer, "de"), _sentence(answer, "en"))


def _sentence(answer: "Entitlement", language: str) -> str:
    parts = [
        _headline(answer, language),
        *_coming(answer, language),
        *_cases(answer.alternatives, Phrase.IF, language),
        *_cases(answer.exceptions, Phrase.UNLESS, language),
    ]
    return "; ".join(parts)


def _headline(answer: "Entitlement", language: str) -> str:
    verdict = _now(answer, language)
    if answer.since_months:
        verdict = _fill(Phrase.SINCE, language, verdict=verdict, months=answer.since_months)
    if answer.missing and not answer.alternatives:
        conditions = ", ".join(_in(CONDITIONS[code].name, language) for code in answer.missing)
        verdict = _fill(Phrase.NEEDS, language, verdict=verdict, conditions=conditions)
    return verdict


def _now(answer: "Entitlement | Alternative", language: str) -> str:
    if answer.verdict is Verdict.AFTER_MONTHS:
        return _step(answer.later[0], language)
    return _word(answer.verdict, language)


def _coming(answer: "Entitlement | Alternative", language: str) -> list[str]:
    """Later steps that the verdict itself does not tell already."""
    told = 1 if answer.verdict is Verdict.AFTER_MONTHS else 0
    return [_step(step, language) for step in answer.later[told:]]


def _step(step: Step, language: str) -> str:
    phrase = Phrase.ENDS if step.verdict is Verdict.UNKNOWN else Phrase.LATER
    return _fill(phrase, language, verdict=_word(step.verdict, language), months=step.after_months)


def _cases(items: Iterable["Alternative"], phrase: Phrase, language: str) -> list[str]:
    return [
        _fill(
            phrase,
            language,
            conditions=", ".join(
                _in(CONDITIONS[code].said(value), language) for code, value in item.conditions
            ),
            verdict=", ".join([_now(item, language), *_coming(item, language)]),
        )
        for item in items
    ]


def _word(verdict: Verdict, language: str) -> str:
    return _in(labels()[verdict].name, language)


def _fill(phrase: Phrase, language: str, **values: object) -> str:
    return _in(labels()[phrase].name, language).format(**values)


def _in(text: Text, language: str) -> str:
    return text.de if language == "de" else text.en
