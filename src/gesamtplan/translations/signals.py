"""What rooms above hear of translations: they stand above this one, which therefore cannot call them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.dispatch import Signal

from gesamtplan.translations.models import Translation

# kind: str, keys: frozenset[str], now: datetime. Sent inside the transaction of the write, once a kind for each batch
# of it: a receiver may ask a fixed number of queries for all keys, and whatever it raises undoes the write.
texts_changed = Signal()


def tell_changed(*, rows: Iterable[tuple[str, str]], now: datetime) -> None:
    """Say that texts of these rows, (kind, key), are others now, or are worth something else."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, key in rows:
        by_kind[kind].add(key)
    for kind, keys in sorted(by_kind.items()):
        texts_changed.send(sender=Translation, kind=kind, keys=frozenset(keys), now=now)
