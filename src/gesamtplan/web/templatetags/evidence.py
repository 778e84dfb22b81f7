"""What the evidence of a need needs beside plain figures: addresses of its rows, and a difference with its sign."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gesamtplan.gaps.queries.evidence import Comparison, Evidence
from gesamtplan.kern.formats import format_number
from gesamtplan.kern.templatetags.kern import unknown

register = template.Library()


@register.filter
def gap_url(row: Comparison, evidence: Evidence) -> str:
    """Where the row stands today and is explained; empty where it is computed no more."""
    if row.now is None:
        return ""
    names = [evidence.frozen.content["topic"]["code"], row.then["group"]["code"], row.then["area"]["code"]]
    return f"{reverse('web:gap', args=names)}?{urlencode({'year': row.now.year})}"


@register.filter
def cell_url(evidence: Evidence) -> str:
    """The cell as it was looked up."""
    content = evidence.frozen.content
    query = {
        "on": content["day"],
        "months": content["months"],
        "circumstances": content["circumstances"]["code"],
        "status": content["status"]["code"],
        "kind": content["offer_kind"]["code"],
    }
    return f"{reverse('web:day-one')}?{urlencode(query)}#cell"


@register.simple_tag
def change(difference: float | None) -> SafeString:
    """12 more are missing: "+12"; 3 fewer: "−3"; none: "unchanged"; not known: unknown."""
    if difference is None:
        return unknown()
    rounded = round(difference)
    if rounded == 0:
        return format_html("{}", _("unchanged"))
    sign = "+" if rounded > 0 else "−"
    return format_html('<span class="nowrap">{}{}</span>', sign, format_number(abs(rounded)))
