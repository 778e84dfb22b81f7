"""Which file of a city's folder goes to which room, from the bottom of the house to its top."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.utils import translation

from gesamtplan.core.delivery import read_sources, store_sources
from gesamtplan.core.entries import Entry, load
from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Instance, Source
from gesamtplan.core.operations import put
from gesamtplan.council import imports as council
from gesamtplan.council.operations import store_committees, store_motions
from gesamtplan.funding.imports import read_funding_sources
from gesamtplan.funding.operations import store_budget_lines, store_funding_sources
from gesamtplan.gaps.imports import read_topics
from gesamtplan.gaps.operations.topics import store_topics
from gesamtplan.indicators.imports import read_reported_figures
from gesamtplan.indicators.operations import store_reported_figures
from gesamtplan.offers import imports as offers
from gesamtplan.offers.operations import store_offer_kinds, store_offers
from gesamtplan.offers.operations.changed import directory_changed
from gesamtplan.parties.imports import read_organizations
from gesamtplan.parties.models import Organization
from gesamtplan.parties.operations import store_organizations
from gesamtplan.plan import imports as plan
from gesamtplan.plan.operations import delivery as plan_operations
from gesamtplan.resolutions.imports import read_resolutions
from gesamtplan.resolutions.operations import store_concerns, store_need_resolutions, store_resolutions
from gesamtplan.territory.imports import read_areas
from gesamtplan.territory.operations import store_areas, store_streets
from gesamtplan.territory.streets import read_streets
from gesamtplan.translations.languages import target
from gesamtplan.translations.operations.city import store_city_texts
from gesamtplan.translations.translatable import registry

Advance = Callable[[str, int, int], None]
Read = tuple[list[Entry], ImportReport]


def store_city(folder: Path, now: datetime, advance: Advance) -> list[ImportReport]:
    """All files but the figures. Must run inside the caller's transaction."""
    steps = (_foundation, _council, _plan, _offers, _texts, _figures, _links, _analysis)
    reports: list[ImportReport] = []
    for done, step in enumerate(steps):
        advance("plan, council, offers", done, len(steps))
        step(folder, now, reports)
    if any(report.created or report.changed for report in reports):
        directory_changed(now=now)  # areas and target groups, which may not know offers, show in the finder
    advance("plan, council, offers", len(steps), len(steps))
    return reports


def _stored(
    read: Read, store: Callable[..., None], reports: list[ImportReport], **more: object
) -> list[Entry]:
    """Store what was read, keep the report."""
    entries, report = read
    store(entries=entries, report=report, **more)
    reports.append(report)
    return entries


def _foundation(folder: Path, now: datetime, reports: list[ImportReport]) -> None:
    """Sources, the instance itself, organizations, areas."""
    _stored(read_sources(folder / "sources.yaml"), store_sources, reports)
    _stored(read_organizations(folder / "organizations.yaml"), store_organizations, reports)
    instance = Entry(1, load(folder / "instance.yaml")["instance"])
    values = {
        "city": instance.text("name"),
        "title": instance.text("title"),
        "imprint": instance.text("imprint"),
        "purpose": instance.text("purpose"),
    }
    row = Instance.objects.first()
    if row is None:
        Instance.objects.create(**values, data_digest="", loaded_at=now)
    else:
        put(Instance, key={"pk": row.pk}, values=values, report=ImportReport("instance.yaml"))
    rows, report = read_areas(folder / "areas.geojson")
    store_areas(rows=rows, source=_geodata(folder / "areas.geojson"), report=report)
    reports.append(report)
    if (path := folder / "streets.csv").exists():  # a city may have a list of its streets
        streets, read = read_streets(path)
        store_streets(rows=streets, report=read)
        reports.append(read)


def _geodata(path: Path) -> Source:
    """The source that the file of areas names for itself."""
    about = json.loads(path.read_text("utf-8"))
    title = {language: f"{name} ({about['licence']})" for language, name in about["source"].items()}
    values = {
        "title": LocalizedText(title),
        "url": about["licence_url"],
        "kind": "geodata",
        "date": about["date"],
    }
    return put(Source, key={"code": "GEO"}, values=values, report=ImportReport(path.name))


def _council(folder: Path, now: datetime, reports: list[ImportReport]) -> None:  # noqa: ARG001 - same shape as its neighbours
    """Committees and motions."""
    path = folder / "committees.yaml"
    _stored(council.read_committees(path), store_committees, reports, is_project_body=True)
    _stored(council.read_named_committees(path), store_committees, reports, is_project_body=False)
    _stored(council.read_motions(folder / "motions.yaml"), store_motions, reports)


def _plan(folder: Path, now: datetime, reports: list[ImportReport]) -> None:
    """The plan, fields, needs, measures, open topics."""
    data = load(folder / "instance.yaml")
    report = ImportReport("instance.yaml", read=1)
    city = Organization.objects.get(code=data["plan"]["city"])
    stored = plan_operations.store_plan(data=data, city=city, report=report)
    reports.append(report)
    _stored(plan.read_fields(folder / "fields.yaml"), plan_operations.store_fields, reports)
    _stored(plan.read_target_groups(folder / "needs.yaml"), plan_operations.store_target_groups, reports)
    _stored(plan.read_needs(folder / "needs.yaml"), plan_operations.store_needs, reports, now=now)
    _stored(
        plan.read_open_topics(folder / "needs.yaml"),
        plan_operations.store_open_topics,
        reports,
        closed_on=stored.closed_on,
    )
    measures = _stored(
        plan.read_measures(folder / "measures.yaml"), plan_operations.store_measures, reports, now=now
    )
    _stored(read_funding_sources(folder / "funding-sources.yaml"), store_funding_sources, reports)
    store_budget_lines(measures=measures, report=reports[-1])


def _figures(folder: Path, now: datetime, reports: list[ImportReport]) -> None:  # noqa: ARG001 - as above
    """Single figures of public sources; series come as deliveries."""
    path = folder / "figures.yaml"
    _stored(read_reported_figures(path), store_reported_figures, reports, names=load(path))


def _analysis(folder: Path, now: datetime, reports: list[ImportReport]) -> None:  # noqa: ARG001 - as above
    """What is analysed, and which figure stands for what."""
    _stored(read_topics(folder / "needs-analysis.yaml"), store_topics, reports)


def _offers(folder: Path, now: datetime, reports: list[ImportReport]) -> None:
    """The directory of offers."""
    _stored(offers.read_offer_kinds(folder / "offer-kinds.yaml"), store_offer_kinds, reports, now=now)
    _stored(offers.read_offers(folder / "offers.yaml"), store_offers, reports, now=now)


def _texts(folder: Path, now: datetime, reports: list[ImportReport]) -> None:
    """Translations of what came before, one file for each language; a city need not have any."""
    for path in sorted((folder / "translations").glob("*.xlf")):
        report, language = ImportReport(f"translations/{path.name}"), target(path.stem)
        with path.open("rb") as file, translation.override("en"):  # the report is read on the command line
            store_city_texts(
                registry=registry(), file=file, file_name=path.name, language=language, report=report, now=now
            )
        reports.append(report)


def _links(folder: Path, now: datetime, reports: list[ImportReport]) -> None:  # noqa: ARG001 - as above
    """Resolutions and everything they join."""
    _stored(read_resolutions(folder / "resolutions.yaml"), store_resolutions, reports)
    motions, needs = (
        council.read_motions(folder / "motions.yaml")[0],
        plan.read_needs(folder / "needs.yaml")[0],
    )
    report = ImportReport("links between motions, needs and resolutions")
    store_concerns(motions=motions, needs=needs, report=report)
    store_need_resolutions(needs=needs, report=report)
    reports.append(report)
