"""Propose other words for an offer: nothing changes before the coordination has read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gesamtplan.offers.models import Offer, UpkeepLink
from gesamtplan.offers.operations.proposals import ProposalError, propose_texts
from gesamtplan.offers.operations.teller import Teller
from gesamtplan.offers.operations.upkeep import ChangedMeanwhileError
from gesamtplan.offers.queries.proposals import proposals_of
from gesamtplan.web.upkeep.access import kept_of, through_link
from gesamtplan.web.upkeep.forms import TextsForm
from gesamtplan.web.upkeep.words import named


@through_link("GET", "HEAD", "POST")
def texts(request: HttpRequest, link: UpkeepLink, token: str, code: str) -> HttpResponse:
    """The texts in the language of the page, to be changed; what was proposed before, and what became of it."""
    row = named(kept_of(link, code))
    language = (get_language() or "de")[:2]
    form = TextsForm(request.POST or None, offer=row.offer, language=language)
    if request.method == "POST" and form.is_valid() and _sent(link, row.offer, form):
        return redirect("web:upkeep-thanks", token)
    context = {
        "link": link,
        "token": token,
        "row": row,
        "form": form,
        "earlier": proposals_of(row.offer, link),
    }
    return render(request, "web/upkeep/texts.html", context, status=422 if form.errors else 200)


def _sent(link: UpkeepLink, offer: Offer, form: TextsForm) -> bool:
    """True when the proposals were stored; else the form says why not, and keeps what was typed."""
    given = {"wordings": form.wordings(), "note": form.cleaned_data["note"]}
    try:
        propose_texts(offer=offer, **given, teller=Teller(link=link), now=now())
    except ProposalError:
        form.add_error(
            None,
            _(
                "A text cannot be stored as it is. Please check its length, the e-mail address and the website."
            ),
        )
        return False
    except ChangedMeanwhileError:
        form.add_error(
            None, _("The text was changed meanwhile. Open this page again: it then shows how it stands now.")
        )
        return False
    return True
