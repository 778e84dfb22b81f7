"""How a result came about, as plain data that can be stored beside it and shown."""

from typing import Any

import numpy as np

from gesamtplan.engine.access.inputs import AccessInputs
from gesamtplan.engine.access.methods import FORMULAS, Method

FORMULA = {
    Method.PROVISION: "A = norm · Σ_k S_k / D_k, with D_k the need of all who may use class k",
    Method.TWO_STEP: "D_j = Σ_i [w_ij > 0] N_i; A_i = norm · Σ_j [w_ij > 0] S_j / D_j",
    Method.E2SFCA: "D_j = Σ_i w_ij N_i; A_i = norm · Σ_j w_ij S_j / D_j",
    Method.M2SFCA: "D_j = Σ_i w_ij N_i; A_i = norm · Σ_j w_ij² S_j / D_j",
    Method.THREE_STEP: "G_ij = w_ij / Σ_j w_ij; D_j = Σ_i G_ij w_ij N_i; A_i = norm · Σ_j G_ij w_ij S_j / D_j",
    Method.BFCA: "D_j = Σ_i N_i w_ij / Σ_j w_ij; A_i = norm · Σ_j (S_j / D_j) w_ij / Σ_i w_ij",
    Method.SPATIAL_AVAILABILITY: "V_i = Σ_j S_j · w_ij N_i / Σ_i w_ij N_i, shown as claims; A_i = V_i / people",
}
SYMBOLS = {
    "i": "cell",
    "j": "offer the group may use",
    "w_ij": "weight by travel time",
    "N_i": "need = people · norm, over the groups that may use the offer",
    "S_j": "places",
    "D_j": "need that competes for the offer",
    "A_i": "places per person",
}


def statement(inputs: AccessInputs, method: Method) -> dict[str, Any]:
    """Method, formula, source, decay and the sums that went in, field by field."""
    formula = FORMULAS.get(method)
    return {
        "method": method.value,
        "formula": FORMULA[method],
        "symbols": SYMBOLS,
        "source": formula.source if formula else None,
        "keeps_places": formula.keeps_places if formula else True,
        "decay": inputs.decay.as_data(),
        "norms_version": inputs.norms_version,
        "counts": {
            "cells": len(inputs.demand.cells),
            "offers": len(inputs.supply.offers),
            "pairs": len(inputs.pairs),
            "classes": len(inputs.classes),
        },
        "fields": [_field(inputs, field) for field in range(len(inputs.classes.fields))],
    }


def _field(inputs: AccessInputs, field: int) -> dict[str, Any]:
    offers = inputs.classes.field[inputs.supply.classes] == field
    places = inputs.supply.places[offers]
    people = np.nan_to_num(inputs.demand.people).sum(axis=0)
    return {
        "field": inputs.classes.fields[field],
        "offers": int(offers.sum()),
        "places": float(np.nansum(places)),
        "offers_with_unknown_places": int(np.isnan(places).sum()),
        "need": float((people * inputs.norm[field]).sum()),
    }
