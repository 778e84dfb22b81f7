"""Words that occur in some document: compounds of a word, and what a slip of the pen may have meant."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.functions import Length

from gesamtplan.core.models import SearchWord
from gesamtplan.core.search_index.wanted import Wanted, Word
from gesamtplan.core.search_index.words import rules, term

LAST_LETTER = "\U0010ffff"  # sorts after every other
SHORTEST_HEAD, MOST_COMPOUNDS = 4, 60
MOST_CANDIDATES = 3000
SLIPS = ((8, 2), (4, 1))  # from so many letters on, so many slips are forgiven


def compounds(asked: Wanted) -> dict[str, list[str]]:
    """German compounds that end in a word that was asked for: Kurs also finds Deutschkurs. One query."""
    compounding = rules()["digraphs"]  # the languages that write compounds as one word
    heads = {
        word.written: term(word.written, language) for word in asked.words for language in compounding
    }
    long = {written: head for written, head in heads.items() if len(head) >= SHORTEST_HEAD and head.isalpha()}
    if not long:
        return {}
    ranges = (_range("backwards", head[::-1]) for head in long.values())
    rows = SearchWord.objects.filter(reduce(or_, ranges), language__in=compounding)
    found = list(rows.values_list("term", flat=True)[: MOST_COMPOUNDS * len(long)])
    return {written: [one for one in found if one.endswith(head)] for written, head in long.items()}


def corrected(asked: Wanted) -> str:
    """The query with each word that nothing contains replaced by the nearest one; "" where no better one is known.

    One query, whose answer holds every word that is one slip away, and nearly every one that is two away.
    """
    likely = [_likely(word) for word in asked.words if _slips(word.written)]
    if not likely:
        return ""
    rows = SearchWord.objects.annotate(length=Length("term")).filter(reduce(or_, likely)).order_by("term")
    known = list(rows.values_list("term", "shown")[:MOST_CANDIDATES])
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
    stem, slips = term(word.written, rules()["digraphs"][0]), _slips(word.written)
    size = max((len(stem) - slips) // (slips + 1), 1)
    near = Q(length__range=(len(stem) - slips, len(stem) + slips))
    known = (_range("term", beginning) for beginning in word.beginnings or word.terms)
    return near & (_range("term", stem[:size]) | _range("backwards", stem[::-1][:size])) | reduce(or_, known)


def _slips(word: str) -> int:
    return next((slips for length, slips in SLIPS if len(word) >= length), 0) if word.isalpha() else 0


def _nearest(word: Word, known: Iterable[tuple[str, str]]) -> str:
    """The word itself where some document has it or where nothing is near."""
    allowed, best = _slips(word.written), (99, "", word.written)
    for found, shown in known:
        if word.fits(found):
            return word.written
        slips = min(distance(own, found, allowed) for own in word.terms)
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
