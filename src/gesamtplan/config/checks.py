"""What `gesamtplan check` looks at: configuration, the rules, and what spans rows and so cannot be a constraint."""

from collections.abc import Iterator

from django.conf import settings
from django.core import checks as django_checks

from gesamtplan.config.search import findings as search_index
from gesamtplan.core.models import Instance
from gesamtplan.engine.eligibility import condition_of
from gesamtplan.engine.entitlement import check_rules, load_rules
from gesamtplan.engine.errors import BadInput
from gesamtplan.gaps.models import Assessment
from gesamtplan.indicators.models import IndicatorValue
from gesamtplan.offers.models import Eligibility, Offer
from gesamtplan.plan.models import Measure, Need, OpenTopic, StatusUpdate
from gesamtplan.plan.states import MeasureState, NeedState
from gesamtplan.resolutions.models import Resolution
from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind


def all_findings() -> list[str]:
    """Every finding as one sentence that also says how to mend it; an empty list is a sound instance."""
    return [
        finding
        for find in (configuration, rules, sources, states, areas, offers, stored, search_index)
        for finding in find()
    ]


def configuration() -> Iterator[str]:
    """Django's own checks, and the few settings that make an instance unsafe."""
    for message in django_checks.run_checks():
        yield f"{message.id}: {message.msg} {message.hint or ''}".strip()
    if settings.DEBUG:
        yield "Debug mode is on, which shows code to everybody. Unset GESAMTPLAN_DEBUG."
    if not Instance.objects.exists():
        yield "No city is loaded. Run `gesamtplan demo` or `gesamtplan import city FOLDER`."


def rules() -> Iterator[str]:
    """Conflicts in the rules of entitlement, and rules that can never decide."""
    for problem in check_rules(load_rules()):
        yield f"Entitlement rules {', '.join(problem.rules)}: {problem.message}"


def sources() -> Iterator[str]:
    """Every published row of the plan names a source."""
    for model in (Need, Measure, Resolution, Offer):
        for row in model.objects.filter(sources=None):
            yield f"{row} names no source. Add one in the city's files and import again."


def states() -> Iterator[str]:
    """Stored states are states of the right table; open topics are still open."""
    for subject, allowed in (("need", NeedState.values), ("measure", MeasureState.values)):
        for update in StatusUpdate.objects.filter(**{f"{subject}__isnull": False}).exclude(state__in=allowed):
            yield f"Status update {update.pk} has the unknown state {update.state!r}. Add a new update with one of {', '.join(allowed)}."
    met = {need.pk for need in Need.objects.with_state() if need.state == NeedState.MET}  # type: ignore[attr-defined]  # annotated
    for topic in OpenTopic.objects.filter(closed_on=None, need__in=met):
        yield f"{topic} is met but still in the register of open topics. Close the topic."


def areas() -> Iterator[str]:
    """One city; population of sub-districts is given for all or for none of a district."""
    if Area.objects.filter(kind=AreaKind.CITY).count() != 1:
        yield "There must be exactly one area of kind city. Import the areas again."
    orphans = Area.objects.filter(kind=AreaKind.SUB_DISTRICT).exclude(parent__kind=AreaKind.DISTRICT)
    for area in orphans:
        yield f"{area} does not lie in a district. Correct `parent` in the areas file."
    if (
        IndicatorValue.objects.current()
        .filter(value=None, numerator__isnull=False, denominator__gt=0)
        .exists()
    ):
        yield "Some figures have numerator and denominator but no value. Import the delivery again."


def offers() -> Iterator[str]:
    """What offers ask for is said in words that the engine knows."""
    for row in Eligibility.objects.select_related("offer"):
        try:
            condition_of(row.criterion, row.answer, row.values)
        except BadInput as error:
            yield f"{row.offer}: {error}"


def stored() -> Iterator[str]:
    """The day-one matrix was computed with the rules of this version."""
    latest = Assessment.objects.filter(kind="day-one").first()
    if latest is None:
        yield "The day-one matrix was never computed. Run `gesamtplan assess`."
    elif latest.norms_version != str(load_rules().norms):
        yield "The day-one matrix was computed with other rules than those of this version. Run `gesamtplan assess`."
