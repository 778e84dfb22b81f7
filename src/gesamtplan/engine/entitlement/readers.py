"""Names of the codes in the languages of readers, read from norms/entitlement/readers/*.yaml.

Kept beside the vocabulary, not in it: a better word in Ukrainian does not change the version of the rules, and
what is frozen or sent to machines stays in the two languages of record. Every function answers with texts by
language, those of record among them; a file may lack nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gesamtplan.engine.entitlement.codes import Level, Verdict
from gesamtplan.engine.entitlement.errors import RuleFileError
from gesamtplan.engine.entitlement.fields import Entry, Text
from gesamtplan.engine.entitlement.labels import labels
from gesamtplan.engine.entitlement.vocabulary import CONDITIONS, KINDS, NORMS, STATUSES
from gesamtplan.engine.norm_files import read_norms

FOLDER = NORMS / "entitlement" / "readers"
GROUPS: Mapping[str, Iterable[str]] = {
    "statuses": STATUSES,
    "statuses-short": STATUSES,
    "kinds": KINDS,
    "kinds-short": KINDS,
    "verdicts": Verdict,
    "levels": Level,
    "conditions": CONDITIONS,
    "conditions-negated": CONDITIONS,
}
ARABIC, GERMAN = re.compile("[\u0600-\u06ff]"), re.compile("\\([^()\u0600-\u06ff]+\\)")
Names = dict[str, str]


class Origin(StrEnum):
    """Who wrote the names of a language."""

    MACHINE = "machine"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Readers:
    """One language: its names by group and code, and whether somebody who speaks it has read them."""

    language: str
    origin: Origin
    reviewed: bool
    names: Mapping[str, Mapping[str, str]]


def status_name(code: str) -> Names:
    return _names("statuses", code, STATUSES[code].name)


def status_short(code: str) -> Names:
    return _names("statuses-short", code, STATUSES[code].short)


def kind_name(code: str) -> Names:
    return _names("kinds", code, KINDS[code].name)


def kind_short(code: str) -> Names:
    return _names("kinds-short", code, KINDS[code].short)


def verdict_name(verdict: Verdict) -> Names:
    return _names("verdicts", verdict, labels()[verdict].name)


def level_name(level: Level) -> Names:
    return _names("levels", level, labels()[level].name)


def condition_said(code: str, *, value: bool) -> Names:
    """The circumstance as it is, or its opposite."""
    return _names("conditions" if value else "conditions-negated", code, CONDITIONS[code].said(value))


def _names(group: str, code: str, record: Text) -> Names:
    return record.as_data() | {one.language: one.names[group][code] for one in readers()}


@cache
def readers() -> tuple[Readers, ...]:
    """Every language that has a file, by code. The files do not change while a process runs: read once."""
    files = sorted(item.name for item in FOLDER.iterdir() if item.name.endswith(".yaml"))
    return tuple(read_readers(name, (FOLDER / name).read_bytes()) for name in files)


def read_readers(file: str, content: bytes) -> Readers:
    """One file; raises RuleFileError for the first code without a name, or name without a code."""
    entry = Entry.of(file, "whole file", read_norms(file, content))
    origin = entry.choice("origin", Origin)
    language, reviewed = entry.need("language"), entry.typed("reviewed", bool, default=False)
    names = {group: _group(entry, group, codes) for group, codes in GROUPS.items()}
    entry.finish()
    if file != f"{language}.yaml":
        raise RuleFileError(file, "language", f"it says {language!r}", "Name the file after its language")
    return Readers(language, origin, reviewed, names)


def _group(whole: Entry, group: str, codes: Iterable[str]) -> dict[str, str]:
    entry = Entry.of(whole.file, group, whole.need(group))
    names = {str(code): entry.need(str(code)) for code in codes}
    entry.finish()
    if wrong := [code for code, name in names.items() if not isinstance(name, str) or not name.strip()]:
        raise entry.fail(f"no text for {', '.join(wrong)}", "Write the name in quotes")
    return {code: _held_together(name) for code, name in names.items()}


def _held_together(name: str) -> str:
    """German in brackets within Arabic letters is isolated, so that its brackets and sections are not torn apart."""
    return GERMAN.sub("\u2066\\g<0>\u2069", name) if ARABIC.search(name) else name
