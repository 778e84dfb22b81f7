"""Is this instance ready? Version and migration state, for operators and load balancers."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from gesamtplan import __version__


@login_not_required
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - the signature of a view
    """200 when every migration is applied, else 503 with the number of those that are missing."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    state = "applied" if missing == 0 else f"{missing} missing: run `gesamtplan migrate`"
    return JsonResponse({"version": __version__, "migrations": state}, status=200 if missing == 0 else 503)
