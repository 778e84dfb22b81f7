"""Names of languages that people speak, in the language of the page and in their own."""

from collections.abc import Iterable

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

# What is asked for most often, before the directory names more; a choice may stand for several that understand each other.
COMMON = (
    "ar",
    "fa",
    "uk",
    "fr",
    "tr",
    "en",
    "de",
    "ku",
    "ps",
    "ru",
    "so",
    "ti",
    "sq",
    "ro",
    "es",
    "vi",
    "zh",
)
NEAR = {"fa": ("fa", "prs", "fa-AF"), "ku": ("ku", "kmr", "ckb")}
OWN = {"fa": "فارسی / دری", "ku": "Kurdî / کوردی", "ti": "ትግርኛ", "so": "Soomaali"}


def language_name(code: str) -> str:
    """In the language of the page; the code itself where nobody has a name for it."""
    return _display(code, get_language() or "de") or code


def own_name(code: str) -> str:
    """As its speakers call it; empty where that is not known."""
    return OWN.get(code) or _display(code, code)


def language_choices(used: Iterable[str]) -> list[tuple[str, str]]:
    """(code, "name – own name"), the common ones and those of the directory, by name."""
    covered = {near for others in NEAR.values() for near in others[1:]}
    codes = [code for code in dict.fromkeys((*COMMON, *sorted(used))) if code not in covered]
    named = [(code, language_name(code), own_name(code)) for code in codes]
    shown = [
        (code, f"{name} – {own}" if own and own.casefold() != name.casefold() else name)
        for code, name, own in named
    ]
    return sorted(shown, key=lambda choice: choice[1].casefold())


def understood(code: str) -> frozenset[str]:
    """Codes under which an offer may name this language."""
    return frozenset(NEAR.get(code, (code,)))


def _display(code: str, language: str) -> str:
    try:
        named = Locale.parse(code, sep="-").get_language_name(language)
    except (UnknownLocaleError, ValueError):
        named = Locale.parse(language).languages.get(code)
    return named or ""
