"""The page on which an administrator sets the city's arms, and sets them back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gesamtplan.theme.models import Arms
from gesamtplan.theme.operations import restore_arms, set_arms
from gesamtplan.theme.queries import arms_of, arms_so_far
from gesamtplan.theme.rules import CHANGE_THEME
from gesamtplan.web.desk.forms import ArmsForm
from gesamtplan.web.desk.updates import author_of


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE_THEME, raise_exception=True)
def theme(request: HttpRequest) -> HttpResponse:
    """The arms as they are, a form for others, and what was shown before."""
    form = ArmsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        alt = {"de": data["alt_de"], "en": data["alt_en"]}
        set_arms(picture=data["picture"], alt=alt, author=author_of(request), now=now())
        messages.success(request, _("The arms are changed."))
        return redirect("web:theme")
    context = {"form": form, "history": arms_so_far()}
    return render(request, "web/desk/theme.html", context, status=422 if form.errors else 200)


@require_POST
@permission_required(CHANGE_THEME, raise_exception=True)
def restore(request: HttpRequest) -> HttpResponse:
    """Show earlier arms again; without a digest the neutral shield."""
    digest = request.POST.get("digest", "")
    try:
        earlier = arms_of(digest) if digest else None
    except Arms.DoesNotExist as error:
        raise Http404(str(error)) from error
    restore_arms(earlier=earlier, author=author_of(request), now=now())
    messages.success(request, _("The arms are changed."))
    return redirect("web:theme")
