"""Closed words: how they are written in a cell, and which code a cell means by them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.eligibility import LanguageLevel
from gesamtplan.engine.entitlement import STATUSES
from gesamtplan.offers.sheets.columns import plain
from gesamtplan.offers.states import FundingLevel

SUGGESTED = 3
SEXES = {
    "female": LocalizedText(de="weiblich", en="female"),
    "male": LocalizedText(de="männlich", en="male"),
    "diverse": LocalizedText(de="divers", en="diverse"),
}
OTHER_SEXES = {
    "frauen": "female", "women": "female", "w": "female", "f": "female",
    "maenner": "male", "men": "male", "m": "male", "d": "diverse",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Words:
    """Words by code. `other`: further words, compared as `plain` has them, with the code they mean."""

    names: Mapping[str, LocalizedText]
    other: Mapping[str, str]
    _read: dict[str, str | None] = field(default_factory=dict)
    _written: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def _codes(self) -> dict[str, str]:
        """Code by word; a word that two codes share means neither."""
        said = [(plain(name), code) for code, text in self.names.items() for name in text.values()]
        shared = Counter(name for name, _code in set(said))
        found = {name: code for name, code in said if name and shared[name] == 1}
        return found | dict(self.other) | {plain(code): code for code in self.names}

    def code(self, word: str) -> str | None:
        """What a cell means: a code, or a name in any language, or a name with its code behind it in brackets.

        Few words fill many cells, so each is looked up once.
        """
        if word not in self._read:
            found = self._codes.get(plain(word))
            if found is None and word.endswith(")"):
                found = self._codes.get(plain(word.rpartition("(")[2]))
            self._read[word] = found
        return self._read[word]

    def word(self, code: str, language: str) -> str:
        """How the code is written: its name, or the code itself where the name would mean another one."""
        if (code, language) not in self._written:
            name = self.names[code].in_language(language) if code in self.names else ""
            is_clear = name and ";" not in name and self.code(name) == code
            self._written[code, language] = name if is_clear else code
        return self._written[code, language]

    def like(self, word: str, language: str) -> list[str]:
        """Close matches, as they would be written."""
        close = get_close_matches(plain(word), self._codes, n=SUGGESTED * 2, cutoff=0.6)
        return list(dict.fromkeys(self.word(self._codes[one], language) for one in close))[:SUGGESTED]


Vocabulary = Mapping[str, Words]


def words_of(names: Mapping[str, Mapping[str, str] | None], used: Iterable[str] = ()) -> Words:
    """`used`: codes that occur in the directory though nobody names them; they are written as they are."""
    unnamed = {code: LocalizedText() for code in used if code not in names}
    return Words({code: LocalizedText(text or {}) for code, text in names.items()} | unnamed, {})


@cache
def fixed_words() -> dict[str, Words]:
    """Words that no row of the database knows."""
    statuses = {code: LocalizedText(status.short.as_data()) for code, status in STATUSES.items()}
    long = {plain(str(name)): code for code, s in STATUSES.items() for name in s.name.as_data().values()}
    levels = {str(level): LocalizedText(de=str(level), en=str(level)) for level in LanguageLevel}
    levels["none"] = LocalizedText(de="ohne Deutsch", en="no German")
    return {
        "statuses": Words(statuses, long),
        "sexes": Words(SEXES, OTHER_SEXES),
        "levels": Words(levels, {}),
        "funding": Words({level.value: both(level.label) for level in FundingLevel}, {}),
        "yes_no": Words({"yes": both(_("yes")), "no": both(_("no"))}, {}),
    }


@cache
def language_names() -> dict[str, LocalizedText]:
    """Names of languages that may be spoken somewhere: those Django knows, and ours."""
    codes = {code for code, info in LANG_INFO.items() if "name" in info and "-" not in code}
    text = (files("gesamtplan.offers.sheets") / "languages.yaml").read_text("utf-8")
    ours = {str(code): LocalizedText(names) for code, names in yaml.safe_load(text).items()}
    return {code: both_named(LANG_INFO[code]["name"]) for code in sorted(codes)} | ours


def both(label: Any) -> LocalizedText:
    """A text of the screen in both languages of the city."""
    said = {}
    for language in ("de", "en"):
        with override(language):
            said[language] = str(label)
    return LocalizedText(said)


def both_named(name: str) -> LocalizedText:
    """The name of a language, which Django translates itself."""
    said = {}
    for language in ("de", "en"):
        with override(language):
            said[language] = gettext(name)
    return LocalizedText(said)
