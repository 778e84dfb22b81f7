"""Our rows as objects of HSDS: plain data, unknown left out."""

from typing import Any

from gesamtplan.api.hsds import words
from gesamtplan.api.hsds.context import Context, known
from gesamtplan.api.hsds.facts import profile
from gesamtplan.api.hsds.profile import NAME
from gesamtplan.api.hsds.taxonomies import GROUPS, KINDS, STATUS_LIST, TAXONOMIES, Term
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import EVERY_STATUS
from gesamtplan.parties.models import Organization

Data = dict[str, Any]


def service(offer: Offer, context: Context, *, full: bool) -> Data:
    """An offer; lists hold the plain fields only."""
    said = profile(offer, context, full=full)
    plain = known(
        id=context.ids.of("service", offer.code),
        organization_id=_organization_id(offer, context),
        name=context.text(offer.title) or offer.code,
        alternate_name=context.other_text(offer.title),
        description=context.text(offer.description),
        url=context.page("web:offer", offer.code),
        status=_status(offer, context),
        eligibility_description=words.eligibility(offer, context, full=full),
        fees_description=words.fees(offer),
        wait_time=words.waiting(said["places"]),
        alert=words.warning(offer, is_fresh=said["is_fresh"]),
        assured_date=_exact(offer),
        last_modified=context.loaded_at.isoformat() if context.loaded_at else None,
    )
    linked = _linked(offer, context, said) if full else {}
    return plain | linked | {NAME: said}


def _organization_id(offer: Offer, context: Context) -> str | None:
    return context.ids.of("organization", offer.provider.code) if offer.provider else None


def _status(offer: Offer, context: Context) -> str:
    if offer.valid_to and offer.valid_to < context.today:
        return "defunct"
    return "inactive" if offer.valid_from and offer.valid_from > context.today else "active"


def _exact(offer: Offer) -> str | None:
    """The standard knows whole days only; a month or year stands in the profile."""
    whole = offer.verified_on is not None and offer.verified_on_precision == "day"
    return offer.verified_on.isoformat() if whole and offer.verified_on else None


def _linked(offer: Offer, context: Context, said: Data) -> Data:
    paid = words.funding(said["funding"])
    return known(
        organization=organization(offer.provider, context, brief=True) if offer.provider else None,
        languages=[_language(offer, code, context) for code in offer.languages or []],
        funding=[{"id": context.ids.of("funding", offer.code), "source": paid}] if paid else [],
        capacities=[_capacity(offer, context, part) for part in said["places"] if _is_told(part)],
        attributes=[_attribute(offer, term, context) for term in _terms(offer, context)],
    )


def _language(offer: Offer, code: str, context: Context) -> Data:
    return {"id": context.ids.of("language", f"{offer.code}/{code}"), "code": code}


def _is_told(part: Data) -> bool:
    """Free places are told only as long as they can be relied on."""
    return part["is_fresh"] and part["places"] is not None and part["taken"] is not None


def _capacity(offer: Offer, context: Context, part: Data) -> Data:
    unit = part["unit"] or words.default_unit()
    key = f"{offer.code}/{part['target_group'] or ''}"
    return known(
        id=context.ids.of("service_capacity", key),
        unit={"id": context.ids.of("unit", unit), "name": unit},
        available=max(0, part["places"] - part["taken"]),
        maximum=part["places"],
        description=part["note"],
        updated=f"{part['as_of']['date']}T00:00:00Z",
    )


def _terms(offer: Offer, context: Context) -> list[tuple[Term, str]]:
    """The terms of an offer, and what each says of it."""
    statuses = [code for code in offer.statuses or [] if code != EVERY_STATUS]
    wanted = [(KINDS, offer.kind.code, "kind")]
    wanted += [(GROUPS, code, "target group") for code in offer.target_groups]
    wanted += [(STATUS_LIST, code, "eligibility") for code in statuses]
    return [
        (context.terms[key], use) for *pair, use in wanted if (key := (pair[0], pair[1])) in context.terms
    ]


def _attribute(offer: Offer, found: tuple[Term, str], context: Context) -> Data:
    term, use = found
    return {
        "id": context.ids.of("attribute", f"{offer.code}/{term.key}"),
        "link_id": context.ids.of("service", offer.code),
        "link_entity": "service",
        "link_type": use,
        "taxonomy_term_id": context.ids.of("taxonomy_term", term.key),
        "taxonomy_term": taxonomy_term(term, context),
    }


def organization(row: Organization, context: Context, *, brief: bool) -> Data:
    """A provider. `brief`: as part of a service, without parent, sources and profile."""
    plain = known(
        id=context.ids.of("organization", row.code),
        name=context.text(row.name) or row.code,
        alternate_name=row.short_name or context.other_text(row.name),
        description=context.text(row.role) or context.text(row.note) or words.not_described(),
        uri=context.page("web:organization", row.code),
    )
    if brief:
        return plain
    above = context.ids.of("organization", row.parent.code) if row.parent else None
    more = {"code": row.code, "kind": row.kind, "in_project": row.in_project}
    more["sources"] = context.sources(row.sources.all())  # type: ignore[assignment]
    return plain | known(parent_organization_id=above) | {NAME: more}


def taxonomy(code: str, context: Context) -> Data:
    """A list of terms."""
    name, described = TAXONOMIES[code]
    return {
        "id": context.ids.of("taxonomy", code),
        "name": context.text(name),
        "description": context.text(described),
        "uri": f"urn:gesamtplan:taxonomy:{code}",
    }


def taxonomy_term(term: Term, context: Context) -> Data:
    """A term with the list it stands in."""
    above = context.ids.of("taxonomy_term", f"{term.taxonomy}/{term.parent}") if term.parent else None
    return known(
        id=context.ids.of("taxonomy_term", term.key),
        code=term.code,
        name=context.text(term.name) or term.code,
        description=context.text(term.description) or term.code,
        parent_id=above,
        taxonomy=term.taxonomy,
        taxonomy_id=context.ids.of("taxonomy", term.taxonomy),
        language=context.language,
    )
