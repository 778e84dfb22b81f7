"""Organizations: who takes part, and what each leads and offers."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gesamtplan.core.readonly import reading
from gesamtplan.offers.queries import public_offers
from gesamtplan.parties import queries
from gesamtplan.parties.models import Organization
from gesamtplan.parties.states import OrganizationKind
from gesamtplan.plan.queries.measures import public_measures
from gesamtplan.plan.queries.needs import counts_by_lead, public_needs
from gesamtplan.web import filters
from gesamtplan.web.downloads import table_response

COLUMNS: tuple[Any, ...] = (
    _("Code"),
    _("Name"),
    _("Short name"),
    _("Kind"),
    _("Role"),
    _("Took part in the project"),
    _("Needs led"),
    _("Sources"),
)
ANSWERS = {True: _("yes"), False: _("no")}
PROJECT = {"yes": _("yes"), "no": _("no"), "unknown": pgettext_lazy("value", "unknown")}


@login_not_required
@reading
def organizations(request: HttpRequest) -> HttpResponse:
    """Organizations, filtered by the address."""
    chosen = filters.chosen(request, "q", "kind", "project", "sort")
    led = counts_by_lead()
    rows = [(row, led.get(row.pk, 0)) for row in queries.organizations(**chosen)]
    if form := filters.download_form(request):
        return table_response("organizations", form, COLUMNS, _table(rows))
    kinds, project = queries.kinds_in_use(), queries.project_counts()
    context = {
        "rows": rows,
        "chosen": chosen,
        "kinds": [
            (value, label, kinds[value]) for value, label in OrganizationKind.choices if value in kinds
        ],
        "project": [(word, PROJECT[word], n) for word, n in project.items()],
    }
    return render(request, "web/parties/organizations.html", context)


def _table(rows: Iterable[tuple[Organization, int]]) -> Iterable[tuple[Any, ...]]:
    for row, led in rows:
        links = ", ".join(source.url for source in row.sources.all())
        answer = None if row.in_project is None else ANSWERS[row.in_project]
        yield (
            row.code,
            row.name,
            row.short_name or None,
            row.get_kind_display(),
            row.role,
            answer,
            led,
            links or None,
        )


@login_not_required
@reading
def organization(request: HttpRequest, code: str) -> HttpResponse:
    """One organization: what it is, leads, does and offers."""
    try:
        row = queries.organization(code)
    except Organization.DoesNotExist as error:
        raise Http404(f"There is no organization {code}.") from error
    context = {
        "organization": row,
        "needs": public_needs().filter(lead=row),
        "measures": public_measures().filter(lead=row),
        "offers": public_offers().filter(provider=row),
        "contacts": [person for person in row.contacts.all() if person.publish_name],
    }
    return render(request, "web/parties/organization.html", context)
