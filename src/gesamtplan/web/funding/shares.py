"""Bars that count budget lines; they never add up money."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from gesamtplan.funding.queries import CityShare
from gesamtplan.web.funding.words import level_word


@dataclass(frozen=True)
class Segment:
    """A share of a bar: how many lines."""

    label: Any
    value: int
    css_class: str


def city_segments(share: CityShare) -> list[Segment]:
    """What the city pays: voluntary, duty, not known."""
    return [
        Segment(pgettext("service", "voluntary"), len(share.voluntary), "tone-open"),
        Segment(pgettext("service", "duty by law"), len(share.duty), "tone-closed"),
        Segment(pgettext("service", "not known whether voluntary"), len(share.not_known), "tone-unknown"),
    ]


def level_segments(counted: Sequence[tuple[str, int]]) -> list[Segment]:
    """Lines by level of the payer."""
    return [
        Segment(level_word(level), n, "tone-unknown" if level == "unknown" else f"payer-{level}")
        for level, n in counted
    ]
