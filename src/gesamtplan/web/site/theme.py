"""What gives the pages the city's look: its arms and its accent colour, from this host only."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gesamtplan.core.readonly import reading
from gesamtplan.kern.colours import city_sheet
from gesamtplan.theme.models import Arms
from gesamtplan.theme.queries import arms_of, arms_path

FOREVER = "public, max-age=31536000, immutable"
# Opened by itself, the picture may do nothing but be drawn.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@login_not_required
@require_safe
@reading
def arms(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001 - signature of a view
    """A picture that an administrator set once; its address changes with its content."""
    try:
        found = arms_of(digest)
        data = arms_path(found.digest).read_bytes()
    except (Arms.DoesNotExist, FileNotFoundError) as error:
        raise Http404(str(error)) from error
    headers = {
        "Content-Security-Policy": PICTURE_POLICY,
        "Cache-Control": FOREVER,
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=found.media_type, headers=headers)


@login_not_required
@require_safe
def city_css(request: HttpRequest, accent: str) -> HttpResponse:  # noqa: ARG001 - signature of a view
    """The accent colour of the settings; the address carries it, so that a change is seen at once."""
    if f"#{accent}" != settings.ACCENT:
        raise Http404("This accent colour is not set (GESAMTPLAN_ACCENT).")
    return HttpResponse(
        city_sheet(settings.ACCENT),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": FOREVER},
    )
