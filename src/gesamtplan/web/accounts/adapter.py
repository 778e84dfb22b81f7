"""Accounts are given by the city; nobody signs up by themselves."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from gesamtplan.accounts.queries import active_user_with_email


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Refuses open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - signature of allauth
        """Never: an administrator makes the account."""
        return False


class CityDirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """Lets in by the city's own directory (OpenID Connect) whoever has an account here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - as above
        """Never: an entry in the directory is no permission to work here."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """At the first time, the account is found by an address that the directory has verified."""
        if sociallogin.is_existing:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        if user := active_user_with_email(verified):
            sociallogin.connect(request, user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """Keeps the secrets of authenticator apps unreadable in the database and its backups."""

    def encrypt(self, text: str) -> str:
        """Under a key that is derived from the instance's secret key, which lies outside the database."""
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises cryptography.fernet.InvalidToken where the secret key has changed since."""
        return self._cipher().decrypt(encrypted_text.encode()).decode()

    @staticmethod
    def _cipher() -> Fernet:
        key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))
