"""The personal list as a PDF in the reader's language, to take along and to show at the desk there."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.kern.formats import format_partial_date
from gesamtplan.kern.marks import mark
from gesamtplan.reports.handout import Contact, Fact, Handout, HandoutOffer, Text, Verdict, handout_pdf, said
from gesamtplan.theme.queries import instance_with_arms
from gesamtplan.web.languages import in_readers_languages, is_readers_language
from gesamtplan.web.offers import facts as known
from gesamtplan.web.offers.cards import Card
from gesamtplan.web.offers.finder import private
from gesamtplan.web.offers.my_list import ListPage, list_page
from gesamtplan.web.offers.words import Said

ON_PAPER = ("for_whom", "provider", "when", "places", "wait", "languages", "cost", "child_care", "access")
LINKS = {"phone": "tel:", "email": "mailto:", "web": ""}


@in_readers_languages
@login_not_required
@reading
def handout(request: HttpRequest) -> HttpResponse:
    """The list of the address as PDF; an empty list leads back to its page, which says what to do."""
    now = timezone.localtime()
    page = list_page(request, now)
    if not page.cards:
        return redirect(reverse("web:offers-list"))
    response = HttpResponse(handout_pdf(handout_of(page, now)), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="offers.pdf"'
    return private(response, request)


def handout_of(page: ListPage, now: datetime) -> Handout:
    """Texts of the list, with the answer to each offer where something was said of the person, and nothing else of them."""
    instance = instance_with_arms()
    notes = [_("Places and rules change. Ask there before you go.")]
    if is_readers_language():
        notes.append(
            _(
                "A machine translated this text, and nobody has checked it yet. In doubt the German text counts."
            )
        )
    return Handout(
        language=_language(),
        on=now.date(),
        city=_here(instance.city) if instance else _here(""),
        title=_here(_("My list")),
        intro=_here(_("Offers that were looked up for you. Show this page at the desk there.")),
        made_on=_here(_("As of %(day)s") % {"day": format_partial_date(now.date())}),
        offers=tuple(_offer(card, page.site) for card in page.cards),
        notes=tuple(_here(note) for note in notes),
        footer=said(page.shared, "de"),
    )


def _offer(card: Card, site: str) -> HandoutOffer:
    lines = known.facts(card, ON_PAPER)
    (where,) = known.facts(card, ("where",))
    note = _("Translated by a machine, not checked.") if card.is_unreviewed else ""
    return HandoutOffer(
        title=_text(card.title),
        title_in_german=card.german_title,
        kind=_text(card.kind),
        verdict=Verdict(_here(card.may), mark("may", card.may_code).sign, mark("may", card.may_code).tone)
        if card.may
        else None,
        reasons=tuple(map(_text, card.reasons)),
        facts=tuple(Fact(_here(fact.label), tuple(map(_text, fact.lines))) for fact in lines if fact.lines),
        address_label=_here(where.label) if where.lines else None,
        address=tuple(line.text for line in where.lines or ()),
        contacts=tuple(_contacts(card)),
        link_text=_here(_("More about it")),
        link=f"{site}{reverse('web:offer', args=[card.offer.code])}",
        note=_here(note) if note else None,
    )


def _contacts(card: Card) -> list[Contact]:
    return [
        Contact(_here(fact.label), str(line), f"{LINKS[fact.key]}{str(line).replace(' ', '')}")
        for fact in known.facts(card, tuple(LINKS))
        for line in fact.lines or ()
    ]


def _language() -> str:
    return get_language() or "de"


def _here(text: object) -> Text:
    return said(text, _language())


def _text(text: Said) -> Text:
    return said(text, text.language or _language())
