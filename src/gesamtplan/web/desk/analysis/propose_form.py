"""The draft of a need that rests on evidence."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from gesamtplan.core.models import Source
from gesamtplan.gaps.evidence import in_all_languages
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, TargetGroup
from gesamtplan.plan.operations.needs import NeedDraft
from gesamtplan.plan.states import Origin, Term

PRIORITIES = [
    ("", gettext_lazy("not decided")),
    *((n, pgettext_lazy("priority", "%s") % n) for n in range(1, 6)),
]
ANNOUNCEMENT = gettext_lazy("Proposed from the analysis; the evidence is frozen beside the need.")


class NeedForm(forms.Form):
    """What the need will say. The evidence is no part of the form: it stands beside it and cannot be edited."""

    title_de = forms.CharField(
        label=gettext_lazy("Title in German"),
        help_text=gettext_lazy("What is missing, for whom and where."),
        max_length=300,
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"),
        help_text=gettext_lazy("Without it, English readers see the German text."),
        max_length=300,
        required=False,
    )
    description_de = forms.CharField(
        label=gettext_lazy("Description in German"),
        help_text=gettext_lazy(
            "The first sentences come from the analysis; add what the figures do not say."
        ),
        widget=forms.Textarea(attrs={"rows": 9}),
        max_length=4000,
        required=False,
    )
    description_en = forms.CharField(
        label=gettext_lazy("Description in English"),
        widget=forms.Textarea(attrs={"rows": 9}),
        max_length=4000,
        required=False,
    )
    field = forms.ModelChoiceField(
        label=gettext_lazy("Field of action"), queryset=FieldOfAction.objects.order_by("number")
    )
    target_groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Target groups"),
        queryset=TargetGroup.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lead = forms.ModelChoiceField(
        label=gettext_lazy("Lead organization"),
        help_text=gettext_lazy("Empty if it is not decided yet."),
        queryset=Organization.objects.all(),
        empty_label=gettext_lazy("not decided"),
        required=False,
    )
    term = forms.ChoiceField(label=gettext_lazy("Term"), choices=Term, initial=Term.UNKNOWN)
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"),
        help_text=gettext_lazy("1 is most urgent."),
        choices=PRIORITIES,
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason_de = forms.CharField(
        label=gettext_lazy("Reason for the priority, in German"), max_length=500, required=False
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason for the priority, in English"), max_length=500, required=False
    )

    def clean(self) -> None:
        """A priority that nobody explains is a claim."""
        data = self.cleaned_data
        if data.get("priority") and not data.get("reason_de"):
            self.add_error(
                "reason_de", gettext_lazy("Say why it is of this priority, or leave the priority open.")
            )

    def draft(self, sources: Iterable[Source] = ()) -> NeedDraft:
        """What the operation takes; only after `is_valid()`."""
        data = self.cleaned_data
        return NeedDraft(
            title=self._text("title"),
            description=self._text("description"),
            fields=[data["field"]],
            origin=Origin.ANALYSIS,
            target_groups=list(data["target_groups"]),
            lead=data["lead"],
            term=data["term"],
            priority=data["priority"],
            priority_reason=self._text("reason"),
            sources=list(sources),
            announcement=in_all_languages(ANNOUNCEMENT),
        )

    def _text(self, name: str) -> dict[str, str]:
        return {language: self.cleaned_data[f"{name}_{language}"] for language in ("de", "en")}


def first_entry(
    words: Mapping[str, Mapping[str, str]], field: FieldOfAction | None, groups: Iterable[TargetGroup]
) -> dict[str, Any]:
    """The form as it opens: generated words, the topic's field, the groups' target groups."""
    texts = {f"{name}_{language}": text for name, by in words.items() for language, text in by.items()}
    lead = field.lead_id if field else None
    return texts | {"field": field, "lead": lead, "target_groups": list(groups), "term": Term.UNKNOWN}
