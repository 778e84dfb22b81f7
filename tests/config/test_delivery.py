"""Munich comes in whole, twice the same, or not at all."""

import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Sum

from gesamtplan.audit.models import AuditEntry
from gesamtplan.config import checks, delivery
from gesamtplan.core.imports import ImportRefusedError
from gesamtplan.council.models import Committee, Motion
from gesamtplan.funding.models import BudgetLine
from gesamtplan.indicators.models import Indicator, IndicatorValue, ReportedFigure
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import (
    current_directory,
    directory_version,
    forget_directory,
    starting_points,
)
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, Measure, Need, OpenTopic
from gesamtplan.resolutions.models import Discharge, Resolution
from gesamtplan.territory.models import Area
from gesamtplan.translations.models import Translation, TranslationImport

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def still(step: str, done: int, total: int) -> None:
    """No bar in tests."""


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (Resolution, 17),
        (Motion, 18),
        (FieldOfAction, 6),
        (Need, 35),
        (Measure, 31),
        (Offer, 27),
        (ReportedFigure, 63),
        (Area, 134),
        (OpenTopic, 7),
    ],
)
def test_munich_is_complete(munich: None, model: type, count: int) -> None:
    assert model.objects.count() == count


def test_munich_has_its_bodies_and_organizations(munich: None) -> None:
    assert Committee.objects.filter(is_project_body=True).count() == 11
    assert Organization.objects.count() >= 38
    assert Indicator.objects.count() >= 214


def test_unknown_stays_unknown(munich: None) -> None:
    assert Need.objects.filter(term="unknown").count() == 35
    assert sum(need.state == "unknown" for need in Need.objects.with_state()) == 19
    assert BudgetLine.objects.filter(amount=None).exists()


def test_one_paper_settles_many_motions(munich: None) -> None:
    settled = Discharge.objects.filter(resolution__code="R-V16291").values_list(
        "motion__reference", flat=True
    )
    assert set(settled) == {"14-20 / A 00735", "14-20 / A 01750", "14-20 / A 02473"}


def test_non_german_residents_are_as_the_office_has_them(munich: None) -> None:
    value = IndicatorValue.objects.current().get(
        indicator__code="bevoelkerung.nichtdeutsche.insgesamt", area__kind="city", year=2024
    )
    assert (value.numerator, value.denominator, value.value) == (490_821, 1_603_776, Decimal("30.6"))


def test_districts_add_up_to_the_city_where_the_office_says_so(munich: None) -> None:
    """The office's own export misses one to five persons by district in these years (told in its report)."""
    values = IndicatorValue.objects.current().filter(indicator__code="bevoelkerung.nichtdeutsche.insgesamt")
    city = dict(values.filter(area__kind="city").values_list("year", "denominator"))
    districts = dict(values.filter(area__kind="district").values_list("year").annotate(n=Sum("denominator")))
    off = {year: city[year] - districts[year] for year in city if city[year] != districts[year]}
    assert set(off) <= {2002, 2003, 2004, 2005, 2012, 2013, 2014}
    assert all(0 < difference <= 5 for difference in off.values())


def test_the_finder_follows_what_a_city_renames_below_the_offers(munich: None) -> None:
    def first() -> str:
        return starting_points("05", current_directory(NOW.date()))[0].name

    standing = directory_version()
    delivery.load_city(settings.DATA_DIR, NOW, still, "the same")
    assert directory_version() == standing
    Area.objects.filter(code="05").update(name="Old name")  # what the city said before
    forget_directory()
    assert first() == "Old name"
    delivery.load_city(settings.DATA_DIR, NOW, still, "renamed")
    assert first() == "Au-Haidhausen"


def test_a_second_import_changes_nothing(munich: None) -> None:
    reports = delivery.load_city(settings.DATA_DIR, NOW, still, "again")
    assert [(r.source, r.created, r.changed) for r in reports if r.created or r.changed] == []


def test_a_city_with_one_wrong_row_is_refused_whole(munich: None, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    shutil.copytree(settings.DATA_DIR, folder)
    path = folder / "needs.yaml"
    path.write_text(
        path.read_text("utf-8").replace("code: N18", "code: N18X").replace("S71", "S999"), "utf-8"
    )
    entries = AuditEntry.objects.count()
    with pytest.raises(ImportRefusedError, match="S999"):
        delivery.load_city(folder, NOW, still)
    assert Need.objects.count() == 35
    assert not Need.objects.filter(code="N18X").exists()
    assert AuditEntry.objects.count() == entries


def test_a_city_needs_no_translations(munich: None, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    shutil.copytree(settings.DATA_DIR, folder, ignore=shutil.ignore_patterns("translations"))
    texts = Translation.objects.count()
    sources = [report.source for report in delivery.load_city(folder, NOW, still)]
    assert not [source for source in sources if source.startswith("translations/")]
    assert Translation.objects.count() == texts


def test_translations_of_other_german_words_are_told_and_hold_up_nothing(
    munich: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "city"
    shutil.copytree(settings.DATA_DIR, folder)
    path = folder / "offers.yaml"
    path.write_text(path.read_text("utf-8").replace("de: Bildungserstclearing", "de: Erstclearing"), "utf-8")
    imports = TranslationImport.objects.count()
    delivery.import_and_print(lambda now, advance: delivery.load_city(folder, now, advance))
    assert Offer.objects.get(code="O02").title["de"] == "Erstclearing"
    said = " ".join(capsys.readouterr().out.split())
    assert "translations/ar.xlf: 85 read, 0 new, 0 changed, 84 as before, 1 passed over, 0 repaired" in said
    assert "unit offer/O02/title: The German text has changed since the export." in said
    assert TranslationImport.objects.count() == imports
    assert Translation.objects.get(kind="offer", key="O02", field="title", language="ar").text


def test_unfit_translations_refuse_the_whole_city(munich: None, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    shutil.copytree(settings.DATA_DIR, folder)
    (folder / "translations" / "ar.xlf").write_text("<html/>")
    with pytest.raises(SystemExit, match=r"ar\.xlf: This is not an XLIFF 2 file"):
        delivery.import_and_print(lambda now, advance: delivery.load_city(folder, now, advance))


def test_a_later_delivery_revises_and_keeps_the_older(munich: None, tmp_path: Path) -> None:
    path = tmp_path / "later.csv"
    path.write_text(
        '"Indikator","Ausprägung","Jahr","Raumbezug","Indikatorwert","Basiswert.1","Basiswert.2","Name.Basiswert.1","Name.Basiswert.2"\n'
        '"Nichtdeutsche","insgesamt",2024,"Stadt München",30.7,492357,1603776,"Hauptwohnsitzbevölkerung (nichtdeutsch)","x"\n',
        "utf-8",
    )
    values = IndicatorValue.objects.filter(indicator__title__de="Nichtdeutsche", area__kind="city", year=2024)
    before = values.count()
    delivery.load_figures(path, date(2026, 2, 1), NOW, still)
    assert values.count() == before + 1
    assert values.current().get().value == Decimal("30.7")
    again = delivery.load_figures(path, date(2026, 2, 1), NOW, still)
    assert (again[0].created, again[0].changed, again[0].unchanged) == (0, 0, 1)


def test_a_sound_instance_has_no_findings(munich: None, settings: object) -> None:
    assert checks.all_findings() == []
