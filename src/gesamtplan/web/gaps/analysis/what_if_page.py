"""What if there were more places, or fewer: the form and what comes out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gesamtplan.gaps.queries.analysis import Outline, StoredAnalysis, Topic, outlines
from gesamtplan.gaps.what_if import Answer, CannotChangeError, Effect, Wish, what_if
from gesamtplan.kern.charts import MapArea, MapPicture, district_map
from gesamtplan.web.gaps.analysis.forms import chosen_topic
from gesamtplan.web.gaps.analysis.kinds import kinds_of_places
from gesamtplan.web.gaps.analysis.words import LEVELS, whole

MOST = 100_000
NEGLIGIBLE = 0.05  # places: would show as 0.0

RESULTS = {
    (True, True): _(
        "With %(places)s more %(unit)s (%(where)s), %(gained)s fewer would be missing in the city."
    ),
    (True, False): _("%(places)s more %(unit)s (%(where)s) would change nothing: nobody in reach lacks one."),
    (False, True): _(
        "With %(places)s fewer %(unit)s (%(where)s), %(gained)s more would be missing in the city."
    ),
    (False, False): _("%(places)s fewer %(unit)s (%(where)s) would change nothing: enough would be left."),
}


class WhatIfForm(forms.Form):
    """Which places, where, how many more or fewer."""

    kind = forms.ChoiceField(label=_("Kind of places"), required=False)
    area = forms.ChoiceField(label=_("Where"), required=False)
    places = forms.IntegerField(
        label=_("How many more (fewer with a minus)"),
        min_value=-MOST,
        max_value=MOST,
        error_messages={"invalid": _("Give a whole number, for example 50 or -50.")},
    )
    topic = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any, topic: Topic, areas: Sequence[Any]) -> None:
        super().__init__(data, initial={"topic": topic.code, "places": 50})
        self.fields["kind"].choices = kinds_of_places(topic)  # type: ignore[attr-defined] # a ChoiceField
        self.fields["area"].choices = areas  # type: ignore[attr-defined] # a ChoiceField


FAULTS = {
    "no-figures": _("No figure is known for this topic. Choose another one."),
    "no-offer": _("No such places are counted there. Choose another kind or another area."),
    "too-few": _("Only %(stood)s places of this kind are known there. Take away fewer."),
}


@dataclass(frozen=True)
class Gain:
    """Places missing less in an area, in all and by group; None is not known."""

    name: str
    total: float | None
    by_group: list[float | None]


@dataclass(frozen=True)
class WhatIfPage:
    """Form and answer; `answer` None until somebody asked, or where there is none (`fault` says why)."""

    analysis: StoredAnalysis
    topic: Topic
    form: WhatIfForm
    districts: Sequence[Outline]
    areas: Sequence[Any]
    answer: Answer | None = None
    fault: str = ""

    @cached_property
    def concerned(self) -> list[str]:
        """Codes of the groups whose places change, or of whom that is not known."""
        found = self.answer.of_level("city") if self.answer else []
        return [one.group for one in found if one.change is None or abs(one.change) >= NEGLIGIBLE]

    @property
    def groups(self) -> list[object]:
        """Headings of the table."""
        return [self.topic.groups[code][1] for code in self.concerned]

    @cached_property
    def city(self) -> Gain | None:
        """The whole city."""
        return self._gains("city").get("city")

    @property
    def by_group(self) -> list[tuple[object, float | None]]:
        """(group, places missing less in the whole city)."""
        return list(zip(self.groups, self.city.by_group, strict=True)) if self.city else []

    @property
    def result(self) -> str:
        """What would change, in a sentence."""
        if self.answer is None:
            return ""
        asked, gained = self.answer.wish.places, self.answer.gained
        words = {
            "places": whole(abs(asked)),
            "unit": self.topic.text("places_unit"),
            "where": self.where,
            "gained": whole(abs(gained)),
        }
        return str(RESULTS[asked >= 0, abs(gained) >= NEGLIGIBLE]) % words

    @property
    def where(self) -> str:
        """Name of the area asked for."""
        asked = self.answer.wish.area if self.answer else ""
        return next((str(name) for code, name in _flat(self.areas) if code == asked), "")

    @property
    def stood(self) -> str:
        """Places of the kind known in the area today."""
        return whole(self.answer.stood) if self.answer else ""

    @cached_property
    def rows(self) -> list[Gain]:
        """Districts in which something changes, the largest change first."""
        rows = [gain for gain in self._by_district.values() if abs(gain.total or 0) >= NEGLIGIBLE]
        return sorted(rows, key=lambda gain: -abs(gain.total or 0))

    @cached_property
    def _by_district(self) -> Mapping[str, Gain]:
        return self._gains("district")

    def _gains(self, level: str) -> Mapping[str, Gain]:
        names = {outline.code: outline.label for outline in self.districts}
        by_area: dict[str, dict[str, Effect]] = defaultdict(dict)
        for effect in self.answer.of_level(level) if self.answer else ():
            by_area[effect.area][effect.group] = effect
        return {
            area: _gain(names.get(area, ""), [effects[group] for group in self.concerned])
            for area, effects in by_area.items()
        }

    @cached_property
    def map(self) -> MapPicture:
        """Gain by district; the area asked for is framed."""
        asked = self.answer.wish.area.split(".")[0] if self.answer else ""
        changed = {
            code: gain.total for code, gain in self._by_district.items() if abs(gain.total or 0) >= NEGLIGIBLE
        }
        areas = [
            MapArea(
                one.label,
                one.geometry,
                changed.get(one.code),
                framed=one.code == asked,
                muted=one.code not in changed,
            )
            for one in self.districts
        ]
        return district_map(
            areas,
            title=_("Places missing less, by district"),
            description=_("The list says the same."),
            decimals=1,
        )


def _fault(error: CannotChangeError) -> str:
    return str(FAULTS[error.code]) % {"stood": whole(error.stood)}


def _gain(name: str, effects: Sequence[Effect]) -> Gain:
    gains = [None if effect.change is None else -effect.change + 0.0 for effect in effects]
    known = [gain for gain in gains if gain is not None]
    return Gain(name, sum(known) if known else None, gains)


def what_if_page(query: QueryDict, analysis: StoredAnalysis) -> WhatIfPage:
    """The form; with an answer if places are given. Nothing is stored."""
    topic = chosen_topic(query, analysis)
    has_districts = topic.data["minutes"] is not None
    districts = outlines("district") if has_districts else []
    areas = _areas(districts, outlines("sub-district") if has_districts else [])
    form = WhatIfForm(query if "places" in query else None, topic, areas)
    page = WhatIfPage(analysis, topic, form, districts, areas)
    if not form.is_bound or not form.is_valid():
        return page
    wish = Wish(topic.code, *(form.cleaned_data[name] for name in ("kind", "area", "places")))
    try:
        answer = what_if(wish, analysis.assessment.on)
    except CannotChangeError as error:
        return WhatIfPage(analysis, topic, form, districts, areas, None, _fault(error))
    return WhatIfPage(analysis, topic, form, districts, areas, answer)


def _areas(districts: Sequence[Outline], parts: Sequence[Outline]) -> list[Any]:
    whole = [("city", LEVELS["city"])]
    if not districts:
        return whole
    return [
        (pgettext_lazy("areas", "Districts"), [(one.code, one.label) for one in districts]),
        (pgettext_lazy("areas", "Sub-districts"), [(one.code, one.label) for one in parts]),
    ]


def _flat(choices: Any) -> Iterator[tuple[str, object]]:
    """Choices without their groups."""
    for code, name in choices:
        if isinstance(name, list | tuple):
            yield from name
        else:
            yield code, name
