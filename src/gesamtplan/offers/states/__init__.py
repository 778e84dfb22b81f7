"""The closed words of this room, and which state may follow which."""

from gesamtplan.offers.states.directory import (
    EVERY_STATUS,
    AccessFact,
    Criterion,
    Demand,
    Freshness,
    FundingLevel,
    ReportChannel,
)
from gesamtplan.offers.states.spreadsheets import SHEET_STEPS, RowChange, SheetState
from gesamtplan.offers.states.upkeep import (
    CONTACTS,
    PROPOSAL_TRANSITIONS,
    LinkState,
    ProposalState,
    ReminderStep,
    TextPart,
    Told,
)

__all__ = [
    "CONTACTS",
    "EVERY_STATUS",
    "PROPOSAL_TRANSITIONS",
    "SHEET_STEPS",
    "AccessFact",
    "Criterion",
    "Demand",
    "Freshness",
    "FundingLevel",
    "LinkState",
    "ProposalState",
    "ReminderStep",
    "ReportChannel",
    "RowChange",
    "SheetState",
    "TextPart",
    "Told",
]
