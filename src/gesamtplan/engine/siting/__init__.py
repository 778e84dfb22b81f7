"""Where the next offers would help most: a fast choice with its bound, and the proven best one for small cases.

May use: engine.access (what is missing), engine.pairs; no Django, no clock. Ask `next_sites(unmet, Candidates(...), 5)`.
"""

from gesamtplan.engine.siting.candidates import Candidates
from gesamtplan.engine.siting.exact import Best, best_sites
from gesamtplan.engine.siting.next_sites import MOST_SITES, next_sites
from gesamtplan.engine.siting.results import GUARANTEE, NextSites, Site

__all__ = ["GUARANTEE", "MOST_SITES", "Best", "Candidates", "NextSites", "Site", "best_sites", "next_sites"]
