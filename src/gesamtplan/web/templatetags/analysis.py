"""The needs analysis on the desk: what is shown, what changed since, and the button to compute anew."""

from typing import Any

from django import template
from django.template.context import RequestContext

from gesamtplan.gaps.operations.runs import UNFINISHED
from gesamtplan.gaps.queries.assumptions import analysis_with_words, last_run, uncomputed
from gesamtplan.gaps.rules import may_analyse

register = template.Library()


@register.inclusion_tag("web/desk/analysis/tile.html", takes_context=True)
def analysis_tile(context: RequestContext) -> dict[str, Any]:
    """Nothing for those who may not analyse."""
    user = context["request"].user
    if not may_analyse(user):
        return {"may_analyse": False}
    analysis, run = analysis_with_words(), last_run()
    return {
        "may_analyse": True,
        "analysis": analysis,
        "run": run,
        "unfinished": run is not None and run.state in UNFINISHED,
        "changed": uncomputed(analysis) if analysis else [],
        "csrf_token": context.get("csrf_token"),
    }
