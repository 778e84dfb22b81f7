"""What the search answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Part:
    """A piece of text, marked where it is a word that was asked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Passage:
    """Text in one language, in pieces: never markup."""

    language: str
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Hit:
    """One row that was found; `page` and `args` are the name of its page and its arguments."""

    kind: str
    key: str
    page: str
    args: tuple[str, ...]
    title: Passage
    passage: Passage
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SearchResult:
    """`total` rows fit the query and the filters; `hits` are those of the page asked for.

    `kinds` counts what fits whatever kind is chosen; `facets` what fits within the kinds chosen, whatever facet is.
    `corrected` is the query that was answered instead, where the one asked found nothing;
    `some` says that not all words are in each hit, because no row has them all.
    """

    query: str
    total: int = 0
    hits: tuple[Hit, ...] = ()
    kinds: Counted = ()
    facets: Mapping[str, Counted] = field(default_factory=dict)
    corrected: str = ""
    some: bool = False
