"""Background work: a service translates while nobody waits."""

from django.utils.timezone import now
from django_tasks import task

from gesamtplan.accounts.models import User
from gesamtplan.translations.languages import target
from gesamtplan.translations.operations.service import translate_by_machine
from gesamtplan.translations.service import translator
from gesamtplan.translations.translatable import registry


@task()
def translate_missing(language: str, author: int) -> None:
    """Fill what is missing in a language, asked for by the user with this key."""
    translate_by_machine(
        registry=registry(),
        language=target(language),
        service=translator(),
        author=User.objects.get(pk=author),
        clock=now,
    )
