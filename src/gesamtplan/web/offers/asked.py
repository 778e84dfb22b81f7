"""From the address of the finder to a question; nothing of it is kept anywhere but in that address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from gesamtplan.core.search_index.queries import keys_found
from gesamtplan.engine.eligibility import Person
from gesamtplan.offers.finder.question import Question
from gesamtplan.offers.models import OfferKind
from gesamtplan.offers.queries import Directory, Here, Wanted, current_directory, starting_points
from gesamtplan.offers.translatable import OFFER_KIND
from gesamtplan.translations.queries.shown import ShownText, texts_for
from gesamtplan.web.offers.form import PERSON, WISHES, FinderForm
from gesamtplan.web.offers.languages import language_choices, understood

MOST_LISTED = 30
CODE_LENGTH = 20


@dataclass(frozen=True)
class Asked:
    """The form as it was filled in, and what follows. `address`: the query string as it came."""

    address: QueryDict
    form: FinderForm
    directory: Directory

    @property
    def today(self) -> date:
        """The day of the question."""
        return self.directory.today

    @cached_property
    def starts(self) -> list[Here]:
        """What the place that was typed may mean, the best first; empty where nothing fits or nothing was typed."""
        typed = self.form.said("near")
        return starting_points(typed, self.directory) if typed else []

    @property
    def here(self) -> Here | None:
        """The place from which ways are counted."""
        return self.starts[0] if self.starts else None

    @property
    def says_something(self) -> bool:
        """True where anything was said about the person that decides."""
        return any(self.form.said(name) for name in PERSON if name != "near")

    @property
    def is_asked(self) -> bool:
        """True where the address holds anything at all that was asked."""
        return any(self.address.get(name) for name in (*PERSON, *WISHES))

    @cached_property
    def listed(self) -> list[str]:
        """Codes on the personal list, in its order."""
        return listed_codes(self.address)

    def question(self) -> Question:
        """For the finder."""
        form = self.form
        return Question(
            person=self.person(),
            wanted=Wanted(
                kind=form.said("kind") or "",
                provider=self.address.get("provider", "")[:80],
                child_care=bool(form.said("child_care")),
                free_of_charge=bool(form.said("no_fee")),
            ),
            found_by_words=_found_by(form.said("q")),
            here=self.here,
            open_now=bool(form.said("open")),
            free_places=bool(form.said("free")),
            only_spoken=bool(form.said("spoken")),
        )

    def person(self) -> Person:
        """As said; what was not said is None."""
        said = self.form.said
        speaks, family = said("speaks"), said("family")
        return Person(
            status=said("status"),
            arrived=said("since"),
            age=self.form.cleaned_data.get("age"),
            sex=said("sex"),
            family=frozenset(family) if family else None,
            language_level=said("level"),
            area=self.here.area if self.here else None,
            languages=understood(speaks) if speaks else None,
        )

    @cached_property
    def person_query(self) -> str:
        """What was said of the person, and the list: goes on to the page of an offer. "?…", or empty."""
        query = self.query(without=[name for name in self.address if name not in PERSON and name != "list"])
        return f"?{query}" if query else ""

    def query(self, *, without: Iterable[str] = (), **changes: Any) -> str:
        """Query string of this question with some parameters changed; None removes one. Pages start over."""
        changed = self.address.copy()
        for name in ("page", *without):
            changed.pop(name, None)
        for name, value in changes.items():
            changed.pop(name, None)
            if value:
                changed[name] = value
        kept = QueryDict(mutable=True)
        for name, values in changed.lists():
            kept.setlist(name, [value for value in values if value])
        return kept.urlencode(safe=",")


def asked(request: HttpRequest, today: date) -> Asked:
    """What the address asks."""
    listed, language = current_directory(today), get_language() or "de"
    form = FinderForm(
        request.GET,
        kinds=listed.remember(("kinds", language), lambda: _kind_choices(listed)),
        spoken=listed.remember(("spoken", language), lambda: _spoken_choices(listed)),
        today=today,
    )
    form.is_valid()
    return Asked(request.GET, form, listed)


def kind_names(listed: Directory) -> dict[str, ShownText]:
    """Names of the kinds by code, in the reader's language as far as there is a translation."""
    language = get_language() or "de"

    def read() -> dict[str, ShownText]:
        return {code: text for (code, _), text in texts_for(OFFER_KIND, listed.kinds, language).items()}

    return listed.remember(("kind names", language), read)


def _spoken_choices(listed: Directory) -> list[tuple[str, str]]:
    return language_choices({code for row in listed.rows for code in row.languages or ()})


def _kind_choices(listed: Directory) -> list[tuple[str, str]]:
    """The tree of kinds; what stands under another is set off."""
    names = kind_names(listed)
    below: dict[int | None, list[OfferKind]] = {}
    for row in listed.kinds:
        below.setdefault(row.parent_id, []).append(row)
    found: list[tuple[str, str]] = []

    def add(parent: int | None, depth: int) -> None:
        for row in below.get(parent, []):
            found.append((row.code, "\u00a0\u00a0" * depth + names[row.code].text))
            add(row.pk, depth + 1)

    add(None, 0)
    return found


def listed_codes(address: QueryDict) -> list[str]:
    """Codes of the parameter `list`, each once, at most thirty."""
    codes = (code.strip()[:CODE_LENGTH] for code in address.get("list", "").split(","))
    return list(dict.fromkeys(code for code in codes if code))[:MOST_LISTED]


def _found_by(words: str | None) -> frozenset[str] | None:
    """Codes of offers that have these words; None where no words were typed."""
    return keys_found(words.replace("\x00", ""), "offer") if words else None
