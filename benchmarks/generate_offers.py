"""Made-up offers with everything the directory can hold, only for measuring."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.entitlement.vocabulary import STATUSES
from gesamtplan.offers.models import (
    CapacityReport,
    Eligibility,
    Offer,
    OfferAtSite,
    OfferKind,
    Schedule,
    Site,
)
from gesamtplan.offers.operations.changed import directory_changed
from gesamtplan.parties.models import Organization
from gesamtplan.territory.models import Area
from gesamtplan.translations.models import Translation
from gesamtplan.translations.states import Origin, fingerprint

RULES = (
    "FREQ=WEEKLY;BYDAY=MO,WE",
    "FREQ=WEEKLY;BYDAY=TU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "FREQ=MONTHLY;BYDAY=1SA",
)
MADE = {"ar": "عرض", "fa": "پیشنهاد", "uk": "пропозиція", "fr": "offre", "tr": "teklif"}
SPOKEN = ("de", "en", "ar", "fa", "uk", "fr", "tr", "ti", "so")
ASKED: tuple[tuple[str, list[tuple[str, dict[str, Any]]]], ...] = (
    (
        "status",
        [
            ("none-required", {}),
            ("required", {"codes": list(STATUSES)[:3]}),
            ("required", {"codes": list(STATUSES)[7:11]}),
        ],
    ),
    ("age", [("none-required", {}), ("required", {"from": 16}), ("required", {"from": 16, "to": 27})]),
    ("sex", [("none-required", {}), ("none-required", {}), ("required", {"codes": ["female"]})]),
    ("family", [("none-required", {}), ("required", {"codes": ["with-children"]})]),
    (
        "language-level",
        [("none-required", {}), ("required", {"to": "A2"}), ("required", {"from": "A2", "to": "B2"})],
    ),
    ("residence", [("none-required", {}), ("required", {"codes": ["05", "06"]})]),
    ("other", [("none-required", {}), ("required", {})]),
)


def offers_with_all(number: int, today: date) -> None:
    """Add that many offers; every offer has a site, a weekly time, criteria and figures, a third of them fresh."""
    first = Offer.objects.count()
    kinds, providers = list(OfferKind.objects.all()), list(Organization.objects.all()[:40])
    sites = _sites(200)
    numbers = range(first, first + number)
    rows = Offer.objects.bulk_create(_offer(n, kinds, providers, today) for n in numbers)
    told = list(zip(numbers, rows, strict=True))
    Eligibility.objects.bulk_create(c for n, row in told for c in _criteria(n, row))
    CapacityReport.objects.bulk_create(r for n, row in told for r in _reports(n, row, today))
    OfferAtSite.objects.bulk_create(OfferAtSite(offer=row, site=sites[n % len(sites)]) for n, row in told)
    Schedule.objects.bulk_create(_schedule(n, row) for n, row in told)
    Translation.objects.bulk_create(text for _, row in told for text in _translations(row))
    directory_changed(now=timezone.now())


def _translations(offer: Offer) -> Iterator[Translation]:
    """Title and description in five languages more than the two of record: seven in all."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for language, word in MADE.items():
        for field, times in (("title", 2), ("description", 40)):
            yield Translation(
                kind="offer", key=offer.code, field=field, language=language, text=f"{word} {offer.code} " * times,
                source_fingerprint=fingerprint(getattr(offer, field)["de"]), origin=Origin.MACHINE, translated_at=now,
            )  # fmt: skip


def _sites(number: int) -> list[Site]:
    areas = list(Area.objects.exclude(latitude=None).defer("geometry"))
    have = list(Site.objects.all())
    return have or Site.objects.bulk_create(_site(n, areas[n % len(areas)]) for n in range(number))


def _site(number: int, area: Area) -> Site:
    place = {"longitude": area.longitude, "latitude": area.latitude, "area": area}
    name = LocalizedText(de=f"Haus {number}", en=f"House {number}")
    return Site(code=f"gs-{number}", name=name, accessibility={"step-free": number % 3 > 0}, **place)


def _offer(number: int, kinds: list[OfferKind], providers: list[Organization], today: date) -> Offer:
    return Offer(
        code=f"GA{number:05d}",
        title=LocalizedText(de=f"Angebot {number}", en=f"Offer {number}"),
        description=LocalizedText(
            de="Was es gibt, für wen und wann. " * 6, en="What there is, for whom and when. " * 6
        ),
        kind=kinds[number % len(kinds)],
        provider=providers[number % len(providers)],
        languages=[SPOKEN[number % 9], SPOKEN[(number + 2) % 9]],
        child_care=(None, True, False)[number % 3],
        fee=(None, 0, 20)[number % 3],
        verified_on=today - timedelta(days=number % 200),
    )


def _criteria(number: int, offer: Offer) -> Iterator[Eligibility]:
    """The first `4 to 7` criteria; the rest is unknown."""
    for place, (criterion, answers) in enumerate(ASKED[: 4 + number % 4]):
        answer, values = answers[(number // (place + 1)) % len(answers)]
        yield Eligibility(offer=offer, criterion=criterion, answer=answer, values=values)


def _reports(number: int, offer: Offer, today: date) -> Iterator[CapacityReport]:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for group in ("", "women", "young-people")[: 1 + number % 3]:
        told = today - timedelta(days=number % 21)
        figures = {"places": 20, "taken": 10 + number % 11, "waiting": number % 4}
        yield CapacityReport(
            offer=offer, target_group=group, as_of=told, channel="import", created_at=now, **figures
        )


def _schedule(number: int, offer: Offer) -> Schedule:
    return Schedule(
        offer=offer,
        rule=RULES[number % len(RULES)],
        starts_at=time(9 + number % 9),
        ends_at=time(12 + number % 9),
        valid_from=date(2020 + number % 6, 1, 6),
    )
