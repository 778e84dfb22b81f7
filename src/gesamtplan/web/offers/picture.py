"""The map beside the list of the finder."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gesamtplan.kern.charts import Ground, MapPoint, map_ground, point_map
from gesamtplan.offers.finder.find import Match
from gesamtplan.offers.queries import Spot
from gesamtplan.territory.queries import districts
from gesamtplan.web.offers.asked import Asked
from gesamtplan.web.offers.cards import Card


def offers_map(said: Asked, shown: Sequence[Card], others: Iterable[Match]) -> SafeString:
    """The offers of this page by number, all others that fit as dots, and where the reader starts; empty without a site."""
    dots = [_degrees(spot) for match in others for spot in _spots(match)]
    numbers = list(_numbered(shown))
    ground = said.directory.remember("map", _ground)
    if ground is None or not (dots or numbers):
        return SafeString("")
    here = said.here
    start = [MapPoint(here.name, here.longitude, here.latitude, "×", "", "map-here")] if here else []
    return point_map(
        ground,
        [*reversed(numbers), *start],
        dots,
        title=_("Map of the offers"),
        description=_("The numbers are those of the list."),
    )


def _ground() -> Ground | None:
    return map_ground([(str(area), area.geometry) for area in districts() if area.geometry])


def _numbered(shown: Sequence[Card]) -> Iterator[MapPoint]:
    """One point for each site; the nearer the top of the list, the later it is drawn."""
    for card in shown:
        for spot in _spots(card.match):
            label = str(card.number)
            yield MapPoint(f"{label}: {card.title}", *_degrees(spot), label, f"#{card.offer.code}")


def _spots(match: Match) -> list[Spot]:
    return [spot for spot in match.row.spots if spot.longitude is not None]


def _degrees(spot: Spot) -> tuple[float, float]:
    return spot.longitude or 0.0, spot.latitude or 0.0
