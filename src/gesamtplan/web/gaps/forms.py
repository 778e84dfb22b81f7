"""What the reader of the day-one matrix asks for; what makes no sense is said, and the usual value taken."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gesamtplan.gaps.models import Assessment
from gesamtplan.gaps.queries.day_one import Vocabulary, last_turn

MONTHS_MAX = 600
DAY = timedelta(days=1)


class _DayInput(forms.DateInput):
    input_type = "date"


def _day_field(label: Any) -> forms.DateField:
    """The browser sends 2025-12-01; people type 01.12.2025."""
    error = _("This is no day. Write it as 2025-12-01 or 01.12.2025.")
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=_DayInput(format="%Y-%m-%d"),
        error_messages={"invalid": error},
    )


class DayOneForm(forms.Form):
    """All fields may be left out."""

    on = _day_field(_("Reference day"))
    months = forms.IntegerField(
        label=_("Months since arrival"),
        required=False,
        min_value=0,
        max_value=MONTHS_MAX,
        error_messages={"invalid": _("Give whole months from 0 on.")},
    )
    compare = _day_field(_("Compare with"))
    circumstances = forms.ChoiceField(
        label=_("Circumstances"),
        required=False,
        error_messages={
            "invalid_choice": _("There is no such set of circumstances. Choose one of the list.")
        },
    )

    def __init__(self, data: dict[str, Any], words: Vocabulary) -> None:
        super().__init__(data)
        self.fields["circumstances"] = _with_choices(self.fields["circumstances"], words)


def _with_choices(field: Any, words: Vocabulary) -> Any:
    field.choices = [(code, str(name)) for code, name, _short in words.circumstances]
    return field


@dataclass(frozen=True)
class Selection:
    """What is shown: the reader's wish, with the usual value wherever it is missing or makes no sense."""

    on: date
    months: int
    compare: date | None
    circumstances: str

    def query(self, **changes: object) -> str:
        """Query string of the page that shows this, with some values changed."""
        values = {
            "on": self.on,
            "months": self.months,
            "compare": self.compare,
            "circumstances": self.circumstances,
        }
        return urlencode({key: value for key, value in (values | changes).items() if value is not None})


def read_selection(query: QueryDict, assessment: Assessment, today: date) -> tuple[DayOneForm, Selection]:
    """The form with its errors, and what to show. By default: today, against the day before the last turn."""
    words = Vocabulary(assessment.explanation)
    asked = DayOneForm(query.dict(), words)
    asked.full_clean()
    wish = {key: value for key, value in asked.cleaned_data.items() if value not in {None, ""}}
    circumstances = wish.get("circumstances") or words.circumstances[0][0]
    on = wish.get("on") or today
    turn = last_turn(assessment, circumstances, on)
    compare = wish.get("compare") or (turn - DAY if turn else None)
    selection = Selection(on, wish.get("months", 0), compare, circumstances)
    return _shown_form(asked, selection, words), selection


def _shown_form(asked: DayOneForm, selection: Selection, words: Vocabulary) -> DayOneForm:
    """Filled with what is shown; the errors of what was asked stay."""
    values = {
        "on": selection.on.isoformat(),
        "months": selection.months,
        "compare": selection.compare.isoformat() if selection.compare else "",
        "circumstances": selection.circumstances,
    }
    form = DayOneForm(values, words)
    form.full_clean()
    for name, errors in asked.errors.items():
        form.add_error(name, list(errors))
    return form
