"""What calls for a second look."""

import pytest

from gesamtplan.translations.doubts import Doubt, doubts


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("40 Plätze", "٤٠ مكانا", []),
        ("40 Plätze", "۴۰ جا", []),
        ("1.200 Stunden", "1,200 hours", []),
        ("1.200 Stunden", "١٬٢٠٠ ساعة", []),
        ("1.200 Stunden", "1\u202f200 heures", []),
        ("am 1.9.2026", "on 1 September 2026", [Doubt.NUMBERS]),
        ("40 Plätze", "14 مكانا", [Doubt.NUMBERS]),
        ("zweimal 40", "40 و40", [Doubt.NUMBERS]),
        ("Hallo {name}", "مرحبا {name}", []),
        ("Hallo {name}", "مرحبا {nom}", [Doubt.PLACEHOLDERS]),
        ("%(n)s von 5", "5", [Doubt.PLACEHOLDERS]),
    ],
)
def test_doubts_of_a_pair(source: str, text: str, found: list[Doubt]) -> None:
    assert doubts(source, text) == found
