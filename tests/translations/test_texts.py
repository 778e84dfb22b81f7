"""Somebody writes a translation, or reviews one."""

import pytest

from gesamtplan.accounts.models import User
from gesamtplan.audit.models import AuditEntry
from gesamtplan.offers.models import Offer
from gesamtplan.translations.models import Translation
from gesamtplan.translations.operations.store import NotAllowedError
from gesamtplan.translations.operations.texts import (
    StaleTextError,
    UnfitTextError,
    review_text,
    write_text,
)
from gesamtplan.translations.queries.segments import Segment, segment
from gesamtplan.translations.states import TextState
from gesamtplan.translations.xliff.read import LONGEST
from tests import factories as make
from tests.factories import NOW
from tests.translations.rows import REGISTRY, offer, translation

pytestmark = pytest.mark.usefixtures("no_texts")


def seen(row: Offer, language: str = "ar") -> Segment:
    found = segment(REGISTRY, language, "offer", row.code, "title")
    assert found is not None
    return found


def write(shown: Segment, text: str, author: User | None = None) -> None:
    write_text(shown=shown, version=shown.version, text=text, author=author or make.user("editor"), now=NOW)


def review(shown: Segment, author: User | None = None) -> None:
    review_text(shown=shown, version=shown.version, author=author or make.user("editor"), now=NOW)


def test_written_text_is_current_and_leaves_a_trace() -> None:
    row, author = offer(), make.user("editor")
    write(seen(row), " مقهى ", author)
    assert (seen(row).text, seen(row).state) == ("مقهى", TextState.CURRENT)
    entry = AuditEntry.objects.get(action="write_translation")
    assert (entry.actor, entry.target_id) == (author, f"offer/{row.code}/title [ar]")
    assert (entry.before, entry.after) == (None, {"state": "current", "text": "مقهى"})


@pytest.mark.parametrize("stored", [{"origin": "machine"}, {"source_fingerprint": "0" * 16}])
def test_review_makes_a_text_current_and_leaves_a_trace(stored: dict[str, str]) -> None:
    row, author = offer(), make.user("editor")
    translation(row, "مقهى", **stored)
    before = seen(row).state
    review(seen(row), author)
    assert before != seen(row).state == TextState.CURRENT
    made = Translation.objects.get()
    assert (made.text, made.reviewed_by, made.reviewed_at) == ("مقهى", author, NOW)
    entry = AuditEntry.objects.get(action="review_translation")
    assert (entry.actor, entry.before) == (author, {"state": str(before), "text": "مقهى"})


def test_text_written_over_a_machines_is_a_persons() -> None:
    row = offer()
    translation(row, "آلة", origin="machine")
    write(seen(row), "مقهى")
    assert not seen(row).is_unreviewed
    assert Translation.objects.get().origin == "human"


def test_review_of_what_changed_meanwhile_is_refused() -> None:
    row = offer()
    made = translation(row, "مقهى", origin="machine")
    shown = seen(row)
    row.title = {"de": "Sprachcafé am Abend"}
    row.save()
    with pytest.raises(StaleTextError, match=row.code):
        review(shown)
    with pytest.raises(StaleTextError):
        write(shown, "مقهى")
    shown = seen(row)
    made.text = "غيره"
    made.save()
    with pytest.raises(StaleTextError):
        review(shown)
    assert not AuditEntry.objects.filter(target="translations.translation").exists()


@pytest.mark.parametrize("text", ["", " \n", "ا" * (LONGEST + 1)])
def test_empty_or_endless_text_is_refused(text: str) -> None:
    with pytest.raises(UnfitTextError):
        write(seen(offer()), text)


def test_text_of_record_is_not_overwritten_and_nothing_is_not_reviewed() -> None:
    row = offer()
    with pytest.raises(UnfitTextError, match="Write one"):
        review(seen(row))
    row.title = {"de": "Sprachcafé", "en": "Café"}
    row.save()
    with pytest.raises(UnfitTextError, match="city itself"):
        write(seen(row, "en"), "Coffee")


def test_only_editors_write_and_review() -> None:
    row = offer()
    translation(row, "مقهى", origin="machine")
    for who in (make.user(), make.user("contributor"), make.user("editor", "some-provider")):
        with pytest.raises(NotAllowedError):
            write(seen(row), "مقهى", who)
        with pytest.raises(NotAllowedError):
            review(seen(row), who)
    assert seen(row).is_unreviewed
