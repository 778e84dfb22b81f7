"""Travel pairs: which cells reach which offers within how many minutes, by which mode.

May use: NumPy, SciPy, shapely, and pyarrow where it is installed; the norms under engine/norms/reach.yaml.
Ask `reach(offers, cells, load_norms().mode("walking"), limit=30)`, or bring own travel times.
"""

from gesamtplan.engine.reach.fastest import fastest
from gesamtplan.engine.reach.grid import Grid, read_grid
from gesamtplan.engine.reach.modes import Mode
from gesamtplan.engine.reach.network import Network, network_reach, read_network
from gesamtplan.engine.reach.norms import ReachNorms, load_norms
from gesamtplan.engine.reach.plane import Plane
from gesamtplan.engine.reach.points import Points
from gesamtplan.engine.reach.spread import Spread, spread, spread_by_grid
from gesamtplan.engine.reach.straight import reach
from gesamtplan.engine.reach.travel_times import read_travel_times

__all__ = [
    "Grid",
    "Mode",
    "Network",
    "Plane",
    "Points",
    "ReachNorms",
    "Spread",
    "fastest",
    "load_norms",
    "network_reach",
    "reach",
    "read_grid",
    "read_network",
    "read_travel_times",
    "spread",
    "spread_by_grid",
]
