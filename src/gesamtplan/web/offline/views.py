"""The kept list: its page, a page for each kind where there are many, what the worker has to keep, the worker itself."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from gesamtplan.core.readonly import reading
from gesamtplan.kern.formats import format_partial_date
from gesamtplan.theme.queries import instance_with_arms
from gesamtplan.web.languages import in_readers_languages
from gesamtplan.web.offers.form import paper_choices
from gesamtplan.web.offers.languages import language_choices, understood
from gesamtplan.web.offline.bundle import Bundle, KindPart, bundle
from gesamtplan.web.offline.files import WORKER, files_of_pages, size_of_files

TEMPLATE = "web/offline/offline.html"


@in_readers_languages
@login_not_required
@require_safe
@conditional_page
@reading
def offline(request: HttpRequest) -> HttpResponse:
    """All offers at once; where they are many, the kinds, each with its own page."""
    made = bundle(timezone.localtime())
    return _fresh(render(request, TEMPLATE, _context(made, () if made.is_split else made.kinds)))


@in_readers_languages
@login_not_required
@require_safe
@conditional_page
@reading
def offline_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """The offers of one kind."""
    made = bundle(timezone.localtime())
    parts = [part for part in made.kinds if part.code == kind]
    if not parts:
        raise Http404(f"There is no public offer of the kind {kind}.")
    return _fresh(render(request, TEMPLATE, _context(made, parts) | {"kind": parts[0]}))


@in_readers_languages
@login_not_required
@require_safe
@conditional_page
@reading
def offline_list(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - signature of a view
    """What the worker keeps for this language, and the fingerprint by which it knows that there is something new."""
    made = bundle(timezone.localtime())
    accent = settings.ACCENT.removeprefix("#")
    files = files_of_pages(instance_with_arms(), accent, with_typeface=not made.is_split)
    digest = hashlib.sha256("\n".join([made.digest, *files]).encode()).hexdigest()[:16]
    return _fresh(
        JsonResponse(
            {
                "language": made.language,
                "digest": digest,
                "made_on": made.made_on.date().isoformat(),
                "offers": made.total,
                "bytes": _size(made),
                "home": reverse("web:offline"),
                "pages": [reverse("web:offline"), *_kind_pages(made)],
                "files": files,
            }
        )
    )


@login_not_required
@require_safe
@conditional_page
def offline_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - signature of a view
    """The worker; it stands at the root, since it may serve only what lies below it."""
    headers = {"Service-Worker-Allowed": "/", "X-Content-Type-Options": "nosniff"}
    return _fresh(
        HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8", headers=headers)
    )


@in_readers_languages
@login_not_required
@require_safe
@reading
def offline_manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - signature of a view
    """With it the kept list can be put on the first screen of a phone."""
    instance = instance_with_arms()
    city = str(instance.city) if instance else "Gesamtplan"
    name = _("Offers in %(city)s, without network") % {"city": city}
    arms = getattr(instance, "arms_digest", "")
    icon = reverse("web:arms", args=[arms]) if arms else static("kern/arms.svg")
    data: dict[str, Any] = {
        "name": name,
        "short_name": _("Offers"),
        "lang": get_language(),
        "start_url": reverse("web:offline"),
        "scope": reverse("web:offers"),
        "display": "minimal-ui",
        "icons": [{"src": icon, "sizes": "any"}],
    }
    return JsonResponse(data, content_type="application/manifest+json")


def _context(made: Bundle, parts: Any) -> dict[str, Any]:
    used = [choice for choice in language_choices(made.spoken) if understood(choice[0]) & made.spoken]
    return {
        "made": made,
        "day": format_partial_date(made.made_on.date()),
        "parts": parts,
        "papers": paper_choices(),
        "kinds": [(part.code, part.name.text, part.count) for part in parts],
        "languages": [(" ".join(sorted(understood(code))), label) for code, label in used],
        "kilobytes": -(-_size(made) // 1000),
    }


def _size(made: Bundle) -> int:
    return made.size + size_of_files(with_typeface=not made.is_split)


def _kind_pages(made: Bundle) -> list[str]:
    return [_kind_page(part) for part in made.kinds] if made.is_split else []


def _kind_page(part: KindPart) -> str:
    return reverse("web:offline-kind", args=[part.code])


def _fresh(response: HttpResponse) -> HttpResponse:
    """Asked for anew each time; the fingerprint answers where nothing has changed."""
    patch_cache_control(response, no_cache=True)
    return response
