"""Forms of the desk: the status update, the city's arms."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gesamtplan.accounts.models import User
from gesamtplan.audit.queries import latest_entry
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure, Need, StatusUpdate
from gesamtplan.plan.operations.updates import Report, allowed_states, own_draft
from gesamtplan.plan.states import MeasureState, NeedState
from gesamtplan.theme.imports import LARGEST, Picture, UnfitPictureError, read_picture


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

    draft: StatusUpdate | None = None

    def __init__(self, *args: Any, subject: Need | Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = NeedState if isinstance(subject, Need) else MeasureState
        now: str = subject.state  # type: ignore[union-attr] # annotated by with_state()
        choices = [(state, str(self.states(state).label)) for state in allowed_states(subject, now)]
        if self["state"].value() not in dict(choices):  # chosen before somebody else published
            choices.insert(0, ("", _("Choose a state")))
        self.fields["state"].choices = choices  # type: ignore[attr-defined] # a ChoiceField has them

    @property
    def faults(self) -> str:
        """What keeps the entry from being saved, field by field; only after `is_valid()` said no."""
        return "; ".join(
            f"{self[name].label}: {' '.join(map(str, errors))}" for name, errors in self.errors.items()
        )

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


class ArmsForm(forms.Form):
    """A picture of the city's arms, looked at before anything is stored, and what it shows in words."""

    picture = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy(
            "PNG, or SVG without scripts and without links to other places; 300 kB at most."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/svg+xml"}),
    )
    alt_de = forms.CharField(
        label=gettext_lazy("What it shows, in German"),
        help_text=gettext_lazy("For people who do not see it, e.g. “Arms of the city of Munich”."),
        max_length=200,
    )
    alt_en = forms.CharField(label=gettext_lazy("What it shows, in English"), max_length=200)

    def clean_picture(self) -> Picture:
        """Reads no more than is allowed, and refuses what could do more than be drawn."""
        try:
            return read_picture(self.cleaned_data["picture"].read(LARGEST + 1))
        except UnfitPictureError as error:
            raise forms.ValidationError(str(error)) from error


def opened_form(subject: Need | Measure, author: User) -> UpdateForm:
    """The form as it opens: the author's draft where there is one, else today with the state as it stands."""
    draft = own_draft(subject, author)
    initial = _as_drafted(draft, author) if draft else _blank(subject)
    form = UpdateForm(subject=subject, initial=initial | {"version": subject.version})
    form.draft = draft
    return form


def _blank(subject: Need | Measure) -> dict[str, Any]:
    return {
        "on": localdate(),
        "state": subject.state,  # type: ignore[union-attr] # annotated by with_state()
        "organization": subject.lead_id,
    }


def _as_drafted(draft: StatusUpdate, author: User) -> dict[str, Any]:
    """What the author wrote; the reason stands in the record of changes, because it is not for the public."""
    source = draft.sources.first()
    saved = latest_entry(f"plan.{draft.kind}", draft.subject.code, "draft_status_update", author)
    return {
        "on": draft.date,
        "state": draft.state,
        "text_de": (draft.text or {}).get("de", ""),
        "text_en": (draft.text or {}).get("en", ""),
        "organization": draft.organization_id,
        "source_url": source.url if source else "",
        "reason": saved.reason if saved else "",
    }
