"""Collect the texts of the screens into the catalogues; `--check` changes nothing and fails on what is wrong in any.

German has every text. The readers' languages have those of the finder: what stands in the files of FINDER, no more.
"""

import io
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from catalogue_faults import faults

from gesamtplan.core.languages import READERS, Language

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "gesamtplan"
LOCALE = PACKAGE / "locale"
GERMAN = LOCALE / "de" / "LC_MESSAGES" / "django.po"
FINDER = (
    "web/offers/*", "web/templates/web/offers/*", "web/offline/*", "web/templates/web/offline/*", "offers/states/directory.py",
    "offers/finder/*", "reports/handout*", "web/readers.py", "web/templates/web/base.html", "web/templates/web/list.html",
    "web/templates/403.html", "web/templates/404.html", "kern/templates/*", "kern/templatetags/*", "kern/formats.py",
)  # fmt: skip
# As Django's own catalogues have them, except for Ukrainian: theirs counts fractions too, which no page does.
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);",
    "fa": "nplurals=2; plural=(n > 1);",
    "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "fr": "nplurals=2; plural=(n > 1);",
    "tr": "nplurals=2; plural=(n > 1);",
}
NEW: dict[str, Any] = {"project": "Gesamtplan", "version": "1", "msgid_bugs_address": "", "fuzzy": False}


def collect() -> Catalog:
    """Django's own collector (needs GNU gettext) renews the German catalogue; returned are its texts with their files."""
    command = [sys.executable, str(ROOT / "manage.py"), "makemessages", "-l", "de"]
    options = ["--no-wrap", "--add-location=file", "--no-obsolete"]
    subprocess.run([*command, *options], cwd=PACKAGE, check=True, capture_output=True)
    found = read(GERMAN)
    lines = GERMAN.read_text("utf-8").splitlines(keepends=True)
    GERMAN.write_text("".join(line for line in lines if not line.startswith("#: ")), "utf-8")
    return found


def read(path: Path) -> Catalog:
    """A catalogue or template."""
    return read_po(io.BytesIO(path.read_bytes()))


def of_finder(texts: Catalog) -> Catalog:
    """Only the texts that stand in a file of the finder."""
    chosen = Catalog()
    for message in texts:
        files = [file.removeprefix("./") for file, _ in message.locations]
        if message.id and any(fnmatchcase(file, one) for file in files for one in FINDER):
            chosen.add(
                message.id, flags=message.flags, context=message.context, auto_comments=message.auto_comments
            )
    return chosen


def path_of(language: Language) -> Path:
    """Where the catalogue of a readers' language lies."""
    return LOCALE / language.code / "LC_MESSAGES" / "django.po"


def renew(language: Language, texts: Catalog) -> None:
    """Bring a readers' catalogue to exactly these texts; what is translated stays, nothing is guessed."""
    path = path_of(language)
    catalogue = read(path) if path.exists() else Catalog(language.code, **NEW)
    catalogue.mime_headers = [("Plural-Forms", PLURALS[language.code])]  # Babel's own miss a form or two
    catalogue.header_comment = header(language)
    date = catalogue.creation_date
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.creation_date, catalogue.fuzzy = date, False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, no_location=True, ignore_obsolete=True)


def header(language: Language) -> str:
    """Says on top of the catalogue who made it."""
    if language.interface_is_reviewed:
        return f"# {language.name}: texts of the finder, reviewed by somebody who speaks the language."
    return f"# {language.name}: texts of the finder, made by a machine; nobody who speaks the language has reviewed them."


def missing(catalogue: Catalog) -> Iterator[str]:
    """Texts without a translation, or with one that is only guessed."""
    for message in catalogue:
        parts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(parts)):
            yield f"not translated: {message.id}"


def differing(catalogue: Catalog, wanted: Catalog) -> Iterator[str]:
    """Texts of the finder that the catalogue lacks, and texts that the finder no longer has."""
    had, needed = _keys(catalogue), _keys(wanted)
    yield from (f"missing: {needed[key].id}" for key in needed.keys() - had.keys())
    yield from (f"no text of the finder (any more): {had[key].id}" for key in had.keys() - needed.keys())


def _keys(catalogue: Catalog) -> dict[tuple[str, str | None], Message]:
    return {(str(message.id), message.context): message for message in catalogue if message.id}


def problems(catalogue: Catalog) -> list[str]:
    """What is wrong with the translations of one catalogue by themselves."""
    return [*missing(catalogue), *faults(catalogue)]


def check(texts: Catalog) -> list[str]:
    """Everything wrong in any catalogue, each line with its language."""
    found = [f"de: {problem}" for problem in problems(read(GERMAN))]
    for language in READERS:
        if not path_of(language).exists():
            found.append(f"{language.code}: there is no catalogue. Run `make messages`.")
            continue
        catalogue = read(path_of(language))
        wrong = [*differing(catalogue, of_finder(texts)), *problems(catalogue)]
        if catalogue.header_comment.strip() != header(language):
            wrong.append("its first line does not say whether it is reviewed. Run `make messages`.")
        found += [f"{language.code}: {problem}" for problem in wrong]
    return found


def main() -> None:
    """Without arguments renew all catalogues; with --check leave them as they are. Both say what is wrong."""
    before = GERMAN.read_bytes()
    texts = collect()
    if "--check" not in sys.argv:
        for language in READERS:
            renew(language, of_finder(texts))
    wrong = check(texts)
    if "--check" in sys.argv:
        GERMAN.write_bytes(before)
    if wrong:
        sys.exit(f"{len(wrong)} problems in the catalogues:\n" + "\n".join(wrong))
    print("translations: complete")  # noqa: T201 - this is the output


if __name__ == "__main__":
    main()
