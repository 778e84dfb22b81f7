"""What somebody may say to the finder; every field may be left out, and what makes no sense is said and left out."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.eligibility import Family, LanguageLevel, Sex
from gesamtplan.engine.entitlement import STATUSES
from gesamtplan.engine.entitlement.readers import status_name

OLDEST = 120
EARLIEST = date(1900, 1, 1)
SEXES = {
    Sex.FEMALE: pgettext_lazy("sex", "female"),
    Sex.MALE: pgettext_lazy("sex", "male"),
    Sex.DIVERSE: pgettext_lazy("sex", "diverse"),
}
FAMILIES = {
    Family.CHILDREN: _("I have children"),
    Family.SINGLE_PARENT: _("I am bringing up children alone"),
    Family.PREGNANT: _("I am pregnant"),
    Family.UNACCOMPANIED: _("I am under 18 and here without my parents"),
}
LEVELS = {LanguageLevel.NONE: _("no German yet")}
NOT_SAID: tuple[str, Any] = ("", _("not said"))
PERSON = ("since", "status", "age", "speaks", "near", "level", "sex", "family")
WISHES = ("kind", "q", "open", "free", "child_care", "no_fee", "spoken")
Choices = Sequence[tuple[str, Any]]


class _DayInput(forms.DateInput):
    input_type = "date"


class FinderForm(forms.Form):
    """`kinds` and `spoken`: what may be chosen, in the reader's language."""

    kind = forms.ChoiceField(label=_("What are you looking for?"), required=False)
    q = forms.CharField(label=_("In words"), required=False, max_length=200)
    near = forms.CharField(
        label=_("Where do you live?"),
        required=False,
        max_length=120,
        help_text=_("District or street"),
        widget=forms.TextInput(attrs={"list": "districts", "autocomplete": "off"}),
    )
    since = forms.DateField(
        label=_("In Germany since"),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=_DayInput(format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no day. Write it as 2025-12-01 or 01.12.2025.")},
    )
    status = forms.ChoiceField(label=_("Your residence paper"), required=False)
    age = forms.IntegerField(
        label=_("Your age"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        error_messages={"invalid": _("Give your age in whole years.")},
    )
    speaks = forms.ChoiceField(label=_("Language you speak"), required=False)
    level = forms.ChoiceField(
        label=_("Your German"),
        required=False,
        choices=[NOT_SAID, *((level.value, LEVELS.get(level, level.value)) for level in LanguageLevel)],
    )
    sex = forms.ChoiceField(
        label=pgettext_lazy("of a person", "Sex"),
        required=False,
        choices=[NOT_SAID, *((sex.value, label) for sex, label in SEXES.items())],
        help_text=_("Some offers are for women only."),
    )
    family = forms.MultipleChoiceField(
        label=_("Family"),
        required=False,
        choices=[(family.value, label) for family, label in FAMILIES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    open = forms.BooleanField(label=_("Open now"), required=False)
    free = forms.BooleanField(label=_("Free places"), required=False)
    child_care = forms.BooleanField(label=_("Child care during the offer"), required=False)
    no_fee = forms.BooleanField(label=_("Free of charge"), required=False)
    spoken = forms.BooleanField(label=_("My language is spoken there"), required=False)

    def __init__(self, data: QueryDict, *, kinds: Choices, spoken: Choices, today: date) -> None:
        super().__init__(data)
        self.today = today
        self._offer("kind", (("", _("everything")), *kinds))
        self._offer("speaks", (NOT_SAID, *spoken))
        self._offer("status", (NOT_SAID, *paper_choices()))
        self.fields["since"].widget.attrs["max"] = today.isoformat()

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        field.choices = list(choices)  # type: ignore[attr-defined] # a ChoiceField, as declared above
        field.error_messages["invalid_choice"] = _("There is no such choice in the list.")

    def clean_since(self) -> date | None:
        """A day that lies ahead is a slip of the pen."""
        day: date | None = self.cleaned_data["since"]
        if day and not EARLIEST <= day <= self.today:
            raise forms.ValidationError(_("This day lies ahead or is not possible. Give a day up to today."))
        return day

    def said(self, name: str) -> Any:
        """What was said in a field; None where nothing was, or nothing that makes sense."""
        return self.cleaned_data.get(name) or None


def paper_choices() -> list[tuple[str, str]]:
    """Residence statuses by code with their names in the reader's language, in the order of the day-one matrix."""
    return [(code, str(LocalizedText(status_name(code)))) for code in STATUSES]
