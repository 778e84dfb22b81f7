"""Signing in with a second step, and by the city's directory."""

import re
from typing import Any

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from gesamtplan.accounts.models import User
from gesamtplan.web.accounts.adapter import CityDirectoryAdapter, SecondFactorAdapter
from tests import factories as make

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
CITY = {
    "provider_id": "city", "name": "Rathaus", "client_id": "gesamtplan", "secret": "x",
    "settings": {"server_url": "https://login.example.org"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    """Tries are counted in the cache."""
    cache.clear()


def code_now(secret: str) -> str:
    """What an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def sign_in(client: Client, user: User) -> HttpResponse:
    return client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})  # type: ignore[return-value]


def with_app(client: Client, user: User) -> str:
    """Set up the app as a person does; the secret."""
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="checksum">([A-Z2-7]+)<', page)
    assert secret is not None
    response = client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret[1])})
    assert response.headers["Location"] == "/accounts/2fa/recovery-codes/"
    return secret[1]


def test_second_step_is_asked_after_the_password(client: Client) -> None:
    user = make.user("coordinator")
    secret = with_app(client, user)
    other = Client()
    response = sign_in(other, user)
    assert response.headers["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/desk/").status_code == 302
    assert "Code from the app" in other.get("/en/accounts/2fa/authenticate/").content.decode()
    assert other.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert other.get("/desk/").status_code == 302
    other.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert other.get("/desk/").status_code == 200


def test_recovery_code_lets_in_once(client: Client) -> None:
    user = make.user("coordinator")
    with_app(client, user)
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(codes) == 10
    for expected in (200, 302):
        other = Client()
        sign_in(other, user)
        other.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert other.get("/desk/").status_code == expected


def test_secret_of_the_app_is_unreadable_in_the_database(client: Client) -> None:
    secret = with_app(client, make.user("coordinator"))
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert SecondFactorAdapter().decrypt(stored) == secret


def test_change_asks_again_for_the_password(client: Client) -> None:
    sign_in(client, make.user("coordinator"))
    response = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert response.redirect_chain[0][0].startswith("/accounts/reauthenticate/")
    assert 'class="site-header"' in response.content.decode()


def test_app_is_switched_off_again(client: Client) -> None:
    with_app(client, make.user("coordinator"))
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_pages_have_our_look(client: Client) -> None:
    with_app(client, make.user("coordinator"))
    for page in ("", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"):
        for language in ("", "/en"):
            html = client.get(f"{language}/accounts/2fa/{page}").content.decode()
            assert 'class="site-header"' in html
            assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", html)


def test_too_many_tries_are_stopped(client: Client) -> None:
    sign_in(client, make.user("coordinator"))
    answers = [client.post("/accounts/reauthenticate/", {"password": "wrong"}) for _ in range(12)]
    assert answers[-1].status_code == 429
    assert 'class="site-header"' in answers[-1].content.decode()


def test_pages_of_the_second_step_ask_for_a_sign_in(client: Client) -> None:
    for page in ("", "totp/activate/", "recovery-codes/", "recovery-codes/download/"):
        assert client.get(f"/accounts/2fa/{page}").status_code == 302


def test_no_directory_is_offered_unless_it_is_set(client: Client, settings: Settings) -> None:
    assert "/accounts/oidc/" not in client.get("/accounts/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [CITY]}}
    html = client.get("/accounts/login/").content.decode()
    assert "/accounts/oidc/city/login/" in html
    assert "Rathaus" in html
    assert "Rathaus" in client.get("/accounts/oidc/city/login/").content.decode()


def from_directory(email: str, verified: bool) -> None:
    """What happens when the directory has named somebody; its own steps are allauth's."""
    request = RequestFactory().get("/accounts/oidc/city/login/callback/")
    for middleware in (SessionMiddleware, MessageMiddleware):
        middleware(lambda _request: HttpResponse()).process_request(request)
    with context.request_context(request):
        provider = CityDirectoryAdapter().get_provider(request, "city")
        claims: dict[str, Any] = {"sub": "1", "email": email, "email_verified": verified}
        login: SocialLogin = provider.sociallogin_from_response(
            request, {"userinfo": claims, "id_token": claims}
        )
        CityDirectoryAdapter().pre_social_login(request, login)


@pytest.mark.parametrize(
    ("email", "verified", "is_active", "expected"),
    [
        ("anna@example.org", True, True, True),
        ("ANNA@example.org", True, True, True),
        ("anna@example.org", False, True, False),
        ("anna@example.org", True, False, False),
        ("berta@example.org", True, True, False),
    ],
)
def test_directory_lets_in_who_has_an_account(
    settings: Settings, email: str, verified: bool, is_active: bool, expected: bool
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [CITY]}}
    user = make.user("coordinator", email="anna@example.org", is_active=is_active)
    before = User.objects.count()
    from_directory(email, verified)
    assert SocialAccount.objects.filter(user=user, uid="1").exists() is expected
    assert User.objects.count() == before
    user.refresh_from_db()
    assert user.has_usable_password()


def test_directory_makes_no_accounts() -> None:
    assert not CityDirectoryAdapter().is_open_for_signup(RequestFactory().get("/"), None)
