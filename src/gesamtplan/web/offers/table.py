"""The directory as a table with its file: for departments and analysts."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.offers import queries
from gesamtplan.web import filters
from gesamtplan.web.lists import ListPage
from gesamtplan.web.offers.rows import OFFERS, offer_row, status_choices


@login_not_required
@reading
def offers_table(request: HttpRequest) -> HttpResponse:
    """Offers, filtered by the address."""
    chosen = filters.chosen(request, "q", "kind", "provider", "status", "sort")
    listed = ListPage("web/offers/offers.html", OFFERS, partial(offer_row, on=timezone.localdate()))

    def selects() -> list[filters.Select]:
        kinds = [(kind.code, kind.name, n) for kind, n in queries.kinds_in_use()]
        return filters.selects(
            chosen,
            ("kind", _("Kind"), kinds),
            ("provider", _("Provider"), [*queries.providers_in_use(), ("unknown", _("not known"))]),
            ("status", _("Residence status"), status_choices()),
        )

    return listed.answer(request, chosen, queries.offers(**chosen), selects)
