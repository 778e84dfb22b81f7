"""What a cell means, and how a value is written into one. Values are plain data that fit into JSON.

None is unknown. Days are ISO of the precision that is known, money is "12.50", criteria that are not asked for are
NONE_REQUIRED. A cell that says nothing means KEEP: as it is.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.columns import ALWAYS_KNOWN, Column
from gesamtplan.offers.sheets.dates import read_day, read_part_day
from gesamtplan.offers.sheets.faults import CellFaultError, Reading
from gesamtplan.offers.sheets.numbers import read_money, read_whole
from gesamtplan.offers.sheets.words import Vocabulary, Words
from gesamtplan.offers.sheets.xlsx import Uncomputed

KEEP: Final = "\0keep"  # a cell cannot hold this sign
NONE_REQUIRED: Final = "none-required"
SAYS_NOTHING = frozenset({"-", "--", "–", "—", "/", "k.a.", "k. a.", "keine angabe", "n/a", "not stated"})
SAYS_UNKNOWN = frozenset({"unbekannt", "unknown", "?", "nicht bekannt", "not known"})
SAYS_NONE = frozenset({"keine", "keines", "keiner", "keine voraussetzung", "none required", "none", "alle", "all", "egal"})  # fmt: skip
ERRORS = re.compile(
    r"#(REF!|BEZUG!|WERT!|VALUE!|DIV/0!|NAME\?|NV|N/A|NULL!|ZAHL!|NUM!|SPILL!|ÜBERLAUF!)|Err:\d{3}"
)
ODD_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
NOT_SEEN = re.compile(r"[\u200b\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_x000[dD]_")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")
PHONE = re.compile(r"[+0-9 ()/.-]{5,60}")
LONGEST = {"short": 80, "line": 160, "title": 300, "text": 10_000}
YES = frozenset({"ja", "j", "yes", "y", "x", "wahr", "true", "1", "vorhanden", "\u2713", "\u2714"})
NO = frozenset({"nein", "n", "no", "falsch", "false", "0", "nicht vorhanden", "\u2717", "\u2718"})
SPLIT = re.compile(r"[;\n]")
web_address = URLValidator(schemes=("http", "https"))
Reader = Callable[[Any, Words], Reading]


def tidy(text: str) -> str:
    """As texts are stored and compared: no unseen signs, common spaces, no space at the ends of lines."""
    seen = NOT_SEEN.sub("", ODD_SPACES.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in seen.strip().split("\n"))


def read_cell(column: Column, raw: Any, words: Vocabulary) -> Reading:
    """Raises CellFaultError."""
    if isinstance(raw, Uncomputed):
        raise CellFaultError(
            _("is a formula that was never computed."),
            _("Open the file in your program, save it, and upload it again."),
        )
    if isinstance(raw, str):
        raw = tidy(raw)
        if not raw or raw.casefold() in SAYS_NOTHING:
            return Reading(KEEP)
        if ERRORS.fullmatch(raw):
            raise CellFaultError(_("is the error of a formula."), _("Mend the formula, or write the value."))
        if raw.casefold() in SAYS_UNKNOWN:
            return _unknown(column)
    kind, _dot, vocabulary = column.reads.partition(".")
    reader = READERS[kind]
    return reader(raw, words[vocabulary]) if vocabulary in words else reader(raw, NO_WORDS)


def _unknown(column: Column) -> Reading:
    if column.name in ALWAYS_KNOWN:
        raise CellFaultError(_("cannot be unknown."), _("Leave the cell empty or give a value."))
    return Reading(None)


def text_of(raw: Any) -> str:
    """A cell as text: whole numbers without their decimals, days as ISO."""
    if isinstance(raw, float) and raw == int(raw):
        return str(int(raw))
    return raw.isoformat() if isinstance(raw, dt.date | dt.time) else str(raw)


def _text(most: int) -> Reader:
    def read(raw: Any, _words: Words) -> Reading:
        text = text_of(raw)
        if len(text) > most:
            raise CellFaultError(_("is too long."), _("Use at most %(most)d characters.") % {"most": most})
        return Reading(text)

    return read


def _code(raw: Any, _words: Words) -> Reading:
    if not CODE.fullmatch(text := text_of(raw)):
        raise CellFaultError(
            _("is no code."), _("Use up to 20 letters, digits, dots and hyphens, without spaces.")
        )
    return Reading(text)


def _yes_no(raw: Any, _words: Words) -> Reading:
    if isinstance(raw, bool):
        return Reading(raw)
    if (word := text_of(raw).casefold().strip(". ")) in YES | NO:
        return Reading(word in YES)
    raise CellFaultError(_("is neither yes nor no."), _("Write yes, no or unknown."))


def _word(raw: Any, words: Words) -> Reading:
    text = text_of(raw)
    if (code := words.code(text)) is None:
        raise _not_a_word(text, words, _("is none of the allowed words."))
    return Reading(code)


def _not_a_word(text: str, words: Words, why: str) -> CellFaultError:
    if close := words.like(text, _language()):
        return CellFaultError(why, _("Did you mean: %(words)s?") % {"words": ", ".join(close)})
    return CellFaultError(why, _("The second sheet of our own file lists the allowed words."))


def _words(raw: Any, words: Words) -> Reading:
    """Several, with semicolons between; commas will do where no word has one itself."""
    text = text_of(raw)
    parts = [part.strip() for part in SPLIT.split(text) if part.strip()]
    if len(parts) == 1 and words.code(parts[0]) is None and ("," in text or "/" in text):
        parts = [part.strip() for part in re.split(r"[,/]", text) if part.strip()]
    if len(parts) == 1:
        return Reading([_word(parts[0], words).value])
    for part in parts:
        if words.code(part) is None:
            why = _("has “%(word)s” in it, which is none of the allowed words.") % {"word": part[:60]}
            raise _not_a_word(part, words, why)
    return Reading(list(dict.fromkeys(words.code(part) for part in parts)))


def _demand(raw: Any, words: Words) -> Reading:
    if isinstance(raw, str) and raw.casefold() in SAYS_NONE:
        return Reading(NONE_REQUIRED)
    return _words(raw, words)


def _limit(raw: Any, words: Words) -> Reading:
    if isinstance(raw, str) and raw.casefold() in SAYS_NONE:
        return Reading(NONE_REQUIRED)
    if words is not NO_WORDS:
        return _word(raw, words)
    found = read_whole(raw)
    if found.value > 130:
        raise CellFaultError(_("is no age."), _("Give whole years from 0 to 130."))
    return found


def _url(raw: Any, _words: Words) -> Reading:
    text, note = text_of(raw), ""
    if "://" not in text:
        text, note = f"https://{text}", _("The address had no scheme: https:// was put before it.")
    try:
        web_address(text)
    except ValidationError as error:
        raise CellFaultError(_("is no web address."), _("Write e.g. https://www.example.org.")) from error
    if len(text) > 300:
        raise CellFaultError(_("is too long."), _("Use at most %(most)d characters.") % {"most": 300})
    return Reading(text, note)


def _email(raw: Any, _words: Words) -> Reading:
    text = text_of(raw).removeprefix("mailto:")
    try:
        validate_email(text)
    except ValidationError as error:
        raise CellFaultError(_("is no e-mail address."), _("Write e.g. info@example.org.")) from error
    return Reading(text)


def _phone(raw: Any, _words: Words) -> Reading:
    text = text_of(raw)
    if isinstance(raw, int | float):
        return Reading(f"0{text}", _("Excel dropped the leading zero: it was put back."))
    if not PHONE.fullmatch(text):
        raise CellFaultError(_("is no telephone number."), _("Write e.g. 089 1234567."))
    return Reading(text)


def _postal_code(raw: Any, _words: Words) -> Reading:
    text = text_of(raw)
    if isinstance(raw, int | float) and len(text) == 4:
        return Reading(f"0{text}", _("Excel dropped the leading zero: it was put back."))
    if not re.fullmatch(r"[A-Za-z0-9 -]{3,10}", text):
        raise CellFaultError(_("is no postal code."), _("Write five digits."))
    return Reading(text)


NO_WORDS = Words({}, {})
READERS: dict[str, Reader] = {
    "code": _code,
    **{name: _text(most) for name, most in LONGEST.items()},
    "word": _word,
    "words": _words,
    "demand": _demand,
    "limit": _limit,
    "whole": lambda raw, _words: read_whole(raw),
    "money": lambda raw, _words: read_money(raw),
    "yes_no": _yes_no,
    "day": lambda raw, _words: read_day(raw),
    "first_day": lambda raw, _words: read_day(raw, "first"),
    "last_day": lambda raw, _words: read_day(raw, "last"),
    "part_day": lambda raw, _words: read_part_day(raw),
    "phone": _phone,
    "email": _email,
    "url": _url,
    "postal_code": _postal_code,
}


def _language() -> str:
    return (get_language() or "de")[:2]


def write_cell(column: Column, value: Any, words: Vocabulary, language: str) -> Any:
    """Text, number, day or yes/no in words; None (an empty cell) where nothing is known, or nothing could be read back."""
    if value is None or value == []:
        return None
    kind, _dot, vocabulary = column.reads.partition(".")
    if value == NONE_REQUIRED:
        return "keine" if language == "de" else "none required"
    if vocabulary in words:
        return _written_words(value, words[vocabulary], language)
    if kind == "yes_no":
        return words["yes_no"].word("yes" if value else "no", language)
    return _plainly(kind, value)


def _plainly(kind: str, value: Any) -> Any:
    """Numbers and whole days as such; of a day known to the month or year its text."""
    if kind == "money":
        return Decimal(value)
    is_whole_day = kind.endswith("day") and len(value) == len("2026-02-01")
    return dt.date.fromisoformat(value) if is_whole_day else value


def _written_words(value: Any, words: Words, language: str) -> Any:
    if isinstance(value, list):
        return "; ".join(words.word(code, language) for code in value)
    return words.word(value, language)


def same(column: Column, one: Any, other: Any) -> bool:
    """Whether two values mean the same: of lists the order does not matter, of texts unseen signs do not."""
    if one == other:
        return True
    if isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    if isinstance(one, str) and isinstance(other, str) and column.reads in LONGEST:
        return tidy(one) == tidy(other)
    return False
