"""Reads the city's directory of offers and its tree of kinds."""

from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport

KIND = Shape("offer kind", required=("code", "name"), optional=("parent", "field", "entitlement_kinds"), texts=("note",))
OFFER = Shape(
    "offer",
    required=("code", "title", "kind"),
    optional=(
        "provider", "places", "places_as_of", "places_precision", "places_as_of_precision", "as_of", "as_of_precision",
        "taken", "waiting", "cost", "costs", "valid_from", "valid_to", "valid_from_precision", "valid_to_precision",
        "languages", "eligibility", "voluntary_municipal", "funding_level", "serves_entitlement", "statuses",
        "verified_on", "verified_on_precision", "sources", "posts", "classes", "facts", "closed",
    ),
    texts=("description", "unit", "places_note", "provider_text", "closed_note", "note"),
)  # fmt: skip


def read_offer_kinds(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `kinds:`."""
    return read_entries(path, "kinds", KIND)


def read_offers(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `offers:`."""
    return read_entries(path, "offers", OFFER)
