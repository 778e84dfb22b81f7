"""One offer of the kept list as HTML: written here, because thousands of them are made at once."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.eligibility import May
from gesamtplan.engine.entitlement import STATUSES
from gesamtplan.engine.entitlement.readers import status_short
from gesamtplan.kern.templatetags.kern import badge
from gesamtplan.kern.templatetags.kern import spoken as said
from gesamtplan.web.offers import words
from gesamtplan.web.offers.cards import Card
from gesamtplan.web.offers.facts import Fact, facts
from gesamtplan.web.offline.papers import Group

SHOWN = ("for_whom", "provider", "where", "when", "phone", "email", "web", "languages", "cost", "child_care")
LINKS = {"phone": "tel:", "email": "mailto:", "web": ""}
NAMES = {code: LocalizedText(status_short(code)) for code in STATUSES}
ARTICLE = """<article class="offer-card" id="{code}" data-kind="{kind}" data-languages="{languages}">
<h3>{title}</h3>{german}{note}<p data-answer hidden></p>{description}<dl class="facts offer-facts">{facts}</dl>{unknown}{papers}</article>
"""


def article(card: Card, papers: SafeString, *, with_description: bool) -> SafeString:
    """`papers`: from `papers_html`."""
    told = facts(card, SHOWN)
    description = card.description if with_description else None
    return format_html(
        ARTICLE,
        code=card.offer.code,
        kind=card.offer.kind.code,
        languages=" ".join(card.offer.languages or ()),
        title=said(card.title),
        german=_paragraph('<p class="meta"><bdi lang="de" dir="ltr">{}</bdi></p>', card.german_title),
        note=_paragraph('<p class="meta">{}</p>', _translation_note(card)),
        description=_paragraph("<p>{}</p>", said(description) if description else ""),
        facts=format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((f.label, _lines(f)) for f in told if f.lines)),
        unknown=_paragraph('<p class="meta">{}</p>', _not_known(told)),
        papers=papers,
    )


def _paragraph(form: str, text: object) -> SafeString:
    return format_html(form, text) if text else SafeString("")


def _translation_note(card: Card) -> str:
    if card.is_outdated:
        return _("The German text has changed since it was translated.")
    return _("Translated by a machine, not checked.") if card.is_unreviewed else ""


def _not_known(told: Iterable[Fact]) -> str:
    missing = ", ".join(str(fact.label) for fact in told if not fact.lines and fact.key not in LINKS)
    return _("Not known, ask there: %(what)s") % {"what": missing} if missing else ""


def _lines(fact: Fact) -> SafeString:
    shown = _link(fact.key) if fact.key in LINKS else said
    form = '<span class="line" dir="ltr">{}</span>' if fact.is_ltr else '<span class="line">{}</span>'
    return format_html_join("", form, ((shown(line),) for line in fact.lines or ()))


def _link(key: str) -> Callable[[Any], SafeString]:
    def shown(line: Any) -> SafeString:
        address = str(line).replace(" ", "") if key == "phone" else str(line)
        return format_html('<a href="{}{}">{}</a>', LINKS[key], address, line)

    return shown


def papers_html(groups: Iterable[Group], title: str) -> SafeString:
    """By answer, the papers that have it; the script reads from it which answer a chosen paper gets."""
    items = format_html_join(
        "",
        '<li data-may="{}" data-papers="{}">{} {}</li>',
        ((str(g.answer.verdict), " ".join(g.statuses), _answer(g), _names(g)) for g in groups),
    )
    return format_html('<details class="why"><summary>{}</summary><ul>{}</ul></details>', title, items)


def _answer(group: Group) -> SafeString:
    answer = group.answer
    label = words.later(answer) if answer.verdict is May.AFTER_MONTHS else words.MAY[answer.verdict]
    return badge("may", str(answer.verdict), label or words.MAY[answer.verdict])


def _names(group: Group) -> SafeString:
    """Set apart from each other: "§ 25 Abs. 1" would else be torn apart among Arabic words."""
    names = ((said(words.in_words(NAMES[code])),) for code in group.statuses)
    return format_html_join(", ", "<bdi>{}</bdi>", names)
