"""The one site of an offer, as a spreadsheet names it by name, street, postal code and town."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.offers.models import CapacityReport, OfferAtSite, Schedule, Site
from gesamtplan.offers.sheets.columns import SITE, plain

Address = tuple[str, str, str, str]
MOVED = {
    "longitude": None,
    "latitude": None,
    "area_id": None,
}  # of another address nobody knows where it lies


class Places:
    """All sites, read once. A site that other offers share is never changed: the offer moves to another one."""

    def __init__(self) -> None:
        self._by_code = {site.code: site for site in Site.objects.all()}
        self._by_address = {_address_of(site): site for site in self._by_code.values()}
        self._fresh: list[Site] = []
        self._changed: dict[str, Site] = {}
        self._moved: dict[int, Site | None] = {}

    def put(
        self, offer: int, values: Mapping[str, Any], names: frozenset[str], hidden: Mapping[str, Any],
        back: Mapping[str, Any] | None,
    ) -> dict[str, Any]:  # fmt: skip
        """Note where the offer takes place from now on; says it for the record of the import."""
        if not names & set(SITE):
            return {}
        now_at = hidden.get("_site")
        if back is not None:
            return self._back(offer, now_at, back)
        if not any(values[name] for name in SITE):
            self._moved[offer] = None
            return {"_site": None}
        address = _address(values)
        here = self._by_code.get(now_at["code"]) if now_at and not hidden.get("_is_shared") else None
        site = self._by_address.get(address)
        if site is None and here is not None:
            self._change(here, address)
            return {"_site": here.code}
        is_new = site is None
        site = site or self._make(address)
        self._moved[offer] = site
        return {"_site": site.code, "_is_new_site": is_new}

    def _change(self, site: Site, address: Address) -> None:
        before = _address_of(site)
        self._by_address.pop(before, None)
        if before[0] != address[0]:
            site.name = LocalizedText(de=address[0])
        site.street, site.postal_code, site.town = address[1:]
        if before[1:] != address[1:]:
            for column, value in MOVED.items():
                setattr(site, column, value)
        self._by_address[address] = self._changed[site.code] = site

    def _make(self, address: Address) -> Site:
        code = "s-" + hashlib.sha256("\n".join(map(plain, address)).encode()).hexdigest()[:16]
        if code in self._by_code:  # the same but for signs and capitals
            return self._by_code[code]
        name, street, postal_code, town = address
        site = Site(code=code, name=LocalizedText(de=name), street=street, postal_code=postal_code, town=town)
        self._fresh.append(site)
        self._by_code[code] = self._by_address[address] = site
        return site

    def _back(self, offer: int, now_at: Mapping[str, Any] | None, back: Mapping[str, Any]) -> dict[str, Any]:
        """As before the import: at the site of then, which gets its columns back."""
        before = back.get("_site")
        site = self._by_code.get(before["code"]) if before else None
        self._moved[offer] = site
        if site and before and now_at and before["code"] == now_at["code"]:  # it was changed where it is
            for column, value in before.items():
                setattr(site, column, LocalizedText(value) if column == "name" else value)
            self._changed[site.code] = site
        return {}

    def write(self) -> None:
        """Store what was noted since the last time."""
        Site.objects.bulk_create(self._fresh)
        columns = ["name", "street", "postal_code", "town", "longitude", "latitude", "area"]
        Site.objects.bulk_update(self._changed.values(), columns, batch_size=100)
        OfferAtSite.objects.filter(offer__in=self._moved).delete()
        OfferAtSite.objects.bulk_create(
            OfferAtSite(offer_id=offer, site=site) for offer, site in self._moved.items() if site
        )
        self._fresh, self._changed, self._moved = [], {}, {}


def drop_unused(codes: Collection[str]) -> None:
    """Sites that an import made and its undo leaves go, unless something else names them."""
    rows = Site.objects.filter(code__in=codes)
    rows = rows.exclude(pk__in=OfferAtSite.objects.values("site"))
    rows = rows.exclude(pk__in=CapacityReport.objects.exclude(site=None).values("site"))
    rows.exclude(pk__in=Schedule.objects.exclude(site=None).values("site")).delete()


def _address(values: Mapping[str, Any]) -> Address:
    """A site without a name is called by its street or town."""
    name, street, postal_code, town = (values[column] or "" for column in SITE)
    return (name or street or f"{postal_code} {town}".strip(), street, postal_code, town)


def _address_of(site: Site) -> Address:
    name = LocalizedText(site.name or {}).in_language("de")
    return (name, site.street, site.postal_code, site.town)
