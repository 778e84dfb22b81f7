"""Who has an address."""

import pytest

from gesamtplan.accounts.queries import active_user_with_email
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_person_is_found_by_any_of_the_addresses_whatever_their_case() -> None:
    user = make.user(email="anna@example.org")
    assert active_user_with_email(["x@example.org", "ANNA@example.org"]) == user


def test_nobody_is_found_where_the_address_is_shared_switched_off_or_missing() -> None:
    for _ in range(2):
        make.user(email="office@example.org")
    make.user(email="gone@example.org", is_active=False)
    make.user()
    for addresses in (["office@example.org"], ["gone@example.org"], ["x@example.org"], []):
        assert active_user_with_email(addresses) is None
