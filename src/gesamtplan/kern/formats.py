"""Numbers, amounts and dates as people write them in the page's language."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

MILLION = 1_000_000
ROUND_ENOUGH = 10_000
DAYS = {"de": "d.m.Y", "uk": "j E Y"}  # E: the month as it stands beside a day; all others as in English
SMALL_MONTHS = {"uk"}  # Django's name of the month alone begins a sentence


def format_number(value: Decimal | float, decimals: int | None = None) -> str:
    """1603776 -> '1.603.776' (de), '1,603,776' (en); without `decimals` the number keeps its own."""
    number = value if isinstance(value, int) else Decimal(str(value))
    if decimals is None and isinstance(number, Decimal):
        number = _without_trailing_zeros(number)
    elif decimals is not None:
        number = round_half_up(number, decimals)  # Django only cuts off
    return number_format(number, decimals, use_l10n=True, force_grouping=True)


def round_half_up(number: Decimal | int, decimals: int) -> Decimal:
    """As people round: 2.5 is 3."""
    return Decimal(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _without_trailing_zeros(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def format_amount(amount: Decimal | float, precision: str = "exact") -> str:
    """Euros with the source's caution: 1200000, 'about' -> 'rund 1,2 Mio. €', 'about 1.2 million EUR'.

    Millions are only written where no digit gets lost by it.
    """
    number = Decimal(str(amount))
    if abs(number) >= MILLION and number % ROUND_ENOUGH == 0:
        text = _("%(number)s million EUR") % {"number": format_number(number / MILLION)}
    else:
        cents = 0 if number == number.to_integral_value() else 2
        text = _("%(number)s EUR") % {"number": format_number(number, cents)}
    caution = precision_word(precision)
    return f"{caution} {text}" if caution else text


def precision_word(precision: str) -> str:
    """How a source hedges an amount, in front of it; empty for an exact one."""
    words = {
        "about": pgettext("before an amount", "about"),
        "almost": pgettext("before an amount", "almost"),
        "more-than": pgettext("before an amount", "more than"),
        "at-most": pgettext("before an amount", "at most"),
    }
    return words.get(precision, "")


def format_partial_date(date: dt.date, precision: str = "day") -> str:
    """Never pretends more than is known: '20.07.2016', 'Juli 2016' or '2016' (de); '20 July 2016' (en)."""
    language = get_language() or "de"
    if precision == "year":
        return f"{date.year:04d}"
    if precision == "month":
        month = date_format(date, "F Y")
        return month.lower() if language in SMALL_MONTHS else month
    return date_format(date, DAYS.get(language, "j F Y"))


def machine_date(date: dt.date, precision: str = "day") -> str:
    """ISO form for <time datetime>, cut to what is known: '2016-07-20', '2016-07', '2016'."""
    return date.strftime({"year": "%Y", "month": "%Y-%m"}.get(precision, "%Y-%m-%d"))
