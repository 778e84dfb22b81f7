"""Numbers as people write them in a cell, in German or English."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.faults import CellFaultError, Reading

THOUSANDS = re.compile(r"\d{1,3}([.,' ]\d{3})+")
GERMAN_MONEY = re.compile(r"\d{1,3}(\.\d{3})*,\d{1,2}|\d+,\d{1,2}")
ENGLISH_MONEY = re.compile(r"\d{1,3}(,\d{3})*\.\d{1,2}|\d+\.\d{1,2}")
MONEY_SIGNS = re.compile(r"\s*(€|euro|eur)\s*", re.IGNORECASE)
DASH_CENTS = re.compile(r",\s*[-–—]+$")
FREE = frozenset({"kostenlos", "kostenfrei", "gratis", "free", "frei", "umsonst", "free of charge"})
MOST = 2_147_483_647
MOST_MONEY = Decimal("9999999.99")


def read_whole(raw: Any) -> Reading:
    """A count from 0 on. Raises CellFaultError."""
    number, note = _whole_of(raw)
    if number is None:
        raise CellFaultError(_("is no whole number."), _("Write only the number, e.g. 20."))
    if not 0 <= number <= MOST:
        raise CellFaultError(_("is negative or too large."), _("Give a whole number from 0 on."))
    return Reading(number, note)


def _whole_of(raw: Any) -> tuple[int | None, str]:
    if isinstance(raw, bool):
        return None, ""
    if isinstance(raw, int | float):
        return (int(raw) if raw == raw // 1 else None), ""
    text = str(raw)
    if re.fullmatch(r"-?\d+([.,]0+)?", text) and not THOUSANDS.fullmatch(text):
        return int(re.split(r"[.,]", text)[0]), ""
    if THOUSANDS.fullmatch(text):
        return int(re.sub(r"\D", "", text)), _("Read with signs between the thousands.")
    return None, ""


def read_money(raw: Any) -> Reading:
    """Euros and cents as "12.50". Raises CellFaultError."""
    amount, note = _amount_of(raw)
    if amount is None:
        raise CellFaultError(_("is no amount of money."), _("Write only the amount, e.g. 12,50."))
    if not 0 <= amount <= MOST_MONEY:
        raise CellFaultError(_("is negative or too large."), _("Give an amount from 0 on."))
    return Reading(f"{amount:.2f}", note)


def _amount_of(raw: Any) -> tuple[Decimal | None, str]:
    if isinstance(raw, bool):
        return None, ""
    if isinstance(raw, int | float | Decimal):
        return _decimal(repr(round(raw, 6)) if isinstance(raw, float) else str(raw)), ""
    return _amount_in(DASH_CENTS.sub("", MONEY_SIGNS.sub("", str(raw))))


def _amount_in(text: str) -> tuple[Decimal | None, str]:
    if text.casefold() in FREE:
        return Decimal(0), ""
    if re.fullmatch(r"-?\d+", text):
        return Decimal(text), ""
    if GERMAN_MONEY.fullmatch(text):
        return _decimal(text.replace(".", "").replace(",", ".")), ""
    if ENGLISH_MONEY.fullmatch(text):
        return _decimal(text.replace(",", "")), ""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        return _decimal(text.replace(".", "")), _("Read with signs between the thousands.")
    return None, ""


def _decimal(text: str) -> Decimal | None:
    """None where there are more digits than cents."""
    try:
        amount = Decimal(text)
        return amount.quantize(Decimal("0.01")) if amount == amount.quantize(Decimal("0.01")) else None
    except InvalidOperation:
        return None
