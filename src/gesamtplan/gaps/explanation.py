"""What an assessment says of itself, frozen with it, so that a page needs nothing else beside the rows."""

from collections import Counter
from datetime import date
from typing import Any

from gesamtplan.engine.entitlement import CONDITIONS, KINDS, STATUSES
from gesamtplan.gaps.day_one import DayOneInputs
from gesamtplan.gaps.findings import Cells, change_list, reasons
from gesamtplan.gaps.frozen_words import condition_words, label_words, named, rule_words
from gesamtplan.gaps.inputs.facts import sources_named

Data = dict[str, Any]

METHOD = {
    "de": "Für jede Zelle wird die Regel von Bund oder Freistaat gesucht, die am Tag galt. Sagt sie nein, "
    "gilt ein freiwilliges Angebot der Stadt aus dem Verzeichnis, wenn nichts Bekanntes dagegen spricht; "
    "sonst niemand. Wo keine Regel vorliegt, bleibt die Zelle unbekannt.",
    "en": "For each cell the rule of federation or state in force on the day is looked up. Where it says no, "
    "a voluntary offer of the city from the directory stands in, unless something known speaks against it; "
    "else nobody. Where there is no rule the cell stays unknown.",
}


def explain(inputs: DayOneInputs, found: Cells, on: date) -> Data:
    """Everything a page needs beside the rows themselves."""
    rules = inputs.rules
    titles = sources_named(source.id for rule in rules.rules for source in rule.sources)
    return {
        "method": METHOD,
        "caution": rules.norms.caution.as_data(),
        "compiled": rules.norms.compiled.isoformat(),
        "statuses": [
            named(item, note=item.note.as_data() if item.note else None) for item in STATUSES.values()
        ],
        "kinds": [named(item) for item in KINDS.values()],
        "circumstances": [item.as_data() for item in inputs.circumstances],
        "conditions": {code: condition_words(item) for code, item in CONDITIONS.items()},
        "labels": label_words(),
        "rules": {rule.id: rule_words(rule, titles) for rule in rules.rules},
        "rules_by_certainty": Counter(rule.certainty.value for rule in rules.rules),
        "offers": [offer.code for offer in inputs.offers],
        "changes": change_list(found),
        "reasons": reasons(found, on, inputs.circumstances[0].code),
    }
