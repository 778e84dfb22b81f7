"""The needs analysis in words that a council understands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gesamtplan.gaps.queries.analysis import Line, Topic
from gesamtplan.kern.formats import format_number

REASONS = {
    "people-unknown": gettext_lazy("How many people this concerns is not known."),
    "no-places-known": gettext_lazy("Not one number of places is known for this group."),
    "places-unknown": gettext_lazy(
        "Some places are not counted in any source: at most this much is missing."
    ),
    "carried-forward": gettext_lazy("The last known figure was carried forward."),
    "low-certainty": gettext_lazy("An assumption of low certainty went in."),
    "mixed-group": gettext_lazy(
        "The group holds people of several residence statuses; not all of them may use all places."
    ),
    "rule-unknown": gettext_lazy("No rule is known that says whether this group may use the places."),
    "spread": gettext_lazy(
        "Estimate: the figures of the district are spread over its parts like the population."
    ),
    "too-few-people": gettext_lazy("Too few people live there to show figures."),
}
LEVELS = {
    "city": pgettext_lazy("level", "whole city"),
    "district": pgettext_lazy("level", "districts"),
    "sub-district": pgettext_lazy("level", "sub-districts (estimates)"),
}
VERDICTS = {
    "by-right": pgettext_lazy("verdict", "by right"),
    "if-place": pgettext_lazy("verdict", "if there is a place"),
    "at-discretion": pgettext_lazy("verdict", "at discretion"),
    "conditional": pgettext_lazy("verdict", "on conditions"),
    "reduced": pgettext_lazy("verdict", "reduced"),
    "after-months": pgettext_lazy("verdict", "only after some months"),
    "no": pgettext_lazy("verdict", "no"),
    "unknown": pgettext_lazy("verdict", "no rule known"),
}
BAR = {
    "fair": pgettext_lazy("bar", "at a fair share of what people can reach"),
    "best": pgettext_lazy("bar", "if every place went where it helps most"),
    "covered": pgettext_lazy("bar", "covered"),
    "missing": pgettext_lazy("bar", "missing"),
    "at_most": pgettext_lazy("bar", "at most missing"),
}
ORIGINS_TITLE = gettext_lazy("Where the places stand that fall to these people")
NEGLIGIBLE = 0.5  # people or places: rounds to none


@dataclass(frozen=True)
class Remedy:
    """Part of a gap: what would help, how much of it, the sentence to say it."""

    word: object
    tone: str
    sentence: object


REMEDIES: Mapping[str, Remedy] = {
    "no_place": Remedy(
        pgettext_lazy("remedy", "build"),
        "tone-bad",
        gettext_lazy("%(count)s must be created: there are too few altogether."),
    ),
    "too_far": Remedy(
        pgettext_lazy("remedy", "move"),
        "tone-at-discretion",
        gettext_lazy("%(count)s exist, but too far away: they would have to be nearer."),
    ),
    "not_eligible": Remedy(
        pgettext_lazy("remedy", "open up"),
        "tone-open",
        gettext_lazy("%(count)s exist, but are not open to this group: they would have to be opened up."),
    ),
    "matching": Remedy(
        pgettext_lazy("remedy", "give out differently"),
        "tone-part",
        gettext_lazy(
            "%(count)s are not missing as places: they exist, but by this computation they fall to others. "
            "Giving places out differently would help here."
        ),
    ),
}


def reasons(codes: Iterable[str]) -> list[object]:
    """Why something is an estimate or partial; a code without words is shown as it is."""
    return [REASONS.get(code, code) for code in codes]


def whole(value: float) -> str:
    """A count of people or places, to the nearest."""
    return format_number(round(value))


def at_most(line: Line, value: float) -> str:
    """A number of missing places, as upper bound where some places are not known."""
    return _("at most %(count)s") % {"count": whole(value)} if line.is_upper_bound else whole(value)


def headline(topic: Topic, line: Line) -> str:
    """How many are needed and how many of them are missing; or that nobody can say."""
    need, unmet = line.figures["need"], line.figures["unmet"]
    if need is None:
        return _("How many %(unit)s are needed is not known.") % {"unit": topic.text("places_unit")}
    words = {"need": whole(need), "unit": topic.text("places_unit")}
    if unmet is None:
        return _("%(need)s %(unit)s are needed. How many are missing cannot be said.") % words
    if unmet < NEGLIGIBLE:
        return _("%(need)s %(unit)s are needed. By this computation none is missing.") % words
    return _("%(need)s %(unit)s are needed; %(unmet)s of them are missing.") % (
        words | {"unmet": at_most(line, unmet)}
    )


def best_case(line: Line) -> str:
    """What would be missing if places were given out as well as can be; "" if that is the same or not known."""
    best, unmet = line.figures["best_unmet"], line.figures["unmet"]
    if best is None or unmet is None or abs(best - unmet) < NEGLIGIBLE:
        return ""
    if best < NEGLIGIBLE:
        return _("If every place went where it helps most, none would be missing.")
    if best > unmet:
        text = _(
            "If places were given out so that as few as possible are missing in the whole city, it would be %(count)s "
            "here: the places would go to others."
        )
    else:
        text = _("Even if every place went where it helps most, %(count)s would be missing.")
    return text % {"count": at_most(line, best)}


def parts(line: Line) -> dict[str, float]:
    """The gap by what would help; empty where it is not known."""
    unmet, best = line.figures["unmet"], line.figures["best_unmet"]
    if unmet is None or best is None:
        return {}
    shares = {name: line.figures[name] or 0.0 for name in ("no_place", "too_far", "not_eligible")}
    return shares | {"matching": max(unmet - best, 0.0)}


def why(line: Line) -> Iterator[str]:
    """One sentence for each part of the gap, the largest first."""
    for name, count in sorted(parts(line).items(), key=lambda part: -part[1]):
        if count >= NEGLIGIBLE:
            sentence = str(REMEDIES[name].sentence) % {"count": at_most(line, count)}
            yield sentence[0].upper() + sentence[1:]


def helps(line: Line) -> object:
    """What would help most, in a word; "" where nothing is missing or nobody can say."""
    name, count = max(parts(line).items(), key=lambda part: part[1], default=("", 0.0))
    return REMEDIES[name].word if count >= NEGLIGIBLE else ""


def short_gap(line: Line) -> str:
    """ "missing 120 of 400, in the best case 80"; what is not known is said."""
    need, unmet, best = (line.figures[name] for name in ("need", "unmet", "best_unmet"))
    if need is None or unmet is None or best is None:
        return _("How many are missing cannot be said.")
    return _("Needed: %(need)s, missing: %(unmet)s, in the best case: %(best)s.") % {
        "need": whole(need),
        "unmet": at_most(line, unmet),
        "best": at_most(line, best),
    }
