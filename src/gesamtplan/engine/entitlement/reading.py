"""From the YAML of a rule to a `Rule`, refusing what is missing, misspelt or impossible."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from gesamtplan.engine.entitlement.codes import RULE_VERDICTS, Certainty, Level, Verdict
from gesamtplan.engine.entitlement.date_codes import EndMeaning, Precision, StartMeaning
from gesamtplan.engine.entitlement.errors import RuleFileError
from gesamtplan.engine.entitlement.fields import Entry, read_entries
from gesamtplan.engine.entitlement.rules import Requirement, Rule, Source, Span
from gesamtplan.engine.entitlement.vocabulary import CONDITIONS, KINDS, STATUSES
from gesamtplan.engine.norm_files import read_norms

_ANY = "any"


def read_sources(file: str, content: bytes) -> dict[str, Source]:
    """Source id -> source."""
    sources = read_entries(file, read_norms(file, content), _source)
    found = {source.id: source for source in sources}
    if len(found) < len(sources):
        raise RuleFileError(file, "ids", "a source id is given twice", "Give each source its own id")
    return found


def read_rules(file: str, content: bytes, sources: Mapping[str, Source]) -> list[Rule]:
    """The rules of one file; raises RuleFileError naming file and rule for the first fault."""
    return read_entries(file, read_norms(file, content), lambda entry: _rule(entry, sources))


def _source(entry: Entry) -> Source:
    url = entry.need("url")
    if urlsplit(url).scheme not in {"http", "https"}:
        raise entry.fail(f"`url` is {url!r}", "Give a full web address")
    return Source(entry.need("id"), entry.need("title"), url)


def _rule(entry: Entry, sources: Mapping[str, Source]) -> Rule:
    rule = Rule(
        id=entry.need("id"),
        kind=_kind(entry),
        statuses=_statuses(entry),
        when=entry.facts("when", CONDITIONS),
        provided=entry.codes("provided", CONDITIONS),
        after_months=_months(entry, "after_months") or 0,
        until_months=_months(entry, "until_months"),
        requires=_requirement(entry),
        overrides=frozenset(entry.typed("overrides", list, [])),
        span=_span(entry),
        verdict=_verdict(entry),
        level=entry.choice("level", Level),
        voluntary=entry.typed("voluntary", bool, default=False),
        certainty=entry.choice("certainty", Certainty),
        inferred=entry.typed("inferred", bool, default=False),
        sources=_sources(entry, sources),
        basis=entry.need_text("basis"),
        note=entry.text("note"),
        exception=entry.text("exception"),
        reading=entry.text("reading"),
        origin=dict(Entry.of(entry.file, entry.name, entry.need("origin")).data),
        file=entry.file,
    )
    _check_fit(entry, rule)
    return rule


def _kind(entry: Entry) -> str:
    kind = entry.need("kind")
    if kind not in KINDS:
        raise entry.fail(f"`kind` is {kind!r}", f"Use one of: {', '.join(KINDS)}")
    return str(kind)


def _statuses(entry: Entry) -> frozenset[str] | None:
    if entry.need("statuses") == _ANY:
        return None
    return frozenset(entry.codes("statuses", STATUSES))


def _verdict(entry: Entry) -> Verdict:
    return entry.one_of(
        "verdict", entry.need("verdict"), {verdict.value: verdict for verdict in RULE_VERDICTS}
    )


def _months(entry: Entry, key: str) -> int | None:
    months: int | None = entry.typed(key, int)
    if months is not None and months < 1:
        raise entry.fail(f"`{key}` is {months}", "Give whole months from 1 on, or leave it out")
    return months


def _check_fit(entry: Entry, rule: Rule) -> None:
    """Fields that are fine alone and make no sense together."""
    if rule.until_months is not None and rule.until_months <= rule.after_months:
        raise entry.fail("`until_months` is not after `after_months`", "Correct one of them")
    if rule.provided and rule.verdict is not Verdict.CONDITIONAL:
        raise entry.fail(f"`provided` is given with verdict {rule.verdict}", "Move the conditions to `when`")
    if rule.span.known_until and rule.span.end_meaning is not EndMeaning.UNKNOWN:
        raise entry.fail(
            "`known_until` is given though the end is known", "Leave it out, or write `to: unknown`"
        )


def _sources(entry: Entry, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    ids = entry.codes("sources", sources)
    if not ids:
        raise entry.fail(
            "no source is named", "Name at least one under `sources`, listed in norms/sources.yaml"
        )
    return tuple(sources[source_id] for source_id in ids)


def _requirement(entry: Entry) -> Requirement | None:
    data = entry.get("requires")
    if data is None:
        return None
    inner = Entry.of(entry.file, f"{entry.name}.requires", data)
    verdicts = inner.codes("verdict", [verdict.value for verdict in Verdict])
    requirement = Requirement(_kind(inner), frozenset(Verdict(verdict) for verdict in verdicts))
    inner.finish()
    return requirement


def _span(entry: Entry) -> Span:
    start_meaning = entry.choice("from_meaning", StartMeaning, StartMeaning.STARTS)
    start = entry.day("from")
    if (start is None) is not (start_meaning is StartMeaning.WITH_TITLE):
        raise entry.fail(
            "`from` does not fit `from_meaning`", "Give a day, or `from_meaning: with-title` without one"
        )
    end_meaning, end = _end(entry)
    if start and end and start > end:
        raise entry.fail(f"`from` {start} is after `to` {end}", "Correct one of them")
    return Span(
        start=start,
        start_meaning=start_meaning,
        start_precision=entry.choice("from_precision", Precision, Precision.DAY),
        end=end,
        end_meaning=end_meaning,
        end_precision=entry.choice("to_precision", Precision, Precision.DAY),
        known_until=entry.day("known_until"),
    )


def _end(entry: Entry) -> tuple[EndMeaning, date | None]:
    if (word := entry.need("to")) in {EndMeaning.OPEN.value, EndMeaning.UNKNOWN.value}:
        return EndMeaning(word), None
    return EndMeaning.DATED, entry.day("to")
