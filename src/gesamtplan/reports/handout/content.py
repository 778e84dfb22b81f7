"""What a handout says. Each text carries the language it is in: a German name stands in an Arabic list."""

from dataclasses import dataclass
from datetime import date

from gesamtplan.translations.languages import LANGUAGES


class TooManyOffersError(Exception):
    """Raised when a list is longer than what is set at once; its message may be shown to the reader."""


@dataclass(frozen=True, slots=True)
class Text:
    """A ready text, its language (BCP 47) and its direction, "ltr" or "rtl"."""

    text: str
    language: str
    direction: str


def said(text: object, language: str) -> Text:
    """A text in a language of our table; what is not in it runs from left to right."""
    known = LANGUAGES.get(language)
    return Text(str(text), language, known.direction if known else "ltr")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one may go there. `tone`: as in `kern.marks`; `sign`: one character, set only where the fonts have it."""

    word: Text
    sign: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: where, when, from when, places, languages, cost, child care ... Several values stand below each other."""

    label: Text
    values: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Phone, e-mail or web: `value` runs from left to right in every language. `link`: tel:, mailto: or https:."""

    label: Text
    value: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class HandoutOffer:
    """One offer.

    - `title_in_german`: to be shown to somebody at the desk there; set where it differs from the title.
    - `address`: lines as on a letter, always in German. `link`: the public page, which is printed as it stands.
    - `note`: what is to be said of the translation: made by a machine and not reviewed, or outdated.
    """

    title: Text
    title_in_german: str = ""
    kind: Text | None = None
    provider: Text | None = None
    verdict: Verdict | None = None
    reasons: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    address_label: Text | None = None
    address: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    link_text: Text | None = None
    link: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Handout:
    """The whole list in one language, as of the day `on`; `made_on` says that day, e.g. "Stand: 1. Oktober 2026"."""

    language: str
    on: date
    city: Text
    title: Text
    intro: Text
    made_on: Text
    offers: tuple[HandoutOffer, ...]
    notes: tuple[Text, ...] = ()
    footer: Text | None = None

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr", of the page."""
        return LANGUAGES[self.language].direction if self.language in LANGUAGES else "ltr"
