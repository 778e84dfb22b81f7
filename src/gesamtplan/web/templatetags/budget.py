"""Words of a budget line: its period and its amount."""

from django import template
from django.utils.safestring import SafeString

from gesamtplan.funding.models import BudgetLine
from gesamtplan.kern.templatetags.kern import unknown
from gesamtplan.web.funding.words import amount_text, period_text

register = template.Library()


@register.simple_tag
def period_of(line: BudgetLine) -> str | SafeString:
    """Period of the line; unknown shows as unknown."""
    return period_text(line) or unknown()


@register.simple_tag
def amount_of(line: BudgetLine) -> str | SafeString:
    """Amount of the line with its caution; unknown shows as unknown."""
    return unknown() if line.amount is None else amount_text(line)
