"""The languages into which texts are translated; the table of languages is `core.languages`."""

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.languages import LANGUAGES, Language

__all__ = ["LANGUAGES", "PLAIN", "SOURCE", "TARGETS", "Language", "UnknownLanguageError", "target"]

SOURCE = LocalizedText.SOURCE_LANGUAGE
PLAIN = LANGUAGES["de-simple"]
TARGETS = tuple(language for code, language in LANGUAGES.items() if code != SOURCE)


class UnknownLanguageError(Exception):
    """Raised when a language is not in the table, or is the one from which is translated."""


def target(code: str) -> Language:
    """A language into which texts are translated; raises UnknownLanguageError."""
    found = LANGUAGES.get(code)
    if found is None or code == SOURCE:
        known = ", ".join(language.code for language in TARGETS)
        raise UnknownLanguageError(f"Nothing is translated into {code!r}. Use one of {known}.")
    return found
