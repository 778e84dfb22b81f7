"""Django forms in KERN markup: label, hint, error, control; the error summary on top links to the fields."""

from typing import Any

from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates


class KernBoundField(BoundField):
    """Gives each control its KERN class, by kind of widget."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if css_class := _control_class(widget):
            built["class"] = " ".join(
                filter(None, (widget.attrs.get("class"), css_class, self._error_class(css_class)))
            )
        return built

    def _error_class(self, css_class: str) -> str:
        return f"{css_class}--error" if self.errors else ""

    @property
    def is_choice_list(self) -> bool:
        """Several controls under one legend, instead of one control with its label."""
        return isinstance(self.field.widget, RadioSelect | CheckboxSelectMultiple)

    @property
    def is_checkbox(self) -> bool:
        """A single box, with its label after it."""
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def is_select(self) -> bool:
        """KERN frames a select to draw its arrow."""
        return isinstance(self.field.widget, Select) and not self.is_choice_list

    @property
    def is_textarea(self) -> bool:
        """Several lines."""
        return isinstance(self.field.widget, Textarea)


def _control_class(widget: Any) -> str:
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple | CheckboxInput):
        return ""
    return "kern-form-input__select" if isinstance(widget, Select) else "kern-form-input__input"


class KernRenderer(DjangoTemplates):
    """FORM_RENDERER of the project."""

    form_template_name = "kern/form.html"
    field_template_name = "kern/field.html"
    bound_field_class = KernBoundField
