"""What SQLite (FTS5) and PostgreSQL (tsvector) say differently; both hold the same terms."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from gesamtplan.core.search_index.wanted import Wanted, Word
from gesamtplan.core.search_index.words import backwards


@dataclass(frozen=True)
class Dialect:
    """`rows` joins and matches the documents `d`, its first parameter is the expression; `rank` is least for the best."""

    rows: str
    rank: str
    facet: str
    facet_name: str
    term: str
    beginning: str
    one_of: str
    all_of: str

    def expression(self, wanted: Wanted) -> str:
        """The query in the database's own language."""
        words = (f"({self.one_of.join(self._ways(word))})" for word in wanted.words)
        return (self.one_of if wanted.some else self.all_of).join(words)

    def _ways(self, word: Word) -> Iterable[str]:
        yield from (self.term.format(term) for term in sorted(word.terms))
        yield from (self.beginning.format(beginning) for beginning in word.beginnings)
        yield from (self.beginning.format(backwards(head)) for head in word.heads)

    def facet_parameters(self, name: str, codes: Iterable[str]) -> list[str]:
        """Parameters of `facet`: true for documents with one of the codes."""
        return [self.facet_name.format(name), json.dumps(list(codes))]


DIALECTS = {
    "sqlite": Dialect(
        rows="core_searchtext JOIN core_searchdocument d ON d.id = core_searchtext.rowid WHERE core_searchtext MATCH %s",
        rank="bm25(core_searchtext, 8.0, 1.0)",
        facet="EXISTS (SELECT 1 FROM json_each(d.facets, %s) f WHERE f.value IN (SELECT value FROM json_each(%s)))",
        facet_name='$."{}"',
        term='"{}"',
        beginning='"{}"*',
        one_of=" OR ",
        all_of=" AND ",
    ),
    "postgresql": Dialect(
        rows="core_searchdocument d, to_tsquery('simple', %s) asked WHERE d.terms @@ asked",
        rank="-ts_rank(d.title_vector, asked, 1)",  # by the title alone: to weigh the text, every text would be read
        facet="EXISTS (SELECT 1 FROM jsonb_array_elements_text(d.facets -> %s::text) f WHERE f IN "
        "(SELECT jsonb_array_elements_text(%s::jsonb)))",
        facet_name="{}",
        term="'{}'",
        beginning="'{}':*",
        one_of=" | ",
        all_of=" & ",
    ),
}


def dialect() -> Dialect:
    """That of the database in use."""
    return DIALECTS[connection.vendor]


@contextmanager
def by_index() -> Iterator[None]:
    """PostgreSQL takes reading every text for cheap, because it lies beside the table: here it asks the index."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
