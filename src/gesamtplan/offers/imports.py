"""Reads the city's directory of offers and its tree of kinds."""

from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport

KIND = Shape(
    "offer kind",
    required=("code", "name"),
    optional=("parent", "field", "entitlement_kinds"),
    texts=("note",),
)
OFFER = Shape(
    "offer",
    required=("code", "title", "kind"),
    optional=(
        "provider", "places", "places_as_of", "places_as_of_precision", "taken", "waiting", "costs", "quantities",
        "valid_from", "valid_to", "valid_from_precision", "valid_to_precision", "languages", "eligibility",
        "voluntary_municipal", "funding_level", "serves_entitlement", "target_groups", "verified_on",
        "verified_on_precision", "sources", "child_care", "is_drop_in", "fee", "fee_precision", "funding_ends_on",
        "check_due", "contact_phone", "contact_email", "contact_url",
    ),
    texts=(
        "description", "places_unit", "places_as_of_text", "places_note", "provider_text", "closed_note",
        "languages_note", "fee_note",
    ),
)  # fmt: skip


def read_offer_kinds(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `offer_kinds:`."""
    return read_entries(path, "offer_kinds", KIND)


def read_offers(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `offers:`."""
    return read_entries(path, "offers", OFFER)
