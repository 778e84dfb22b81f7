"""The chain of a need or a measure: what the rooms above the plan know of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from gesamtplan.council.models import Motion
from gesamtplan.funding.models import BudgetLine
from gesamtplan.gaps.touches import declared_touches
from gesamtplan.plan.models import Measure, Need, OpenTopic
from gesamtplan.resolutions.models import Resolution
from gesamtplan.resolutions.queries import mandating, motions_concerning, named_with
from gesamtplan.web.plan.money import lines_of


@dataclass(frozen=True)
class Chain:
    """What stands before and behind a subject; an empty list is a step that nobody has documented."""

    needs: list[Need]
    measures: list[Measure]
    resolutions: list[Resolution]
    related: list[Resolution]
    motions: list[Motion]
    lines: list[BudgetLine]
    topic: OpenTopic | None
    entitlement_kinds: list[str]

    @property
    def amounts(self) -> list[BudgetLine]:
        """Lines with a known amount."""
        return [line for line in self.lines if line.amount is not None]


def of_need(need: Need) -> Chain:
    """From the evidence to the money; resolutions count that mandate the need or one of its measures."""
    measures = list(need.measures.all())
    money = lines_of(measure.pk for measure in measures)
    return Chain(
        needs=[need],
        measures=measures,
        resolutions=list(mandating([need.pk], [measure.pk for measure in measures])),
        related=list(named_with([need.pk])),
        motions=list(motions_concerning(need.pk)),
        lines=[line for measure in measures for line in money.get(measure.pk, [])],
        topic=_topic(need),
        entitlement_kinds=_kinds(group.code for group in need.target_groups.all()),
    )


def of_measure(measure: Measure) -> Chain:
    """The same, seen from a measure."""
    needs = list(measure.needs.all())
    return Chain(
        needs=needs,
        measures=[measure],
        resolutions=list(mandating([need.pk for need in needs], [measure.pk])),
        related=[],
        motions=[],
        lines=lines_of([measure.pk]).get(measure.pk, []),
        topic=_topic(measure) or next(filter(None, map(_topic, needs)), None),
        entitlement_kinds=[],
    )


def _topic(subject: Need | Measure) -> OpenTopic | None:
    topic: OpenTopic | None = getattr(subject, "open_topic", None)  # absent where nothing stayed open
    return topic


def _kinds(groups: Iterable[str]) -> list[str]:
    """Kinds of entitlement that are declared to touch one of these target groups."""
    wanted = set(groups)
    return sorted(
        {
            kind
            for touch in declared_touches()
            if wanted.intersection(touch.target_groups)
            for kind in touch.kinds
        }
    )
