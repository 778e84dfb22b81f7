"""In which direction a figure should move, and the words for its unit."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

UNITS: dict[str, Any] = {
    "percent": "%",
    "per 1000": pgettext_lazy("unit", "per 1,000"),
    "per km²": pgettext_lazy("unit", "per km²"),
    "years": pgettext_lazy("unit", "years"),
    "children per woman": pgettext_lazy("unit", "children per woman"),
    "count": "",
}


class Direction(models.TextChoices):
    """Empty: no direction is wanted, the figure describes."""

    UP = "up", _("should rise")
    DOWN = "down", _("should fall")


def unit_words(code: str) -> str:
    """Unit in the reader's language; a plain count has none, an unlisted unit stands as delivered."""
    return str(UNITS.get(code, code))
