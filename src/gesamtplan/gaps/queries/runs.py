"""How far the needs analysis is, and what changed since it was computed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gesamtplan.accounts.models import User
from gesamtplan.audit.models import AuditEntry
from gesamtplan.gaps.models import Assessment, AssessmentRun, Assumption
from gesamtplan.gaps.operations.assumptions import audit_key
from gesamtplan.gaps.queries.day_one import PUBLISHED
from gesamtplan.gaps.states import AssessmentKind
