"""The adapter to a translation service: none unless the setting TRANSLATOR names a class."""

from collections.abc import Sequence
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class Translator(Protocol):
    """What an adapter must offer. It is made without arguments and reads its own settings."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """One translation for each text, in their order; languages are BCP 47 tags."""


class NoTranslatorError(Exception):
    """Raised when a machine is to translate but none is set, or the one that is set cannot be loaded."""


def is_set() -> bool:
    """True when there is a service to ask."""
    return bool(settings.TRANSLATOR)


def translator() -> Translator:
    """The service that is set; raises NoTranslatorError."""
    if not is_set():
        raise NoTranslatorError(
            "No translation service is set. Give GESAMTPLAN_TRANSLATOR the dotted path of an adapter."
        )
    try:
        return cast(Translator, import_string(settings.TRANSLATOR)())
    except (ImportError, TypeError) as error:
        raise NoTranslatorError(
            f"GESAMTPLAN_TRANSLATOR is {settings.TRANSLATOR!r}, which cannot be loaded: {error}. Correct the path."
        ) from error
