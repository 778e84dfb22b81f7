"""What hangs on a service as rows of our own: where, when, how many places, how to reach it. Pure: no database, no clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gesamtplan.core.fields import LocalizedText
from gesamtplan.offers.hsds import profile
from gesamtplan.offers.hsds.identity import foreign_uid
from gesamtplan.offers.hsds.timing import note, timetable
from gesamtplan.offers.hsds.values import amount, day, dicts, mapping, text, texts, whole
from gesamtplan.offers.opening import Timetable

LISTS = (
    "languages", "funding", "cost_options", "capacities", "schedules", "service_at_locations", "phones", "contacts",
)  # fmt: skip
VOICE = (None, "", "voice", "cell", "textphone")


@dataclass(frozen=True, slots=True)
class Place:
    """A site by its identifier there; `values`: columns of Site, none where only a reference is told."""

    uid: UUID
    values: dict[str, Any]
    external: str | None = None
    note: LocalizedText | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time, at one place or (None) at all."""

    table: Timetable
    place: UUID | None
    note: LocalizedText | None


@dataclass(frozen=True, slots=True)
class Parts:
    """`figures`: lines of places as Figures has them, but `site` is the identifier of a place."""

    places: tuple[Place, ...]
    times: tuple[Time, ...]
    figures: tuple[dict[str, Any], ...]


def parts_of(data: Mapping[str, Any], language: str) -> Parts:
    """Places, times and figures of a service with its linked objects."""
    at = [row for row in dicts(data.get("service_at_locations")) if _location_of(row)]
    places = [_place(row, language) for row in at]
    times = [_time(row, None, language) for row in dicts(data.get("schedules"))]
    for row, place in zip(at, places, strict=True):
        times += [_time(one, place.uid, language) for one in dicts(row.get("schedules"))]
    return Parts(
        places=tuple({place.uid: place for place in places}.values()),
        times=tuple(dict.fromkeys(one for one in times if one)),
        figures=tuple(_figures(data, places, language)),
    )


def site_values(location: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Columns of a site; empty where it is no place one can go to."""
    if location.get("location_type", "physical") != "physical":
        return {}
    name = str(location.get("name") or location.get("alternate_name") or "").strip()
    addresses = sorted(
        dicts(location.get("addresses")), key=lambda row: row.get("address_type") != "physical"
    )
    where = address_values(addresses[0]) if addresses else {}
    longitude, latitude = location.get("longitude"), location.get("latitude")
    if longitude is not None and latitude is not None:
        where |= {"longitude": longitude, "latitude": latitude}
    if said := accessibility_note(dicts(location.get("accessibility")), language):
        where["accessibility_note"] = said
    return {"name": LocalizedText({language: name or where.get("street") or "?"}), **where}


def address_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """Street, postal code and town of an address."""
    street = ", ".join(str(row[name]).strip() for name in ("address_1", "address_2") if row.get(name))
    found = {"street": street[:160], "postal_code": str(row.get("postal_code") or "").strip()[:10]}
    return found | {"town": str(row.get("city") or "").strip()[:80]}


def accessibility_note(rows: list[Mapping[str, Any]], language: str) -> LocalizedText | None:
    """All that is said of it, in words: our facts are yes or no, which no text can be trusted to mean."""
    said = [*texts(rows, "description"), *texts(rows, "details")]
    return text(" ".join(said), language)


def linked_columns(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Columns of an offer that the standard keeps in objects of their own; None is not known."""
    spoken = dicts(data.get("languages"))
    codes = list(dict.fromkeys(str(row["code"]) for row in spoken if row.get("code")))
    return {
        "languages": codes or None,
        "languages_note": text("; ".join(texts(spoken, "note")), language),
        **_price(data, language),
        "contact_phone": next(_phones(data), None),
        "contact_email": _email(data),
    }


def _price(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Only a single amount in euros is a price; several are for people to read."""
    options = dicts(data.get("cost_options"))
    told = text(data.get("fees_description"), language)
    if len(options) != 1 or str(options[0].get("currency", "")).upper() != "EUR":
        return {"fee": None, "fee_note": told}
    said = text(options[0].get("amount_description") or options[0].get("option"), language)
    return {
        "fee": amount(options[0].get("amount")),
        "fee_note": told or said,
    }


def _phones(data: Mapping[str, Any]) -> Iterator[str]:
    """Of the service first, then where it takes place. Somebody's own telephone is not published."""
    groups = [dicts(data.get("phones"))]
    groups += [dicts(row.get("phones")) for row in _offices(data)]
    groups += [dicts(row.get("phones")) for row in dicts(data.get("service_at_locations"))]
    for row in (row for group in groups for row in group if row.get("type") in VOICE):
        number = str(row.get("number") or "").strip().strip('"').strip()
        more = f" ({row['extension']})" if row.get("extension") not in (None, "") else ""
        if number and len(number + more) <= 60:
            yield number + more


def _offices(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Contacts that name no person."""
    return [row for row in dicts(data.get("contacts")) if not row.get("name")]


def _email(data: Mapping[str, Any]) -> str | None:
    for value in (data.get("email"), *(row.get("email") for row in _offices(data))):
        try:
            validate_email(value)
        except ValidationError:
            continue
        return str(value)
    return None


def _location_of(row: Mapping[str, Any]) -> Any:
    return mapping(row.get("location")).get("id") or row.get("location_id")


def _place(row: Mapping[str, Any], language: str) -> Place:
    location = mapping(row.get("location"))
    code = location.get("external_identifier")
    return Place(
        uid=foreign_uid("location", _location_of(row)),
        values=site_values(location, language) if location else {},
        external=str(code) if code else None,
        note=text(row.get("description"), language),
    )


def _time(row: Mapping[str, Any], place: UUID | None, language: str) -> Time | None:
    table = timetable(row)
    return Time(table, place, text(note(row), language)) if table else None


def _figures(data: Mapping[str, Any], places: list[Place], language: str) -> Iterator[dict[str, Any]]:
    """Of our profile every line; of the standard's capacities one alone, since it does not say whom several are for."""
    told = mapping(data.get(profile.NAME))
    if told:
        by_code = {place.external: place.uid for place in places if place.external}
        for line in profile.figures(told, language):
            if line["site"] is None or line["site"] in by_code:
                yield {**line, "site": by_code.get(line["site"])}
        return
    rows = dicts(data.get("capacities"))
    if len(rows) == 1:
        free, most = whole(rows[0].get("available")), whole(rows[0].get("maximum"))
        as_of = day(rows[0].get("updated"))
        if free is not None and most is not None and free <= most and as_of:
            note_ = text(rows[0].get("description"), language)
            yield {"places": most, "taken": most - free, "as_of": as_of, "note": note_, "site": None}
