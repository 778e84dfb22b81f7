"""The list without network: its page, its parts, what the worker is told to keep."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_page(client: Client) -> None:
    answer = client.get("/offers/offline/")
    assert answer.status_code == 200
