"""Words for the codes that deliveries of figures use."""

from typing import Any

from django.utils.translation import pgettext_lazy

UNITS: dict[str, Any] = {
    "percent": "%",
    "per 1000": pgettext_lazy("unit", "per 1,000"),
    "per km²": pgettext_lazy("unit", "per km²"),
    "years": pgettext_lazy("unit", "years"),
    "count": "",
}


def unit_word(code: str) -> str:
    """Unit in the reader's language; a plain count has none, an unlisted unit stands as delivered."""
    return str(UNITS.get(code, code))
