"""Reads the directory of offers; only what is public."""

from gesamtplan.offers.queries.brief import Brief, Told, brief_of, briefs
from gesamtplan.offers.queries.directory import (
    Directory,
    current_directory,
    directory,
    directory_state,
    directory_version,
    forget_directory,
    whole_directory,
)
from gesamtplan.offers.queries.kinds import kinds_below, kinds_of_field
from gesamtplan.offers.queries.listed import Here, Line, Listed, Spot, Wanted
from gesamtplan.offers.queries.listing import (
    is_fresh,
    kinds_in_use,
    offer,
    offers,
    offers_in_order,
    providers_in_use,
    public_offers,
    same_kind,
    voluntary_offers,
)
from gesamtplan.offers.queries.parts import in_full
from gesamtplan.offers.queries.reading import places_of
from gesamtplan.offers.queries.starting_points import district_names, starting_points
from gesamtplan.offers.queries.unmet import Unmet, unmet_demand
from gesamtplan.offers.queries.upkeep import Due, checks_due, places_standing, record_standing
from gesamtplan.offers.states import EVERY_STATUS

__all__ = [
    "EVERY_STATUS",
    "Brief",
    "Directory",
    "Due",
    "Here",
    "Line",
    "Listed",
    "Spot",
    "Told",
    "Unmet",
    "Wanted",
    "brief_of",
    "briefs",
    "checks_due",
    "current_directory",
    "directory",
    "directory_state",
    "directory_version",
    "district_names",
    "forget_directory",
    "in_full",
    "is_fresh",
    "kinds_below",
    "kinds_in_use",
    "kinds_of_field",
    "offer",
    "offers",
    "offers_in_order",
    "places_of",
    "places_standing",
    "providers_in_use",
    "public_offers",
    "record_standing",
    "same_kind",
    "starting_points",
    "unmet_demand",
    "voluntary_offers",
    "whole_directory",
]
