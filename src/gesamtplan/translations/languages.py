"""The languages in which readers find texts: one table."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.core.fields import LocalizedText

SOURCE = LocalizedText.SOURCE_LANGUAGE


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag: its own name for itself, our word for it, its direction.

    `instead` are the languages that its readers see where a text is missing, the first that there is;
    German, in which everything is written, comes last of itself.
    """

    code: str
    name: str
    label: Any
    direction: str = "ltr"
    instead: tuple[str, ...] = ()


# de-simple: "simple" is a variant registered for BCP 47 on 2015-12-29, a simplified form of any language.
# It does not tell Leichte Sprache from Einfache Sprache; nothing that is registered does.
LANGUAGES = {
    language.code: language
    for language in (
        Language("de", "Deutsch", _("German")),
        Language("en", "English", _("English")),
        Language("ar", "العربية", _("Arabic"), "rtl", ("en",)),
        Language("fa", "فارسی", _("Persian"), "rtl", ("en",)),
        Language("uk", "Українська", _("Ukrainian"), "ltr", ("en",)),
        Language("fr", "Français", _("French"), "ltr", ("en",)),
        Language("tr", "Türkçe", _("Turkish"), "ltr", ("en",)),
        Language("de-simple", "Leichte Sprache", _("plain German (Leichte Sprache)")),
    )
}
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
