"""What `gesamtplan remind` does, told in lines."""

import typer
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate, now

from gesamtplan.offers.operations.reminders import Addresses, send_reminders
from gesamtplan.offers.queries.reminders import ToSend, reminders_due


def addresses() -> Addresses:
    """Under the address that the settings give the site: a timer is asked by nobody who would tell one."""
    return Addresses(
        link=lambda token: settings.SITE_URL + reverse("web:upkeep", args=[token]),
        desk=lambda: settings.SITE_URL + reverse("web:desk-offers"),
    )


def remind_and_print(*, dry_run: bool) -> None:
    """One line for each mail; ends with status 1 where somebody could not be reached."""
    if dry_run:
        wanted = reminders_due(localdate())
        for mail in wanted:
            typer.echo(f"would ask {_told(mail)}")
        typer.echo(
            f"{len(wanted)} mail(s) would be sent; nothing was."
            if wanted
            else "Nobody has to be asked today."
        )
        return
    sent, failed = 0, 0
    for outcome in send_reminders(addresses=addresses(), now=now()):
        failed, sent = failed + bool(outcome.fault), sent + (not outcome.fault)
        typer.echo(
            f"not asked: {_told(outcome.wanted)}: {outcome.fault}"
            if outcome.fault
            else f"asked {_told(outcome.wanted)}"
        )
    typer.echo(f"{sent} mail(s) sent." if sent or failed else "Nobody has to be asked today.")
    if failed:
        raise SystemExit(1)


def _told(mail: ToSend) -> str:
    codes = ", ".join(due.offer.code for due in mail.due)
    whom = f"{mail.recipient.step} {', '.join(mail.recipient.addresses)}" if mail.recipient else "nobody"
    return f"{whom} about {mail.about or 'offers without provider'} ({codes})"
