"""What a query asks for: each word with all the ways in which a text may have it."""

from dataclasses import dataclass

from gesamtplan.core.search_index.words import (
    fold,
    heads,
    is_compound,
    languages,
    spelled,
    stop_words,
    term,
    words_in,
)

MOST_WORDS = 12
SHORTEST_BEGINNING, SHORTEST_LAST = 4, 2
FEW = 3  # so many words may each be part of a longer one; who writes more means them as they are


@dataclass(frozen=True)
class Word:
    """One word of the query: the terms it may stand for, the beginnings of terms, and the heads of compounds."""

    written: str
    terms: frozenset[str]
    beginnings: tuple[str, ...]
    heads: tuple[str, ...]

    def fits(self, found: str, language: str) -> bool:
        """True when a term of a text in this language is meant."""
        if found in self.terms or found.startswith(self.beginnings):
            return True
        return found.endswith(self.heads) and is_compound(found, language)


@dataclass(frozen=True)
class Wanted:
    """All words, or (`some`) at least one of them."""

    words: tuple[Word, ...]
    some: bool = False

    def is_hit(self, word: str, language: str) -> bool:
        """True when a word of a text in this language is one of those asked for."""
        found = term(word, language)
        return any(asked.fits(found, language) for asked in self.words)


def wanted(query: str) -> Wanted:
    """The words of a query without those that say nothing; the last one may still be being typed."""
    written = words_in(query)[:MOST_WORDS]
    telling = [word for word in written if fold(word) not in stop_words()] or written
    if len(telling) > 1 and len(telling[-1]) == 1 and telling[-1].isalpha():
        telling.pop()  # its first letter tells nothing yet
    parts = len(telling) <= FEW
    first = (_word(word, SHORTEST_BEGINNING, parts) for word in telling[:-1])
    return Wanted((*first, *(_word(word, SHORTEST_LAST, True) for word in telling[-1:])))


def _word(written: str, shortest: int, parts: bool) -> Word:
    """`parts`: the word may be the beginning or the head of a longer one, if it has the shortest length for that."""
    terms = frozenset(term(written, language) for language in languages())
    if not parts or len(written) < shortest:
        return Word(written, terms, (), ())
    beginnings = {spelled(written, language) for language in languages()}
    return Word(written, terms, tuple(sorted(beginnings)), heads(written))
