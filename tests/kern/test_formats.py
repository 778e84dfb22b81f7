"""Numbers as people read them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import translation

from gesamtplan.kern.formats import format_amount, format_number, format_partial_date


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


@pytest.mark.parametrize(
    ("language", "number", "amount", "day", "month"),
    [
        ("de", "1.603.776,5", "99,50 €", "02.07.2016", "Juli 2016"),
        ("en", "1,603,776.5", "99.50 EUR", "2 July 2016", "July 2016"),
        ("ar", "1.603.776,5", "99,50 يورو", "2 يوليو 2016", "يوليو 2016"),
        ("fa", "1,603,776.5", "99.50 یورو", "2 ژوئیه 2016", "ژوئیه 2016"),
        ("uk", "1\xa0603\xa0776,5", "99,50 €", "2 липня 2016", "липень 2016"),
        ("fr", "1\xa0603\xa0776,5", "99,50 €", "2 juillet 2016", "juillet 2016"),
        ("tr", "1.603.776,5", "99,50 €", "2 Temmuz 2016", "Temmuz 2016"),
    ],
)
def test_reader_finds_numbers_and_dates_as_the_language_writes_them(
    language: str, number: str, amount: str, day: str, month: str
) -> None:
    with translation.override(language):
        assert format_number(1603776.5) == number
        assert format_amount(Decimal("99.50")) == amount
        assert format_partial_date(dt.date(2016, 7, 2)) == day
        assert format_partial_date(dt.date(2016, 7, 2), "month") == month
        assert format_partial_date(dt.date(2016, 7, 2), "year") == "2016"


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_digits_are_western_in_every_language(language: str) -> None:
    with translation.override(language):
        said = [format_amount(n * 10_000, "about") for n in range(1, 400, 7)]
        said += [format_partial_date(dt.date(2016, month, 28)) for month in range(1, 13)]
    assert all(sign in "0123456789" for text in said for sign in text if sign.isdigit())
