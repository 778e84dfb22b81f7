"""A translator's file is taken over as a whole and undone as a whole."""

import io

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.audit.models import AuditEntry
from gesamtplan.translations.languages import target
from gesamtplan.translations.models import ReplacedText, Translation, TranslationImport
from gesamtplan.translations.operations.exchange import AlreadyUndoneError, import_file, undo_import
from gesamtplan.translations.operations.store import NotAllowedError
from gesamtplan.translations.queries.segments import KEPT, segments
from gesamtplan.translations.xliff.read import UnfitFileError
from tests import factories as make
from tests.factories import NOW
from tests.translations.rows import REGISTRY, exported, offer, returned, translation

pytestmark = pytest.mark.usefixtures("no_texts")
ARABIC = target("ar")


def taken_over(file: bytes, **values: object) -> TranslationImport:
    """The import of a file by an editor."""
    given = {"by_machine": False, "author": make.user("editor"), "file_name": "ar.xlf", "now": NOW, **values}
    return import_file(registry=REGISTRY, file=io.BytesIO(file), language=ARABIC, **given)


def kept() -> set[tuple[object, ...]]:
    """Everything stored of the translations."""
    return set(Translation.objects.values_list("kind", "key", "field", "language", *KEPT))


def test_file_goes_out_is_translated_and_comes_in() -> None:
    row = offer("Café „Welt“ & mehr", description={"de": "40 Plätze"})
    file = returned(
        exported(), {"Café „Welt“ &amp; mehr": "مقهى «العالم» &amp; المزيد", "40 Plätze": "٤٠ مكانا"}
    )
    done = taken_over(file)
    assert (done.stored, done.refused) == (2, 0)
    assert {(one.field.name, one.text, str(one.state)) for one in segments(REGISTRY, "ar")} == {
        ("title", "مقهى «العالم» & المزيد", "current"),
        ("description", "٤٠ مكانا", "current"),
    }
    stored = Translation.objects.get(key=row.code, field="title")
    assert (stored.origin, stored.translated_at, stored.reviewed_at) == ("import", NOW, None)
    assert taken_over(exported()).stored == 0
    entry = AuditEntry.objects.filter(action="import_translations").last()
    assert entry is not None
    assert entry.after == {"file": "ar.xlf", "language": "ar", "stored": 2, "refused": 0}


def test_refused_texts_do_not_stop_the_others() -> None:
    first, second = offer("Kurs"), offer("Beratung")
    file = returned(exported(), {"Kurs": "دورة", "Beratung": "استشارة"})
    second.title = {"de": "Beratung am Abend"}
    second.save()
    done = taken_over(file)
    assert (done.stored, done.refused) == (1, 1)
    assert list(Translation.objects.values_list("key", flat=True)) == [first.code]


def test_broken_file_stores_nothing() -> None:
    offer("Kurs")
    file, entries = returned(exported(), {"Kurs": "دورة"}), AuditEntry.objects.count()
    with pytest.raises(UnfitFileError, match="3"):
        taken_over(file.replace(b"</xliff>", b"</xlif>"))
    assert not Translation.objects.exists()
    assert not TranslationImport.objects.exists()
    assert AuditEntry.objects.count() == entries


def test_texts_of_a_machine_stay_unreviewed() -> None:
    offer("Kurs")
    taken_over(returned(exported(), {"Kurs": "دورة"}), by_machine=True)
    (found,) = segments(REGISTRY, "ar")
    assert found.is_unreviewed
    taken_over(returned(exported(states=frozenset({"machine"})), {}).replace(b'"translated"', b'"reviewed"'))
    (found,) = segments(REGISTRY, "ar")
    assert not found.is_unreviewed


def test_undo_brings_back_exactly_what_stood_there() -> None:
    old, reviewed, _new = offer("Kurs"), offer("Beratung"), offer("Hilfe")
    translation(old, "قديم", source_fingerprint="0" * 16, translated_by=make.user())
    translation(
        reviewed,
        "آلة",
        origin="machine",
        source_fingerprint="1" * 16,
        reviewed_at=NOW,
        reviewed_by=make.user(),
    )
    before = kept()
    file = exported()
    for text in ("قديم", "آلة"):
        file = file.replace(f'<target xml:space="preserve">{text}</target>'.encode(), b"")
    done = taken_over(returned(file, {"Kurs": "دورة", "Beratung": "استشارة", "Hilfe": "مساعدة"}))
    assert done.stored == 3
    assert len(kept() & before) == 0
    assert undo_import(done=done, author=make.user("editor"), now=NOW) == 0
    assert kept() == before
    assert AuditEntry.objects.filter(action="undo_translations", target_id=str(done.pk)).count() == 1
    with pytest.raises(AlreadyUndoneError):
        undo_import(done=done, author=make.user("editor"), now=NOW)


def test_undo_keeps_what_somebody_worked_on_since() -> None:
    row, other = offer("Kurs"), offer("Beratung")
    done = taken_over(returned(exported(), {"Kurs": "دورة", "Beratung": "استشارة"}))
    Translation.objects.filter(key=row.code).update(reviewed_at=NOW, reviewed_by=make.user())
    assert undo_import(done=done, author=make.user("editor"), now=NOW) == 1
    assert list(Translation.objects.values_list("key", "text")) == [(row.code, "دورة")]
    assert not Translation.objects.filter(key=other.code).exists()


def test_only_editors_import_and_undo() -> None:
    offer("Kurs")
    file = returned(exported(), {"Kurs": "دورة"})
    for kind in ("reader", "contributor"):
        with pytest.raises(NotAllowedError):
            taken_over(file, author=make.user(kind))
    with pytest.raises(NotAllowedError):
        taken_over(file, author=make.user("editor", "some-provider"))
    done = taken_over(file)
    with pytest.raises(NotAllowedError):
        undo_import(done=done, author=make.user("reader"), now=NOW)
    assert ReplacedText.objects.count() == 1


@pytest.mark.parametrize("number", [3, 30])
def test_import_and_undo_need_few_queries(django_assert_max_num_queries: Most, number: int) -> None:
    sources = {f"Kurs {n}.": f"دورة {n}" for n in range(number)}
    for source in sources:
        offer(source)
    file, author = returned(exported(), sources), make.user("editor")
    with django_assert_max_num_queries(26):
        done = taken_over(file, author=author)
    assert done.stored == number
    with django_assert_max_num_queries(24):
        undo_import(done=done, author=author, now=NOW)
    assert not Translation.objects.exists()
