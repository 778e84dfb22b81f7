"""Pictures of a frozen report, with the room they need."""

import re

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.reports.models import Report

register = template.Library()
ROOT = re.compile(r"<svg\b[^>]*>")
LENGTH = re.compile(r'\s(width|height)="([0-9.]+)(?:px)?"')


@register.simple_tag
def report_picture(report: Report, name: str, alt: str) -> SafeString:
    """The picture's <img>; its size, read from the drawing, keeps the page from jumping while it loads."""
    root = ROOT.search(report.content["pictures"][name])
    size = {side: round(float(length)) for side, length in LENGTH.findall(root[0] if root else "")}
    return format_html(
        '<img class="report-picture" src="{}" alt="{}"{} loading="lazy">',
        reverse("web:report-picture", args=[report.pk, name]),
        alt,
        format_html(' width="{}" height="{}"', size["width"], size["height"]) if len(size) == 2 else "",
    )
