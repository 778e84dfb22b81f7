"""From a cube of true counts to the tables that may leave the house."""

from typing import Any

from gesamtplan.engine.disclosure.attack import singled_out
from gesamtplan.engine.disclosure.cube import Cube
from gesamtplan.engine.disclosure.protect import protect
from gesamtplan.engine.disclosure.publication import Publication, PublishedTable
from gesamtplan.engine.disclosure.rules import Rules
from gesamtplan.engine.errors import BadInput

DRAWS = 32
"""How often the noise is shared out anew before it is given up; more than one is rarely needed."""


def publish(cube: Cube, rules: Rules, tables: tuple[tuple[str, ...], ...] | None = None) -> Publication:
    """Protects the given tables (a level name for each axis; default: all), and attacks them before they leave.

    If a cell that is not shown could be worked out, the noise of the whole publication is shared out anew. Which
    draw is taken depends on published numbers only, and is the same for the same cube and tables.
    Raises BadInput if no draw holds: then fewer tables must be published, or a higher threshold set.
    """
    chosen = cube.all_tables() if tables is None else tables
    finest = cube.table(tuple(axis.name for axis in cube.axes))
    sums = [cube.table(levels) for levels in chosen]
    for draw in range(DRAWS):
        protected = [protect(table.people, table.keys, rules, draw=draw) for table in sums]
        if next(singled_out(list(zip(sums, protected, strict=True)), finest, rules), None) is None:
            break
    else:
        why = f"in each of {DRAWS} draws of the noise a small cell could be worked out from the others"
        raise BadInput("Publication", why, "Publish fewer tables, coarser levels, or set a higher threshold")
    found = tuple(
        PublishedTable(levels, tuple(level.codes for level in table.levels), item.people, item.shown)
        for levels, table, item in zip(chosen, sums, protected, strict=True)
    )
    return Publication(found, rules.version, _explanation(found, rules))


def _explanation(tables: tuple[PublishedTable, ...], rules: Rules) -> dict[str, Any]:
    return {
        "method": "cell key",
        "threshold": rules.threshold,
        "largest_noise": rules.largest,
        "totals_add_up": False,
        "zero": "not told from fewer than the threshold",
        "cells": sum(table.shown.size for table in tables),
        "not_shown": sum(int((~table.shown).sum()) for table in tables),
    }
