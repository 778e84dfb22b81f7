"""The one function that searches, and the one that says what is stale."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from django.db import connection

from gesamtplan.core.models import SearchDocument
from gesamtplan.core.search_index.document import Document
from gesamtplan.core.search_index.full_text import by_index, dialect
from gesamtplan.core.search_index.highlight import marked, passage
from gesamtplan.core.search_index.results import Counted, Hit, SearchResult
from gesamtplan.core.search_index.vocabulary import corrected
from gesamtplan.core.search_index.wanted import Wanted, wanted

Facets = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Group:
    """How many documents that fit have the same kind and facets."""

    kind: str
    facets: Mapping[str, Sequence[str]]
    count: int

    def has(self, kinds: Collection[str], facets: Facets) -> bool:
        """True when the filters let it through; an empty filter lets everything through."""
        within = not kinds or self.kind in kinds
        return within and all(set(codes) & set(self.facets.get(name, ())) for name, codes in facets.items())


def search(
    query: str,
    *,
    language: str,
    kinds: Collection[str] = (),
    facets: Facets = MappingProxyType({}),
    limit: int = 20,
    offset: int = 0,
) -> SearchResult:
    """Public rows of all rooms that have all words of the query, the best first; at most 6 database queries, in a
    transaction on PostgreSQL.

    All languages are searched at once; hits are shown in `language`, or in the one in which they were found.
    Where nothing has all words, slips of the pen are put right; where that does not help, some words are enough.
    """
    asked = wanted(query)
    if not asked.words:
        return SearchResult(query)
    chosen = {name: codes for name, codes in facets.items() if codes}
    with by_index():
        return _result(query, asked, language, kinds, chosen, (offset, limit))


def keys_found(query: str, kind: str) -> frozenset[str] | None:
    """Keys of all rows of one kind that have the words of the query, as `search` finds them; None where the query
    has no word that tells anything."""
    asked = wanted(query)
    if not asked.words:
        return None
    with by_index():
        answered, *_ = _answered(asked)
        sql = f"SELECT d.key FROM {dialect().rows} AND d.kind = %s"  # noqa: S608 - our own words, as below
        with connection.cursor() as cursor:
            cursor.execute(sql, [dialect().expression(answered), kind])
            return frozenset(key for (key,) in cursor.fetchall())


def _result(
    query: str,
    asked: Wanted,
    language: str,
    kinds: Collection[str],
    chosen: Facets,
    window: tuple[int, int],
) -> SearchResult:
    asked, groups, instead = _answered(asked)
    total = sum(group.count for group in groups if group.has(kinds, chosen))
    return SearchResult(
        query,
        total=total,
        hits=_hits(asked, language, kinds, chosen, window) if total > window[0] else (),
        kinds=_by_kind(groups, chosen),
        facets=_by_facet(groups, kinds),
        corrected=instead,
        some=asked.some,
    )


def _answered(asked: Wanted) -> tuple[Wanted, list[Group], str]:
    """What was asked, else what was probably meant, else some of it: the first that finds anything."""
    if groups := _groups(asked):
        return asked, groups, ""
    instead = corrected(asked)
    meant = wanted(instead)
    if instead and (groups := _groups(meant)):
        return meant, groups, instead
    some = replace(meant if instead else asked, some=True)
    return (some, _groups(some), instead) if len(some.words) > 1 else (asked, [], "")


def _groups(asked: Wanted) -> list[Group]:
    speak = dialect()
    sql = f"SELECT d.kind, CAST(d.facets AS text), count(*) FROM {speak.rows} GROUP BY d.kind, d.facets"  # noqa: S608 - our own words; what is asked is a parameter
    with connection.cursor() as cursor:
        cursor.execute(sql, [speak.expression(asked)])
        return [Group(kind, json.loads(facets), count) for kind, facets, count in cursor.fetchall()]


def _hits(
    asked: Wanted, language: str, kinds: Collection[str], facets: Facets, window: tuple[int, int]
) -> tuple[Hit, ...]:
    """Those of one page, in two queries: the best keys, then their rows."""
    keys = _best(asked, kinds, facets, window)
    rows = SearchDocument.objects.defer("title_terms", "body_terms").in_bulk(keys)
    return tuple(_hit(rows[key], language, asked) for key in keys)


def _best(asked: Wanted, kinds: Collection[str], facets: Facets, window: tuple[int, int]) -> list[int]:
    speak = dialect()
    where, parameters = "", [speak.expression(asked)]
    if kinds:
        where += f" AND d.kind IN ({', '.join(['%s'] * len(kinds))})"
        parameters += kinds
    for name, codes in facets.items():
        where += f" AND {speak.facet}"
        parameters += speak.facet_parameters(name, codes)
    offset, limit = window
    sql = (
        f"SELECT d.id FROM {speak.rows}{where} ORDER BY {speak.rank}, d.id LIMIT {limit:d} OFFSET {offset:d}"  # noqa: S608 - as above
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [key for (key,) in cursor.fetchall()]


def _hit(row: SearchDocument, language: str, asked: Wanted) -> Hit:
    return Hit(
        kind=row.kind,
        key=row.key,
        page=row.page,
        args=tuple(row.args),
        title=marked(row.title, language, asked),
        passage=passage(row.body, language, asked),
        facets={name: tuple(codes) for name, codes in row.facets.items()},
    )


def _by_kind(groups: Iterable[Group], facets: Facets) -> Counted:
    counts: dict[str, int] = {}
    for group in groups:
        if group.has((), facets):
            counts[group.kind] = counts.get(group.kind, 0) + group.count
    return _most_first(counts)


def _by_facet(groups: Iterable[Group], kinds: Collection[str]) -> dict[str, Counted]:
    counts: dict[str, dict[str, int]] = {}
    for group in groups:
        if group.has(kinds, {}):
            for name, codes in group.facets.items():
                for code in codes:
                    of_name: dict[str, Any] = counts.setdefault(name, {})
                    of_name[code] = of_name.get(code, 0) + group.count
    return {name: _most_first(of_name) for name, of_name in counts.items()}


def _most_first(counts: Mapping[str, int]) -> Counted:
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def stale(kind: str, documents: Iterable[Document]) -> int:
    """How many documents of a kind are missing, differ, or stand there without a row."""
    stored = dict(SearchDocument.objects.filter(kind=kind).values_list("key", "digest"))
    differ = sum(stored.pop(one.key, None) != one.digest for one in documents)
    return differ + len(stored)
