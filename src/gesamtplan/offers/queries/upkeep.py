"""What has to be looked at again: places told too long ago, records not verified for too long."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Case, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from gesamtplan.core.states import DatePrecision
from gesamtplan.offers.freshness import Standing, freshness
from gesamtplan.offers.models import CapacityReport, Offer
from gesamtplan.offers.states import Told
from gesamtplan.parties.models import Organization


@dataclass(frozen=True, slots=True)
class Due:
    """An offer on its provider's list; `places` and `record` say what faded and when it was last told.

    `places` None: whoever comes is served, so nobody has to tell places. `asked_for`: somebody set this day.
    """

    offer: Offer
    provider: Organization | None
    places: Standing | None
    record: Standing
    asked_for: date | None

    @property
    def places_precision(self) -> str:
        """How exactly the day of the places is known; a source may have given only its month."""
        of_whole = self.places is not None and self.places.last_on == self.offer.places_on
        return self.offer.places_on_precision if of_whole else DatePrecision.DAY.value


def record_standing(offer: Offer, today: date) -> Standing:
    """Whether the record was verified within the set time, by default 90 days."""
    return freshness(offer.verified_on, today, settings.RECORD_FRESH_DAYS)


def places_standing(offer: Offer, today: date) -> Standing | None:
    """Whether the places are recent, by default 7 days; None where no place is needed.

    Of rows without `with_told_for` only the figure of the whole offer counts.
    """
    told_for = vars(offer).get("told_for", offer.places_on)
    return None if offer.is_drop_in else freshness(told_for, today, settings.PLACES_FRESH_DAYS)


def with_told_for(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    """`told_for`: the day for which places are known, of the whole offer or of all its lines; rows come from `told()`.

    Of lines of sites and target groups the oldest counts: one line of which nobody told keeps the offer on the list.
    """
    lines = CapacityReport.objects.current().filter(offer=OuterRef("pk")).exclude(site=None, target_group="")
    oldest = lines.order_by().values("offer").annotate(day=Min("as_of")).values("day")
    whole = F("figure__as_of")
    rows = rows.annotate(oldest_line=Subquery(oldest), has_undated_line=Exists(lines.filter(as_of=None)))
    later = Coalesce(Greatest(whole, F("oldest_line")), whole, F("oldest_line"))
    return rows.annotate(told_for=Case(When(has_undated_line=True, then=whole), default=later))


def upkept_offers(today: date) -> QuerySet[Offer]:
    """Public offers that are not over, with what was told of them."""
    rows = Offer.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), is_public=True)
    return with_told_for(rows.told()).select_related("provider")


def checks_due(today: date, provider: str = "") -> list[Due]:
    """Public offers that are not over and have to be looked at, by provider and code; one query."""
    rows = due_offers(today)
    if provider:
        rows = rows.filter(provider__code=provider)
    found = [due_of(row, today) for row in rows]
    return [due for due in found if due]


def due_offers(today: date) -> QuerySet[Offer]:
    """The same as rows, to be counted and paged by the database, by provider and code."""
    due = Q(check_due__lte=today)
    for conditions in (record_conditions(today), places_conditions(today)):
        due |= conditions[Told.STALE] | conditions[Told.NEVER]
    return upkept_offers(today).filter(due).order_by("provider__code", "code")


def record_conditions(today: date) -> dict[Told, Q]:
    """What `record_standing` says, in the database's words."""
    return _conditions("verified_on", today, settings.RECORD_FRESH_DAYS, Q())


def places_conditions(today: date) -> dict[Told, Q]:
    """What `places_standing` says of rows `with_told_for`, in the database's words."""
    needed = Q(is_drop_in=None) | Q(is_drop_in=False)
    conditions = _conditions("told_for", today, settings.PLACES_FRESH_DAYS, needed)
    return {**conditions, Told.NOT_NEEDED: Q(is_drop_in=True)}


def _conditions(column: str, today: date, days: int, needed: Q) -> dict[Told, Q]:
    fresh = Q(**{f"{column}__range": (today - timedelta(days=days), today)})
    told = Q(**{f"{column}__isnull": False})
    return {Told.FRESH: needed & fresh, Told.STALE: needed & told & ~fresh, Told.NEVER: needed & ~told}


def due_of(offer: Offer, today: date) -> Due | None:
    """What of this offer has to be looked at; None where nothing has."""
    places, record = places_standing(offer, today), record_standing(offer, today)
    asked_for = offer.check_due if offer.check_due and offer.check_due <= today else None
    if record.is_fresh and (places is None or places.is_fresh) and asked_for is None:
        return None
    return Due(offer, offer.provider, places, record, asked_for)
