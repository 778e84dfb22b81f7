"""Makes words comparable: the one place where case, accents, endings and ways of writing are evened out.

The rules are data (words.yaml), the cases that a planner can read are in tests/core/search_index/words.yaml.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import snowballstemmer
import yaml

CYRILLIC = "\u0400-\u04ff"
MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c"  # accents, Arabic vowel signs, tatweel, half-space
APOSTROPHE = f"(?<=[{CYRILLIC}])['’ʼ](?=[{CYRILLIC}])"  # part of a Ukrainian word, else the end of one
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}]|{APOSTROPHE})*")
# й and ї stay letters of their own: their marks are kept where a Cyrillic letter stands before
DROPPED = re.compile(rf"(?<![{CYRILLIC}])[\u0306\u0308]|(?![\u0306\u0308])[{MARKS}]|['’ʼ]")
DIGRAPH = re.compile(r"(?<![aeiouyq])([aou])e")
ARABIC, SLAVIC = re.compile("[\u0600-\u06ff]"), re.compile(f"[{CYRILLIC}]")
LEFT = 3
SHORTEST_HEAD = 4
BACKWARDS = "ʀ"  # begins a term that is written from its end; no language that people write has it
KNOWN = 100_000

_LOCK = Lock()


@cache
def rules() -> dict[str, Any]:
    """words.yaml as it stands."""
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    return data


@cache
def version() -> int:
    """Number of the rules; documents written by another one are stale."""
    return int(rules()["version"])


@cache
def languages() -> tuple[str, ...]:
    """Languages with endings of their own; "" stands for all others."""
    return (*rules()["stemmers"], "")


def words_in(text: str) -> list[str]:
    """The words of a text in their order, as written."""
    return WORD.findall(text)


@lru_cache(KNOWN)
def fold(word: str) -> str:
    """Without case, accents and signs that are written or left out: Straße is strasse, ДОПОМОГА is допомога."""
    word = word.casefold()
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFC", DROPPED.sub("", unicodedata.normalize("NFKD", word).casefold()))
    return "".join(_letters().get(letter) or _digit(letter) for letter in plain)


@cache
def _letters() -> dict[str, str]:
    given: dict[str, str] = rules()["letters"]
    return given


def _digit(letter: str) -> str:
    value = unicodedata.digit(letter, None)
    return letter if value is None else str(value)


@lru_cache(KNOWN)
def term(word: str, language: str) -> str:
    """What a word of a text in this language is compared by: Häuser, Haeusern and Haus are haus."""
    folded = spelled(word, language)
    if ARABIC.match(folded):
        return _without_article(folded)
    if SLAVIC.match(folded):
        return _without_ending(folded)
    stemmer = _stemmer(language)
    if stemmer is None or not folded.isalpha() or folded.endswith(_kept(language)):
        return folded
    singular = _loan_plural(language).sub("", folded)
    with _LOCK:  # a stemmer keeps the word it works on
        stem: str = stemmer.stemWord(singular)
    return stem


def spelled(word: str, language: str) -> str:
    """Folded, and with ae for ä where the language writes it so; the ending stays."""
    folded = fold(word)
    return DIGRAPH.sub(r"\1", folded) if _base(language) in rules()["digraphs"] else folded


def _base(language: str) -> str:
    """Plain German (de-simple) has the words of German."""
    return language.partition("-")[0]


@cache
def _stemmer(language: str) -> Any:
    name = rules()["stemmers"].get(_base(language))
    return snowballstemmer.stemmer(name) if name else None


@cache
def _kept(language: str) -> tuple[str, ...]:
    return tuple(rules()["keep"].get(_base(language), ()))


@cache
def _loan_plural(language: str) -> re.Pattern[str]:
    return re.compile(rules()["loan_plurals"].get(_base(language), "(?!)"))


def _without_article(word: str) -> str:
    found = (
        word.removeprefix(article) for article in rules()["articles"]["arabic"] if word.startswith(article)
    )
    return next((rest for rest in found if len(rest) >= LEFT), word)


def _without_ending(word: str) -> str:
    found = (word.removesuffix(ending) for ending in rules()["endings"]["cyrillic"] if word.endswith(ending))
    return next((stem for stem in found if len(stem) >= LEFT), word)


def heads(word: str) -> tuple[str, ...]:
    """Terms in which a compound may end that has this word as its head; none for short words and numbers."""
    found = {term(word, language) for language in rules()["compounds"]}
    return tuple(head for head in sorted(found) if len(head) >= SHORTEST_HEAD and head.isalpha())


def is_compound(found: str, language: str) -> bool:
    """True for a term long enough to have a head and something before it."""
    return _base(language) in rules()["compounds"] and len(found) >= SHORTEST_HEAD + LEFT


def backwards(found: str) -> str:
    """The term from its end, marked as such: so a head is a beginning, which a full-text index finds."""
    return BACKWARDS + found[::-1]


@cache
def stop_words() -> frozenset[str]:
    """Folded words of all languages that say nothing by themselves."""
    return frozenset(fold(word) for words in rules()["stop"].values() for word in words)
