"""The three lists that our terms stand in: kinds of offer, target groups, residence statuses."""

from collections.abc import Iterator
from dataclasses import dataclass

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.entitlement import STATUSES
from gesamtplan.offers.models import OfferKind
from gesamtplan.plan.models import TargetGroup

KINDS, GROUPS, STATUS_LIST = "offer-kinds", "target-groups", "residence-statuses"
TAXONOMIES: dict[str, tuple[LocalizedText, LocalizedText]] = {
    KINDS: (
        LocalizedText(de="Angebotsarten", en="Kinds of offer"),
        LocalizedText(de="Baum der Angebotsarten unter den Handlungsfeldern", en="Tree of the kinds of offer below the fields of action"),
    ),
    GROUPS: (
        LocalizedText(de="Zielgruppen", en="Target groups"),
        LocalizedText(de="Für wen ein Angebot gedacht ist", en="Whom an offer is meant for"),
    ),
    STATUS_LIST: (
        LocalizedText(de="Aufenthaltsstatus", en="Residence statuses"),
        LocalizedText(de="Stellung, nach der die Regeln fragen", en="Position in residence law that the rules ask for"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One term; `path` are the codes from the top of the tree down to it."""

    taxonomy: str
    code: str
    name: LocalizedText
    description: LocalizedText
    path: tuple[str, ...]

    @property
    def key(self) -> str:
        """What its identifier is made of."""
        return f"{self.taxonomy}/{self.code}"

    @property
    def parent(self) -> str | None:
        """Code of the term above."""
        return self.path[-2] if len(self.path) > 1 else None


def all_terms() -> list[Term]:
    """Every term in the order of the lists; two queries."""
    return [*_kinds(), *_groups(), *_statuses()]


def _kinds() -> Iterator[Term]:
    rows = {row.pk: row for row in OfferKind.objects.all()}
    for row in rows.values():
        chain = _chain(row, rows)
        names = [kind.name for kind in chain]
        described = {
            language: " › ".join(name.in_language(language) for name in names) for language in row.name
        }
        yield Term(KINDS, row.code, row.name, LocalizedText(described), tuple(kind.code for kind in chain))


def _chain(row: OfferKind, rows: dict[int, OfferKind]) -> list[OfferKind]:
    chain = [row]
    while chain[0].parent_id and rows[chain[0].parent_id] not in chain:
        chain.insert(0, rows[chain[0].parent_id])
    return chain


def _groups() -> Iterator[Term]:
    for row in TargetGroup.objects.all():
        yield Term(GROUPS, row.code, row.name, row.name, (row.code,))


def _statuses() -> Iterator[Term]:
    for status in STATUSES.values():
        name = LocalizedText(status.name.as_data())
        note = LocalizedText(status.note.as_data()) if status.note else name
        yield Term(STATUS_LIST, status.code, name, note, (status.code,))
