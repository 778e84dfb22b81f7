"""Numbers as people read them."""

from decimal import Decimal

import pytest
from django.utils import translation

from gesamtplan.kern.formats import format_number


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (359.98, 0, "360"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (Decimal("0.05"), 1, "0,1"),
        (1999.99, 1, "2.000,0"),
        (7, 2, "7,00"),
        (993.5, None, "993,5"),
        (1603776, None, "1.603.776"),
    ],
)
def test_number_is_rounded_not_cut_off(value: float | Decimal, decimals: int | None, said: str) -> None:
    with translation.override("de"):
        assert format_number(value, decimals) == said
