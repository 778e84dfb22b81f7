"""The form with which an assumption gets its next version."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gesamtplan.core.models import Source
from gesamtplan.gaps.models import Assumption
from gesamtplan.gaps.operations.assumptions import (
    BadValueError,
    Change,
    NoFiguresError,
    check_change,
)
from gesamtplan.gaps.queries.assumptions import usable_indicators
from gesamtplan.gaps.references import PARTS, BadReferenceError, SeriesReference, read_reference
from gesamtplan.gaps.states import AssumptionRole, Certainty

PART_WORDS = {
    "value": gettext_lazy("the figure itself"),
    "numerator": gettext_lazy("numerator: how many of them"),
    "denominator": gettext_lazy("denominator: out of how many"),
}
PART_CHOICES = [
    (part, PART_WORDS.get(part) or gettext_lazy("further count %s") % part.removeprefix("base-"))
    for part in PARTS
]
FROM_SERIES = frozenset({AssumptionRole.PEOPLE, AssumptionRole.PLACES})
SERIES_FIELDS = ("indicator", "part", "lag", "minus_indicator", "minus_part")
VALUE_WORDS = {
    AssumptionRole.PEOPLE: (gettext_lazy("Factor"), gettext_lazy("The figure is multiplied by it; 1 takes it as it is.")),
    AssumptionRole.PLACES: (gettext_lazy("Factor"), gettext_lazy("The figure is multiplied by it; 1 takes it as it is.")),
    AssumptionRole.NORM: (gettext_lazy("Places needed per person"), gettext_lazy("1 means a place for everybody.")),
    AssumptionRole.SIZE: (gettext_lazy("Places of a new offer"), gettext_lazy("With how many places a new offer is reckoned.")),
    AssumptionRole.REACH: (gettext_lazy("Minutes"), gettext_lazy("How long people travel at most; whole minutes.")),
}  # fmt: skip


class _Sources(forms.ModelMultipleChoiceField[Source]):
    """Sources under their titles."""

    def label_from_instance(self, obj: Source) -> str:
        return str(obj.title)


class AssumptionForm(forms.Form):
    """Fields that make no sense for the assumption's role are left out."""

    value = forms.DecimalField(min_value=0, max_digits=12, decimal_places=6, required=False, localize=True)
    statement_de = forms.CharField(
        label=gettext_lazy("Statement in German"),
        help_text=gettext_lazy("What is assumed, so that a reader of the figures understands it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    statement_en = forms.CharField(
        label=gettext_lazy("Statement in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    indicator = forms.ChoiceField(
        label=gettext_lazy("Indicator"),
        help_text=gettext_lazy(
            "Only indicators with figures on the level of this analysis, with their years."
        ),
        required=False,
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Part of the indicator"), choices=PART_CHOICES, required=False
    )
    lag = forms.IntegerField(
        label=gettext_lazy("Years before"),
        help_text=gettext_lazy("1 takes the figure of the year before; 0 that of the same year."),
        min_value=0,
        max_value=10,
        required=False,
    )
    minus_indicator = forms.ChoiceField(
        label=gettext_lazy("Less: indicator"),
        help_text=gettext_lazy("Its figure is subtracted, e.g. those counted in another group."),
        required=False,
    )
    minus_part = forms.ChoiceField(
        label=gettext_lazy("Less: part of the indicator"), choices=PART_CHOICES, required=False
    )
    certainty = forms.ChoiceField(label=gettext_lazy("Certainty"), choices=Certainty)
    valid_from = forms.DateField(
        label=gettext_lazy("Valid from"),
        help_text=gettext_lazy("The day from which it is meant to hold; empty if none is known."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )
    sources = _Sources(
        label=gettext_lazy("Sources that still hold"),
        queryset=Source.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    source_url = forms.URLField(
        label=gettext_lazy("New source (address)"),
        help_text=gettext_lazy("Where readers can check it."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy("Shown beside the version and kept for good."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, current: Assumption, sources: Iterable[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        self.series = _may_take_series(current)
        known = {source.pk for source in sources}
        self.fields["sources"].queryset = Source.objects.filter(pk__in=known)  # type: ignore[attr-defined] # has one
        self._leave_out([] if self.series else SERIES_FIELDS)
        self._leave_out([] if known else ["sources"])
        self._leave_out([] if current.role in VALUE_WORDS else ["value"])
        if self.series:
            choices = [("", _("no indicator")), *_indicator_choices(current)]
            for name in ("indicator", "minus_indicator"):
                self.fields[name].choices = choices  # type: ignore[attr-defined] # a ChoiceField has them
        if current.role in VALUE_WORDS:
            self.fields["value"].label, self.fields["value"].help_text = VALUE_WORDS[
                AssumptionRole(current.role)
            ]

    def _leave_out(self, names: Iterable[str]) -> None:
        for name in names:
            del self.fields[name]

    def clean(self) -> None:
        """Asks the room whether it could compute with this; the answer is put beside the field."""
        if self.errors:
            return
        try:
            check_change(role=self.current.role, change=self.change())
        except BadValueError:
            words = _("The computation needs a number here: from 0 on, whole minutes from 1 on.")
            self.add_error("value", words)
        except (NoFiguresError, BadReferenceError):
            words = _("The indicator has no figures of this part. Choose another part, or another indicator.")
            self.add_error("part", words)

    def change(self) -> Change:
        """What the operation takes; only where the single fields are in order."""
        data = self.cleaned_data
        texts = {"de": data["statement_de"], "en": data["statement_en"]}
        return Change(
            statement={language: words for language, words in texts.items() if words},
            value=data.get("value"),
            refers_to=self._refers_to() if self.series else self.current.refers_to,
            certainty=data["certainty"],
            valid_from=data["valid_from"],
            reason=data["reason"],
            sources=tuple(data.get("sources", ())),
            source_url=data["source_url"],
        )

    def _refers_to(self) -> dict[str, Any]:
        """The reference as JSON; what the form does not show (the kind of entitlement) stays."""
        kept = {key: part for key, part in self.current.refers_to.items() if key == "entitlement"}
        found = self._series("indicator", "part")
        if not found:
            return kept
        less = self._series("minus_indicator", "minus_part")
        return kept | found | ({"minus": less} if less else {})

    def _series(self, indicator: str, part: str) -> dict[str, Any]:
        data = self.cleaned_data
        if not data[indicator]:
            return {}
        lag = {"lag": data["lag"]} if data["lag"] else {}
        return {"indicator": data[indicator], "part": data[part] or "value", **lag}


def opened_form(current: Assumption, sources: Iterable[Source]) -> AssumptionForm:
    """The form as it opens: everything as the current version has it, the reason still to be written."""
    given = current.refers_to
    less = given.get("minus", {})
    initial = {
        "value": None if current.value is None else current.value.normalize(),
        "statement_de": current.statement.get("de", ""),
        "statement_en": current.statement.get("en", ""),
        "indicator": given.get("indicator", ""),
        "part": given.get("part", "value"),
        "lag": given.get("lag", 0),
        "minus_indicator": less.get("indicator", ""),
        "minus_part": less.get("part", "value"),
        "certainty": current.certainty,
        "valid_from": current.valid_from,
        "sources": [source.pk for source in current.sources.all()],
        "version": current.version,
    }
    return AssumptionForm(current=current, sources=sources, initial=initial)


def _may_take_series(current: Assumption) -> bool:
    """Single figures and offers are named by the city's delivery; a series, or nothing yet, can be chosen here."""
    reference = read_reference(current.refers_to)
    return current.role in FROM_SERIES and (reference is None or isinstance(reference, SeriesReference))


def _indicator_choices(current: Assumption) -> list[tuple[str, str]]:
    words = pgettext_lazy("years of an indicator", "%(name)s (%(first)s to %(last)s)")
    return [
        (row.code, words % {"name": row, "first": row.first, "last": row.last})  # type: ignore[attr-defined] # annotated
        for row in usable_indicators(current.topic)
    ]
