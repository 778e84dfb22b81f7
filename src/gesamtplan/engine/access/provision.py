"""The plain ratio of the whole city, the first line of every table: places for each person, distance ignored."""

import numpy as np

from gesamtplan.engine.access.inputs import Floats
from gesamtplan.engine.access.prepared import Prepared, per


def provision_ratio(prepared: Prepared) -> tuple[Floats, Floats]:
    """(places per person [fields, groups], need that competes for each class [classes])."""
    table = prepared.inputs.classes
    places = np.zeros(len(table))
    np.add.at(places, prepared.inputs.supply.classes, prepared.places)
    competing = prepared.competing.sum(axis=1)
    share = per(places, competing)
    in_field = table.field == np.arange(len(table.fields))[:, None]
    usable = in_field[:, :, None] & table.eligible
    return (usable * share[:, None]).sum(axis=1) * prepared.inputs.norm, competing
