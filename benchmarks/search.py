"""The search with 5,000 offers in 7 languages: CPU and queries of one search, against a LIKE scan of the same rows.

    python -m benchmarks.search [--offers 5000] [--json]

Works on an instance of its own in a temporary folder (or on the database of DATABASE_URL) that holds nothing else.
CPU is the process time of one search in this process (median of 15 after 3 to warm up; with PostgreSQL the server's
work is not in it, so the time on the clock is told too). `x_like` is the CPU of the search divided by that of asking every
title and text with LIKE, without ranking, counting or marking, in the same run: it can be compared between machines.
"""

import argparse
import itertools
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

LANGUAGES = ("de", "en", "fr", "tr", "uk", "ar", "fa")
WORDS = {
    "de": "Kurs Deutsch Beratung Wohnung Arbeit Ausbildung Schule Kinder Frauen Gesundheit Sprache Begleitung Treffpunkt",
    "en": "course German advice housing work training school children women health language support meeting",
    "fr": "cours allemand conseil logement travail formation école enfants femmes santé langue soutien rencontre",
    "tr": "kurs Almanca danışma konut iş eğitim okul çocuklar kadınlar sağlık dil destek buluşma",
    "uk": "курс німецька консультація житло робота навчання школа діти жінки здоровʼя мова підтримка зустріч",
    "ar": "دورة الألمانية استشارة سكن عمل تدريب مدرسة أطفال نساء صحة لغة دعم لقاء",
    "fa": "کلاس آلمانی مشاوره مسکن کار آموزش مدرسه کودکان زنان سلامت زبان حمایت دیدار",
}
QUERIES = {
    "common word": "Kurs",
    "two words": "Kurs Frauen",
    "while typing": "Beratu",
    "two letters": "Be",
    "rare word": "Platz4711",
    "slip of the pen": "Beratnug",
    "no such word": "Raumschifflandeplatz",
    "Arabic": "الدورة",
    "Ukrainian": "школи",
    "seven words": "Kurs Deutsch Beratung Wohnung Arbeit Ausbildung Schule",
}
RUNS, WARM = 15, 3
VOCABULARY = 2600


def documents(number: int) -> Iterator[Any]:
    """Made-up offers: in each language a title of 5 words and a text of 60.

    Words come from 13 of the field and 2,600 longer ones made of them, the n-th as often as 1/n: as in a real text, a few
    are in nearly every offer and most in a handful.
    """
    from gesamtplan.core.search_index.document import Document

    draw = random.Random(7)
    known = {language: _vocabulary(draw, words.split()) for language, words in WORDS.items()}
    weights = list(itertools.accumulate(1 / n for n in range(1, VOCABULARY + 1)))

    def text(language: str, length: int) -> str:
        return " ".join(draw.choices(known[language], cum_weights=weights, k=length))

    for at in range(number):
        yield Document(
            kind="offer",
            key=f"GO{at:05d}",
            title={language: text(language, 5) for language in LANGUAGES}
            | {"de": f"{text('de', 5)} Platz{at}"},
            body={language: text(language, 60) for language in LANGUAGES},
            page="offer",
            args=(f"GO{at:05d}",),
            facets={"field": (f"F{at % 6}",)},
        )


def _vocabulary(draw: random.Random, words: list[str]) -> list[str]:
    """The words themselves first, then compounds: word + letters and letters + word."""
    made = dict.fromkeys(words)
    while len(made) < VOCABULARY:
        letters = "".join(draw.choices("abcdefghiklmnoprstu", k=draw.choice((3, 4, 5))))
        word = draw.choice(words)
        made[word + letters if len(made) % 2 else letters.capitalize() + word.lower()] = None
    return list(made)


def like(query: str) -> list[str]:
    """Without an index: every word somewhere in title or text; all that fit are counted by kind, as a page must."""
    from gesamtplan.core.models import SearchDocument
    from gesamtplan.core.search import words_found

    found = SearchDocument.objects.filter(words_found(query, ("title", "body")))
    return list(found.order_by("key").values_list("kind", flat=True))


def measured(work: Callable[[], Any]) -> dict[str, float]:
    """Median CPU and clock time in ms."""
    for _ in range(WARM):
        work()
    cpu, clock = [], []
    for _ in range(RUNS):
        started, at = time.process_time(), time.perf_counter()
        work()
        cpu.append(1000 * (time.process_time() - started))
        clock.append(1000 * (time.perf_counter() - at))
    return {"cpu_ms": round(statistics.median(cpu), 2), "ms": round(statistics.median(clock), 2)}


def one(name: str, query: str) -> dict[str, Any]:
    """A row of the table."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from gesamtplan.core.search_index.queries import search

    with CaptureQueriesContext(connection) as captured:
        found = search(query, language="de")
    ours, scan = measured(lambda: search(query, language="de")), measured(lambda: like(query))
    ratio = {"like_cpu_ms": scan["cpu_ms"], "like_ms": scan["ms"]}
    ratio["x_like"] = round(ours["cpu_ms"] / scan["cpu_ms"], 3) if scan["cpu_ms"] else 0.0
    return {"search": name, "query": query, "found": found.total, "queries": len(captured), **ours, **ratio}


def main() -> None:
    """Fill the index, ask, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--offers", type=int, default=5000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps(report(home, asked.offers), ensure_ascii=False, indent=None if asked.json else 1))


def report(home: str, offers: int) -> dict[str, Any]:
    """All numbers of a run on an empty instance in this folder."""
    os.environ["GESAMTPLAN_HOME"] = home
    from gesamtplan.config import cli, instance

    cli.prepare()
    instance.migrate()
    from django.db import connection

    from gesamtplan.core.models import SearchWord
    from gesamtplan.core.search_index.operations import clear, reindex

    clear()
    started = time.process_time()
    reindex(kind="offer", documents=documents(offers))
    filled = time.process_time() - started
    rows = [one(name, query) for name, query in QUERIES.items()]
    for row in rows:
        print(row, file=sys.stderr)
    head = {"database": connection.vendor, "offers": offers, "languages": len(LANGUAGES)}
    worst = {"worst_cpu_ms": max(row["cpu_ms"] for row in rows)}
    words = {"words": SearchWord.objects.count(), "fill_cpu_s": round(filled, 1)}
    clear()
    return {**head, **words, **worst, "rows": rows}


if __name__ == "__main__":
    main()
