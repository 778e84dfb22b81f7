"""The headers that keep a page to itself."""

from django.http import HttpResponse
from django.test import RequestFactory

from gesamtplan.kern.middleware import ContentSecurityPolicyMiddleware


def answer(response: HttpResponse) -> HttpResponse:
    return ContentSecurityPolicyMiddleware(lambda _request: response)(RequestFactory().get("/"))


def test_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    policy = answer(HttpResponse()).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_stricter_policy_of_a_view_stays() -> None:
    response = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    assert answer(response).headers["Content-Security-Policy"] == "default-src 'none'"
