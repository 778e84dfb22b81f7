"""Which texts of the directory are translated for readers. Places, dates, times and money are facts and never are."""

from django.utils.translation import gettext_lazy as _

from gesamtplan.offers.models import CapacityReport, Offer, OfferKind, Site
from gesamtplan.translations.translatable import TextField, Translatable

NAMES = _("Keep proper names as they are.")
NUMBERS = _("Keep all numbers and dates as they are.")

OFFER = Translatable(
    kind="offer",
    label=_("Offers"),
    rows=lambda: Offer.objects.filter(is_public=True),
    fields=(
        TextField("title", _("Title"), NAMES),
        TextField("description", _("Description"), NUMBERS),
        TextField(
            "eligibility_note", _("Who may come"), _("Conditions of use. Nothing may be added or left out.")
        ),
        TextField("languages_note", _("Note on languages"), _("E.g. on which days a language is spoken.")),
        TextField("fee_note", _("Note on the fee"), NUMBERS),
        TextField("closed_note", _("Why it is closed"), NUMBERS),
        TextField("places_unit", _("What is counted"), _("Follows a number, e.g. 40 course places.")),
        TextField("provider_note", _("Provider in words"), NAMES),
    ),
)
OFFER_KIND = Translatable(
    kind="offer-kind",
    label=_("Kinds of offers"),
    rows=OfferKind.objects.all,
    fields=(TextField("name", _("Name"), _("A kind of offer, as it stands in a filter.")),),
)
# Reports are appended: a new one has a text of its own, which wants a translation of its own.
PLACES = Translatable(
    kind="places",
    label=_("Places"),
    rows=lambda: CapacityReport.objects.filter(is_current=True, offer__is_public=True),
    fields=(TextField("note", _("Note on places"), NUMBERS),),
    key="id",
)
SITE = Translatable(
    kind="site",
    label=_("Sites"),
    rows=Site.objects.all,
    fields=(TextField("accessibility_note", _("Note on accessibility"), NUMBERS),),
)
