"""Which texts of the directory are translated for readers. Places, dates, times and money are facts and never are."""

from django.utils.translation import gettext_lazy as _

from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.translations.translatable import TextField, Translatable

OFFER = Translatable(
    kind="offer",
    label=_("Offers"),
    rows=lambda: Offer.objects.filter(is_public=True).told(),
    fields=(
        TextField("title", _("Title"), "Name of the offer. Keep proper names as they are."),
        TextField("description", _("Description")),
        TextField(
            "eligibility_note", _("Who may come"), "Conditions of use. Nothing may be added or left out."
        ),
        TextField("places_note", _("Note on places"), "Keep all numbers and dates as they are."),
        TextField("places_unit", _("What is counted"), "Follows a number, e.g. 40 course places."),
        TextField("provider_note", _("Provider in words"), "Keep proper names as they are."),
    ),
)
OFFER_KIND = Translatable(
    kind="offer-kind",
    label=_("Kinds of offers"),
    rows=OfferKind.objects.all,
    fields=(TextField("name", _("Name"), "A kind of offer, as it stands in a filter."),),
)
