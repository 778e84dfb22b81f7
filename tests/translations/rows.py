"""Offers of the tests alone, beside those of Munich, and what is declared of them."""

import io
from dataclasses import replace
from itertools import count

from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.offers.translatable import OFFER
from gesamtplan.translations.languages import target
from gesamtplan.translations.models import Translation
from gesamtplan.translations.queries.segments import TO_DO, segments_in
from gesamtplan.translations.states import fingerprint
from gesamtplan.translations.xliff.write import write_xliff
from tests.factories import NOW

NUMBERS = count(1)
OURS = replace(OFFER, rows=lambda: Offer.objects.filter(code__startswith="TT"))
REGISTRY = {"offer": OURS}


def offer(title: str = "Sprachcafé", **values: object) -> Offer:
    """An offer with a German title and nothing in English."""
    kind, _new = OfferKind.objects.get_or_create(code="tt-kind", defaults={"name": {"de": "Art"}})
    return Offer.objects.create(code=f"TT{next(NUMBERS):05d}", kind=kind, title={"de": title}, **values)


def translation(row: Offer, text: str, language: str = "ar", **values: object) -> Translation:
    """A current translation of the title by a person."""
    given = {
        "kind": "offer",
        "field": "title",
        "source_fingerprint": fingerprint(row.title["de"]),
        "origin": "human",
        "translated_at": NOW,
    }
    return Translation.objects.create(key=row.code, language=language, text=text, **{**given, **values})


def exported(language: str = "ar", states: frozenset[str] = TO_DO) -> bytes:
    """The file that a translator gets."""
    out = io.BytesIO()
    write_xliff(out, segments_in(REGISTRY, language, states), target(language))
    return out.getvalue()


def returned(file: bytes, texts: dict[str, str], state: str = "translated") -> bytes:
    """The file as a translator sends it back: the texts, by German source, filled in."""
    words = file.decode()
    for source, text in texts.items():
        words = words.replace(f"{source}</source>", f"{source}</source><target>{text}</target>")
    return words.replace('state="initial"', f'state="{state}"').encode()
