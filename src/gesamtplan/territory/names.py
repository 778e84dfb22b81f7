"""Names of areas and streets made comparable: as people type them, with slips of case, umlaut and "Str."."""

import re

from gesamtplan.core.search_index.words import spelled, words_in

NUMBER = re.compile(r"\d+[a-z]?")
STREET = re.compile(r"(?<=\w)str$|^str$")


def folded(name: str) -> str:
    """One word without case, accents, gaps and house number: "Goethe-Str. 12 a" is goethestrasse."""
    words = [spelled(word, "de") for word in words_in(name)]
    while len(words) > 1 and (NUMBER.fullmatch(words[-1]) or (len(words[-1]) == 1 and words[-1].isalpha())):
        words.pop()
    return "".join(STREET.sub("strasse", word) for word in words)
