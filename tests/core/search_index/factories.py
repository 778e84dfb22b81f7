"""Documents of rooms that there are none of."""

from typing import Any

from gesamtplan.core.search_index.document import Document
from gesamtplan.core.search_index.operations import reindex


def document(key: str, german: str = "", **values: Any) -> Document:
    """A document of the kind "thing" with a German title."""
    given = {"kind": "thing", "title": {"de": german or key}, "page": "thing", "args": (key,), **values}
    return Document(key=key, **given)


def written(*documents: Document) -> None:
    """These and nothing else of their kinds."""
    for kind in {one.kind for one in documents}:
        reindex(kind=kind, documents=[one for one in documents if one.kind == kind])
