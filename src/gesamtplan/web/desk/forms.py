"""The form of a status update."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure, Need
from gesamtplan.plan.operations.updates import Report, allowed_states
from gesamtplan.plan.states import MeasureState, NeedState


class UpdateForm(forms.Form):
    """What is reported of one subject, whose version it carries for the optimistic lock."""

    on = forms.DateField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy("The day of which the update speaks; not after today."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        help_text=gettext_lazy("Only states that may follow the current one are offered."),
    )
    text_de = forms.CharField(
        label=gettext_lazy("Text in German"),
        help_text=gettext_lazy(
            "What was done, what is missing, what comes next. No names of persons in need of protection."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
    text_en = forms.CharField(
        label=gettext_lazy("Text in English"),
        help_text=gettext_lazy("Without it, English readers see the German text."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        required=False,
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Reporting organization"), queryset=Organization.objects.all(), required=False
    )
    source_url = forms.URLField(
        label=gettext_lazy("Source (address)"),
        help_text=gettext_lazy("Where readers can check it, e.g. the council paper."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy("Kept in the record of changes; not shown to the public."),
        max_length=500,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Need | Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = NeedState if isinstance(subject, Need) else MeasureState
        now: str = subject.state  # type: ignore[union-attr] # annotated by with_state()
        choices = [(state, self.states(state).label) for state in allowed_states(subject, now)]
        self.fields["state"].choices = choices  # type: ignore[attr-defined] # a ChoiceField has them

    def version_read(self) -> int | None:
        """Version that the author saw; None where the form does not say it (which is an error of the form)."""
        given = str(self.data.get("version", ""))
        return int(given) if given.isdecimal() else None

    def clean_on(self) -> Any:
        """A report of tomorrow is a hope."""
        on = self.cleaned_data["on"]
        if on > localdate():
            raise forms.ValidationError(
                _("This day has not come yet. Give the day of which the update speaks.")
            )
        return on

    def state_label(self) -> str:
        """Word for the state chosen; only after `is_valid()`."""
        return str(self.states(self.cleaned_data["state"]).label)

    def report(self) -> Report:
        """What the operation takes; only after `is_valid()`."""
        data = self.cleaned_data
        return Report(
            state=data["state"],
            on=data["on"],
            text={"de": data["text_de"], "en": data["text_en"]},
            organization=data["organization"],
            source_url=data["source_url"],
            reason=data["reason"],
        )


def blank_form(subject: Need | Measure) -> UpdateForm:
    """The form as it opens: today, the same state, the lead, the version just read."""
    initial = {
        "on": localdate(),
        "state": subject.state,  # type: ignore[union-attr] # annotated by with_state()
        "organization": subject.lead_id,
        "version": subject.version,
    }
    return UpdateForm(subject=subject, initial=initial)
