"""Reads of the theme."""

from pathlib import Path

from django.conf import settings
from django.db.models import Subquery

from gesamtplan.core.models import Instance
from gesamtplan.theme.models import Arms

SHOWN = 10


def instance_with_arms() -> Instance | None:
    """The one instance with `arms_digest` and `arms_alt` (empty or None: the neutral shield), in one query."""
    latest = Arms.objects.order_by("-pk")
    rows = Instance.objects.annotate(
        arms_digest=Subquery(latest.values("digest")[:1]), arms_alt=Subquery(latest.values("alt")[:1])
    )
    return rows.first()


def arms_so_far() -> list[Arms]:
    """The latest settings of the arms, newest first: the first is shown now."""
    return list(Arms.objects.select_related("author")[:SHOWN])


def arms_of(digest: str) -> Arms:
    """A setting with this picture; raises Arms.DoesNotExist."""
    found = Arms.objects.exclude(digest="").filter(digest=digest).first()
    if found is None:
        raise Arms.DoesNotExist(f"No arms with the digest {digest!r} were ever set.")
    return found


def arms_path(digest: str) -> Path:
    """Where the picture lies in the instance's folder."""
    return Path(settings.MEDIA_ROOT) / "arms" / digest
