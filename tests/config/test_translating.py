"""Translations on the command line."""

from pathlib import Path

import pytest

from gesamtplan.config.translating import export_and_print, import_and_print, translate_and_print
from gesamtplan.translations.models import Translation
from tests.translations.rows import offer, returned

pytestmark = pytest.mark.usefixtures("no_texts")


def test_texts_go_out_and_come_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row, file = offer("Kurs am Abend"), tmp_path / "ar.xlf"
    export_and_print("ar", file, with_machine=False)
    assert [path.name for path in tmp_path.iterdir()] == ["ar.xlf"]
    file.write_bytes(returned(file.read_bytes(), {"Kurs am Abend": "دورة مسائية"}))
    import_and_print("ar", file, dry_run=True, by_machine=False)
    assert not Translation.objects.exists()
    assert f"offer/{row.code}/title: new" in capsys.readouterr().out
    import_and_print("ar", file, dry_run=False, by_machine=False)
    assert Translation.objects.get().text == "دورة مسائية"
    assert "1 stored" in capsys.readouterr().out


def test_mistakes_end_with_one_sentence(tmp_path: Path) -> None:
    for language, name, why in (("xx", "a.xlf", "'xx'"), ("ar", "none/a.xlf", "none")):
        with pytest.raises(SystemExit, match=why):
            export_and_print(language, tmp_path / name, with_machine=False)
    (tmp_path / "b.xlf").write_text("no xml")
    for name, why in (("gone.xlf", "gone"), ("b.xlf", "line 1")):
        with pytest.raises(SystemExit, match=why):
            import_and_print("ar", tmp_path / name, dry_run=False, by_machine=False)
    with pytest.raises(SystemExit, match="GESAMTPLAN_TRANSLATOR"):
        translate_and_print("ar")
