"""The adapter to a translation service, with one that only this test knows."""

from collections.abc import Sequence

import pytest
from pytest_django import Settings

from gesamtplan.audit.models import AuditEntry
from gesamtplan.translations.languages import target
from gesamtplan.translations.models import Translation
from gesamtplan.translations.operations.service import A_REQUEST, UnfitAnswerError, translate_by_machine
from gesamtplan.translations.operations.store import NotAllowedError
from gesamtplan.translations.queries.segments import segments
from gesamtplan.translations.service import NoTranslatorError, Translator, is_set, translator
from gesamtplan.translations.states import TextState
from tests import factories as make
from tests.factories import NOW
from tests.translations.rows import REGISTRY, offer, translation

pytestmark = pytest.mark.usefixtures("no_texts")


class Mirror:
    """Gives each text back from right to left, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.asked.append(list(texts))
        return [f"{source}>{target} {text[::-1]}" for text in texts]


class Lazy:
    """Gives fewer texts than it was asked for."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:  # noqa: ARG002 - the protocol's
        return list(texts[1:])


def ask(service: Translator, kind: str = "editor") -> int:
    return translate_by_machine(
        registry=REGISTRY, language=target("tr"), service=service, author=make.user(kind), clock=lambda: NOW
    )


def test_there_is_no_service_by_default(settings: Settings) -> None:
    assert settings.TRANSLATOR == ""
    assert not is_set()
    with pytest.raises(NoTranslatorError, match="GESAMTPLAN_TRANSLATOR"):
        translator()


def test_service_of_the_settings_is_used(settings: Settings) -> None:
    settings.TRANSLATOR = "tests.translations.test_service.Mirror"
    assert translator().translate(["Kurs"], "de", "tr") == ["de>tr sruK"]
    settings.TRANSLATOR = "tests.translations.test_service.Nowhere"
    with pytest.raises(NoTranslatorError, match="Nowhere"):
        translator()


def test_machine_fills_what_is_missing_and_marks_it() -> None:
    offer("Kurs")
    assert ask(Mirror()) == 1
    (found,) = segments(REGISTRY, "tr")
    assert (found.text, found.state, found.is_unreviewed) == ("de>tr sruK", TextState.MACHINE, True)
    assert AuditEntry.objects.get(action="translate_by_machine").after == {"texts": [found.name]}
    assert ask(Mirror()) == 0


def test_text_of_a_person_is_never_replaced() -> None:
    human, machine, reviewed = offer("a"), offer("b"), offer("c")
    old = {"source_fingerprint": "0" * 16, "language": "tr"}
    translation(human, "insan", **old)
    translation(machine, "makine", origin="machine", **old)
    translation(reviewed, "bakildi", origin="machine", reviewed_at=NOW, reviewed_by=make.user(), **old)
    service = Mirror()
    assert ask(service) == 1
    assert service.asked == [["b"]]
    assert Translation.objects.get(key=human.code).text == "insan"


def test_what_was_paid_for_is_kept_when_a_later_request_fails() -> None:
    class Tired(Mirror):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
            if self.asked:
                raise ConnectionError("the service is tired")
            return super().translate(texts, source, target)

    for number in range(A_REQUEST + 1):
        offer(f"Kurs {number}")
    with pytest.raises(ConnectionError):
        ask(Tired())
    assert Translation.objects.count() == A_REQUEST


def test_wrong_number_of_answers_is_refused() -> None:
    offer("Kurs")
    with pytest.raises(UnfitAnswerError, match="asked for 1 texts in tr and gave 0"):
        ask(Lazy())
    assert not Translation.objects.exists()


def test_only_editors_ask_a_machine() -> None:
    with pytest.raises(NotAllowedError):
        ask(Mirror(), "reader")
