"""Who can reach how many places, after everybody else has claimed theirs, and where need stays unmet.

May use: NumPy, SciPy, the norms in engine/norms/access.yaml; no Django, no clock. Ask `access(AccessInputs(...))`.
"""

from gesamtplan.engine.access.blocks import serve
from gesamtplan.engine.access.calculate import access, compute
from gesamtplan.engine.access.contributions import Contribution, contributions
from gesamtplan.engine.access.decay import Decay
from gesamtplan.engine.access.inputs import AccessInputs, ClassTable, Demand, Supply
from gesamtplan.engine.access.methods import FORMULAS, Formula, Method
from gesamtplan.engine.access.missing import Missing
from gesamtplan.engine.access.norms import AccessNorms, load_norms
from gesamtplan.engine.access.prepared import Prepared, prepare
from gesamtplan.engine.access.reasons import Reason
from gesamtplan.engine.access.results import AccessResult, Status
from gesamtplan.engine.access.what_if import WhatIf, what_if, what_if_new
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs

__all__ = [
    "FORMULAS",
    "AccessInputs",
    "AccessNorms",
    "AccessResult",
    "BadInput",
    "ClassTable",
    "Contribution",
    "Decay",
    "Demand",
    "Formula",
    "Method",
    "Missing",
    "Pairs",
    "Prepared",
    "Reason",
    "Status",
    "Supply",
    "WhatIf",
    "access",
    "compute",
    "contributions",
    "load_norms",
    "prepare",
    "serve",
    "what_if",
    "what_if_new",
]
