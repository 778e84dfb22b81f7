"""Words of needs and measures that several lists show."""

from django import template
from django.utils.translation import gettext as _

from gesamtplan.kern.templatetags.kern import unknown
from gesamtplan.plan.models import Measure, Need

register = template.Library()
MANY = 4


@register.simple_tag
def fields_of(row: Need | Measure) -> str:
    """Short titles of its fields of action; more than four are as good as all."""
    titles = [str(field.short_title) for field in row.fields_of_action.all()]
    if len(titles) > MANY:
        return _("all fields")
    return ", ".join(titles) or unknown()
