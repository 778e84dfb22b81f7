"""Finds texts of rows that have no code of their own, in a file from another database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gesamtplan.translations.languages import SOURCE
from gesamtplan.translations.states import fingerprint
from gesamtplan.translations.translatable import Registry
from gesamtplan.translations.xliff.read import Unit

Place = tuple[str, str, str]  # kind, field, fingerprint of the German text


def named_here(registry: Registry, units: Iterable[Unit]) -> Iterator[Unit]:
    """The units, those of numbered rows once for each row here that says the same in German.

    The number in their names is that of the database from which they came; words that no row here has keep it.
    """
    rows, seen = _rows(registry), set()
    for unit in units:
        kind, _, rest = unit.name.partition("/")
        field = rest.rpartition("/")[2]
        place = (kind, field, fingerprint(unit.source))
        if place not in rows:
            yield unit
        elif place not in seen:
            seen.add(place)
            yield from (replace(unit, name=f"{kind}/{key}/{field}") for key in rows[place])


def _rows(registry: Registry) -> dict[Place, list[str]]:
    """Keys of all numbered rows, one query a kind."""
    rows: dict[Place, list[str]] = defaultdict(list)
    for what in registry.values():
        if what.is_numbered:
            for key, field, record in what.records():
                rows[what.kind, field.name, fingerprint(record[SOURCE])].append(key)
    return dict(rows)
