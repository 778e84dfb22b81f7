"""Fixed words of a status report, frozen with it in its language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gesamtplan.reports.words import unknown


def labels() -> dict[str, str]:
    """Word by name; page and PDF take them from the frozen content."""
    return _headings() | _columns() | _notes()


def _headings() -> dict[str, str]:
    return {
        "as_of": _("As of"),
        "contents": _("Contents"),
        "at_a_glance": _("At a glance"),
        "states": _("Needs by state"),
        "needs": _("Needs by field of action"),
        "measures": _("Measures and money"),
        "open_topics": _("Open topics"),
        "day_one": _("Day one: who may use what"),
        "gaps": _("Who falls through on day one"),
        "figures": _("Figures"),
        "sources": _("Sources"),
    }


def _columns() -> dict[str, str]:
    return {
        "code": pgettext("column", "No."),
        "field": _("Field of action"),
        "total": _("Total"),
        "need": _("Need"),
        "state": _("State"),
        "lead": _("Lead"),
        "measure": _("Measure"),
        "period": _("Period"),
        "money": _("Money"),
        "subject": _("Need or measure"),
        "department": _("Department"),
        "next_report": _("Next report due"),
        "status": _("Residence status"),
        "year": _("Year"),
        "value": _("Value"),
        "district": _("District"),
        "definition": _("Definition"),
        "source": _("Source"),
        "page": _("Page"),
        "of": pgettext("page 1 of 9", "of"),
    }


def _notes() -> dict[str, str]:
    return {
        "several_fields": _("A need of several fields counts in each of them."),
        "amounts": _("Amounts have different periods and are therefore not added up."),
        "unknown": _("“unknown” means that no public source was found, not that nothing was done."),
        "map_note": _("White: value unknown. The numbers are those of the districts."),
        "table_below": _("the table below says the same"),
        "no_gaps": _("Nobody falls through on this day, as far as the rules are known."),
        "no_source": unknown(),
        "no_topics": _("No topic is open."),
        "not_assessed": _("The day-one matrix was not yet computed."),
        "legal": _(
            "Not legal advice. Each cell follows from dated rules; basis, certainty and source stand on the day-one page."
        ),
    }
