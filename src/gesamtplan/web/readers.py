"""Head and foot of a page in a reader's language: only what exists in it, and the ways into the English site."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from gesamtplan.web.navigation import Entry

# These stay English on every page, like the name of a language: they say what is read behind them.
WHOLE_SITE = ("start", "The whole site in English")
LEGAL = (
    ("imprint", "Imprint"),
    ("privacy", "Privacy"),
    ("accessibility", "Accessibility statement"),
    ("feedback", "Report a barrier"),
)


def frame(*, is_finder: bool) -> dict[str, Any]:
    """Home, main navigation and footer."""
    finder = reverse("web:offers")
    return {
        "is_finder_only": True,
        "home": finder,
        "navigation": [Entry(_("Offers"), finder, is_finder), _english(*WHOLE_SITE)],
        "footer": [_english(name, label) for name, label in LEGAL],
    }


def _english(name: str, label: str) -> Entry:
    with override("en"):
        return Entry(label, reverse(f"web:{name}"), language="en")
