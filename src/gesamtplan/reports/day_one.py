"""The day-one part of a report: the stored matrix on the first day, and who falls through."""

from collections import Counter
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.gaps.queries.day_one import Matrix, Vocabulary, current_assessment, matrix
from gesamtplan.gaps.states import Outcome
from gesamtplan.kern.marks import mark

EMPTY: dict[str, Any] = {"kinds": [], "rows": [], "gaps": [], "legend": [], "note": ""}


def day_one_section(on: date, cited: set[str]) -> dict[str, Any]:
    """The matrix without circumstances stated; empty where nothing was assessed yet."""
    assessment = current_assessment()
    if assessment is None:
        return EMPTY
    circumstances, name, _short = Vocabulary(assessment.explanation).circumstances[0]
    grid = matrix(on, 0, circumstances, assessment)
    if grid is None or not grid.cells:
        return EMPTY
    for cell in grid.cells.values():
        cited.update(source.code for offer in cell.offers for source in offer.sources.all())
    return {
        "kinds": [str(short) for _code, _name, short in grid.words.kinds],
        "rows": _rows(grid),
        "gaps": _gaps(grid),
        "legend": _legend(grid),
        "note": _note(grid, str(name)),
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    """Code, word and tone of an outcome."""
    tone = mark("outcome", outcome.value).tone
    return {"outcome": outcome.value, "label": str(outcome.label), "tone": tone}


def _rows(grid: Matrix) -> list[dict[str, Any]]:
    names = {code: str(short) for code, _name, short in grid.words.statuses}
    return [
        {"status": names[status], "cells": [_outcome(cell.outcome) for cell in cells]}
        for status, cells in grid.rows
    ]


def _gaps(grid: Matrix) -> list[dict[str, Any]]:
    """For each kind of offer the statuses that meet nobody; kinds without such a status are left out."""
    rows = [
        {
            "kind": str(name),
            "statuses": [
                str(status_name)
                for status, status_name, _short in grid.words.statuses
                if grid.cells[status, kind].outcome == Outcome.NOBODY
            ],
        }
        for kind, name, _short in grid.words.kinds
    ]
    return [row for row in rows if row["statuses"]]


def _legend(grid: Matrix) -> list[dict[str, Any]]:
    counts = Counter(cell.outcome for cell in grid.cells.values())
    return [_outcome(outcome) | {"count": counts[outcome]} for outcome in Outcome if counts[outcome]]


def _note(grid: Matrix, circumstances: str) -> str:
    """For whom, by which rules, and how complete: an incomplete figure says so."""
    unknown = sum(cell.outcome == Outcome.UNKNOWN for cell in grid.cells.values())
    parts = [
        _("On arrival, assumed: %s.") % circumstances,
        _("Version of the rules: %s.") % grid.assessment.norms_version,
    ]
    if unknown:
        counts = {"unknown": unknown, "all": len(grid.cells)}
        parts.append(_("%(unknown)s of %(all)s cells are unknown because no rule was found.") % counts)
    return " ".join(parts)
