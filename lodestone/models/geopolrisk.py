"""The GeoPolRisk method: supply risk of a mineral for one importer.

Source: Koyamparambath and others 2024, doi.org/10.1016/j.resconrec.2024.107801, as in the package geopolrisk-py of the
same authors. HHI = sum of p^2 / (sum of p)^2 over world production p in tonnes; g = (2.5 - political stability) / 5
from the Worldwide Governance Indicators, 0 to 1; import risk = sum of g x f / (F + p), f the imports from each country,
F all imports and p the importer's own production, all in tonnes; score = HHI x import risk, without a unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lodestone.models.bounds import Interval
from lodestone.models.concentration import hhi


@dataclass(frozen=True)
class Score:
    """HHI of world production, import risk and their product, each from 0 to 1."""

    hhi: float
    import_risk: float
    score: float


def political_risk(stability: float) -> float:
    """The g of a country: (2.5 - political stability) / 5, held within 0 and 1; stability is about -2.5 to 2.5."""
    return min(1.0, max(0.0, (2.5 - stability) / 5))


def geopolrisk(
    production_t: Sequence[float], imports_t: Mapping[str, float], risk: Mapping[str, float], domestic_t: float
) -> Score:
    """The score from world production, imports by country, each supplier's g, and the importer's own production.

    Raises KeyError for a supplier without a risk and ValueError where there is neither import nor production.
    """
    use = sum(imports_t.values()) + domestic_t
    if use <= 0:
        raise ValueError("there must be imports or production of the importer's own")
    concentrated = hhi(production_t)
    import_risk = sum(risk[country] * amount for country, amount in imports_t.items()) / use
    return Score(concentrated, import_risk, concentrated * import_risk)


def from_shares(concentrated: Interval, reliance: Interval, risk_of_imports: Interval) -> Interval:
    """The score where imports are published as shares: HHI x reliance x sum of share x g.

    Net import reliance, 0 to 1, stands in the place of F / (F + p): an approximation, which leaves exports and stocks
    aside. Intervals are carried through.
    """
    return concentrated.times(reliance).times(risk_of_imports).within(0, 1)
