"""The page that explains the API, written from the OpenAPI description; nothing is loaded from elsewhere."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.translation import override
from django.views.decorators.http import require_safe

from gesamtplan.api.addresses import ROOT, page_address
from gesamtplan.api.v1.service import description
from gesamtplan.core.readonly import reading

COMMON = frozenset({"lang", "format"})
EXAMPLES = {
    "needs": "?state=met&lang=en",
    "measures": "?field=HF1&format=csv",
    "open-topics": "?closed=false",
    "resolutions": "?year=2018",
    "areas": "?kind=district",
    "areas.geojson": "?kind=district",
    "indicator-values": "?kind=city&year_from=2020",
    "entitlement": "?kind=integration-course&status=duldung-discretionary&on=2025-11-30",
    "day-one": "?on=2025-12-02&outcome=nobody&lang=en",
}


@dataclass(frozen=True)
class Parameter:
    """What may be asked of an address; `values`: the codes allowed, empty if any text will do."""

    name: str
    required: bool
    description: str
    values: list[str]
    default: str


@dataclass(frozen=True)
class Endpoint:
    """One address; `example` is a complete one to try, empty where a code is needed."""

    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    example: str


@login_not_required
@require_safe
@reading
def docs(request: HttpRequest) -> HttpResponse:
    """All addresses by subject, with their parameters and an example each."""
    schema = description()
    groups: dict[str, list[Endpoint]] = {}
    for path, methods in schema["paths"].items():
        route = methods["get"]
        groups.setdefault(route["tags"][0], []).append(_endpoint(path, route, schema))
    context = {"groups": groups, "info": schema["info"], "root": ROOT, "rules": _rules(schema["info"])}
    context |= {"footer": _footer(), "starts": _starts()}
    return render(request, "api/docs.html", context)


def _rules(info: dict[str, Any]) -> list[str]:
    return [marked(line[2:]) for line in info["description"].splitlines() if line.startswith("- ")]


def marked(text: str) -> str:
    """The text as HTML, `code` between backticks marked as such."""
    parts = enumerate(text.split("`"))
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if n % 2 else part,) for n, part in parts)
    )


def _starts() -> dict[str, str | None]:
    """Address of the first page by language."""
    starts = {}
    for language in settings.SITE_LANGUAGES:
        with override(language):
            starts[language] = page_address("web:start")
    return starts


def _footer() -> list[tuple[str, str]]:
    """Name and address of the pages that every page leads to, as far as this site has them."""
    pages = {"Imprint": "web:imprint", "Privacy": "web:privacy", "Accessibility": "web:accessibility"}
    with override("en"):
        found = [(name, page_address(page)) for name, page in pages.items()]
    return [(name, address) for name, address in found if address]


def _endpoint(path: str, route: dict[str, Any], schema: dict[str, Any]) -> Endpoint:
    parameters = [
        _parameter(item, schema) for item in route["parameters"] if item["name"] not in {"lang", "format"}
    ]
    example = "" if "{" in path else path + EXAMPLES.get(path.removeprefix(f"{ROOT}/"), "")
    return Endpoint(path, route["summary"], marked(route.get("description", "")), parameters, example)


def _parameter(item: dict[str, Any], schema: dict[str, Any]) -> Parameter:
    shape = item["schema"]
    return Parameter(
        name=item["name"],
        required=item["required"],
        description=marked(item.get("description", "")),
        values=_values(shape, schema),
        default=str(shape.get("default", "")),
    )


def _values(shape: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    if "$ref" in shape:
        return _values(schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]], schema)
    if "const" in shape:
        return [str(shape["const"])]
    own = [str(value) for value in shape.get("enum", [])]
    return own or [
        value
        for part in [*shape.get("anyOf", []), *shape.get("allOf", [])]
        for value in _values(part, schema)
    ]
