"""Who may use which offer, by residence status, day, months since arrival and circumstances.

May use: the rules under engine/norms/entitlement; no Django, no clock. Ask `entitle(load_rules(), ...)`.
"""

from gesamtplan.engine.entitlement.answer_codes import Caveat, Completeness, Outcome
from gesamtplan.engine.entitlement.as_data import rule_as_data
from gesamtplan.engine.entitlement.check import Problem, check_rules
from gesamtplan.engine.entitlement.codes import Certainty, Level, Verdict
from gesamtplan.engine.entitlement.date_codes import EndMeaning, StartMeaning
from gesamtplan.engine.entitlement.entitle import entitle
from gesamtplan.engine.entitlement.errors import (
    ContradictionError,
    EntitlementError,
    MonthsError,
    RuleFileError,
    UnknownCodeError,
)
from gesamtplan.engine.entitlement.fields import Text
from gesamtplan.engine.entitlement.labels import Label, labels
from gesamtplan.engine.entitlement.leaves import Step
from gesamtplan.engine.entitlement.loading import change_dates, load_rules, month_steps
from gesamtplan.engine.entitlement.results import Alternative, Considered, Entitlement
from gesamtplan.engine.entitlement.rules import Rule, Source
from gesamtplan.engine.entitlement.ruleset import NormsVersion, RuleSet
from gesamtplan.engine.entitlement.vocabulary import (
    CONDITIONS,
    KINDS,
    STATUSES,
    Condition,
    Kind,
    Status,
    parse_conditions,
)

__all__ = [
    "CONDITIONS",
    "KINDS",
    "STATUSES",
    "Alternative",
    "Caveat",
    "Certainty",
    "Completeness",
    "Condition",
    "Considered",
    "ContradictionError",
    "EndMeaning",
    "Entitlement",
    "EntitlementError",
    "Kind",
    "Label",
    "Level",
    "MonthsError",
    "NormsVersion",
    "Outcome",
    "Problem",
    "Rule",
    "RuleFileError",
    "RuleSet",
    "Source",
    "StartMeaning",
    "Status",
    "Step",
    "Text",
    "UnknownCodeError",
    "Verdict",
    "change_dates",
    "check_rules",
    "entitle",
    "labels",
    "load_rules",
    "month_steps",
    "parse_conditions",
    "rule_as_data",
]
