"""Our rows as objects of HSDS: plain data, unknown left out."""

from typing import Any

from gesamtplan.api.hsds import words
from gesamtplan.api.hsds.context import Context, known
from gesamtplan.api.hsds.facts import profile
from gesamtplan.api.hsds.places import at_site, schedules
from gesamtplan.api.hsds.profile import NAME
from gesamtplan.api.hsds.taxonomies import GROUPS, KINDS, STATUS_LIST, TAXONOMIES, Term
from gesamtplan.core.states import AmountPrecision
from gesamtplan.offers.models import Offer
from gesamtplan.offers.states import Criterion
from gesamtplan.parties.models import Organization

Data = dict[str, Any]


def service(offer: Offer, context: Context, *, full: bool) -> Data:
    """An offer; lists hold the plain fields only."""
    said = profile(offer, context, full=full)
    linked = _linked(offer, context, said) if full else {}
    return _plain(offer, context, said, full=full) | linked | {NAME: said}


def _plain(offer: Offer, context: Context, said: Data, *, full: bool) -> Data:
    ages: Data = next((row for row in said["criteria"] if row["criterion"] == Criterion.AGE), {})
    return known(
        id=context.ids.of("service", offer.code),
        organization_id=context.ids.of("organization", offer.provider.code) if offer.provider else None,
        name=context.text(offer.title) or offer.code,
        alternate_name=context.other_text(offer.title),
        description=words.description(offer, context),
        url=offer.contact_url or context.page("web:offer", offer.code),
        email=offer.contact_email,
        status=_status(offer, context),
        eligibility_description=words.eligibility(offer, context, full=full),
        minimum_age=ages.get("low"),
        maximum_age=ages.get("high"),
        fees_description=words.fees(offer, context),
        wait_time=words.waiting(offer, said["places"]),
        alert=words.warning(offer, context, is_fresh=said["is_fresh"]),
        assured_date=_exact(offer),
        last_modified=offer.modified_at.isoformat(),
    )


def _status(offer: Offer, context: Context) -> str:
    if offer.valid_to and offer.valid_to < context.today:
        return "defunct"
    waits = offer.valid_from and offer.valid_from > context.today
    return "inactive" if waits or offer.closed_note else "active"


def _exact(offer: Offer) -> str | None:
    """The standard knows whole days only; a month or year stands in the profile."""
    whole = offer.verified_on is not None and offer.verified_on_precision == "day"
    return offer.verified_on.isoformat() if whole and offer.verified_on else None


def _linked(offer: Offer, context: Context, said: Data) -> Data:
    paid = words.funding(said["funding"])
    return known(
        additional_urls=[_page(offer, context)] if offer.contact_url else [],
        phones=[_phone(offer, context)] if offer.contact_phone else [],
        organization=organization(offer.provider, context, brief=True) if offer.provider else None,
        languages=[_language(offer, code, context) for code in offer.languages or []],
        funding=[{"id": context.ids.of("funding", offer.code), "source": paid}] if paid else [],
        cost_options=[_cost(offer, context)] if offer.fee is not None else [],
        capacities=[_capacity(offer, context, part) for part in said["places"] if _is_told(part)],
        schedules=schedules(offer, context, site=None),
        service_at_locations=[at_site(row, offer, context, full=True) for row in offer.at_sites.all()],
        attributes=[_attribute(offer, term, use, context) for term, use in _terms(offer, context)],
    )


def _page(offer: Offer, context: Context) -> Data:
    """Our own page, where `url` is the address of the offer itself."""
    label = words.this_page()
    return {
        "id": context.ids.of("url", offer.code),
        "label": label,
        "url": context.page("web:offer", offer.code),
    }


def _phone(offer: Offer, context: Context) -> Data:
    return {
        "id": context.ids.of("phone", offer.code),
        "service_id": context.ids.of("service", offer.code),
        "number": offer.contact_phone,
        "type": "voice",
    }


def _language(offer: Offer, code: str, context: Context) -> Data:
    key = f"{offer.code}/{code}"
    return known(id=context.ids.of("language", key), code=code, note=context.text(offer.languages_note))


def _cost(offer: Offer, context: Context) -> Data:
    """An amount that is not exact stands in words only."""
    exact = offer.fee_precision == AmountPrecision.EXACT and offer.fee is not None
    return known(
        id=context.ids.of("cost_option", offer.code),
        currency="EUR",
        amount=float(offer.fee) if exact and offer.fee is not None else None,
        amount_description=words.fees(offer, context),
    )


def _is_told(part: Data) -> bool:
    """Free places are told only as long as they can be relied on."""
    return part["is_fresh"] and part["places"] is not None and part["taken"] is not None


def _capacity(offer: Offer, context: Context, part: Data) -> Data:
    unit = part["unit"] or words.default_unit()
    key = "/".join((offer.code, part["site"] or "", part["target_group"] or ""))
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
    wanted = [((KINDS, offer.kind.code), "kind")]
    wanted += [((GROUPS, code), "target group") for code in offer.target_groups]
    wanted += [((STATUS_LIST, code), "eligibility") for code in offer.statuses or []]
    return [(context.terms[key], use) for key, use in wanted if key in context.terms]


def _attribute(offer: Offer, term: Term, use: str, context: Context) -> Data:
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
