"""Pages about the site: imprint, privacy, accessibility, data, sources; and what search machines ask for."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import resolve, translate_url
from django.views.decorators.http import require_http_methods, require_safe

from gesamtplan.core.queries import all_sources
from gesamtplan.core.readonly import reading
from gesamtplan.web.downloads import table_response
from gesamtplan.web.languages import languages_of
from gesamtplan.web.site.catalogue import datasets
from gesamtplan.web.site.forms import FeedbackForm

SOURCE_COLUMNS = ("code", "title", "url", "kind", "date", "partisan")


@login_not_required
@require_safe
@reading
def imprint(request: HttpRequest) -> HttpResponse:
    """Who answers for the site."""
    return render(request, "web/site/imprint.html")


@login_not_required
@require_safe
@reading
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about visitors: as good as nothing."""
    return render(request, "web/site/privacy.html")


@login_not_required
@require_safe
@reading
def accessibility(request: HttpRequest) -> HttpResponse:
    """Statement as BITV 2.0 asks for it."""
    return render(request, "web/site/accessibility.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Form to report a barrier; the report goes out as a mail and is stored nowhere else."""
    form = FeedbackForm(request.POST or None, initial={"page": request.GET.get("page", "")})
    if request.method == "POST" and form.is_valid():
        if not form.is_from_machine:
            sender = settings.DEFAULT_FROM_EMAIL
            send_mail("Barriere gemeldet", form.as_mail(), sender, [sender])
        return redirect("web:feedback-thanks")
    return render(request, "web/site/feedback.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_safe
@reading
def feedback_thanks(request: HttpRequest) -> HttpResponse:
    """Says that the report arrived."""
    return render(request, "web/site/feedback_thanks.html")


@login_not_required
@require_safe
@reading
def plain_german(request: HttpRequest) -> HttpResponse:
    """What the site is, in Leichte Sprache (easy-to-read German); there is no such page in other languages."""
    return render(request, "web/site/plain_german.html")


@login_not_required
@require_safe
@reading
def data(request: HttpRequest) -> HttpResponse:
    """Catalogue of everything that can be downloaded."""
    return render(request, "web/site/data.html", {"datasets": datasets()})


@login_not_required
@require_safe
@reading
def sources(request: HttpRequest) -> HttpResponseBase:
    """All sources, with a mark on those that take sides."""
    found = all_sources(request.GET.get("sort", ""), request.GET.get("q", ""))
    if request.GET.get("format") in ("csv", "xlsx"):
        return table_response(
            "sources", request.GET["format"], SOURCE_COLUMNS, found.values_list(*SOURCE_COLUMNS)
        )
    return render(request, "web/site/sources.html", {"sources": found, "search": request.GET.get("q", "")})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be found; downloads and accounts need no visit."""
    address = request.build_absolute_uri("/sitemap.xml")
    lines = (
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /desk/",
        "Disallow: /*?*format=",
        f"Sitemap: {address}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@reading
def sitemap(request: HttpRequest) -> HttpResponse:
    """The lists, each in its languages; from there every page is one link away."""
    paths = ["/", *(one.page for one in datasets())]
    urls = [
        request.build_absolute_uri(translate_url(path, language.code))
        for path in paths
        for language in languages_of(resolve(path))
    ]
    # without the request: nothing in it depends on who asks
    text = render_to_string("web/site/sitemap.xml", {"urls": urls})
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
