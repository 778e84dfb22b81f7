"""Identifiers as HSDS asks for them: a UUID that follows from a code, the same on every day and machine."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

ROOT = uuid5(NAMESPACE_URL, "urn:gesamtplan:hsds")


@dataclass(frozen=True, slots=True)
class Ids:
    """Makes identifiers of one city, so that O01 of one city is not O01 of another.

    uuid5(uuid5(uuid5(NAMESPACE_URL, "urn:gesamtplan:hsds"), CITY), "KIND:CODE"), e.g. "service:O01".
    """

    city: str

    def of(self, kind: str, code: str) -> str:
        """Identifier of an object; `kind` is the standard's name of it."""
        return _made(self.city, kind, code)

    def code(self, kind: str, wanted: UUID, codes: Iterable[str]) -> str | None:
        """The one of `codes` that has this identifier; None if none has."""
        text = str(wanted)
        return next((code for code in codes if self.of(kind, code) == text), None)


@lru_cache(maxsize=200_000)
def _made(city: str, kind: str, code: str) -> str:
    return str(uuid5(uuid5(ROOT, city), f"{kind}:{code}"))


def foreign_uid(kind: str, given: object) -> UUID:
    """Identifier of an object of another system; one that is no UUID gives always the same one."""
    text = str(given).strip()
    try:
        return UUID(text)
    except ValueError:
        return uuid5(ROOT, f"foreign:{kind}:{text}")
