"""What every page needs to know about the instance."""

from django.http import HttpRequest

from gesamtplan.core.models import Instance


def site(request: HttpRequest) -> dict[str, Instance | None]:  # noqa: ARG001 - signature of a context processor
    """The one instance, or None before the first import."""
    return {"instance": Instance.objects.first()}
