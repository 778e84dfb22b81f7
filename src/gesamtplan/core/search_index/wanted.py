"""What a query asks for: each word with all the ways in which a text may have it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gesamtplan.core.search_index.words import fold, languages, spelled, stop_words, term, words_in

MOST_WORDS = 12
SHORTEST_BEGINNING, SHORTEST_LAST = 4, 2


@dataclass(frozen=True)
class Word:
    """One word of the query: the terms it may stand for, and the beginnings of terms."""

    written: str
    terms: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, found: str) -> bool:
        """True when a term of a text is meant."""
        return found in self.terms or found.startswith(self.beginnings)


@dataclass(frozen=True)
class Wanted:
    """All words, or (`some`) at least one of them."""

    words: tuple[Word, ...]
    some: bool = False

    def is_hit(self, word: str, language: str) -> bool:
        """True when a word of a text in this language is one of those asked for."""
        found = term(word, language)
        return any(asked.fits(found) for asked in self.words)

    def with_terms(self, more: Mapping[str, Iterable[str]]) -> "Wanted":
        """The same, each word standing for further terms too."""
        words = (replace(word, terms=word.terms.union(more.get(word.written, ()))) for word in self.words)
        return replace(self, words=tuple(words))


def wanted(query: str) -> Wanted:
    """The words of a query without those that say nothing; the last one may still be being typed."""
    written = words_in(query)[:MOST_WORDS]
    telling = [word for word in written if fold(word) not in stop_words()] or written
    if len(telling) > 1 and len(telling[-1]) == 1 and telling[-1].isalpha():
        telling.pop()  # its first letter tells nothing yet
    last = len(telling) - 1
    return Wanted(tuple(_word(word, at == last) for at, word in enumerate(telling)))


def _word(written: str, is_last: bool) -> Word:
    terms = frozenset(term(written, language) for language in languages())
    begun = len(written) >= (SHORTEST_LAST if is_last else SHORTEST_BEGINNING)
    beginnings = {spelled(written, language) for language in languages()} if begun else set()
    return Word(written, terms, tuple(sorted(beginnings)))
