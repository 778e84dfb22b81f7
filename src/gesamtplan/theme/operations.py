"""Writes of the theme."""

from datetime import datetime

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.theme.imports import Picture
from gesamtplan.theme.models import Arms
from gesamtplan.theme.queries import arms_path
from gesamtplan.theme.rules import may_change_theme


class NotAdministratorError(Exception):
    """Raised when somebody else than an administrator changes the theme. Ask one."""


def set_arms(*, picture: Picture, alt: dict[str, str], author: User, now: datetime) -> Arms:
    """Show this picture from now on; `alt` says in each language what it shows. Raises NotAdministratorError."""
    with transaction.atomic():
        path = arms_path(picture.digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture.data)
        return _append(Arms(digest=picture.digest, media_type=picture.media_type, alt=alt), author, now)


def restore_arms(*, earlier: Arms | None, author: User, now: datetime) -> Arms:
    """Show again what was shown once, or with None the neutral shield. Raises NotAdministratorError."""
    given = earlier or Arms()
    with transaction.atomic():
        return _append(Arms(digest=given.digest, media_type=given.media_type, alt=given.alt), author, now)


def _append(arms: Arms, author: User, now: datetime) -> Arms:
    if not may_change_theme(author):
        raise NotAdministratorError(f"{author} is no administrator, who alone may change the arms. Ask one.")
    before = Arms.objects.first()
    arms.author, arms.set_at = author, now
    arms.save()
    record(
        action="set_arms",
        target="theme.arms",
        target_id=arms.pk,
        now=now,
        actor=author,
        before=_told(before) if before else None,
        after=_told(arms),
    )
    return arms


def _told(arms: Arms) -> dict[str, object]:
    return {"digest": arms.digest, "alt": arms.alt}
