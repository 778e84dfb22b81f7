"""Forms of these pages."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gesamtplan.offers.models import Offer
from gesamtplan.offers.operations.links import LONGEST, last_day
from gesamtplan.offers.queries import providers_in_use
from gesamtplan.parties.models import Organization


def offer_named(code: str) -> Offer:
    """Raises ValidationError where there is no such public offer."""
    found = Offer.objects.filter(code=code.strip(), is_public=True).first()
    if found is None:
        raise forms.ValidationError(
            _("There is no public offer with this code. It stands on the offer's page, e.g. O01.")
        )
    return found


class LinkForm(forms.Form):
    """For whom a link is, and until when."""

    provider = forms.ChoiceField(
        label=gettext_lazy("Provider"),
        help_text=gettext_lazy("The link reaches all of its public offers."),
        required=False,
    )
    offer = forms.CharField(
        label=gettext_lazy("Or one offer only (code)"),
        help_text=gettext_lazy("For an offer that somebody else looks after, or without a known provider."),
        max_length=20,
        required=False,
    )
    recipient = forms.CharField(
        label=gettext_lazy("Who is given it"),
        help_text=gettext_lazy("A person or a team. Not shown to the public."),
        max_length=120,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("Without it you pass the link on yourself, and no reminder is sent to it."),
        required=False,
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Valid until"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, name) for code, name, _n in providers_in_use()]
        self.fields["provider"].choices = [("", "—"), *choices]  # type: ignore[attr-defined] # a ChoiceField has them
        self.fields["expires_on"].initial = last_day(localdate())

    def clean_expires_on(self) -> Any:
        """Links expire: nobody remembers one of years ago."""
        day = self.cleaned_data["expires_on"]
        if not localdate() <= day <= localdate() + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, within two years."))
        return day

    def clean(self) -> dict[str, Any]:
        """Exactly one of provider and offer; it is kept as `subject`."""
        data = dict(super().clean() or {})
        provider, code = data.get("provider"), data.get("offer")
        if bool(provider) == bool(code):
            raise forms.ValidationError(_("Choose a provider, or give the code of one offer, not both."))
        data["subject"] = offer_named(code) if code else Organization.objects.get(code=provider)
        return data


class WithdrawForm(forms.Form):
    """An offer that shall not be found any more."""

    code = forms.CharField(label=gettext_lazy("Code of the offer"), max_length=20)
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept in the record of changes; not shown to the public."),
        max_length=500,
    )

    def clean_code(self) -> Offer:
        """The offer itself."""
        return offer_named(self.cleaned_data["code"])
