"""A reading view cannot write."""

import pytest
from django.db import transaction

from gesamtplan.core.models import Source
from gesamtplan.core.readonly import ReadingViewWroteError, read_only


def test_the_connection_refuses_to_write(munich: None) -> None:
    with read_only(), pytest.raises(ReadingViewWroteError), transaction.atomic():
        Source.objects.create(code="X", title={"de": "x", "en": "x"}, url="https://example.org/")
    assert not Source.objects.filter(code="X").exists()


def test_the_connection_still_reads(munich: None) -> None:
    with read_only():
        assert Source.objects.count() >= 128
