"""Writes of the index. Rooms call `reindex` at the end of their own writes, inside the same transaction."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from gesamtplan.core.models import SearchDocument, SearchWord
from gesamtplan.core.search_index.document import Document

AT_ONCE = 500
LONGEST = 60
KEY = ["kind", "key"]
CONTENT = ["facets", "page", "args", "digest", "title", "body", "title_terms", "body_terms"]


@dataclass(frozen=True)
class Reindexed:
    """How many documents were written anew, taken out, or stood as they should."""

    written: int
    removed: int
    kept: int


@transaction.atomic
def reindex(*, kind: str, documents: Iterable[Document], keys: Collection[str] | None = None) -> Reindexed:
    """Bring the index of one kind in step with these documents; what is not among them is taken out.

    With `keys` only those rows are looked at: a row that is no longer public has no document and disappears.
    """
    stored = _scope(kind, keys)
    digests, gone, written, kept = dict(stored.values_list("key", "digest")), 0, 0, 0
    left = set(digests)
    for chunk in _chunks(documents):
        left.difference_update(document.key for document in chunk)
        changed = [one for one in chunk if digests.get(one.key) != one.digest]
        _write(changed)
        written, kept = written + len(changed), kept + len(chunk) - len(changed)
    if left:
        gone, _ = SearchDocument.objects.filter(kind=kind, key__in=left).delete()
    return Reindexed(written, gone, kept)


@transaction.atomic
def clear() -> None:
    """Throw the whole index away, with words that no document has any more; to build it anew."""
    SearchDocument.objects.all().delete()
    SearchWord.objects.all().delete()


def _scope(kind: str, keys: Collection[str] | None) -> QuerySet[SearchDocument]:
    rows = SearchDocument.objects.filter(kind=kind)
    return rows if keys is None else rows.filter(key__in=keys)


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    walk = iter(documents)
    while chunk := list(islice(walk, AT_ONCE)):
        yield chunk


def _write(documents: list[Document]) -> None:
    """Documents and their words, each in one statement whatever stood there before."""
    rows = [_row(document) for document in documents]
    SearchDocument.objects.bulk_create(rows, update_conflicts=True, unique_fields=KEY, update_fields=CONTENT)
    words = {(found, language): word for one in documents for language, found, word in one.words()}
    fresh = [
        SearchWord(language=language, word=found, backwards=found[::-1], shown=word)
        for (found, language), word in sorted(words.items())
        if len(found) <= LONGEST and len(word) <= LONGEST
    ]
    SearchWord.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=2000)


def _row(document: Document) -> SearchDocument:
    return SearchDocument(
        kind=document.kind,
        key=document.key,
        facets={name: sorted(codes) for name, codes in sorted(document.facets.items())},
        page=document.page,
        args=list(document.args),
        digest=document.digest,
        title=dict(document.title),
        body=dict(document.body),
        title_terms=document.title_terms,
        body_terms=document.body_terms,
    )
