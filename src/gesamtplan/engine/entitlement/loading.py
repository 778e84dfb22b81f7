"""The rules that ship with the engine, and what can be asked about them as a whole."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from gesamtplan.engine.digest import digest_of_files
from gesamtplan.engine.entitlement.changes import turning_days
from gesamtplan.engine.entitlement.fields import Entry
from gesamtplan.engine.entitlement.fit import required_kinds
from gesamtplan.engine.entitlement.reading import read_rules, read_sources
from gesamtplan.engine.entitlement.ruleset import NormsVersion, RuleSet
from gesamtplan.engine.entitlement.vocabulary import NORMS, read_folder
from gesamtplan.engine.norm_files import read_norms


@cache
def load_rules() -> RuleSet:
    """The rules that ship with the engine. The files do not change while a process runs: read once."""
    files = _norm_files()
    sources = read_sources("sources.yaml", files["sources.yaml"])
    rules = [
        rule
        for name, content in sorted(files.items())
        if name.startswith("rules/")
        for rule in read_rules(name, content, sources)
    ]
    return RuleSet.build(rules, _norms_version(files))


def _norm_files() -> dict[str, bytes]:
    folder = NORMS / "entitlement"
    files = {**read_folder(folder), "sources.yaml": (NORMS / "sources.yaml").read_bytes()}
    return files | {f"rules/{name}": content for name, content in read_folder(folder / "rules").items()}


def _norms_version(files: Mapping[str, bytes]) -> NormsVersion:
    entry = Entry.of("version.yaml", "whole file", read_norms("version.yaml", files["version.yaml"]))
    version, compiled = entry.day("version"), entry.day("compiled")
    if version is None or compiled is None:
        raise entry.fail("`version` or `compiled` is missing", "Give both as days")
    caution = entry.need_text("caution")
    entry.finish()
    return NormsVersion(version, compiled, caution, digest_of_files(files.items()))


def change_dates(rules: RuleSet, kind: str | None = None, status: str | None = None) -> list[date]:
    """The days on which a verdict can change, ascending: first days of rules and days after their last.

    A kind that requires another one (the municipal course) also changes with it.
    """
    kinds = None if kind is None else {kind} | required_kinds(rules.rules, kind)
    chosen = [
        rule
        for rule in rules.rules
        if (kinds is None or rule.kind in kinds) and (status is None or rule.concerns(status))
    ]
    return list(turning_days(chosen))


def month_steps(rules: RuleSet) -> list[int]:
    """The numbers of months since arrival at which a verdict can change, ascending, without 0."""
    return sorted(
        {months for rule in rules.rules for months in (rule.after_months, rule.until_months) if months}
    )
