"""The Munich instance data hold together: complete, sourced, bilingual, and true to what was delivered."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data" / "munich"
DELIVERED = ROOT.parent / "shared" / "data" / "munich" / "plan.yaml"
ENTITLEMENT = ROOT / "src" / "gesamtplan" / "engine" / "norms" / "entitlement"
NAMES = (
    "instance",
    "sources",
    "organizations",
    "committees",
    "resolutions",
    "motions",
    "fields",
    "needs",
    "measures",
    "funding-sources",
    "offer-kinds",
    "offers",
    "figures",
)
FILES: dict[str, Any] = {name: yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8")) for name in NAMES}
SOURCES = FILES["sources"]["sources"]
ADDED = {"ATLAS", "SGB8-24", "BAYEUG37", "LUOQI2009", "PAEZ2019"}  # what the needs analysis stands on
LISTS: dict[str, list[dict[str, Any]]] = {
    "organizations": FILES["organizations"]["organizations"] + FILES["organizations"]["named_elsewhere"],
    "committees": FILES["committees"]["committees"] + FILES["committees"]["named_in_resolutions"],
    "resolutions": FILES["resolutions"]["resolutions"],
    "motions": FILES["motions"]["motions"],
    "fields": FILES["fields"]["fields"],
    "target_groups": FILES["needs"]["target_groups"],
    "needs": FILES["needs"]["needs"],
    "measures": FILES["measures"]["measures"],
    "funding_sources": FILES["funding-sources"]["funding_sources"],
    "offer_kinds": FILES["offer-kinds"]["offer_kinds"],
    "offers": FILES["offers"]["offers"],
    "figures": FILES["figures"]["figures"],
}
CODES = {name: {row["code"] for row in rows} for name, rows in LISTS.items()}
WITHOUT_SOURCES = {"target_groups", "offer_kinds"}
# list -> key -> list that the key points to
REFERENCES = {
    "organizations": {"parent": "organizations"},
    "committees": {"parent": "committees"},
    "resolutions": {
        "committee": "committees",
        "department": "organizations",
        "part_of": "resolutions",
        "settles_motions": "motions",
        "needs": "needs",
        "related_needs": "needs",
        "measures": "measures",
    },
    "motions": {"needs": "needs", "related_needs": "needs"},
    "needs": {
        "fields": "fields",
        "target_groups": "target_groups",
        "lead": "organizations",
        "resolutions": "resolutions",
        "motions": "motions",
        "related_motions": "motions",
    },
    "measures": {
        "fields": "fields",
        "needs": "needs",
        "target_groups": "target_groups",
        "lead": "organizations",
        "partners": "organizations",
    },
    "funding_sources": {"organization": "organizations"},
    "offer_kinds": {"parent": "offer_kinds", "field": "fields"},
    "offers": {"kind": "offer_kinds", "provider": "organizations", "target_groups": "target_groups"},
}
YEARS = {float(year) for year in range(2012, 2027)}  # dates, which are checked as dates
DATE_LENGTH = {"year": 4, "month": 7, "day": 10}


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every mapping, list and scalar below a value, with its path."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from walk(inner, f"{path}/{position}")


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def numbers(value: Any) -> set[float]:
    """Numbers in values and inside texts, with German and English thousands separators."""
    found: set[float] = set()
    for _path, inner in walk(value):
        if isinstance(inner, int | float) and not isinstance(inner, bool):
            found.add(float(inner))
        elif isinstance(inner, str):
            joined = re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", inner)
            found |= {float(digits) for digits in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?!\w)", joined)}
    return found


def delivered() -> dict[str, Any]:
    """The compiled material, which a checkout of the project alone does not have."""
    if not DELIVERED.exists():
        pytest.skip("../shared/data/munich/plan.yaml is not on this machine")
    loaded: dict[str, Any] = yaml.safe_load(DELIVERED.read_text("utf-8"))
    return loaded


def without(entry: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (LISTS["resolutions"], 17),
        (LISTS["motions"], 18),
        (FILES["committees"]["committees"], 11),
        (FILES["organizations"]["organizations"], 38),
        (LISTS["fields"], 6),
        (LISTS["needs"], 35),
        (LISTS["measures"], 31),
        (LISTS["offers"], 27),
        (LISTS["figures"], 63),
        ([code for code in SOURCES if code not in ADDED], 128),
        (FILES["needs"]["open_topics"], 7),
    ],
)
def test_counts_are_those_of_the_material(rows: list[Any], count: int) -> None:
    assert len(rows) == count


def test_states_at_the_end_are_counted_as_delivered() -> None:
    states = Counter(row["state"] for row in LISTS["needs"])
    assert states == {
        "met": 3,
        "partly-met": 4,
        "recognised": 7,
        "refused": 1,
        "not-our-competence": 1,
        None: 19,
    }
    assert all(row["open_at_end"] == (row["state"] == "recognised") for row in LISTS["needs"])


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_unique(name: str) -> None:
    assert len(CODES[name]) == len(LISTS[name])


@pytest.mark.parametrize("name", REFERENCES)
def test_references_resolve(name: str) -> None:
    for row in LISTS[name]:
        for key, target in REFERENCES[name].items():
            lost = set(as_list(row[key])) - CODES[target]
            assert not lost, f"{row['code']}.{key}: {lost}"


def test_nested_references_resolve() -> None:
    for motion in LISTS["motions"]:
        assert set(as_list(motion["treated_in"]["resolution"])) <= CODES["resolutions"], motion["code"]
    for measure in LISTS["measures"]:
        for line in measure["budget"]:
            payers = set(as_list(line["source_of_funding"])) | set(as_list(line.get("refund_from")))
            assert payers <= CODES["funding_sources"], measure["code"]
    for topic in FILES["needs"]["open_topics"]:
        assert topic["need"] in CODES["needs"]
        assert set(as_list(topic["department"])) <= CODES["organizations"]
    plan = FILES["instance"]["plan"]
    assert {plan["city"], plan["lead"]} <= CODES["organizations"]
    assert {event["resolution"] for event in FILES["instance"]["events"]} - {None} <= CODES["resolutions"]


def test_motions_and_resolutions_name_each_other() -> None:
    settled = {(row["code"], motion) for row in LISTS["resolutions"] for motion in row["settles_motions"]}
    treated = {(row["treated_in"]["resolution"], row["code"]) for row in LISTS["motions"]}
    assert settled == {pair for pair in treated if pair[0]}


def test_motions_and_needs_name_each_other() -> None:
    for mine, theirs in (("needs", "motions"), ("related_needs", "related_motions")):
        from_motions = {(row["code"], need) for row in LISTS["motions"] for need in row[mine]}
        from_needs = {(motion, row["code"]) for row in LISTS["needs"] for motion in row[theirs]}
        assert from_motions == from_needs


def test_resolutions_and_needs_name_each_other() -> None:
    from_resolutions = {(row["code"], need) for row in LISTS["resolutions"] for need in row["needs"]}
    assert from_resolutions == {(code, row["code"]) for row in LISTS["needs"] for code in row["resolutions"]}


def test_codes_of_the_entitlement_rules_exist() -> None:
    kinds = {row["code"] for row in yaml.safe_load((ENTITLEMENT / "kinds.yaml").read_text("utf-8"))}
    statuses = {row["code"] for row in yaml.safe_load((ENTITLEMENT / "statuses.yaml").read_text("utf-8"))}
    for kind in LISTS["offer_kinds"]:
        assert set(kind["entitlement_kinds"]) <= kinds, kind["code"]
    for offer in LISTS["offers"]:
        assert set(offer["serves_entitlement"]) <= kinds, offer["code"]
        assert set(as_list(offer["eligibility"]["statuses"])) <= statuses | {"all"}, offer["code"]


@pytest.mark.parametrize("name", sorted(set(LISTS) - WITHOUT_SOURCES))
def test_each_entry_names_sources(name: str) -> None:
    for row in LISTS[name]:
        assert row["sources"], row["code"]


def test_named_sources_exist() -> None:
    for name, content in FILES.items():
        for path, value in walk(content, name):
            if path.endswith("/sources") and isinstance(value, list):
                assert value, path
                assert set(value) <= set(SOURCES), path


def test_only_the_partisan_paper_is_marked() -> None:
    assert [code for code, source in SOURCES.items() if source.get("partisan")] == ["S86"]
    assert all(source["url"].startswith("http") for source in SOURCES.values())


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_complete_in_both_languages(name: str) -> None:
    for path, value in walk(FILES[name], name):
        if isinstance(value, dict) and {"de", "en"} & set(value):
            assert set(value) == {"de", "en"}, path
            assert all(value.values()), path


@pytest.mark.parametrize("name", NAMES)
def test_no_empty_text_stands_for_unknown(name: str) -> None:
    assert [
        path for path, value in walk(FILES[name], name) if isinstance(value, str) and not value.strip()
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_as_long_as_their_precision(name: str) -> None:
    for path, value in walk(FILES[name], name):
        for key in value if isinstance(value, dict) else ():
            stem = key.removesuffix("_precision")
            if stem != key and (date := value.get(stem)) and isinstance(date, str):
                assert len(date) == DATE_LENGTH[value[key]], f"{path}/{key}"


@pytest.mark.shared
def test_delivered_ids_are_kept() -> None:
    material = delivered()
    for theirs, ours in (
        ("resolutions", "resolutions"),
        ("bodies", "committees"),
        ("fields_of_action", "fields"),
        ("needs_for_action", "needs"),
        ("measures", "measures"),
        ("offers", "offers"),
    ):
        assert {row["id"] for row in material[theirs]} <= CODES[ours], theirs
    assert set(material["sources"]) == set(SOURCES) - ADDED
    references = {row["number"] for row in material["motions"]} - {"unknown"}
    assert references == {row["reference"] for row in LISTS["motions"]} - {None}


@pytest.mark.shared
def test_delivered_sources_are_kept() -> None:
    material = delivered()
    for theirs, ours in (
        ("resolutions", "resolutions"),
        ("bodies", "committees"),
        ("fields_of_action", "fields"),
        ("needs_for_action", "needs"),
        ("measures", "measures"),
        ("offers", "offers"),
    ):
        mine = {row["code"]: row["sources"] for row in LISTS[ours]}
        assert all(row["source"] == mine[row["id"]] for row in material[theirs]), theirs
    addresses = {code: source["url"] for code, source in material["sources"].items()}
    assert addresses == {code: source["url"] for code, source in SOURCES.items() if code not in ADDED}


@pytest.mark.shared
@pytest.mark.parametrize("name", ["measures", "offers"])
def test_delivered_numbers_are_kept_per_entry(name: str) -> None:
    mine = {row["code"]: row for row in LISTS[name]}
    for row in delivered()[name]:
        lost = numbers(without(row, "id", "source", "when", "period")) - numbers(mine[row["id"]]) - YEARS
        assert not lost, f"{row['id']}: {lost}"


@pytest.mark.shared
def test_delivered_figures_are_kept() -> None:
    for group, rows in delivered()["figures"].items():
        mine = [row for row in LISTS["figures"] if row["group"] == group]
        values = Counter(row.get("value", row.get("percent")) for row in rows)
        assert values == Counter(row["value"] for row in mine), group
        wanted = numbers([without(row, "source", "district") for row in rows])
        assert wanted - numbers(mine) - YEARS == set(), group


@pytest.mark.shared
def test_delivered_dates_and_judgements_are_kept() -> None:
    material = delivered()
    resolutions = {row["code"]: row for row in LISTS["resolutions"]}
    for row in material["resolutions"]:
        mine = resolutions[row["id"]]
        assert (mine["date"], mine["date_precision"]) == (str(row["date"]), row.get("precision", "day")), row[
            "id"
        ]
    dates = Counter(str(row["date"]) for row in material["motions"])
    assert dates == Counter(row["date"] for row in LISTS["motions"])
    needs = {row["code"]: row for row in LISTS["needs"]}
    for row in material["needs_for_action"]:
        mine = needs[row["id"]]
        kept = (mine["confidence"], mine["origin_delivered"], mine["state_delivered"])
        assert kept == (row["confidence"], row["origin"], row["status_at_project_end"]), row["id"]
        assert mine["lead_inferred"] == ("responsible_evidence" in row), row["id"]
