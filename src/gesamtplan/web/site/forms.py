"""The form with which anybody can report a barrier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedbackForm(forms.Form):
    """A message is enough; `website` is a trap that people do not see and only machines fill in."""

    message = forms.CharField(
        label=_("What is the barrier?"),
        help_text=_("What did you want to do, and what stopped you?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
    )
    page = forms.CharField(
        label=_("On which page?"),
        help_text=_("Address or title of the page, if you know it"),
        max_length=300,
        required=False,
    )
    contact = forms.EmailField(
        label=_("E-mail address for our answer"),
        help_text=_("Only if you want an answer"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )

    @property
    def is_from_machine(self) -> bool:
        """True when the trap was filled in; the message is then thrown away without a word."""
        return bool(self.cleaned_data["website"])

    def as_mail(self) -> str:
        """Text of the mail to the accessibility contact."""
        given: dict[str, Any] = self.cleaned_data
        return f"{given['message']}\n\nSeite: {given['page'] or '–'}\nAntwort an: {given['contact'] or '–'}\n"
