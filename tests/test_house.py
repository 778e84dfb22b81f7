"""What linters cannot see: foreign keys follow the map of rooms, words are explained, settings are listed."""

import configparser
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gesamtplan"


def layers() -> list[set[str]]:
    """Rooms from top to bottom as .importlinter has them."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", "utf-8")
    lines = config["importlinter:contract:rooms"]["layers"].strip().splitlines()
    return [{room.strip() for room in line.split("|")} for line in lines]


def own_models() -> list[type]:
    """Models of the rooms, without the tables that keep their history."""
    models = [model for model in apps.get_models() if model.__module__.startswith("gesamtplan.")]
    return [model for model in models if not model.__name__.startswith("Historical")]


def test_every_room_is_on_the_map() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert rooms == set().union(*layers())


def test_foreign_keys_point_down() -> None:
    depth = {room: number for number, row in enumerate(layers()) for room in row}
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in own_models()
        if field.related_model._meta.app_label != model._meta.app_label
        and depth[field.related_model._meta.app_label] <= depth[model._meta.app_label]
    ]
    assert wrong == []


def test_every_room_says_what_it_is_for() -> None:
    silent = [
        p.parent.name for p in SOURCE.glob("*/__init__.py") if len(p.read_text("utf-8").splitlines()) < 3
    ]
    assert silent == []


def test_every_model_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    missing = [model.__name__ for model in own_models() if f"**{model.__name__}**" not in glossary]
    assert missing == []


def test_every_variable_of_the_environment_is_documented() -> None:
    names = set()
    for path in SOURCE.rglob("*.py"):
        names |= set(
            re.findall(
                r"environ(?:\.get|\.setdefault)?[\[(]\s*\"((?:GESAMTPLAN|DATABASE)_[A-Z_]+)\"",
                path.read_text("utf-8"),
            )
        )
    manual = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert {name for name in names | {"DATABASE_URL"} if f"`{name}`" not in manual} == set()


def test_every_template_is_used() -> None:
    code = "\n".join(p.read_text("utf-8") for p in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")])
    found_by_name_of_library = (
        "account/",
        "mfa/",
        "socialaccount/",
        "403.html",
        "404.html",
        "429.html",
        "500.html",
        "django/forms/",
    )
    unused = []
    for path in SOURCE.rglob("templates/**/*.html"):
        name = str(path.relative_to(next(p for p in path.parents if p.name == "templates")))
        if not name.startswith(found_by_name_of_library) and name not in code:
            unused.append(name)
    assert unused == []


def addresses(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    """Every address with its pattern, depth first, without the language before it."""
    found: list[tuple[str, URLPattern]] = []
    translation.activate("de")
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        found += addresses(pattern, path) if isinstance(pattern, URLResolver) else [(path, pattern)]
    return found


def test_staff_addresses_are_closed() -> None:
    """Closed by default: under /desk/ no view is marked as public."""
    desk = [(path, p) for path, p in addresses(get_resolver()) if path.startswith("desk/")]
    assert desk
    assert [path for path, p in desk if not getattr(p.callback, "login_required", True)] == []


def test_open_addresses_are_known() -> None:
    """Whoever opens an address to everybody adds its beginning here, on purpose."""
    known = (
        "health", "api/", "plan/", "needs-analysis/", "day-one/", "offers/", "council/", "money/", "figures/", "reports/",
        "organizations/", "sources/", "imprint/", "privacy/", "accessibility/", "feedback/", "data/", "accounts/", "robots.txt",
        "sitemap.xml", "offline-worker.js", "search/", "theme/", "leichte-sprache/", "upkeep/",
    )  # fmt: skip
    open_ones = [
        path for path, p in addresses(get_resolver()) if not getattr(p.callback, "login_required", True)
    ]
    assert [path for path in open_ones if path and not path.removeprefix("^").startswith(known)] == []


@pytest.mark.parametrize("path", sorted(p.name for p in (ROOT / "docs" / "adr").glob("*.md")))
def test_a_decision_fits_on_a_page(path: str) -> None:
    assert len((ROOT / "docs" / "adr" / path).read_text("utf-8").splitlines()) <= 60


@pytest.mark.django_db
def test_rows_can_be_written_by_any_tool() -> None:
    """A constraint on a function that only Django brings along would stop every other program, a restore too."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            bound = [
                name for name, sql in cursor.fetchall() if "django_" in re.sub(r'"[^"]*"', "", sql or "")
            ]
        assert bound == []
