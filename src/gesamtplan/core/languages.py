"""The languages of the city and of its readers: the one table, read by the settings, the texts and the pages.

Knows no Django model, so that the settings can read it.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext_lazy as _


class Interface(Enum):
    """How much of the site speaks a language: all of it, the public finder, or only single texts."""

    SITE = auto()
    FINDER = auto()
    NONE = auto()


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag: its own name for itself, our word for it, its direction.

    `instead` are the languages that its readers see where a text is missing, the first that there is;
    German, in which everything is written, comes last of itself. `interface_is_reviewed`: somebody who speaks it
    has read its catalogue of the screens; until then every page says that a machine wrote it.
    """

    code: str
    name: str
    label: Any
    direction: str = "ltr"
    instead: tuple[str, ...] = ()
    interface: Interface = Interface.FINDER
    interface_is_reviewed: bool = False


# de-simple: "simple" is a variant registered for BCP 47 on 2015-12-29, a simplified form of any language.
# It does not tell Leichte Sprache from Einfache Sprache; nothing that is registered does.
LANGUAGES = {
    language.code: language
    for language in (
        Language("de", "Deutsch", _("German"), interface=Interface.SITE, interface_is_reviewed=True),
        Language("en", "English", _("English"), interface=Interface.SITE, interface_is_reviewed=True),
        Language("ar", "العربية", _("Arabic"), "rtl", ("en",)),
        Language("fa", "فارسی", _("Persian"), "rtl", ("en",)),
        Language("uk", "Українська", _("Ukrainian"), "ltr", ("en",)),
        Language("fr", "Français", _("French"), "ltr", ("en",)),
        Language("tr", "Türkçe", _("Turkish"), "ltr", ("en",)),
        Language(
            "de-simple", "Leichte Sprache", _("plain German (Leichte Sprache)"), interface=Interface.NONE
        ),
    )
}
SITE = tuple(one for one in LANGUAGES.values() if one.interface is Interface.SITE)
READERS = tuple(one for one in LANGUAGES.values() if one.interface is Interface.FINDER)


def instead_of(code: str) -> tuple[str, ...]:
    """Languages that a reader of this one sees where a text lacks it, besides German; none for an unknown code."""
    return LANGUAGES[code].instead if code in LANGUAGES else ()
