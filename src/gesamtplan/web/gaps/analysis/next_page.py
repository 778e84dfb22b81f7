"""Where the next offers would help most, as stored with the analysis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.gaps.queries.analysis import Outline, StoredAnalysis, Topic, outlines
from gesamtplan.kern.charts import MapPicture
from gesamtplan.kern.formats import format_number
from gesamtplan.web.gaps.analysis import pictures
from gesamtplan.web.gaps.analysis.kinds import places_for
from gesamtplan.web.gaps.analysis.words import whole


@dataclass(frozen=True)
class NextSite:
    """One step: `gain` places that are used there, `near` unmet need within reach before, `total` with all before."""

    name: str
    area: str
    gain: float
    near: float
    total: float


@dataclass(frozen=True)
class NextOffers:
    """The next offers of one kind. `bound`: more than this no choice of as many areas could cover."""

    topic: Topic
    data: Mapping[str, Any]
    areas: Sequence[Outline]

    @property
    def title(self) -> str:
        """Places for whom."""
        return places_for(self.topic, self.data["groups"])

    @property
    def kind(self) -> str:
        """Code of the assumption that counts these places, for a what-if; "" if there is none."""
        found = [
            code
            for code, one in self.topic.assumptions.items()
            if one["role"] == "places" and one["supply"] == self.data["supply"]
        ]
        return found[0] if found else ""

    @cached_property
    def sites(self) -> list[NextSite]:
        """In the order in which they help most."""
        names = {outline.code: outline.label for outline in self.areas}
        return [
            NextSite(
                names.get(step["area"], step["area"]), step["area"], step["gain"], step["near"], step["total"]
            )
            for step in self.data["steps"]
        ]

    @property
    def size_text(self) -> str:
        """Places of a new offer."""
        return whole(self.data["size"])

    @property
    def summary(self) -> str:
        """What all of them cover, and what no choice could exceed."""
        covered, bound = self.data["covered"], self.data["bound"]
        words = {
            "count": len(self.sites),
            "covered": whole(covered),
            "unmet": whole(self.data["unmet"]),
            "bound": whole(bound),
            "share": format_number(100 * covered / bound, 0) if bound else "",
        }
        if covered >= bound:
            text = _(
                "These %(count)s would cover %(covered)s of %(unmet)s missing places; no other choice of as many covers more."
            )
        else:
            text = _(
                "These %(count)s would cover %(covered)s of %(unmet)s missing places. No choice of as many can cover more than "
                "%(bound)s: this one reaches %(share)s per cent of that."
            )
        return text % words

    @property
    def all_full(self) -> bool:
        """Every new place would be used, so that the need within reach decides the order."""
        return all(site.gain >= self.data["size"] for site in self.sites)

    @cached_property
    def map(self) -> MapPicture:
        """The areas with their number."""
        near = {site.area: site.near for site in self.sites}
        return pictures.numbered_map(self.areas, [site.area for site in self.sites], near)


def next_offers(analysis: StoredAnalysis) -> list[NextOffers]:
    """All kinds of places of all topics that have an answer."""
    found = [(topic, data) for topic in analysis.topics.values() for data in topic.siting if data["steps"]]
    areas = outlines("sub-district") if found else []
    return [NextOffers(topic, data, areas) for topic, data in found]
