"""What the record says of a body beside its role, in words. A name that LABELS does not have is shown as delivered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gesamtplan.core.entries import partial_date
from gesamtplan.council.models import Committee
from gesamtplan.council.queries import organizations_named
from gesamtplan.kern.formats import format_number, format_partial_date, precision_word
from gesamtplan.parties.models import Organization
from gesamtplan.plan.queries.overview import fields_of_action

LABELS: dict[str, Any] = {
    "file_mark": _lazy("File mark"),
    "organization": _lazy("Run by"),
    "organizers": _lazy("Organized by"),
    "participants": _lazy("Participants"),
    "refugees_among": _lazy("Refugees among them"),
    "field": _lazy("Field of action"),
    "sessions": _lazy("Sessions"),
    "district_groups_since": _lazy("Groups in the districts since"),
    "monthly_information_asked_for": _lazy("Asked for monthly information in"),
    "several_committees": _lazy("Several committees together"),
}
YEARS = frozenset({"district_groups_since", "monthly_information_asked_for"})
ORGANIZATIONS = frozenset({"organization", "organizers"})


@dataclass(frozen=True)
class Fact:
    """One line: what it is, and words or organizations."""

    label: Any
    text: str
    organizations: tuple[Organization, ...] = ()


def facts(committee: Committee) -> list[Fact]:
    """All facts of a body in the order of the record."""
    named = [code for name in ORGANIZATIONS for code in _codes(committee.facts.get(name, []))]
    known = organizations_named(named) if named else {}
    return [
        _organizations(name, value, known) if name in ORGANIZATIONS else _worded(name, value, committee.facts)
        for name, value in committee.facts.items()
        if not name.endswith("_precision")
    ]


def _codes(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _organizations(name: str, value: str | list[str], known: Mapping[str, Organization]) -> Fact:
    found = tuple(known[code] for code in _codes(value) if code in known)
    missing = ", ".join(code for code in _codes(value) if code not in known)
    return Fact(LABELS[name], missing, found)


def _worded(name: str, value: Any, all_facts: Mapping[str, Any]) -> Fact:
    words = _number if name not in YEARS and type(value) in {int, float} else WORDS.get(name, str)
    caution = precision_word(all_facts.get(f"{name}_precision", ""))
    text = words(value)
    return Fact(LABELS.get(name, name), f"{caution} {text}" if caution else text)


def _number(value: float) -> str:
    return format_number(value)


def _yes_no(value: bool) -> str:
    return _("yes") if value else _("no")


def _sessions(value: Mapping[str, Any]) -> str:
    day, precision = partial_date(value.get("held_until"))
    until = format_partial_date(day, precision) if day else _("unknown")
    counted = {"held": value["held"], "planned": value["planned"], "year": value["year"], "until": until}
    return _("%(held)s held of %(planned)s planned for %(year)s, as of %(until)s") % counted


def _field(code: str) -> str:
    return str(fields_of_action().filter(code=code).first() or code)


WORDS: dict[str, Callable[[Any], str]] = {
    "field": _field,
    "sessions": _sessions,
    "several_committees": _yes_no,
}
