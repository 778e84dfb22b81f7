"""Words of figures: units, and reported figures with the source's caution and their time."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.indicators.models import Indicator, ReportedFigure
from gesamtplan.indicators.states import unit_words
from gesamtplan.kern.formats import format_number, format_partial_date, precision_word
from gesamtplan.kern.templatetags.kern import unknown

register = template.Library()


@register.filter
def unit(indicator: Indicator) -> str:
    """{{ indicator|unit }}: "%", "per 1,000" …; empty for a plain count."""
    return unit_words(indicator.unit)


@register.simple_tag
def reported_value(row: ReportedFigure) -> SafeString:
    """ "about 46,000 persons"; unknown shows as unknown."""
    if row.value is None:
        return unknown()
    words = (precision_word(row.precision), format_number(row.value), str(row.unit_name or row.unit))
    return format_html("{}", " ".join(word for word in words if word))


@register.simple_tag
def reported_time(row: ReportedFigure) -> SafeString:
    """The day, or the period, as exactly as the source gives it."""
    if row.date:
        return format_html("{}", format_partial_date(row.date, row.date_precision or "year"))
    precision = row.period_precision or "year"
    days = [format_partial_date(day, precision) if day else "…" for day in (row.period_from, row.period_to)]
    if days == ["…", "…"]:
        return unknown()
    return format_html("{}", days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}")
