"""What may be published of small numbers: noise that depends on the people counted, a threshold, an attacker's check.

May use: NumPy, SciPy; the norms under engine/norms/disclosure.yaml. Inside, always compute on true counts; call
`publish(Cube.from_secret(axes, people, secret), load_rules())` last. Why so: docs/adr/0005-cell-keys.md.
"""

from gesamtplan.engine.disclosure.attack import singled_out
from gesamtplan.engine.disclosure.cube import ALL, Axis, Cube, Level
from gesamtplan.engine.disclosure.protect import Protected, protect
from gesamtplan.engine.disclosure.publication import Publication, PublishedTable
from gesamtplan.engine.disclosure.publish import publish
from gesamtplan.engine.disclosure.rules import Rules, load_rules
from gesamtplan.engine.disclosure.shown import Shown, State, shown_access, shown_unmet

__all__ = [
    "ALL",
    "Axis",
    "Cube",
    "Level",
    "Protected",
    "Publication",
    "PublishedTable",
    "Rules",
    "Shown",
    "State",
    "load_rules",
    "protect",
    "publish",
    "shown_access",
    "shown_unmet",
    "singled_out",
]
