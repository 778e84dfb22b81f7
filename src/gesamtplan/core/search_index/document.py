"""What a room writes into the index for one of its rows."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.search_index.words import backwards, is_compound, spelled, term, version, words_in

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Document:
    """One row of a room as it is found. Only what everybody may see.

    `kind` and `key` name the row, e.g. need and N18; `names` are codes and references that count like the title.
    `page` and `args` are the name of its page and its arguments: where that page lies is known above.
    `facets` are codes by which results are narrowed, e.g. {"field": ("B1",)}.
    """

    kind: str
    key: str
    title: Texts
    page: str
    body: Texts = field(default_factory=dict)
    names: tuple[str, ...] = ()
    args: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of the content and of the rules for words: what differs is written anew."""
        content = json.dumps([version(), asdict(self)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def title_terms(self) -> str:
        """Title and names in all languages, as they are compared."""
        return " ".join([*_terms(self.title), *_terms({"": " ".join(self.names)})])

    @property
    def body_terms(self) -> str:
        """Body in all languages, as it is compared."""
        return " ".join(_terms(self.body))

    def words(self) -> Iterator[tuple[str, str, str]]:
        """(language, word without its ways of writing, word as written) of every word of letters."""
        for texts in (self.title, self.body):
            for language, text in texts.items():
                for word in words_in(text):
                    if word.isalpha():
                        yield language, spelled(word, language), word


def _terms(texts: Texts) -> Iterator[str]:
    """Compounds stand there twice, the second time from their end."""
    for language, text in texts.items():
        for word in words_in(text):
            found = term(word, language)
            yield found
            if is_compound(found, language):
                yield backwards(found)


def joined(texts: Iterable[Texts | None]) -> LocalizedText:
    """Several texts below each other, language by language; what is unknown, or said already, is left out."""
    lines: dict[str, dict[str, None]] = {}
    for text in texts:
        for language, words in (text or {}).items():
            if words:
                lines.setdefault(language, {})[words] = None
    return LocalizedText({language: "\n".join(found) for language, found in lines.items()})
