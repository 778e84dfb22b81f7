"""Forms of these pages: a translator's file, one text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gesamtplan.translations.languages import TARGETS
from gesamtplan.translations.queries.segments import Segment
from gesamtplan.translations.xliff.read import LONGEST


def _languages() -> list[tuple[str, Any]]:
    return [(language.code, language.label) for language in TARGETS]


class FileForm(forms.Form):
    """What came back from a translator."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=_languages)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "XLIFF 2.0 or 2.1, from German. Nothing is stored before you have seen what would change."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,application/xliff+xml"}),
    )
    machine = forms.BooleanField(
        label=gettext_lazy("A machine made these texts, and nobody has reviewed them"), required=False
    )


class TextForm(forms.Form):
    """A translation, with the version of what its author saw."""

    text = forms.CharField(
        label=gettext_lazy("Translation"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, shown: Segment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = {"lang": shown.language, "dir": "auto"}
        self.fields["text"].widget.attrs |= language
