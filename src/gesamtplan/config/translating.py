"""What `gesamtplan translations` does, told in lines."""

from pathlib import Path
from tempfile import NamedTemporaryFile

import typer
from django.utils import translation
from django.utils.timezone import now

from gesamtplan.translations.languages import UnknownLanguageError, target
from gesamtplan.translations.operations.exchange import import_file
from gesamtplan.translations.operations.service import translate_by_machine
from gesamtplan.translations.operations.store import TranslationError
from gesamtplan.translations.queries.segments import TO_DO, segments_in
from gesamtplan.translations.service import NoTranslatorError, translator
from gesamtplan.translations.states import TextState
from gesamtplan.translations.translatable import registry
from gesamtplan.translations.xliff.preview import Preview, preview
from gesamtplan.translations.xliff.read import UnfitFileError
from gesamtplan.translations.xliff.write import write_xliff

ERRORS = (UnknownLanguageError, UnfitFileError, NoTranslatorError, TranslationError, OSError)


def export_and_print(language: str, file: Path, *, with_machine: bool) -> None:
    """The file is whole or not there: it is written beside its place and then moved."""
    states = TO_DO | {TextState.MACHINE} if with_machine else TO_DO
    try:
        into = target(language)
        with NamedTemporaryFile(dir=file.parent, delete=False) as out:
            number = write_xliff(out, segments_in(registry(), language, states), into)
        Path(out.name).replace(file)
    except ERRORS as error:
        raise SystemExit(f"gesamtplan: {error}") from error
    typer.echo(f"{file}: {number} text(s) from German into {into.name}")


def import_and_print(language: str, file: Path, *, dry_run: bool, by_machine: bool) -> None:
    """What the file brings, and unless it is a dry run, the import itself."""
    try:
        with translation.override("en"), file.open("rb") as given:
            into = target(language)
            found = preview(registry(), given, into)
            _say(found)
            if dry_run:
                return
            given.seek(0)
            done = import_file(
                registry=registry(),
                file=given,
                file_name=file.name,
                language=into,
                by_machine=by_machine,
                author=None,
                now=now(),
            )
    except ERRORS as error:
        raise SystemExit(f"gesamtplan: {error}") from error
    typer.echo(f"{file.name}: {done.stored} stored, {done.refused} refused. It can be undone at the desk.")


def _say(found: Preview) -> None:
    for one in found.refused:
        typer.echo(f"refused: line {one.unit.line}, {one.unit.name}: {one.verdict.label}")
    for one in found.to_store:
        remarks = [str(one.verdict.value), *(str(doubt.label) for doubt in one.doubts)]
        typer.echo(f"{one.unit.name}: {'; '.join(remarks)}")
    typer.echo(f"would store {found.stored}, refuse {found.refusals} text(s)")


def translate_and_print(language: str) -> None:
    """Ask the service, and say how many texts it gave."""
    try:
        into, service = target(language), translator()
        number = translate_by_machine(
            registry=registry(), language=into, service=service, author=None, clock=now
        )
    except ERRORS as error:
        raise SystemExit(f"gesamtplan: {error}") from error
    typer.echo(f"{number} text(s) translated into {into.name}, to be reviewed")
