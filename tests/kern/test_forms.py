"""Forms in KERN markup."""

from django import forms


class Sample(forms.Form):
    name = forms.CharField(help_text="as in the register")
    kind = forms.ChoiceField(choices=[("a", "A")])
    many = forms.MultipleChoiceField(
        choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
    )
    sure = forms.BooleanField(required=False)


def test_control_has_label_hint_and_class() -> None:
    shown = str(Sample())
    assert '<label class="kern-label" for="id_name">' in shown
    assert 'id="id_name_helptext">as in the register' in shown
    assert 'aria-describedby="id_name_helptext"' in shown
    assert "kern-form-input__select-wrapper" in shown
    assert "<legend" in shown


def test_errors_are_summed_up_and_linked() -> None:
    shown = str(Sample({}))
    assert 'role="alert"' in shown
    assert 'href="#id_name"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_name_error"' in shown
    assert "kern-form-input__input--error" in shown


def test_no_form_part_carries_inline_style() -> None:
    assert "style=" not in str(Sample({}))
