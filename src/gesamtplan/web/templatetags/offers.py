"""Texts in the language in which they stand (load `offers`)."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.translations.languages import LANGUAGES
from gesamtplan.web.offers import facts
from gesamtplan.web.offers.words import Said

register = template.Library()
for _told in (facts.on_card, facts.on_page, facts.on_list, facts.not_known):
    register.filter(_told.__name__, _told)


@register.simple_tag
def said(text: Said | str | None) -> SafeString:
    """The text; marked with language and direction where these are not those of the page."""
    language = getattr(text, "language", "")
    if not language:
        return format_html("{}", text or "")
    direction = LANGUAGES[language].direction if language in LANGUAGES else "auto"
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction, text)
