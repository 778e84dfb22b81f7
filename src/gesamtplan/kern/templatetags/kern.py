"""KERN components as template tags, built in (no {% load %} needed). KERN markup is in this room only."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import RequestContext
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, ngettext, pgettext
from django.utils.translation import gettext as _

from gesamtplan.kern.formats import format_amount, format_number, format_partial_date, machine_date
from gesamtplan.kern.marks import CLOSED, UNKNOWN_MARK, Mark, mark

register = template.Library()
CURRENT = SafeString(' aria-current="true"')


def _badge(shown: Mark, label: object) -> SafeString:
    return format_html(
        '<span class="badge {}"><span class="badge-sign" aria-hidden="true">{}</span> {}</span>',
        shown.css_class,
        shown.sign,
        label,
    )


@register.simple_tag
def badge(kind: str, code: str | None, label: object) -> SafeString:
    """Sign, word and colour of a state, e.g. {% badge "need" "met" "erfüllt" %}."""
    return _badge(mark(kind, code), label)


@register.simple_tag
def unknown(label: object = "") -> SafeString:
    """Dashed badge 'unknown' (or another word for it, e.g. 'term unknown')."""
    return _badge(UNKNOWN_MARK, label or pgettext("value", "unknown"))


@register.simple_tag
def spoken(text: Any) -> Any:
    """A text of record or a translation, marked with its language and direction where these are not the page's."""
    if attributes := spoken_in(text):
        return format_html("<span{}>{}</span>", attributes, text)
    return text or ""


@register.simple_tag
def spoken_in(text: Any) -> str:
    """Attributes lang and dir for an element that holds nothing but such a text (`language` says in which it is)."""
    language = getattr(text, "language", "")
    if not text or not language or language == get_language():
        return ""
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)


@register.simple_tag
def ltr(value: Any) -> Any:
    """A phone number, address, code or mail address: it reads from left to right within any text."""
    return format_html('<bdi dir="ltr">{}</bdi>', value) if value not in (None, "") else ""


@register.simple_tag
def tone(kind: str, code: str | None) -> str:
    """CSS class of a state's colour, e.g. 'tone-good', for tiles and bars."""
    return mark(kind, code).css_class


@register.simple_tag
def partial_date(date: dt.date | None, precision: str = "day") -> SafeString:
    """Date as exactly as it is known; None is unknown."""
    if date in (None, ""):
        return unknown()
    return format_html(
        '<time datetime="{}">{}</time>', machine_date(date, precision), format_partial_date(date, precision)
    )


@register.simple_tag
def euro(amount: Decimal | float | None, precision: str = "exact") -> SafeString:
    """Amount in euros with the source's caution; None is unknown."""
    if amount in (None, ""):
        return unknown()
    return format_html('<span class="nowrap">{}</span>', format_amount(amount, precision or "exact"))


@register.simple_tag
def number(value: Decimal | float | None, decimals: int | None = None, unit: str = "") -> SafeString:
    """Number in the page's language; None is unknown."""
    if value in (None, ""):
        return unknown()
    text = format_number(value, decimals)
    return (
        format_html('<span class="nowrap">{}\u00a0{}</span>', text, unit) if unit else format_html("{}", text)
    )


@register.simple_tag
def sources(rows: Iterable[Any], label: object = "") -> SafeString:
    """Small disclosure that lists sources; each row has `title`, `url`, `date`, `partisan`.

    Every row of every list has one: written here, because a template of its own took three times as long.
    """
    entries = list(rows)
    if not entries:
        return unknown(_("no source recorded"))
    words = label or ngettext("Source", "Sources (%(counter)s)", len(entries)) % {"counter": len(entries)}
    items = format_html_join("", "<li>{}</li>", ((_source(entry),) for entry in entries))
    return format_html('<details class="sources"><summary>{}</summary><ul>{}</ul></details>', words, items)


def _source(row: Any) -> SafeString:
    url, said, date, partisan = (_part(row, name) for name in ("url", "title", "date", "partisan"))
    title = spoken(said)
    parts = [
        format_html('<a href="{}" rel="noreferrer">{}</a>', url, title) if url else format_html("{}", title)
    ]
    if date:
        parts.append(format_html('<span class="meta">({})</span>', date))
    if partisan:
        parts.append(_badge(Mark("⚑", CLOSED), _("partisan source")))
    return SafeString(" ".join(parts))


def _part(row: Any, name: str) -> Any:
    """A stored answer of the engine carries its sources as plain data."""
    return row.get(name, "") if isinstance(row, Mapping) else getattr(row, name, "")


@register.inclusion_tag("kern/share_bar.html")
def share_bar(segments: Sequence[Any], total: float | None = None) -> dict[str, object]:
    """One bar of shares; each segment has `label`, `value`, `css_class` (e.g. 'tone-good').

    The bar is as long as `total` (same unit as the values), by default as their sum.
    """
    shown = [segment for segment in segments if segment.value]
    whole = float(total or sum(segment.value for segment in shown) or 1)
    parts, start = [], 0.0
    for segment in shown:
        width = 100 * float(segment.value) / whole
        parts.append((f"{start:.3f}%", f"{width:.3f}%", segment))
        start += width
    return {
        "parts": parts,
        "text": ", ".join(f"{segment.label}: {format_number(segment.value)}" for segment in shown),
    }


@register.inclusion_tag("kern/legend.html")
def legend(segments: Sequence[Any]) -> dict[str, object]:
    """Key to a picture; each entry has `label` and `css_class`."""
    return {"entries": segments}


@register.inclusion_tag("kern/breadcrumbs.html")
def breadcrumbs(*items: Any) -> dict[str, object]:
    """Either one list of (label, url) or label, view name, label, view name, …, label of this page.

    {% breadcrumbs _("Plan") "web:plan" _("Needs") "web:needs" need.code %}
    """
    if len(items) == 1 and not isinstance(items[0], str) and isinstance(items[0], Sequence):
        return {"items": list(items[0])}
    labels, views = items[0::2], items[1::2]
    urls = [reverse(view) if ":" in view and not view.startswith("/") else view for view in views]
    return {"items": list(zip(labels, [*urls, ""], strict=False))}


def _query(context: RequestContext, **changes: object) -> str:
    """Address of this page with some query parameters changed; None removes one. Page numbers start over."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    encoded: str = query.urlencode()
    return f"?{encoded}"


@register.simple_tag(takes_context=True)
def query(context: RequestContext, **changes: object) -> str:
    """{% query state="met" page=None %}: this address with changed parameters."""
    return _query(context, **changes)


@register.inclusion_tag("kern/download_links.html", takes_context=True)
def download_links(context: RequestContext, feed: str = "") -> dict[str, object]:
    """Links to what the current query shows, as CSV and XLSX, and to the list's feed where it has one."""
    return {"csv": _query(context, format="csv"), "xlsx": _query(context, format="xlsx"), "feed": feed}


@register.inclusion_tag("kern/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, object]:
    """Links between the pages of a list; nothing where all fits on one page."""
    links = [
        (shown, _query(context, page=shown) if isinstance(shown, int) else "")
        for shown in page.paginator.get_elided_page_range(page.number)
    ]
    before = _query(context, page=page.number - 1) if page.has_previous() else ""
    after = _query(context, page=page.number + 1) if page.has_next() else ""
    return {"page": page, "links": links, "before": before, "after": after}


@register.inclusion_tag("kern/sort_header.html", takes_context=True)
def sort_header(context: RequestContext, label: object, key: str, css_class: str = "") -> dict[str, object]:
    """A <th> that sorts by ?sort=key; a second use turns the order (?sort=-key)."""
    current = context["request"].GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    target = f"-{key}" if current == key else key
    return {
        "label": label,
        "direction": direction,
        "url": _query(context, sort=target),
        "css_class": css_class,
    }


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Label, hint, error and control of one form field."""
    return bound.as_field_group()


@register.inclusion_tag("kern/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    """Summary of all errors on top of a form, each linked to its field; {{ form }} brings its own."""
    return {"form": form}


@register.inclusion_tag("kern/button.html")
def button(label: object, kind: str = "primary", name: str = "", value: str = "") -> dict[str, object]:
    """Submit button of a form; kind: primary, secondary or tertiary."""
    return {"label": label, "kind": kind, "name": name, "value": value}


@register.inclusion_tag("kern/link_button.html")
def link_button(label: object, url: str, kind: str = "secondary") -> dict[str, object]:
    """Link that looks like a button: for the one or two main ways on from a page."""
    return {"label": label, "url": url, "kind": kind}


@register.inclusion_tag("kern/filter_select.html")
def filter_select(
    name: str, label: object, choices: Iterable[Sequence[Any]], selected: object = ""
) -> dict[str, object]:
    """Labelled <select> of a filter form; choices: (value, label) or (value, label, count), after 'all'."""
    options = [(str(choice[0]), choice[1], choice[2] if len(choice) > 2 else None) for choice in choices]
    return {"name": name, "label": label, "options": options, "selected": str(selected or "")}


@register.inclusion_tag("kern/filter_search.html")
def filter_search(name: str, label: object, value: object = "", kind: str = "search") -> dict[str, object]:
    """Labelled input of a filter form; kind is the input's type: search, text, date or number."""
    return {"name": name, "label": label, "value": value or "", "kind": kind}


@register.inclusion_tag("kern/notice.html")
def notice(text: object, tone: str = "info", title: object = "") -> dict[str, object]:
    """Framed message; tone: info, success, warning or danger."""
    return {"text": text, "tone": tone, "title": title}


STYLESHEETS = (
    "vendor/fonts.css",
    "vendor/kern.css",
    "kern/theme.css",
    "kern/layout.css",
    "kern/components.css",
    "kern/lists.css",
    "kern/forms.css",
    "kern/journey.css",
    "kern/charts.css",
    "kern/pages-plan.css",
)


@register.simple_tag
def stylesheets() -> SafeString:
    """Links to the style sheets, in the order in which they build on each other; the print sheet last."""
    links = format_html_join(
        "\n  ", '<link rel="stylesheet" href="{}">', ((static(name),) for name in STYLESHEETS)
    )
    return format_html(
        '{}\n  <link rel="stylesheet" href="{}" media="print">', links, static("kern/print.css")
    )


@register.simple_tag(takes_context=True)
def language_links(context: RequestContext, links: Iterable[Any] = (), plain_url: str = "") -> SafeString:
    """The same page in its languages, each by its own name; the current one is marked.

    Each link has `language` (code, name, direction), `url`, `is_current`. `plain_url`: page in Leichte Sprache.
    """
    request = context.get("request")
    is_plain = request is not None and request.get_full_path() == plain_url
    shown = [
        (
            one.url,
            one.language.code,
            one.language.direction,
            one.is_current and not is_plain,
            one.language.name,
        )
        for one in links
    ]
    if plain_url:
        shown.append((plain_url, "de", "ltr", is_plain, "Leichte Sprache"))
    items = format_html_join(
        "",
        '<li><a href="{0}" hreflang="{1}" lang="{1}" dir="{2}"{3}>{4}</a></li>',
        ((url, code, to, CURRENT if current else "", name) for url, code, to, current, name in shown),
    )
    return format_html('<nav aria-label="{}"><ul class="languages">{}</ul></nav>', _("Language"), items)
