"""Forms of these pages: a file, where its headings stand, what its columns mean."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gesamtplan.offers.sheets.cells import text_of
from gesamtplan.offers.sheets.choice import Choice
from gesamtplan.offers.sheets.columns import columns
from gesamtplan.offers.sheets.limits import LARGEST
from gesamtplan.offers.sheets.tables import LOOKED_AT, Table

SAMPLES = 3
SHOWN = 60
KINDS = ".xlsx,.xls,.xlsm,.ods,.csv,.txt"
NOT_USED = ("", gettext_lazy("do not use"))
Options = list[tuple[str, Any]]


class FileForm(forms.Form):
    """A spreadsheet with offers."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "XLSX, XLS, ODS or CSV, up to 25 MB and 20,000 rows. Nothing is stored before you have seen what would change."
        ),
        widget=forms.FileInput(attrs={"accept": KINDS}),
    )

    def clean_file(self) -> Any:
        """Refuses what would only be refused once it is stored."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("The file has more than %(most)d MB. Split it, or delete pictures and other sheets.")
                % {"most": LARGEST // 10**6}
            )
        return file


class PlaceForm(forms.Form):
    """Where the headings stand."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)
    row = forms.IntegerField(
        label=gettext_lazy("Row of the headings"), min_value=1, max_value=LOOKED_AT, initial=1
    )
    height = forms.TypedChoiceField(
        label=gettext_lazy("The headings take"),
        choices=[("1", gettext_lazy("one row")), ("2", gettext_lazy("two rows"))],
        coerce=int,
    )

    def __init__(self, *args: Any, sheets: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = list(sheets)
        self.fields["sheet"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        if names == [""]:  # a CSV file has one sheet, without a name
            del self.fields["sheet"]


class ColumnsForm(forms.Form):
    """What each column of the file means; and what holds for rows that do not say it."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of new offers"), required=False)
    provider = forms.ChoiceField(label=gettext_lazy("Provider of new offers"), required=False)
    as_of = forms.DateField(
        label=gettext_lazy("Day of the figures of places"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(
        self, data: Any = None, *, table: Table, choice: Choice, kinds: Options, providers: Options
    ) -> None:
        given = {"kind": choice.kind, "provider": choice.provider, "as_of": choice.as_of or None}
        super().__init__(data, initial=given)
        self.fields["kind"].choices = [("", _("no kind")), *kinds]  # type: ignore[attr-defined]
        self.fields["provider"].choices = [("", _("no provider")), *providers]  # type: ignore[attr-defined]
        meanings: Options = [NOT_USED, *((name, str(column)) for name, column in columns().items())]
        self.at = [at for at, heading in enumerate(table.headings) if heading or _samples(table, at)]
        for at in self.at:
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=table.headings[at] or _("column %(number)d") % {"number": at + 1},
                help_text=_samples(table, at) or _("no values"),
                choices=meanings,
                required=False,
                initial=choice.columns.get(at, ""),
            )

    @property
    def meanings(self) -> list[forms.BoundField]:
        """Fields of the columns, in the order of the file."""
        return [self[f"column-{at}"] for at in self.at]

    @property
    def otherwise(self) -> list[forms.BoundField]:
        """Fields of what holds for rows that do not say it."""
        return [self[name] for name in ("kind", "provider", "as_of")]

    def clean(self) -> dict[str, Any]:
        """No column of ours twice; and something by which a row can be known."""
        data = super().clean() or {}
        chosen = [data[f"column-{at}"] for at in self.at if data.get(f"column-{at}")]
        for name in {name for name in chosen if chosen.count(name) > 1}:
            places = [at for at in self.at if data.get(f"column-{at}") == name]
            why = _("Another column means “%(column)s” too. Choose one of them.")
            self.add_error(f"column-{places[-1]}", why % {"column": columns()[name]})
        if not {"code", "title_de", "title_en"} & set(chosen):
            raise forms.ValidationError(
                _("Say which column is the code or the title: without it no row can be known by anything.")
            )
        return data

    def choice(self, place: Choice) -> Choice:
        """What was chosen, for the headings at this place."""
        data: Mapping[str, Any] = self.cleaned_data
        chosen = {at: data[f"column-{at}"] for at in self.at if data[f"column-{at}"]}
        as_of = data["as_of"].isoformat() if data["as_of"] else ""
        return Choice(place.sheet, place.row, place.height, chosen, data["kind"], data["provider"], as_of)


def _samples(table: Table, at: int) -> str:
    """The first values of a column."""
    found: list[str] = []
    for line in table.lines:
        text = " ".join(text_of(line.cell(at)).split())
        if text and text not in found:
            found.append(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
        if len(found) == SAMPLES:
            break
    return " · ".join(found)
