"""Placeholders and HTML tags that a translation lost or made up: the page would break, or say less."""

import gettext
import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

NAMED = re.compile(r"%\(\w+\)[sdif]|\{\w+\}")
BY_PLACE = re.compile(r"(?<!%)%[sdif]\b|\{\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
COUNTED = range(200)


def faults(catalogue: Catalog) -> Iterator[str]:
    """One line for each translation that differs from its text."""
    singles = single_forms(catalogue)
    for message in catalogue:
        if message.id and not message.fuzzy:
            yield from _faults(message, singles)


def single_forms(catalogue: Catalog) -> frozenset[int]:
    """Plural forms that stand for one number only, so that a word may take its place (Arabic "two offers")."""
    form_of = gettext.c2py(catalogue.plural_expr)
    used = Counter(form_of(number) for number in COUNTED)
    return frozenset(form for form, times in used.items() if times == 1)


def _faults(message: Message, singles: frozenset[int]) -> Iterator[str]:
    if isinstance(message.id, str):
        yield from _compare(message.id, message.string, may_lack=0)
        return
    source = message.id[-1]
    for form, said in enumerate(message.string):
        yield from _compare(source, said, may_lack=1 if form in singles else 0)


def _compare(source: str, said: str, *, may_lack: int) -> Iterator[str]:
    """`may_lack`: so many named placeholders may be missing; none may be new."""
    if not said:
        return
    wanted, found = set(NAMED.findall(source)), set(NAMED.findall(said))
    if found - wanted or len(wanted - found) > may_lack:
        yield f"placeholders {_list(wanted)} became {_list(found)}: {source} → {said}"
    for what, pattern in (("placeholders", BY_PLACE), ("tags", TAG)):
        had, has = pattern.findall(source), pattern.findall(said)
        if Counter(had) != Counter(has):
            yield f"{what} {_list(had)} became {_list(has)}: {source} → {said}"


def _list(found: set[str] | list[str]) -> str:
    return ", ".join(sorted(found)) or "none"
