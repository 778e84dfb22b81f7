"""States of needs and measures, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """Where the plan stands in its life."""

    MANDATE = "mandate", _("mandate")
    ANALYSIS = "analysis", _("analysis")
    ADOPTED = "adopted", _("adopted")
    IMPLEMENTATION = "implementation", _("implementation")
    CLOSED = "closed", _("closed")
    FOLLOW_UP = "follow-up", _("follow-up")


class NeedState(models.TextChoices):
    """What became of a need. UNKNOWN: no public source says it, which is not the same as open."""

    PROPOSED = "proposed", pgettext_lazy("need", "proposed")
    RECOGNISED = "recognised", pgettext_lazy("need", "recognised")
    IN_WORK = "in-work", pgettext_lazy("need", "in work")
    PARTLY_MET = "partly-met", pgettext_lazy("need", "partly met")
    MET = "met", pgettext_lazy("need", "met")
    REFUSED = "refused", pgettext_lazy("need", "refused")
    NOT_OUR_COMPETENCE = "not-our-competence", pgettext_lazy("need", "not our competence")
    WITHDRAWN = "withdrawn", pgettext_lazy("need", "withdrawn")
    UNKNOWN = "unknown", pgettext_lazy("need", "unknown")


class MeasureState(models.TextChoices):
    """Where a measure stands. UNKNOWN as above."""

    IDEA = "idea", pgettext_lazy("measure", "idea")
    PROPOSED = "proposed", pgettext_lazy("measure", "proposed")
    DECIDED = "decided", pgettext_lazy("measure", "decided")
    IN_WORK = "in-work", pgettext_lazy("measure", "in work")
    DONE = "done", pgettext_lazy("measure", "done")
    PAUSED = "paused", pgettext_lazy("measure", "paused")
    ENDED_WITHOUT_MONEY = "ended-without-money", pgettext_lazy("measure", "ended without money")
    REJECTED = "rejected", pgettext_lazy("measure", "rejected")
    UNKNOWN = "unknown", pgettext_lazy("measure", "unknown")


N, M = NeedState, MeasureState

# from -> to. A state may always be confirmed by an update with the same state. UNKNOWN opens to all: we learn.
NEED_TRANSITIONS: dict[str, frozenset[str]] = {
    N.UNKNOWN: frozenset(NeedState) - {N.UNKNOWN},
    N.PROPOSED: frozenset({N.RECOGNISED, N.REFUSED, N.NOT_OUR_COMPETENCE, N.WITHDRAWN}),
    N.RECOGNISED: frozenset({N.IN_WORK, N.PARTLY_MET, N.MET, N.REFUSED, N.NOT_OUR_COMPETENCE, N.WITHDRAWN}),
    N.IN_WORK: frozenset({N.PARTLY_MET, N.MET, N.RECOGNISED, N.NOT_OUR_COMPETENCE, N.WITHDRAWN}),
    N.PARTLY_MET: frozenset({N.IN_WORK, N.MET, N.WITHDRAWN}),
    N.MET: frozenset({N.IN_WORK, N.PARTLY_MET}),
    N.REFUSED: frozenset({N.PROPOSED, N.RECOGNISED}),
    N.NOT_OUR_COMPETENCE: frozenset({N.PROPOSED, N.RECOGNISED}),
    N.WITHDRAWN: frozenset({N.PROPOSED}),
}
MEASURE_TRANSITIONS: dict[str, frozenset[str]] = {
    M.UNKNOWN: frozenset(MeasureState) - {M.UNKNOWN},
    M.IDEA: frozenset({M.PROPOSED, M.REJECTED}),
    M.PROPOSED: frozenset({M.DECIDED, M.REJECTED}),
    M.DECIDED: frozenset({M.IN_WORK, M.PAUSED, M.ENDED_WITHOUT_MONEY, M.DONE}),
    M.IN_WORK: frozenset({M.DONE, M.PAUSED, M.ENDED_WITHOUT_MONEY}),
    M.PAUSED: frozenset({M.IN_WORK, M.ENDED_WITHOUT_MONEY, M.REJECTED}),
    M.DONE: frozenset({M.IN_WORK}),
    M.ENDED_WITHOUT_MONEY: frozenset({M.PROPOSED, M.IN_WORK}),
    M.REJECTED: frozenset({M.PROPOSED}),
}


class StateGroup(models.TextChoices):
    """What the public asks of a need: is it done, under way, open, given up, or does nobody know?"""

    MET = "g-met", pgettext_lazy("group of states", "met")
    PARTLY = "g-partly", pgettext_lazy("group of states", "partly met or in work")
    OPEN = "g-open", pgettext_lazy("group of states", "open")
    CLOSED = "g-closed", pgettext_lazy("group of states", "refused, withdrawn or not the city's competence")
    UNKNOWN = "g-unknown", pgettext_lazy("group of states", "state unknown")


NEED_GROUPS: dict[StateGroup, frozenset[str]] = {
    StateGroup.MET: frozenset({N.MET}),
    StateGroup.PARTLY: frozenset({N.PARTLY_MET, N.IN_WORK}),
    StateGroup.OPEN: frozenset({N.PROPOSED, N.RECOGNISED}),
    StateGroup.CLOSED: frozenset({N.REFUSED, N.NOT_OUR_COMPETENCE, N.WITHDRAWN}),
    StateGroup.UNKNOWN: frozenset({N.UNKNOWN}),
}


class Term(models.TextChoices):
    """How soon a need is to be met."""

    SHORT = "short", pgettext_lazy("term", "short")
    MEDIUM = "medium", pgettext_lazy("term", "medium")
    LONG = "long", pgettext_lazy("term", "long")
    UNKNOWN = "unknown", pgettext_lazy("term", "unknown")


class Origin(models.TextChoices):
    """Where a need was named first."""

    PLAN = "plan", _("the plan (2018)")
    FINAL_REPORT = "final-report", _("final report (2019)")
    MANDATE = "mandate", _("mandate (2016)")
    RESOLUTION = "resolution", _("council resolution")
    MOTION = "motion", pgettext_lazy("origin", "motion")
    ANALYSIS = "analysis", _("needs analysis")
    PARTICIPATION = "participation", _("participation")
    OBSERVATION = "observation", _("observation by press or agencies")
