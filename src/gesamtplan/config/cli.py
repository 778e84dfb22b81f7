"""The command line: `gesamtplan demo, serve, import, assess, report, index, remind, check, migrate`."""

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Runs a city's integration plan.", rich_markup_mode=None
)
import_app = typer.Typer(no_args_is_help=True, help="Take over figures, areas or a whole city from files.")
report_app = typer.Typer(no_args_is_help=True, help="Write reports from the record.")
app.add_typer(import_app, name="import")
app.add_typer(report_app, name="report")
translations_app = typer.Typer(no_args_is_help=True, help="Exchange texts with translators, as XLIFF 2.")
app.add_typer(translations_app, name="translations")

Home = Annotated[Path | None, typer.Option(help="Folder of the instance: database, files, reports.")]
Port = Annotated[int, typer.Option(help="Port to serve on.")]


def prepare(home: Path | None = None) -> None:
    """Point Django at the instance. Must run before anything of Django is imported."""
    if home is not None:
        os.environ["GESAMTPLAN_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gesamtplan.config.settings")
    import django  # noqa: PLC0415 - settings read the environment that was set just above

    django.setup()


def stop(sentence: str) -> None:
    """One clear sentence, exit status 1."""
    typer.secho(f"gesamtplan: {sentence}", err=True, fg="red")
    raise typer.Exit(1)


@app.command()
def demo(
    port: Port = 8000,
    home: Home = None,
    *,
    fresh: Annotated[bool, typer.Option(help="Throw away what is there and load anew.")] = False,
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve after loading.")] = True,
) -> None:
    """Load Munich and serve it; safe to repeat."""
    from gesamtplan.config import instance, serving  # noqa: PLC0415 - before settings exist

    try:
        if serve_it:
            serving.require_free_port(port)
        instance.require_writable_home(home)
        prepare(home)
        instance.load_demo(fresh=fresh, say=typer.echo)
        from gesamtplan.config.delivery import demo_login  # noqa: PLC0415 - needs Django

        if login := demo_login():
            typer.echo(f"  To try the desk, sign in as {login[0]} with the password {login[1]}")
        if serve_it:
            serving.become_server(port)
    except (instance.InstanceError, serving.ServingError) as error:
        stop(str(error))


@app.command()
def serve(
    port: Port = 8000, home: Home = None, host: Annotated[str, typer.Option(help="Address.")] = "127.0.0.1"
) -> None:
    """Serve the instance that is there."""
    from gesamtplan.config import instance, serving  # noqa: PLC0415 - before settings exist

    try:
        serving.require_free_port(port)
        serving.use_worker()
        instance.require_writable_home(home)
        prepare(home)
        instance.require_loaded()
        instance.build_files()
        serving.serve(port, host)
    except (instance.InstanceError, serving.ServingError) as error:
        stop(str(error))


@app.command()
def migrate(home: Home = None) -> None:
    """Bring the database to the state of this version."""
    prepare(home)
    from gesamtplan.config import instance  # noqa: PLC0415 - needs Django

    instance.migrate()


@import_app.command("indicators")
def import_indicators(
    file: Path,
    home: Home = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the delivery.")] = None,
) -> None:
    """Take over a delivery of figures (XLSX or CSV of the statistical office, or our own folder)."""
    prepare(home)
    from gesamtplan.config import delivery  # noqa: PLC0415 - needs Django

    delivery.import_and_print(
        lambda now, bar: delivery.load_figures(file, as_of.date() if as_of else None, now, bar)
    )


@import_app.command("city")
def import_city(folder: Path, home: Home = None) -> None:
    """Take over a whole city from a folder like data/munich."""
    prepare(home)
    from gesamtplan.config import delivery  # noqa: PLC0415 - needs Django

    delivery.import_and_print(lambda now, bar: delivery.load_city(folder, now, bar))


@import_app.command("hsds")
def import_hsds(
    file: Path,
    home: Home = None,
    language: Annotated[str, typer.Option(help="Language its texts are written in, e.g. de.")] = "de",
    *,
    publish: Annotated[bool, typer.Option("--publish", help="Show at once all that is active.")] = False,
) -> None:
    """Take over offers of another system: HSDS 3 as JSON, or as tables in a folder or ZIP. They wait for review."""
    prepare(home)
    from gesamtplan.config import delivery  # noqa: PLC0415 - needs Django

    if language not in delivery.LANGUAGES:
        stop(f"Texts in {language!r} have no place here. Use one of {', '.join(delivery.LANGUAGES)}.")
    delivery.import_and_print(lambda now, bar: delivery.load_hsds(file, language, now, bar, publish=publish))


@import_app.command("offers")
def import_offers(
    file: Path,
    home: Home = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    without_refused: Annotated[
        bool, typer.Option("--without-refused", help="Take over the rest without refused rows.")
    ] = False,
) -> None:
    """Take over a spreadsheet of offers (XLSX, XLS, ODS, CSV) whose columns are known."""
    prepare(home)
    from gesamtplan.config import spreadsheets  # noqa: PLC0415 - needs Django

    spreadsheets.import_and_print(file, dry_run=dry_run, without_refused=without_refused)


@app.command()
def assess(
    home: Home = None,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day it is asked for.")] = None,
) -> None:
    """Compute the day-one matrix and the needs analysis and store them; the same inputs are stored once."""
    prepare(home)
    from gesamtplan.config import delivery  # noqa: PLC0415 - needs Django

    delivery.assess_and_print(on.date() if on else date.today())  # noqa: DTZ011 - a day in the city


@report_app.command("status")
def report_status(
    home: Home = None,
    language: Annotated[str, typer.Option(help="de or en")] = "de",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the report.")] = None,
) -> None:
    """Freeze the status report of today and write it as accessible PDF."""
    prepare(home)
    from gesamtplan.config import delivery  # noqa: PLC0415 - needs Django

    if language not in delivery.LANGUAGES:
        stop(f"There is no report in {language!r}. Use one of {', '.join(delivery.LANGUAGES)}.")
    try:
        typer.echo(delivery.write_status_report(on.date() if on else date.today(), language))  # noqa: DTZ011 - as above
    except delivery.REPORT_ERRORS as error:
        stop(str(error))


@app.command()
def index(home: Home = None) -> None:
    """Build the search index anew."""
    prepare(home)
    from gesamtplan.config import delivery, search  # noqa: PLC0415 - needs Django

    with delivery.bar() as progress:
        written = search.rebuild(delivery.advance_on(progress))
    typer.echo(f"{written} documents can be found.")


@translations_app.command("export")
def export_translations(
    language: str,
    file: Path,
    home: Home = None,
    *,
    machine: Annotated[bool, typer.Option("--machine", help="Also what a machine made, for review.")] = False,
) -> None:
    """Write what is missing or outdated in a language to a file for translators."""
    prepare(home)
    from gesamtplan.config import translating  # noqa: PLC0415 - needs Django

    translating.export_and_print(language, file, with_machine=machine)


@translations_app.command("import")
def import_translations(
    language: str,
    file: Path,
    home: Home = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    machine: Annotated[bool, typer.Option("--machine", help="A machine made these: unreviewed.")] = False,
) -> None:
    """Take over a translator's file: what fits is stored, what is refused is named with line and reason."""
    prepare(home)
    from gesamtplan.config import translating  # noqa: PLC0415 - needs Django

    translating.import_and_print(language, file, dry_run=dry_run, by_machine=machine)


@translations_app.command("translate")
def translate(language: str, home: Home = None) -> None:
    """Have the service that GESAMTPLAN_TRANSLATOR names fill what is missing; marked as unreviewed."""
    prepare(home)
    from gesamtplan.config import translating  # noqa: PLC0415 - needs Django

    translating.translate_and_print(language)


@app.command()
def remind(
    home: Home = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say who would be asked.")] = False,
) -> None:
    """Ask providers by mail to look after offers that are due; for a daily timer, safe to repeat."""
    prepare(home)
    from gesamtplan.config import reminding  # noqa: PLC0415 - needs Django

    reminding.remind_and_print(dry_run=dry_run)


@app.command()
def check(home: Home = None) -> None:
    """Test configuration and data; every finding says how to mend it."""
    prepare(home)
    from gesamtplan.config import checks  # noqa: PLC0415 - needs Django

    findings = checks.all_findings()
    for finding in findings:
        typer.echo(f"- {finding}")
    typer.echo("Everything is in order." if not findings else f"{len(findings)} finding(s).")
    sys.exit(1 if findings else 0)


def main() -> None:
    """Entry of the console script."""
    app()


if __name__ == "__main__":
    main()
