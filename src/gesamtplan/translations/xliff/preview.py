"""The differences of a whole file, counted, with the first of them in full."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from gesamtplan.translations.languages import Language
from gesamtplan.translations.translatable import Registry
from gesamtplan.translations.xliff.compare import REFUSED, STORED, Difference, Verdict, differences
from gesamtplan.translations.xliff.read import read_units

SHOWN = 200


@dataclass(frozen=True)
class Preview:
    """How many units meet which verdict; the first SHOWN that would be stored, and that are refused."""

    counts: Mapping[Verdict, int]
    to_store: tuple[Difference, ...]
    refused: tuple[Difference, ...]

    @property
    def stored(self) -> int:
        """Texts that would be stored."""
        return sum(number for verdict, number in self.counts.items() if verdict in STORED)

    @property
    def refusals(self) -> int:
        """Units that are not taken over."""
        return sum(number for verdict, number in self.counts.items() if verdict in REFUSED)


def preview(registry: Registry, file: IO[bytes], language: Language) -> Preview:
    """What an import of this file would do; writes nothing. Raises UnfitFileError."""
    counts: Counter[Verdict] = Counter()
    to_store: list[Difference] = []
    refused: list[Difference] = []
    for difference in differences(registry, read_units(file, language), language):
        counts[difference.verdict] += 1
        kept = to_store if difference.verdict in STORED else refused
        if difference.verdict != Verdict.SAME and len(kept) < SHOWN:
            kept.append(difference)
    return Preview(counts, tuple(to_store), tuple(refused))
