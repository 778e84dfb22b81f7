"""Writes of this room."""

from gesamtplan.offers.operations.capacity import (
    CapacityError,
    Figures,
    NotAllowedError,
    Origin,
    append_report,
    report_capacity,
)
from gesamtplan.offers.operations.delivery import store_offer_kinds, store_offers
from gesamtplan.offers.operations.eligibility import EligibilityError, set_eligibility
from gesamtplan.offers.operations.places import set_schedules, set_sites, store_site
from gesamtplan.offers.operations.unmet import count_unmet

__all__ = [
    "CapacityError",
    "EligibilityError",
    "Figures",
    "NotAllowedError",
    "Origin",
    "append_report",
    "count_unmet",
    "report_capacity",
    "set_eligibility",
    "set_schedules",
    "set_sites",
    "store_offer_kinds",
    "store_offers",
    "store_site",
]
