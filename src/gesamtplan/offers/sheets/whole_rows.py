"""What can only be judged of a row as a whole: rights, limits that contradict each other, figures without a day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.engine.eligibility import LanguageLevel
from gesamtplan.offers.sheets.cells import NONE_REQUIRED
from gesamtplan.offers.sheets.choice import Choice
from gesamtplan.offers.sheets.columns import FIGURES
from gesamtplan.offers.sheets.plan import Current, State

Values = Mapping[str, Any]
COUNTED = ("places", "taken", "waiting", "next_start")
LEVELS = {str(level): number for number, level in enumerate(LanguageLevel)}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be used, at the column in which it is to be mended."""

    column: str
    why: str
    remedy: str


def faults_of(
    target: Values, current: Current | None, given: Values, choice: Choice, state: State
) -> Iterator[Fault]:
    """All faults of the row as it would be stored."""
    yield from _rights(target, current, state)
    yield from _needed(target)
    yield from _limits(target, "age_from", "age_to", int)
    yield from _limits(target, "level_from", "level_to", LEVELS.__getitem__)
    if target["valid_from"] and target["valid_to"] and target["valid_from"] > target["valid_to"]:
        yield Fault("valid_to", _("lies before the first day."), _("Change the two days over."))
    yield from _figures(target, current, given, choice, state)


def _rights(target: Values, current: Current | None, state: State) -> Iterator[Fault]:
    if state.providers is None:
        return
    if current and current.provider not in state.providers:
        yield Fault(
            "code",
            _("is an offer of another provider, which you may not change."),
            _("Delete the row, or ask the coordination."),
        )
    elif target["provider"] not in state.providers:
        yield Fault(
            "provider",
            _("is not a provider for whom you may speak."),
            _("Write your own organization, or ask the coordination."),
        )


def _needed(target: Values) -> Iterator[Fault]:
    if not target["title_de"] and not target["title_en"]:
        yield Fault("title_de", _("is missing."), _("Give the offer a title."))
    if not target["kind"]:
        yield Fault(
            "kind", _("is missing."), _("Write a kind, or choose one for all new offers of the file.")
        )
    if not target["public"] and target["public"] is not False:
        yield Fault("public", _("cannot be unknown."), _("Write yes or no."))


def _limits(target: Values, low: str, high: str, order: Callable[[Any], int]) -> Iterator[Fault]:
    """From and to of a criterion. Unknown is never "none required": where one is unknown, the other cannot be none."""
    start, end = target[low], target[high]
    if {start, end} == {None, NONE_REQUIRED}:
        yield Fault(
            high if end is None else low,
            _("is unknown, while the other limit is said not to exist."),
            _("Write “none required” or a limit into both columns."),
        )
    elif not {start, end} & {None, NONE_REQUIRED} and order(start) > order(end):
        yield Fault(high, _("lies below the lower limit."), _("Change the two over."))


def _figures(
    target: Values, current: Current | None, given: Values, choice: Choice, state: State
) -> Iterator[Fault]:
    before = current.values if current else {}
    if all(target[name] == before.get(name) for name in FIGURES):
        return
    if all(target[name] is None for name in COUNTED):
        yield Fault(
            "places",
            _("is set to unknown, and nothing else is told: what was told once stays on record."),
            _("Give places, taken, waiting or the next start, or leave all of them empty."),
        )
    as_of, told = target["as_of"], before.get("as_of")
    if as_of and as_of > state.today.isoformat():
        yield Fault("as_of", _("lies ahead."), _("Give the day for which the figures were told."))
    elif told and (not as_of or as_of < told):
        yield Fault(
            "as_of",
            _("lies before %(day)s, for which figures were told already.") % {"day": told},
            _("Give the day for which the new figures hold."),
        )
    elif told and _is_silent(given, choice):
        yield Fault(
            "as_of",
            _("is missing: the figures are new, but nobody says of which day they are."),
            _("Fill in the day, or choose one for the whole file."),
        )


def _is_silent(given: Values, choice: Choice) -> bool:
    return "as_of" not in given and not choice.as_of
