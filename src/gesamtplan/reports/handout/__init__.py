"""The personal list on paper: ready texts in, a PDF out; pure, and nothing of the person in it unless passed in.

May use: the typesetter of the reports and the table of languages. Who calls it has chosen the offers and the words.
"""

from gesamtplan.reports.handout.content import (
    Contact,
    Fact,
    Handout,
    HandoutOffer,
    Text,
    TooManyOffersError,
    Verdict,
    said,
)
from gesamtplan.reports.handout.setting import MOST, handout_pdf

__all__ = [
    "MOST",
    "Contact",
    "Fact",
    "Handout",
    "HandoutOffer",
    "Text",
    "TooManyOffersError",
    "Verdict",
    "handout_pdf",
    "said",
]
