"""Arms are set, set back, and leave a trace."""

from pathlib import Path

import pytest
from pytest_django import Settings

from gesamtplan.audit.models import AuditEntry
from gesamtplan.core.models import Instance
from gesamtplan.theme.imports import Picture
from gesamtplan.theme.models import Arms
from gesamtplan.theme.operations import NotAdministratorError, restore_arms, set_arms
from gesamtplan.theme.queries import arms_of, arms_path, arms_so_far, instance_with_arms
from tests import factories as make

pytestmark = pytest.mark.django_db
ALT = {"de": "Wappen", "en": "Arms"}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    """Pictures are written elsewhere in tests."""
    settings.MEDIA_ROOT = tmp_path


def put(data: bytes) -> Arms:
    author = make.user("administrator")
    return set_arms(picture=Picture(data, "image/png"), alt=ALT, author=author, now=make.NOW)


def test_picture_is_stored_under_its_digest() -> None:
    arms = put(b"one")
    assert arms_path(arms.digest).read_bytes() == b"one"
    assert arms_of(arms.digest) == arms


def test_earlier_arms_are_shown_again(munich: None) -> None:
    first, author = put(b"one"), make.user("administrator")
    put(b"two")
    restore_arms(earlier=first, author=author, now=make.NOW)
    shown = instance_with_arms()
    assert shown is not None
    assert (shown.arms_digest, shown.arms_alt) == (first.digest, ALT)
    restore_arms(earlier=None, author=author, now=make.NOW)
    shown = instance_with_arms()
    assert shown is not None
    assert shown.arms_digest == ""
    assert len(arms_so_far()) == 4


def test_instance_without_arms_has_none(munich: None) -> None:
    shown = instance_with_arms()
    assert shown is not None
    assert (shown.pk, shown.arms_digest) == (Instance.objects.get().pk, None)


def test_each_setting_leaves_a_trace_with_before_and_after() -> None:
    first, second = put(b"one"), put(b"two")
    entry = AuditEntry.objects.filter(target="theme.arms").first()
    assert entry is not None
    assert (entry.before, entry.after) == (
        {"digest": first.digest, "alt": ALT},
        {"digest": second.digest, "alt": ALT},
    )


@pytest.mark.parametrize("kind", ["coordinator", "editor", ""])
def test_others_may_not_change_the_theme(kind: str) -> None:
    with pytest.raises(NotAdministratorError):
        set_arms(picture=Picture(b"one", "image/png"), alt=ALT, author=make.user(kind), now=make.NOW)
    assert not Arms.objects.exists()


def test_unknown_digest_is_no_arms() -> None:
    put(b"one")
    restore_arms(earlier=None, author=make.user("administrator"), now=make.NOW)
    for digest in ("", "../../secret.key", "0" * 64):
        with pytest.raises(Arms.DoesNotExist):
            arms_of(digest)
