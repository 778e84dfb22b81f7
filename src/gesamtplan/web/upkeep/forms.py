"""Forms of these pages: one line of figures, and the texts of an offer."""

import re
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gesamtplan.offers.models import Offer
from gesamtplan.offers.operations.capacity import Figures
from gesamtplan.offers.operations.proposals import LONGEST, LONGEST_TEXT, Wording, text_of
from gesamtplan.offers.operations.upkeep import LineTold
from gesamtplan.offers.queries.kept import KeptLine
from gesamtplan.offers.states import CONTACTS, TextPart

WHOLE = re.compile(r"\d+|\d{1,3}(?:[.,'  ]\d{3})+")
LARGEST = 999_999


class WholeNumberField(forms.IntegerField):
    """As people type it, e.g. 1.200 for twelve hundred; Django alone would take 1.000 for one."""

    def to_python(self, value: Any) -> int | None:
        typed = str(value if value is not None else "").strip()
        if typed and not WHOLE.fullmatch(typed):
            raise forms.ValidationError(_("Give a whole number from 0 on, e.g. 12."))
        return super().to_python(re.sub(r"\D", "", typed))


def _number(label: Any) -> WholeNumberField:
    # a text field with a number pad: of type number a browser would throw away what is no number
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "9"})
    return WholeNumberField(
        label=label, required=False, max_value=LARGEST, widget=widget, show_hidden_initial=True
    )


class LineForm(forms.Form):
    """What is told of one line. Empty is not told; a field that is left as shown is told again."""

    places = _number(gettext_lazy("Places"))
    taken = _number(gettext_lazy("Of these taken"))
    waiting = _number(gettext_lazy("People waiting"))
    next_start = forms.DateField(
        label=gettext_lazy("Next start"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        show_hidden_initial=True,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, line: KeptLine, prefix: str) -> None:
        super().__init__(data, initial=_shown(line), prefix=prefix)
        self.line = line
        self.name = ""  # of the line, as the page puts it

    def clean_next_start(self) -> Any:
        """What began is not the next start."""
        day = self.cleaned_data["next_start"]
        if day and day < localdate():
            raise forms.ValidationError(_("This day is over. Give the next one, or leave it empty."))
        return day

    def clean(self) -> dict[str, Any]:
        """Emptied altogether is no news: who does not know any more leaves it as it was."""
        data = dict(super().clean() or {})
        told = any(data.get(name) is not None for name in ("places", "taken", "waiting", "next_start"))
        if self.line.report and not told and not self.errors:
            raise forms.ValidationError(_("Give at least one figure, or leave the line as it was."))
        return data

    def told(self) -> LineTold:
        """What the operation takes; only after `is_valid()`."""
        data, report = self.cleaned_data, self.line.report
        is_touched = bool(set(self.changed_data) - {"seen"})
        figures = Figures(
            places=data["places"],
            taken=data["taken"],
            waiting=data["waiting"],
            next_start=data["next_start"],
            as_of=localdate(),
            note=report.note if report and not is_touched else None,
            target_group=self.line.target_group,
            site=self.line.site,
        )
        return LineTold(figures, data["seen"], is_touched)


def _shown(line: KeptLine) -> dict[str, Any]:
    report = line.report
    if report is None:
        return {}
    start = report.next_start if report.next_start and report.next_start >= localdate() else None
    told = {"places": report.places, "taken": report.taken, "waiting": report.waiting}
    return {**told, "next_start": start, "seen": report.pk}


class TextsForm(forms.Form):
    """The texts of an offer in one language, as they stand; what is changed is proposed."""

    note = forms.CharField(
        label=gettext_lazy("Why, or since when (for the coordination)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, offer: Offer, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        fields = {part.value: _text_field(part, offer, language) for part in TextPart}
        self.fields = {**fields, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Something has to be different."""
        data = dict(super().clean() or {})
        if not self.errors and not self._changed():
            raise forms.ValidationError(_("Nothing is changed yet. Change a text, then send it."))
        return data

    def wordings(self) -> list[Wording]:
        """What was changed, with what stood there when the page was opened; only after `is_valid()`."""
        return [
            Wording(
                part,
                "" if part in CONTACTS else self.language,
                _one_line_end(self.cleaned_data[part]),
                _one_line_end(self.data.get(self.add_initial_prefix(part), "")),
            )
            for part in self._changed()
        ]

    def _changed(self) -> list[str]:
        return [name for name in self.changed_data if name in TextPart.values]


def _text_field(part: TextPart, offer: Offer, language: str) -> forms.CharField:
    current = text_of(offer, part, "" if part in CONTACTS else language)
    given: dict[str, Any] = {
        "label": part.label,
        "required": part is TextPart.TITLE,
        "initial": current,
        "max_length": LONGEST.get(part, LONGEST_TEXT),
        "show_hidden_initial": True,
    }
    if part is TextPart.CONTACT_EMAIL:
        return forms.EmailField(**given)
    if part is TextPart.CONTACT_URL:
        return forms.URLField(**given, assume_scheme="https")
    if part is TextPart.CONTACT_PHONE:
        return forms.CharField(**given, widget=forms.TextInput(attrs={"type": "tel"}))
    rows = 2 if part is TextPart.TITLE else 4
    return forms.CharField(**given, widget=forms.Textarea(attrs={"rows": rows, "lang": language}))


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
