"""The formulas of a row in words, with its numbers put in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.gaps.queries.analysis import Line
from gesamtplan.kern.formats import format_number
from gesamtplan.web.gaps.analysis.words import NEGLIGIBLE, whole


@dataclass(frozen=True)
class Step:
    """One formula: what comes out, in words how, and with numbers."""

    title: str
    how: str
    numbers: str


def steps(line: Line, told: Mapping[str, Any]) -> Iterator[Step]:
    """From people to what is missing, as far as it is known."""
    people, need = line.figures["people"], line.figures["need"]
    if people is None or need is None:
        return
    norm = told["norm"]["value"]
    yield Step(
        _("Places needed"),
        _("People times places needed per person (norm)."),
        f"{whole(people)} × {_ratio(norm)} = {whole(need)}",
    )
    access, claims = line.figures["access"], line.figures["claims"]
    if access is None or claims is None:
        return
    yield Step(
        _("Their share of places"), _how_shared(told), f"{whole(people)} × {_ratio(access)} = {whole(claims)}"
    )
    yield _missing(line, need, claims)
    if (balanced := line.figures["access_balanced"]) is not None:
        yield _second(access, balanced)


def _how_shared(told: Mapping[str, Any]) -> str:
    if told["minutes"] is None:
        return _(
            "People times reachable places per person. No travel time is known here: all places are open to all "
            "who may use them, wherever they live."
        )
    return _(
        "People times reachable places per person. The places of each offer are shared among all who can reach it "
        "within %(minutes)s minutes and may use it; who is nearer counts more. What one person can reach is the sum "
        "of these shares (enhanced two-step floating catchment area, Luo and Qi 2009)."
    ) % {"minutes": told["minutes"]}


def _missing(line: Line, need: float, claims: float) -> Step:
    unmet = line.figures["unmet"] or 0.0
    if abs(max(need - claims, 0) - unmet) < NEGLIGIBLE:
        numbers = f"{whole(need)} − {whole(claims)} = {whole(need - claims)}"
        if need < claims:
            numbers += f" → {whole(unmet)}"
        return Step(_("Missing"), _("Places needed less their share of places, never below 0."), numbers)
    how = _(
        "Places needed less their share of places, sub-district by sub-district and never below 0: what one has too "
        "many does not help another. So the sum is larger than %(difference)s."
    ) % {"difference": f"{whole(need)} − {whole(claims)} = {whole(need - claims)}"}
    return Step(_("Missing"), how, whole(unmet))


def _second(access: float, balanced: float) -> Step:
    """The second method beside the first, and why they differ."""
    how = _(
        "Places per person, counted by a second method (balanced floating catchment area, Páez and others 2019). The first "
        "method counts people anew at each offer they can reach; the second divides them among these offers and each "
        "offer's places among the people. Where many offers overlap the two differ; where they agree the figure is firm."
    )
    first, second = format_number(100 * access, 1), format_number(100 * balanced, 1)
    numbers = _("first method %(first)s, second method %(second)s per 100 people")
    return Step(_("Checked by a second method"), how, numbers % {"first": first, "second": second})


def _ratio(value: float) -> str:
    return format_number(value, 0 if value == int(value) else 3)
