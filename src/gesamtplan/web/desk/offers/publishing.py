"""Offers that are not public yet, and those that shall not be public any more."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from gesamtplan.core.readonly import read_only
from gesamtplan.offers.operations.publishing import PublishingError, publish_offers, withdraw_offer
from gesamtplan.offers.queries.links import unpublished_offers
from gesamtplan.offers.rules import RUN_UPKEEP
from gesamtplan.web import filters
from gesamtplan.web.desk.offers.forms import WithdrawForm
from gesamtplan.web.desk.updates import author_of


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(RUN_UPKEEP, raise_exception=True)
def unpublished(request: HttpRequest) -> HttpResponse:
    """The list; a POST publishes what is ticked."""
    if request.method != "POST":
        return _page(request, WithdrawForm())
    codes = request.POST.getlist("code")
    try:
        done = publish_offers(codes=codes, author=author_of(request), now=now())
    except PublishingError:
        messages.error(
            request, _("An offer of the list is not there any more. Nothing was published; look again.")
        )
    else:
        told = ngettext("%(n)d offer is published.", "%(n)d offers are published.", len(done)) % {
            "n": len(done)
        }
        messages.success(request, told if done else _("No offer was ticked."))
    return redirect("web:desk-unpublished")


@require_POST
@permission_required(RUN_UPKEEP, raise_exception=True)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take one offer off the directory."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    offer, why = form.cleaned_data["code"], form.cleaned_data["why"]
    withdraw_offer(offer=offer, why=why, author=author_of(request), now=now())
    messages.success(request, _("The offer is taken off the directory."))
    return redirect("web:desk-unpublished")


def _page(request: HttpRequest, form: WithdrawForm) -> HttpResponse:
    with read_only():
        context = {"page": filters.page_of(request, unpublished_offers()), "form": form}
        return render(
            request, "web/desk/offers/unpublished.html", context, status=422 if form.errors else 200
        )
