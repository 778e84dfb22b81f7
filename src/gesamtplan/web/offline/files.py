"""What the kept pages need besides themselves: the worker keeps exactly these, each by the address that the page uses."""

import gzip
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from gesamtplan.core.models import Instance
from gesamtplan.kern.templatetags.kern import STYLESHEETS

STATIC = (
    *STYLESHEETS,
    "kern/print.css",
    "kern/pages-offers.css",
    "kern/pages-offline.css",
    "kern/arms.svg",
    "vendor/htmx.min.js",
    "web/offline.js",
)
# A quarter of a megabyte: where there are many offers, their texts need the room, and the device's own letters do.
TYPEFACE = ("vendor/fonts/FiraSans-Regular.woff2", "vendor/fonts/FiraSans-SemiBold.woff2")
WORKER = Path(__file__).resolve().parent / "worker.js"


def files_of_pages(instance: Instance | None, accent: str, *, with_typeface: bool) -> list[str]:
    """Addresses of style sheets, the two weights of the typeface that the list uses, script, arms."""
    found = [static(name) for name in _names(with_typeface)]
    with override(settings.LANGUAGE_CODE):  # the same for all languages, as base.html has them
        if accent:
            found.append(reverse("web:city-css", args=[accent]))
        if digest := getattr(instance, "arms_digest", ""):
            found.append(reverse("web:arms", args=[digest]))
    return found


def _names(with_typeface: bool) -> tuple[str, ...]:
    return STATIC + TYPEFACE if with_typeface else STATIC


@lru_cache(maxsize=2)
def size_of_files(*, with_typeface: bool) -> int:
    """Bytes as sent; files that are packed already do not shrink."""
    paths = [Path(found) for name in _names(with_typeface) if (found := finders.find(name))]
    return sum(
        path.stat().st_size if path.suffix == ".woff2" else len(gzip.compress(path.read_bytes(), 6))
        for path in paths
    )
