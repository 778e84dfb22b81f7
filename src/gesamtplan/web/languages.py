"""Which pages speak the readers' languages, where a reader is sent who asks for another page, and the links between languages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, get_script_prefix, resolve, reverse, translate_url
from django.utils.translation import get_language

from gesamtplan.core.languages import LANGUAGES, READERS, SITE, Language, instead_of

View = TypeVar("View", bound=Callable[..., Any])
MARK = "speaks_readers_languages"


def in_readers_languages(view: View) -> View:
    """Decorator: this page exists in all languages of the table, not only in those of the whole site."""
    setattr(view, MARK, True)
    return view


def languages_of(match: ResolverMatch | None) -> tuple[Language, ...]:
    """The languages in which a page exists."""
    return (*SITE, *READERS) if match is not None and hasattr(match.func, MARK) else SITE


def page_language() -> Language:
    """The language of the page that is being made."""
    return LANGUAGES.get(get_language() or settings.LANGUAGE_CODE, LANGUAGES[settings.LANGUAGE_CODE])


def is_readers_language() -> bool:
    """True while the page speaks a language in which only the finder exists."""
    return page_language().code not in settings.SITE_LANGUAGES


class ReadersLanguagesMiddleware:
    """Sends readers of a language that a page does not speak to its English version; after LocaleMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_arguments: Any) -> HttpResponse | None:
        """What was sent along goes along (307). The start page leads to the finder: that is what there is to read."""
        if not is_readers_language() or hasattr(view, MARK):
            return None
        language = page_language().code
        if request.resolver_match and request.resolver_match.view_name == "web:start":
            return HttpResponseRedirect(reverse("web:offers"))
        rest = request.get_full_path().removeprefix(f"{get_script_prefix()}{language}/")
        spoken = instead_of(language)[0]
        return HttpResponseRedirect(f"{get_script_prefix()}{spoken}/{rest}", preserve_request=True)


@dataclass(frozen=True)
class PageLink:
    """The same page in a language."""

    language: Language
    url: str
    absolute: str
    is_current: bool


def page_links(request: HttpRequest) -> list[PageLink]:
    """The page in all languages in which it exists, with what its address asks for.

    Where there is no page (404) a reader finds the finder behind the links, everybody else the same address.
    """
    match, address = request.resolver_match, request.get_full_path()
    if match is None and is_readers_language():
        match, address = resolve(reverse("web:offers")), reverse("web:offers")
    return [
        _link(request, language, translate_url(address, language.code)) for language in languages_of(match)
    ]


def _link(request: HttpRequest, language: Language, url: str) -> PageLink:
    return PageLink(language, url, request.build_absolute_uri(url), language == page_language())
