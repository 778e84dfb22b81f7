"""Whatever the OpenAPI description of the HSDS API allows is answered as it describes."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings

from tests.api.test_schema import one_connection

schema = schemathesis.openapi.from_wsgi("/api/hsds/v3/openapi.json", get_wsgi_application())
__all__ = ["one_connection"]


@pytest.mark.usefixtures("munich")
@schema.parametrize()
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: Any) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
