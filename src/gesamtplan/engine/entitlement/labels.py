"""The words for the codes of `codes.py` and `answer_codes.py`, and for the sentence that sums up an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gesamtplan.engine.entitlement.answer_codes import Caveat, Completeness, Outcome, Phrase
from gesamtplan.engine.entitlement.codes import Certainty, Level, Verdict
from gesamtplan.engine.entitlement.fields import Entry, Text
from gesamtplan.engine.entitlement.vocabulary import document


@dataclass(frozen=True, slots=True)
class Label:
    """The words for a code."""

    name: Text
    short: Text


_LABELLED: Mapping[str, type[StrEnum]] = {
    "verdicts": Verdict,
    "certainties": Certainty,
    "levels": Level,
    "caveats": Caveat,
    "outcomes": Outcome,
    "completeness": Completeness,
    "phrases": Phrase,
}


@cache
def labels() -> Mapping[StrEnum, Label]:
    """The words for every code; raises if labels.yaml misses one."""
    whole = Entry.of("labels.yaml", "whole file", document("labels.yaml"))
    found: dict[StrEnum, Label] = {}
    for group, codes in _LABELLED.items():
        entry = Entry.of("labels.yaml", group, whole.need(group))
        found.update({code: _label(entry, code) for code in codes})
        entry.finish()
    whole.finish()
    return found


def _label(group: Entry, code: str) -> Label:
    entry = Entry.of("labels.yaml", f"{group.name}.{code}", group.need(code))
    name = entry.need_text("name")
    label = Label(name, entry.text("short") or name)
    entry.finish()
    return label
