"""Texts that a city delivers together with its data: made by a machine, unreviewed, below all that people did here."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO

from django.db import transaction

from gesamtplan.core.imports import ImportReport
from gesamtplan.translations.languages import Language
from gesamtplan.translations.models import TranslationImport
from gesamtplan.translations.operations.exchange import store_differences
from gesamtplan.translations.states import Origin, TextState
from gesamtplan.translations.translatable import Registry
from gesamtplan.translations.xliff.compare import REFUSED, Difference, Verdict, differences
from gesamtplan.translations.xliff.numbered import named_here
from gesamtplan.translations.xliff.read import UnfitFileError, Unit, read_units

REMEDY = "Nothing else is held up by it. Renew the file with `gesamtplan translations export`."


@transaction.atomic
def store_city_texts(
    *,
    registry: Registry,
    file: IO[bytes],
    file_name: str,
    language: Language,
    report: ImportReport,
    now: datetime,
) -> None:
    """Store what is new in a city's file. What does not fit is passed over in the report and is no fault of the city.

    Texts that somebody wrote, reviewed or had translated stay. A file that brings nothing leaves no import behind.
    Raises UnfitFileError, with nothing written.
    """
    to_store: list[Difference] = []
    units = named_here(registry, _units(file, file_name, language))
    for one in differences(registry, units, language):
        report.read += 1
        if one.verdict in REFUSED:
            why = str(one.verdict.label)
            report.pass_over(one.unit.line, "unit", one.unit.name, why, REMEDY)
        elif _is_news(one):
            to_store.append(one)
            new = one.verdict == Verdict.NEW
            report.created, report.changed = report.created + new, report.changed + (not new)
        else:
            report.unchanged += 1
    if to_store:
        done = TranslationImport(language=language.code, file_name=file_name, at=now)
        refused = len(report.passed_over)
        store_differences(done=done, to_store=to_store, origin=Origin.MACHINE, refused=refused)


def _units(file: IO[bytes], file_name: str, language: Language) -> Iterator[Unit]:
    """One of many files of a city: which one is unfit must be said."""
    try:
        yield from read_units(file, language)
    except UnfitFileError as error:
        raise UnfitFileError(f"{file_name}: {error}") from error


def _is_news(one: Difference) -> bool:
    """A new text, or another one in place of a machine's that nobody has looked at."""
    now = one.segment
    if now is None or now.stored is None:
        return now is not None
    differs = one.text != now.text or now.state == TextState.OUTDATED
    return now.is_unreviewed and differs
