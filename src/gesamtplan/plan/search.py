"""What the search finds of needs and measures: only what is public, with what was reported of them."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Prefetch, Q

from gesamtplan.core.search_index.document import Document, joined
from gesamtplan.core.search_index.operations import AT_ONCE, reindex
from gesamtplan.plan.models import Measure, Need, StatusUpdate

PUBLIC_UPDATES = Prefetch("updates", StatusUpdate.objects.public())
LISTED = ("fields_of_action", "target_groups", PUBLIC_UPDATES)


def need_documents(codes: Collection[str] | None = None) -> Iterator[Document]:
    """Public needs, those with one of the codes or all."""
    rows = Need.objects.public().select_related("lead", "open_topic").filter(_among(codes))
    for need in rows.prefetch_related(*LISTED, "earlier_mentions").iterator(AT_ONCE):
        topic = getattr(need, "open_topic", None)
        mentioned = (mention.text for mention in need.earlier_mentions.all())
        yield _document("need", need, (need.lead_note, *mentioned, topic and topic.note))


def measure_documents(codes: Collection[str] | None = None) -> Iterator[Document]:
    """Public measures, those with one of the codes or all."""
    rows = Measure.objects.public().select_related("lead").filter(_among(codes))
    for measure in rows.prefetch_related(*LISTED, "partners").iterator(AT_ONCE):
        partners = (partner.name for partner in measure.partners.all())
        yield _document("measure", measure, (measure.period, *partners))


def index_subject(subject: Need | Measure) -> None:
    """Called inside every write that changes what is public of one need or measure."""
    documents = need_documents if isinstance(subject, Need) else measure_documents
    kind = str(subject._meta.model_name)
    reindex(kind=kind, documents=documents([subject.code]), keys=[subject.code])


def _among(codes: Collection[str] | None) -> Q:
    return Q() if codes is None else Q(code__in=codes)


def _document(kind: str, row: Need | Measure, more: Iterable[dict[str, str] | None]) -> Document:
    groups = (group.name for group in row.target_groups.all())
    reported = (update.text for update in row.updates.all())
    lead = row.lead.name if row.lead else None
    return Document(
        kind=kind,
        key=row.code,
        title=row.title,
        body=joined((row.description, lead, *groups, *more, *reported)),
        names=(row.code,),
        page=kind,
        args=(row.code,),
        facets={"field": tuple(field.code for field in row.fields_of_action.all())},
    )
