"""No list asks the database more often because it is longer."""

from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gesamtplan.core.models import Source
from gesamtplan.council.models import Committee, Motion
from gesamtplan.funding.models import BudgetLine
from gesamtplan.indicators.models import Indicator, ReportedFigure
from gesamtplan.offers.models import Offer
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, Measure, Need, OpenTopic
from gesamtplan.resolutions.models import Resolution
from gesamtplan.territory.models import Area

pytestmark = pytest.mark.usefixtures("munich")
LISTS: dict[str, type[models.Model]] = {
    "fields": FieldOfAction,
    "needs": Need,
    "measures": Measure,
    "resolutions": Resolution,
    "motions": Motion,
    "committees": Committee,
    "organizations": Organization,
    "offers": Offer,
    "sources": Source,
    "areas": Area,
    "indicators": Indicator,
    "budget-lines": BudgetLine,
    "figures": ReportedFigure,
}
MOST = 15


def queries(client: Client, path: str) -> int:
    client.get("/api/v1/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/api/v1/{path}").status_code == 200
    return len(captured)


def multiply(model: type[models.Model], times: int) -> None:
    """Copies of every row with its links, under new codes."""
    rows: list[Any] = list(model._default_manager.all())
    links = model._meta.many_to_many
    for number in range(1, times):
        for place, row in enumerate(rows):
            copy = model._default_manager.get(pk=row.pk)
            copy.pk = None
            for name in ("code", "number"):
                if hasattr(copy, name):
                    setattr(copy, name, f"x{number}-{place}" if name == "code" else 100 * number + place)
            copy.save()
            for link in links:
                getattr(copy, link.name).set(getattr(row, link.name).all())


@pytest.mark.parametrize(("path", "model"), LISTS.items())
def test_list_of_ten_times_the_length_costs_the_same(
    client: Client, path: str, model: type[models.Model]
) -> None:
    before = queries(client, f"{path}?limit=500")
    multiply(model, 10 if model._default_manager.count() < 100 else 3)
    assert queries(client, f"{path}?limit=500") == before <= MOST


def test_open_topics_cost_the_same_for_five_times_as_many(client: Client) -> None:
    before = queries(client, "open-topics?limit=500")
    for need in Need.objects.filter(open_topic=None):
        OpenTopic.objects.create(need=need, opened_on="2019-12-31")
    assert queries(client, "open-topics?limit=500") == before <= MOST


@pytest.mark.parametrize("path", ["indicator-values?", "areas.geojson?", "day-one?", "reports?"])
def test_other_lists_ask_seldom(client: Client, path: str) -> None:
    assert queries(client, path) <= 6


def test_values_cost_the_same_for_ten_times_as_many(client: Client) -> None:
    few = queries(client, "indicator-values?limit=50")
    assert queries(client, "indicator-values?limit=500") == few <= 3


@pytest.mark.parametrize("path", ["needs", "measures", "resolutions", "motions", "offers"])
def test_one_item_asks_seldom(client: Client, path: str) -> None:
    code = client.get(f"/api/v1/{path}?limit=1").json()["items"][0]["code"]
    assert queries(client, f"{path}/{code}") <= 18
