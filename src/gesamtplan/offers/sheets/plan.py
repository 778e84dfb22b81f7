"""What a table would change in the directory: computed from its rows and the present state, and from nothing else."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gesamtplan.core.imports import Refusal, Repair
from gesamtplan.offers.sheets.words import Vocabulary


class Outcome(models.TextChoices):
    """What becomes of a row; refused ones are shown first."""

    REFUSED = "refused", _("refused")
    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("as before")


WRITTEN = (Outcome.NEW, Outcome.CHANGED)


@dataclass(frozen=True, slots=True)
class Current:
    """An offer as it stands. `values` by name of the column; `hidden`: what no column shows and an undo needs.

    `sites`: at how many places it takes place.
    """

    pk: int
    code: str
    modified_at: datetime
    provider: str | None
    values: Mapping[str, Any]
    hidden: Mapping[str, Any]
    sites: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """The directory as far as a spreadsheet is about it.

    `providers`: codes for whose offers the person may speak, None: for all. `today`: no figure is told for a later day.
    """

    offers: Mapping[str, Current]
    words: Vocabulary
    today: date
    providers: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One column; both values as `cells` has them."""

    column: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row. `code`: of the offer it is about, also of one that would be created."""

    number: int
    code: str
    title: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    current: Current | None = None

    @property
    def is_new(self) -> bool:
        """There is no such offer so far."""
        return self.current is None


@dataclass(frozen=True)
class Plan:
    """All rows, in the order of the file; `words` by which their values are shown."""

    rows: tuple[RowPlan, ...]
    remarks: tuple[str, ...] = ()
    words: Vocabulary = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Rows by outcome, and how many had something put right."""
        found = Counter(str(row.outcome) for row in self.rows)
        repaired = sum(bool(row.repairs) and row.outcome != Outcome.REFUSED for row in self.rows)
        return {outcome.value: found[outcome] for outcome in Outcome} | {"repaired": repaired}

    @property
    def to_write(self) -> list[RowPlan]:
        """Rows that would change something."""
        return [row for row in self.rows if row.outcome in WRITTEN]

    @property
    def refused(self) -> list[RowPlan]:
        """Rows that cannot be used."""
        return [row for row in self.rows if row.outcome == Outcome.REFUSED]

    @cached_property
    def fingerprint(self) -> str:
        """Of what would be written, and of the offers as they were: two previews with the same one are the same."""
        digest = hashlib.sha256()
        for row in self.to_write:
            seen = row.current.modified_at.isoformat() if row.current else ""
            said = [row.code, seen, [[one.column, one.old, one.new] for one in row.changes]]
            digest.update(json.dumps(said, ensure_ascii=False).encode())
        return digest.hexdigest()
