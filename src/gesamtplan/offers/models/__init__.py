"""The rows of the directory."""

from gesamtplan.offers.models.capacity import CapacityReport
from gesamtplan.offers.models.eligibility import Eligibility
from gesamtplan.offers.models.foreign import ForeignRecord
from gesamtplan.offers.models.kind import OfferKind
from gesamtplan.offers.models.offer import Offer
from gesamtplan.offers.models.schedule import Schedule
from gesamtplan.offers.models.site import OfferAtSite, Site
from gesamtplan.offers.models.spreadsheet import ColumnMapping, SheetChange, SheetImport
from gesamtplan.offers.models.unmet import UnmetSearch
from gesamtplan.offers.models.upkeep import Reminder, TextProposal, UpkeepLink
from gesamtplan.offers.models.version import DirectoryVersion

__all__ = [
    "CapacityReport",
    "ColumnMapping",
    "DirectoryVersion",
    "Eligibility",
    "ForeignRecord",
    "Offer",
    "OfferAtSite",
    "OfferKind",
    "Reminder",
    "Schedule",
    "SheetChange",
    "SheetImport",
    "Site",
    "TextProposal",
    "UnmetSearch",
    "UpkeepLink",
]
