"""What the address of a list says: filters, the page, the form of a download."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Model, TextChoices
from django.http import Http404, HttpRequest

Row = TypeVar("Row", bound=Model)
PER_PAGE = 50


@dataclass(frozen=True)
class Select:
    """One choice of a filter form; `options`: (value, words) or (value, words, how many rows it would leave)."""

    name: str
    label: Any
    options: Sequence[Sequence[Any]]
    selected: str


def chosen(request: HttpRequest, *names: str) -> dict[str, str]:
    """The values of these filters; "" where the address says nothing."""
    return {name: request.GET.get(name, "").strip() for name in names}


def selects(chosen: dict[str, str], *choices: tuple[str, Any, Iterable[Sequence[Any]]]) -> list[Select]:
    """Choices (name of the filter, label, options), each with what the address says."""
    return [Select(name, label, list(options), chosen[name]) for name, label, options in choices]


def occurring(choices: type[TextChoices], counted: Mapping[str, int]) -> list[tuple[str, Any, int]]:
    """Options of the choices that occur, in their order."""
    return [(choice.value, choice.label, counted[choice]) for choice in choices if choice in counted]


def found(read: Callable[[str], Row], code: str) -> Row:
    """The row that the address names. Raises Http404 where `read` raises the model's DoesNotExist."""
    try:
        return read(code)
    except ObjectDoesNotExist as missing:
        raise Http404(f"There is nothing with the code {code}.") from missing


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page of a queryset or list that the address asks for; the nearest where there is no such page."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def download_form(request: HttpRequest) -> str:
    """ "csv" or "xlsx" when the list is asked for as a file, else ""."""
    form = request.GET.get("format", "")
    return form if form in {"csv", "xlsx"} else ""
