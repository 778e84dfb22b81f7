"""Reads decisions with what they mandate and settle. Needs and measures that are not public never show."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from gesamtplan.core.search import words_found
from gesamtplan.council.models import Committee, Motion
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure, Need
from gesamtplan.resolutions.models import Discharge, MotionConcern, Resolution, ResolutionPoint

TITLE = ("title__de", "title__en", "note__de", "note__en", "paper__reference", "code")
ORDER = {
    "date": "date",
    "reference": "paper__reference",
    "committee": "committee__code",
    "department": "department__code",
}


def resolutions(
    q: str = "", committee: str = "", department: str = "", year: str = "", sort: str = ""
) -> QuerySet[Resolution]:
    """Decisions that fit the filter, newest first unless sorted otherwise, with all that a row of a list shows."""
    found = Resolution.objects.filter(words_found(q, TITLE))
    if committee:
        found = found.filter(committee__code=committee)
    if department:
        found = found.filter(department__code=department)
    if year.isdecimal():
        found = found.filter(date__year=int(year))
    column = ORDER.get(sort.removeprefix("-"), "")
    first = [f"-{column}" if sort.startswith("-") else column] if column else ["-date"]
    joined = found.select_related("paper", "committee", "department")
    needs = Prefetch("needs", Need.objects.public())
    linked = ("sources", needs, Prefetch("measures", Measure.objects.public()), "discharges__motion")
    return joined.prefetch_related(*linked).order_by(*first, "code")


def resolution(code: str) -> Resolution:
    """One decision with everything a page shows of it; raises Resolution.DoesNotExist."""
    rows = Resolution.objects.select_related("paper", "committee", "department", "part_of__paper")
    return rows.prefetch_related(
        "sources",
        Prefetch("needs", Need.objects.public().with_state()),
        Prefetch("measures", Measure.objects.public().with_state()),
        Prefetch("discharges", Discharge.objects.select_related("motion")),
        Prefetch("points", ResolutionPoint.objects.order_by("number", "pk")),
        Prefetch("parts", Resolution.objects.select_related("paper")),
    ).get(code=code)


def resolution_of_paper(reference: str) -> Resolution | None:
    """The latest decision on a paper, found by its reference, e.g. "14-20 / V 16291"; None where there is none."""
    return Resolution.objects.filter(paper__reference=reference).order_by("-date").first()


def of_committee(committee: Committee) -> QuerySet[Resolution]:
    """What a body decided, newest first."""
    return resolutions().filter(committee=committee)


def by_year(rows: Iterable[Resolution]) -> list[tuple[int | None, int]]:
    """Number of decisions per year, every year between first and last; None counts those without a known year."""
    counted = Counter(row.date.year if row.date else None for row in rows)
    known = [year for year in counted if year is not None]
    years: list[int | None] = list(range(min(known), max(known) + 1)) if known else []
    return [(year, counted[year]) for year in [*years, *([None] if None in counted else [])]]


def years() -> list[tuple[int, int]]:
    """Years of decisions, newest first, with their number."""
    rows = Resolution.objects.exclude(date=None).order_by("-date__year").values_list("date__year")
    return list(rows.annotate(n=Count("pk")))


def deciding_committees() -> list[tuple[Committee, int]]:
    """Bodies that decided something, with the number of decisions."""
    rows = Committee.objects.annotate(n=Count("resolutions")).filter(n__gt=0)
    return [(row, row.n) for row in rows]


def motion(code: str) -> Motion:
    """One motion with the decisions that settle it and the needs it concerns; raises Motion.DoesNotExist."""
    concerns = MotionConcern.objects.filter(need__is_public=True).select_related("need")
    discharges = Discharge.objects.select_related("resolution__paper", "resolution__committee")
    rows = Motion.objects.prefetch_related(
        "sources", Prefetch("discharges", discharges), Prefetch("concerns", concerns)
    )
    return rows.get(code=code)


def with_outcome(rows: QuerySet[Motion]) -> QuerySet[Motion]:
    """Adds what a list of motions shows: the decisions that settle each and the needs each concerns."""
    concerns = MotionConcern.objects.filter(need__is_public=True).select_related("need")
    discharges = Discharge.objects.select_related("resolution__paper")
    return rows.prefetch_related(Prefetch("discharges", discharges), Prefetch("concerns", concerns))


def with_decision_counts(rows: QuerySet[Committee]) -> QuerySet[Committee]:
    """Adds `decisions`: how many decisions of each body are known."""
    return rows.annotate(decisions=Count("resolutions", filter=Q(resolutions__isnull=False)))


def deciding_departments() -> list[tuple[Organization, int]]:
    """Departments that brought in a decision, with the number of decisions."""
    rows = Resolution.objects.exclude(department=None).values_list("department").annotate(n=Count("pk"))
    counted = dict(rows.order_by("department"))
    return [(unit, counted[unit.pk]) for unit in Organization.objects.filter(pk__in=counted)]


def mandating(needs: Iterable[int], measures: Iterable[int]) -> QuerySet[Resolution]:
    """Decisions that mandate one of these needs or measures (by key), oldest first."""
    linked = Q(needs__in=list(needs)) | Q(measures__in=list(measures))
    rows = Resolution.objects.filter(linked).select_related("paper", "committee").prefetch_related("sources")
    return rows.order_by("date", "code").distinct()


def named_with(needs: Iterable[int]) -> QuerySet[Resolution]:
    """Decisions that the evidence of these needs names without proving that they mandate them."""
    rows = Resolution.objects.filter(related_needs__in=list(needs)).select_related("paper", "committee")
    return rows.order_by("date", "code").distinct()


def motions_concerning(need: int) -> QuerySet[Motion]:
    """Motions that ask for what the need with this key names, oldest first."""
    return Motion.objects.filter(concerns__need=need).prefetch_related("sources").order_by("date", "code")
