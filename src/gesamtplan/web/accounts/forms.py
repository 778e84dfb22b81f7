"""Forms of the second step, which call the code what the pages call it."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _


class NamesItsCode:
    """Label in words, and no placeholder that repeats it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]  # each of the forms has it
        field.label = _("Code from the app")
        field.widget.attrs.pop("placeholder", None)


class SecondStepForm(NamesItsCode, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """Asked after the password."""


class SecondStepAgainForm(NamesItsCode, ReauthenticateForm):  # type: ignore[misc]  # as above
    """Asked before the sign-in is changed."""


class SetUpForm(NamesItsCode, ActivateTOTPForm):  # type: ignore[misc]  # as above
    """Shows that the app was set up rightly."""
