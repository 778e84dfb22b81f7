"""Words that occur in some document: what a slip of the pen may have meant."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.functions import Length

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.models import SearchWord
from gesamtplan.core.search_index.wanted import Wanted, Word
from gesamtplan.core.search_index.words import spelled, term

LAST_LETTER = "\U0010ffff"  # sorts after every other
MOST_CANDIDATES = 3000
SLIPS = ((8, 2), (4, 1))  # from so many letters on, so many slips are forgiven


def corrected(asked: Wanted) -> str:
    """The query with each word that nothing contains replaced by the nearest one; "" where no better one is known.

    One query, whose answer holds every word that is one slip away, and nearly every one that is two away.
    """
    likely = [_likely(word) for word in asked.words if _slips(word.written)]
    if not likely:
        return ""
    rows = SearchWord.objects.annotate(length=Length("word")).filter(reduce(or_, likely)).order_by("word")
    known = list(rows.values_list("word", "language", "shown")[:MOST_CANDIDATES])
    words = [_nearest(word, known) for word in asked.words]
    before = [word.written for word in asked.words]
    return " ".join(words) if words != before else ""


def _range(column: str, beginning: str) -> Q:
    """Everything that begins so, as a range that the index answers."""
    return Q(**{f"{column}__gte": beginning, f"{column}__lt": beginning + LAST_LETTER})


def _likely(word: Word) -> Q:
    """Where there is one slip, the first or the last half of a word is right; words of about its length that share one.

    And what begins with the word: then it is none with a slip.
    """
    own, slips = spelled(word.written, LocalizedText.SOURCE_LANGUAGE), _slips(word.written)
    size = max((len(own) - slips) // (slips + 1), 1)
    near = Q(length__range=(len(own) - slips, len(own) + slips))
    known = (_range("word", beginning) for beginning in word.beginnings or word.terms)
    return near & (_range("word", own[:size]) | _range("backwards", own[::-1][:size])) | reduce(or_, known)


def _slips(word: str) -> int:
    return next((slips for length, slips in SLIPS if len(word) >= length), 0) if word.isalpha() else 0


def _nearest(word: Word, known: Iterable[tuple[str, str, str]]) -> str:
    """The word itself where some document has it or where nothing is near."""
    allowed, best = _slips(word.written), (99, "", word.written)
    own = spelled(word.written, LocalizedText.SOURCE_LANGUAGE)
    for found, language, shown in known:
        if word.fits(term(shown, language), language):
            return word.written
        slips = distance(own, found, allowed)
        if slips <= allowed:
            best = min(best, (slips, found, shown))
    return best[2]


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, leave out, replace, or swap with their neighbour; counted no further than `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, against in enumerate(other, start=1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
