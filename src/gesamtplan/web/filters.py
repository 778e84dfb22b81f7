"""What the address of a list says: filters and the form of a download."""

from django.http import HttpRequest


def chosen(request: HttpRequest, *names: str) -> dict[str, str]:
    """The values of these filters; "" where the address says nothing."""
    return {name: request.GET.get(name, "").strip() for name in names}


def download_form(request: HttpRequest) -> str:
    """ "csv" or "xlsx" when the list is asked for as a file, else ""."""
    form = request.GET.get("format", "")
    return form if form in {"csv", "xlsx"} else ""
