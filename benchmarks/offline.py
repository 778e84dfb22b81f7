"""The list for devices without network at N offers: time to make it, queries, bytes raw and as sent.

    python -m benchmarks.offline [--sizes 27 501 2000 5000] [--language ar]

Works on an instance of its own that is thrown away at the end; offers are made up as in `benchmarks.offers`. `sent`: all pages of one
language compressed, `with files`: with style sheets, script and typeface. CPU is the process time of one run.
"""

import argparse
import contextlib
import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.offers import TODAY
from benchmarks.pages import load

COLUMNS = (
    "offers",
    "pages",
    "raw kB",
    "sent kB",
    "with files kB",
    "largest page kB",
    "made in ms",
    "queries",
)
WORDS = (
    "Beratung", "Deutsch", "Kurs", "Frauen", "Familie", "Arbeit", "Wohnen", "Schule", "Sprache", "Treff",
    "Hilfe", "Gruppe", "Kinder", "Jugend", "Café", "Anmeldung", "Montag", "Anerkennung", "Ausbildung",
    "Gesundheit", "Begleitung", "Behörde", "Unterkunft", "Stadtteil", "Nachbarschaft", "Verein",
    "Ehrenamt", "Werkstatt", "Musik", "Sport",
)  # fmt: skip


def measure(size: int, language: str) -> list[int]:
    """One row of the table: the directory grown to that many offers, each with words of its own."""
    from datetime import UTC, datetime

    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils.translation import override

    from benchmarks.generate_offers import offers_with_all
    from gesamtplan.core.fields import LocalizedText
    from gesamtplan.offers.models import Offer
    from gesamtplan.offers.queries import current_directory, forget_directory
    from gesamtplan.web.offline.bundle import bundle, forget_bundles
    from gesamtplan.web.offline.files import size_of_files

    first = Offer.objects.count()
    if size > first:
        offers_with_all(size - first, TODAY)
        chance = random.Random(size)
        rows = list(Offer.objects.filter(code__startswith="GA", contact_phone=None))
        for row in rows:
            row.title = LocalizedText(de=f"{' '.join(chance.sample(WORDS, 4))} {row.pk}")
            row.eligibility_note = LocalizedText(de=" ".join(chance.choices(WORDS, k=15)))
            row.contact_phone = f"+49 89 {chance.randrange(10**6, 10**7)}"
            row.contact_email = f"{chance.choice(WORDS).lower()}{row.pk}@example.org"
            row.contact_url = f"https://example.org/{chance.choice(WORDS).lower()}/{row.pk}"
        Offer.objects.bulk_update(
            rows, ["title", "eligibility_note", "contact_phone", "contact_email", "contact_url"], 500
        )
    forget_directory()
    forget_bundles()
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    current_directory(TODAY)
    start = time.process_time()
    with CaptureQueriesContext(connection) as caught, override(language):
        made = bundle(now)
    took = round(1000 * (time.process_time() - start))
    raw = [len(part.html.encode()) for part in made.kinds]
    pages = 1 + len(made.kinds) if made.is_split else 1
    largest = max(raw) if made.is_split else sum(raw)
    sent = made.size + size_of_files(with_typeface=not made.is_split)
    return [
        made.total,
        pages,
        sum(raw) // 1000,
        made.size // 1000,
        sent // 1000,
        largest // 1000,
        took,
        len(caught),
    ]


def main() -> None:
    """Measure, print, leave nothing behind."""
    parser = argparse.ArgumentParser(description="The list without network at growing size.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[27, 501, 2000, 5000], help="ascending")
    parser.add_argument("--language", default="de", help="in which the list is made")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        load(Path(folder))
        rows = [measure(size, chosen.language) for size in chosen.sizes]
    lines = [COLUMNS, ["---"] * len(COLUMNS), *([str(cell) for cell in row] for row in rows)]
    print("\n".join(f"| {' | '.join(line)} |" for line in lines))


if __name__ == "__main__":
    main()
