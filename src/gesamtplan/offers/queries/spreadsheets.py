"""The directory as spreadsheets need it: everything about every offer, public or not, in few queries at any size."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from gesamtplan.accounts.models import User
from gesamtplan.core.fields import LocalizedText
from gesamtplan.offers.models import CapacityReport, Eligibility, Offer, OfferAtSite, OfferKind
from gesamtplan.offers.rules import providers_of
from gesamtplan.offers.sheets.cells import NONE_REQUIRED
from gesamtplan.offers.sheets.columns import FIGURES, columns
from gesamtplan.offers.sheets.plan import Current, State
from gesamtplan.offers.sheets.words import Vocabulary, fixed_words, language_names, words_of
from gesamtplan.offers.states import Criterion, Demand
from gesamtplan.parties.models import Organization

Values = dict[str, Any]
PLAIN = tuple(one.goes[1] for one in columns().values() if one.goes[0] == "offer")
TEXTS = tuple(dict.fromkeys(one.goes[1] for one in columns().values() if one.goes[0] == "text"))
PRECISIONS = {"verified_on": "verified_on_precision", "funding_ends_on": "funding_ends_on_precision"}
PLACE = ("code", "name", "street", "postal_code", "town", "longitude", "latitude", "area_id")
CUT = {"year": 4, "month": 7, "day": 10}


def state_of_directory(user: User | None, today: date) -> State:
    """What a plan is made against; nobody (None) is the command line, which may change every offer."""
    offers = current_offers()
    providers = None if user is None else providers_of(user)
    return State(offers, vocabulary(offers.values()), today, providers)


def vocabulary(offers: Iterable[Current]) -> Vocabulary:
    """All closed words; codes that occur in the directory though nobody names them are among them."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for offer in offers:
        for name in ("target_groups", "languages", "statuses"):
            used[name].update(_listed(offer.values[name]))
    kinds = {row.code: row.name for row in OfferKind.objects.all()}
    providers = {row.code: row.name for row in Organization.objects.all()}
    return {
        **fixed_words(),
        "kinds": words_of(kinds),
        "providers": words_of(providers),
        "target_groups": words_of(import_string(settings.OFFER_TARGET_GROUPS)(), used["target_groups"]),
        "languages": words_of(language_names(), used["languages"]),
    }


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else []


def current_offers(providers: Collection[str] | None = None) -> dict[str, Current]:
    """By code; `providers`: only theirs. Four queries."""
    rows = Offer.objects.order_by("code")
    if providers is not None:
        rows = rows.filter(provider__code__in=providers)
    keys = rows.order_by().values("pk")
    criteria, figures, sites = _criteria(keys), _figures(keys), _sites(keys)
    shared = _shared()
    found = {}
    for row in rows.values(
        "pk", "modified_at", "fee_precision", "provider__code", "kind__code", *PRECISIONS.values(),
        *(name for name in PLAIN if name not in {"kind", "provider"}), *TEXTS,
    ):  # fmt: skip
        places = sites.get(row["pk"], [])
        figure = figures.get(row["pk"])
        values = _values(row) | _asked(criteria.get(row["pk"], {})) | _told(figure) | _placed(places)
        hidden = {
            "_fee_precision": row["fee_precision"],
            "_site": places[0] if len(places) == 1 else None,
            "_note": figure["note"] if figure else None,
            "_is_shared": len(places) == 1 and places[0]["code"] in shared,
        }
        found[row["code"]] = Current(
            row["pk"], row["code"], row["modified_at"], row["provider__code"], values, hidden, len(places),
        )  # fmt: skip
    return found


def _values(row: Mapping[str, Any]) -> Values:
    """Of columns that an offer has itself."""
    texts = {name: row[name] or {} for name in TEXTS}
    found: Values = {}
    for name, column in columns().items():
        table, *path = column.goes
        if table == "text":
            found[name] = texts[path[0]].get(path[1]) or None
        elif table == "offer" and path[0] not in {"kind", "provider"}:
            found[name] = _plain(row[path[0]], row.get(PRECISIONS.get(path[0], ""), "day"))
    return found | {"kind": row["kind__code"], "provider": row["provider__code"]}


def _plain(value: Any, precision: str) -> Any:
    if isinstance(value, date):
        return value.isoformat()[: CUT[precision]]
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return None if value == "" else value


def _criteria(keys: Any) -> dict[int, dict[str, Any]]:
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    rows = Eligibility.objects.filter(offer__in=keys).exclude(answer=Demand.UNKNOWN).order_by()
    for offer, criterion, answer, values in rows.values_list("offer_id", "criterion", "answer", "values"):
        found[offer][criterion] = NONE_REQUIRED if answer == Demand.NONE_REQUIRED else values
    return found


def _asked(criteria: Mapping[str, Any]) -> Values:
    found: Values = {}
    for name, criterion in (("statuses", Criterion.STATUS), ("sex", Criterion.SEX)):
        asked = criteria.get(criterion)
        found[name] = asked.get("codes") if isinstance(asked, dict) else asked
    for name, criterion in (("age", Criterion.AGE), ("level", Criterion.LANGUAGE_LEVEL)):
        low, high = limits_of(criteria.get(criterion))
        found |= {f"{name}_from": low, f"{name}_to": high}
    return found


def limits_of(asked: Any) -> tuple[Any, Any]:
    """From and to; a limit that is left out while the other is given is none."""
    if not isinstance(asked, dict):
        return asked, asked
    low, high = asked.get("from"), asked.get("to")
    return (NONE_REQUIRED if low is None else low), (NONE_REQUIRED if high is None else high)


def _figures(keys: Any) -> dict[int, dict[str, Any]]:
    rows = CapacityReport.objects.current().filter(offer__in=keys, site=None, target_group="").order_by()
    return {row["offer_id"]: row for row in rows.values("offer_id", "note", "precision", *FIGURES)}


def _told(figure: Mapping[str, Any] | None) -> Values:
    if figure is None:
        return dict.fromkeys(FIGURES)
    return {name: _plain(figure[name], figure["precision"] if name == "as_of" else "day") for name in FIGURES}


def _sites(keys: Any) -> dict[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = OfferAtSite.objects.filter(offer__in=keys).order_by("pk")
    for offer, *place in rows.values_list("offer_id", *(f"site__{name}" for name in PLACE)):
        found[offer].append(dict(zip(PLACE, place, strict=True)))
    return found


def _shared() -> set[str]:
    """Sites of more than one offer."""
    seen: set[str] = set()
    twice: set[str] = set()
    for code in OfferAtSite.objects.order_by().values_list("site__code", flat=True):
        (twice if code in seen else seen).add(code)
    return twice


def _placed(places: list[dict[str, Any]]) -> Values:
    """The one site; more than one are left alone and shown as nothing."""
    if len(places) != 1:
        return dict.fromkeys(("site_name", "site_street", "site_postal_code", "site_town"))
    place = places[0]
    name = LocalizedText(place["name"] or {}).in_language("de")
    plain = {f"site_{column}": place[column] or None for column in ("street", "postal_code", "town")}
    return {"site_name": name or None, **plain}
