"""Sign and colour of each state: a plain table, so that one state looks the same on every page.

A state is never colour alone: the badge shows sign and word. The word comes from the state's own room.
"""

from dataclasses import dataclass

GOOD, PART, OPEN, CLOSED, BAD, UNKNOWN = "good", "part", "open", "closed", "bad", "unknown"


@dataclass(frozen=True)
class Mark:
    """A sign (one character) and a tone, which is the CSS class `tone-<tone>` without its prefix."""

    sign: str
    tone: str

    @property
    def css_class(self) -> str:
        """Class that carries the colour, for badges, tiles, bars and map keys alike."""
        return f"tone-{self.tone}"


UNKNOWN_MARK = Mark("?", UNKNOWN)

MARKS: dict[tuple[str, str], Mark] = {
    ("need", "proposed"): Mark("○", OPEN),
    ("need", "recognised"): Mark("○", OPEN),
    ("need", "in-work"): Mark("▶", PART),
    ("need", "partly-met"): Mark("◐", PART),
    ("need", "met"): Mark("✓", GOOD),
    ("need", "refused"): Mark("✕", CLOSED),
    ("need", "not-our-competence"): Mark("↗", CLOSED),
    ("need", "withdrawn"): Mark("−", CLOSED),
    ("measure", "idea"): Mark("○", OPEN),
    ("measure", "proposed"): Mark("○", OPEN),
    ("measure", "decided"): Mark("◔", OPEN),
    ("measure", "in-work"): Mark("▶", PART),
    ("measure", "done"): Mark("✓", GOOD),
    ("measure", "paused"): Mark("‖", CLOSED),
    ("measure", "ended-without-money"): Mark("▲", BAD),
    ("measure", "rejected"): Mark("✕", CLOSED),
    ("motion", "open"): Mark("○", OPEN),
    ("motion", "treated"): Mark("✓", GOOD),
    ("motion", "answered"): Mark("✓", GOOD),
    ("motion", "refused"): Mark("✕", CLOSED),
    ("outcome", "by-right"): Mark("✓", "by-right"),
    ("outcome", "if-place"): Mark("◐", "if-place"),
    ("outcome", "at-discretion"): Mark("◇", "at-discretion"),
    ("outcome", "conditional"): Mark("§", "conditional"),
    ("outcome", "reduced"): Mark("◔", "reduced"),
    ("outcome", "after-months"): Mark("◷", "after-months"),
    ("outcome", "municipal"): Mark("⌂", "municipal"),
    ("outcome", "nobody"): Mark("✕", "nobody"),
    ("assessment", "complete"): Mark("✓", GOOD),
    ("assessment", "partial"): Mark("◐", PART),
    ("assessment", "failed"): Mark("▲", BAD),
    ("gap", "complete"): Mark("✓", GOOD),
    ("gap", "estimate"): Mark("≈", OPEN),
    ("gap", "partial"): Mark("◐", PART),
    ("gap", "protected"): Mark("–", CLOSED),
    ("translation", "record"): Mark("●", CLOSED),
    ("translation", "current"): Mark("✓", GOOD),
    ("translation", "machine"): Mark("⚙", PART),
    ("translation", "outdated"): Mark("◷", BAD),
    ("translation", "missing"): Mark("○", UNKNOWN),
    ("may", "yes"): Mark("✓", GOOD),
    ("may", "if-place"): Mark("◐", PART),
    ("may", "ask"): Mark("?", OPEN),
    ("may", "after-months"): Mark("◷", OPEN),
    ("may", "no"): Mark("✕", CLOSED),
    ("proposal", "proposed"): Mark("○", OPEN),
    ("proposal", "accepted"): Mark("✓", GOOD),
    ("proposal", "refused"): Mark("✕", CLOSED),
    ("proposal", "outdated"): Mark("◷", CLOSED),
    ("link", "open"): Mark("✓", GOOD),
    ("link", "expired"): Mark("◷", CLOSED),
    ("link", "revoked"): Mark("✕", CLOSED),
    ("told", "fresh"): Mark("✓", GOOD),
    ("told", "stale"): Mark("◷", BAD),
    ("told", "never"): Mark("○", UNKNOWN),
    ("told", "not-needed"): Mark("–", CLOSED),
    ("row", "refused"): Mark("✕", BAD),
    ("row", "new"): Mark("+", GOOD),
    ("row", "created"): Mark("+", GOOD),
    ("row", "changed"): Mark("◐", PART),
    ("row", "figures"): Mark("◐", PART),
    ("row", "same"): Mark("=", CLOSED),
    ("sheet", "uploaded"): Mark("○", OPEN),
    ("sheet", "applying"): Mark("▶", PART),
    ("sheet", "applied"): Mark("✓", GOOD),
    ("sheet", "undoing"): Mark("▶", PART),
    ("sheet", "undone"): Mark("↶", CLOSED),
    ("sheet", "discarded"): Mark("−", CLOSED),
    ("due", "overdue"): Mark("▲", BAD),
    ("due", "soon"): Mark("◷", OPEN),
    ("due", "later"): Mark("○", PART),
    ("confidence", "high"): Mark("●", CLOSED),
    ("confidence", "medium"): Mark("◐", CLOSED),
    ("confidence", "low"): Mark("○", CLOSED),
}


def mark(kind: str, code: str | None) -> Mark:
    """Mark of a state; whatever the table does not know looks unknown, never good."""
    return MARKS.get((kind, code or ""), UNKNOWN_MARK)
