"""The catchment family as a table: what each method does differently to the same two sums over the pairs."""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How places are shared out. Shown: E2SFCA and BFCA; the others serve comparison with the literature."""

    PROVISION = "provision"
    TWO_STEP = "2SFCA"
    E2SFCA = "E2SFCA"
    M2SFCA = "M2SFCA"
    THREE_STEP = "3SFCA"
    BFCA = "BFCA"
    SPATIAL_AVAILABILITY = "spatial availability"


@dataclass(frozen=True, slots=True)
class Formula:
    """`D_j = Σ_i w_ij^inward · need_i / T_i`, `share_i = Σ_j w_ij^outward · places_j / (D_j · C_j) / T_i`.

    w: weight by travel time (power 0: 1 where w > 0). T_i = Σ_j w_ij over the offers a person may use, else 1: if
    `choice_in` / `choice_out`. C_j = Σ_i w_ij if `balanced`, else 1. `keeps_places`: what can be claimed adds up to
    the places in reach. `source`: id in engine/norms/access.yaml.
    """

    source: str
    inward: int = 1
    outward: int = 1
    choice_in: bool = False
    choice_out: bool = False
    balanced: bool = False
    keeps_places: bool = True


FORMULAS = {
    Method.TWO_STEP: Formula("luo-wang-2003", inward=0, outward=0),
    Method.E2SFCA: Formula("luo-qi-2009"),
    Method.M2SFCA: Formula("delamater-2013", outward=2, keeps_places=False),
    Method.THREE_STEP: Formula("wan-2012", inward=2, outward=2, choice_in=True, choice_out=True),
    Method.BFCA: Formula("paez-2019", choice_in=True, balanced=True, keeps_places=False),
    Method.SPATIAL_AVAILABILITY: Formula("soukhov-2023"),
}
