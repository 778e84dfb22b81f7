"""The rows of the needs analysis as plain tables; what is not known is an empty cell."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gesamtplan.gaps.queries.analysis import FIGURES, Line, Topic
from gesamtplan.gaps.states import RowStatus
from gesamtplan.web.gaps.analysis import words


def columns() -> list[str]:
    """Headings of `rows`."""
    return [
        _("Topic"), _("For whom"), _("Area code"), _("Area"), pgettext("column", "Level"), _("Year"), _("People"),
        _("Places needed"), _("Places standing there"), _("Reachable places per person"),
        _("Reachable places per person, second method"), _("Their share of places"), _("Missing"),
        _("Missing in the best case"), _("of these to build"), _("of these to move"), _("of these to open up"),
        pgettext("column", "Rank"), pgettext("column", "State"), _("Reasons"),
    ]  # fmt: skip


def rows(topic: Topic, lines: Iterable[Line]) -> Iterator[list[Any]]:
    """One row per line, figures as stored."""
    for line in lines:
        yield [
            topic.text("title"),
            topic.groups[line.group][0] if line.group else _("all together"),
            line.area,
            line.area_name,
            words.LEVELS[line.level],
            line.year,
            *(line.figures[name] for name in FIGURES),
            line.rank,
            RowStatus(line.status).label,
            " ".join(str(reason) for reason in words.reasons(line.reasons)) or None,
        ]
