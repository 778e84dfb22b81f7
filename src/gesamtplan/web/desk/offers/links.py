"""Links for providers: make, look at, copy, send, revoke."""

from smtplib import SMTPException
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gesamtplan.core.readonly import read_only, reading
from gesamtplan.offers.link_tokens import token_of
from gesamtplan.offers.mails import invitation
from gesamtplan.offers.models import UpkeepLink
from gesamtplan.offers.operations.links import LinkError, make_link, revoke_link, send_link
from gesamtplan.offers.queries.links import links as all_links
from gesamtplan.offers.rules import RUN_UPKEEP, link_state
from gesamtplan.web import filters
from gesamtplan.web.desk.offers.forms import LinkForm
from gesamtplan.web.desk.updates import author_of

REMINDERS_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(RUN_UPKEEP, raise_exception=True)
def links(request: HttpRequest) -> HttpResponse:
    """All links, and a form for another one, which the address may fill in (?provider= or ?offer=)."""
    form = LinkForm(request.POST or None, initial=filters.chosen(request, "provider", "offer"))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = {name: data[name] for name in ("subject", "recipient", "email", "expires_on")}
        made = make_link(**given, author=author_of(request), now=now())
        messages.success(request, _("The link is made. Send it now, or copy the text."))
        return redirect("web:desk-link", made.pk)
    with read_only():
        page = filters.page_of(request, all_links())
        page.object_list = [(row, link_state(row, localdate())) for row in page]
        context = {"form": form, "page": page}
        return render(request, "web/desk/offers/links.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@permission_required(RUN_UPKEEP, raise_exception=True)
@reading
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """One link with its address and the text of its mail."""
    row = get_object_or_404(all_links(), pk=pk)
    mail = invitation(row, lambda: address_of(request, row))
    context = {
        "link": row,
        "state": link_state(row, localdate()),
        "address": address_of(request, row),
        "mail": mail,
        "mailto": f"mailto:{quote(row.email)}?subject={quote(mail.subject)}&body={quote(mail.body)}",
        "reminders": row.reminders.all()[:REMINDERS_SHOWN],
    }
    return render(request, "web/desk/offers/link.html", context)


def address_of(request: HttpRequest, row: UpkeepLink) -> str:
    """The signed address in the language that is active."""
    return request.build_absolute_uri(reverse("web:upkeep", args=[token_of(row.uid)]))


@require_POST
@permission_required(RUN_UPKEEP, raise_exception=True)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail it to its recipient."""
    row = get_object_or_404(UpkeepLink, pk=pk)
    try:
        send_link(link=row, address=lambda: address_of(request, row), author=author_of(request), now=now())
    except LinkError:
        messages.error(
            request, _("The link has no e-mail address, or does not open any more. Make a new one.")
        )
    except (SMTPException, OSError):
        messages.error(
            request, _("The mail server did not take the mail. Copy the text and send it yourself.")
        )
    else:
        messages.success(request, _("The mail is sent to %(address)s.") % {"address": row.email})
    return redirect("web:desk-link", pk)


@require_POST
@permission_required(RUN_UPKEEP, raise_exception=True)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on it opens nothing."""
    revoke_link(link=get_object_or_404(UpkeepLink, pk=pk), author=author_of(request), now=now())
    messages.success(request, _("The link is withdrawn. Whoever opens it is told so."))
    return redirect("web:desk-link", pk)
