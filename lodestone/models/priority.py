"""The priority index: one number a mineral and country from five terms, and how far its rank can be trusted.

index = 100 x (sum of weight x term) / (sum of weights), each term from 0 to 1, in the order of TERMS:

- concentration: HHI of world output, of the most concentrated stage on record (mine, processed or refined);
- exposure: reliance x political risk of the suppliers, the import risk of the GeoPolRisk method (models/geopolrisk.py);
- recycling: 1 - end-of-life recycling input rate;
- products: share of the four products that the Framework names which the mineral goes into;
- stock: 0 to 0.5 where a government holds some of it, else 0 to 1, since no quantity is published.

Each term is an interval. The rank is by the upper end: what is not known counts as the worst it may be, so that
missing data never lowers a rank; the lower end says how far down the mineral may stand. A mineral of which neither
concentration nor exposure is on record is ranked nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

TERMS = ("concentration", "exposure", "recycling", "products", "stock")
TITLES = ("Concentration of output", "Exposure to suppliers", "Little recycling", "Products named", "No stock known")
PUBLISHED = (30, 40, 10, 10, 10)
LOW = tuple(f"{term}_low" for term in TERMS)
HIGH = tuple(f"{term}_high" for term in TERMS)
_DIGITS = 9
Numbers = npt.NDArray[np.float64]


def index(terms: pd.DataFrame, weights: Sequence[float]) -> pd.DataFrame:
    """The index of each row, 0 to 100, at its lowest and highest: columns index_low, index_high.

    `terms` has LOW and HIGH, each 0 to 1; `weights` are five numbers from 0 on, not all 0. Raises ValueError otherwise.
    """
    given = np.asarray(weights, dtype=float)
    if given.shape != (len(TERMS),) or (given < 0).any() or not given.sum():
        raise ValueError("there must be five weights, none less than 0, one more than 0")
    low, high = _values(terms)
    share = 100 * given / given.sum()
    return pd.DataFrame(
        {"index_low": np.round(low @ share, _DIGITS), "index_high": np.round(high @ share, _DIGITS)}, index=terms.index
    )


def ranked(terms: pd.DataFrame, weights: Sequence[float], *, draws: int = 2000, seed: int = 20251028) -> pd.DataFrame:
    """Index and rank of each row: index_low, index_high, rank (1 is the first), rank_low, rank_high.

    `rank` is by index_high under `weights`, equal ones sharing the best place. rank_low and rank_high span nine of ten
    random weightings, drawn uniformly from all there are, in two worlds: all minerals at their upper ends, and all at
    their lower ends, as if every gap turned out well. They never leave out the rank of `weights` in either world.
    """
    found = index(terms, weights)
    if terms.empty:
        return found.assign(rank=[], rank_low=[], rank_high=[])
    low, high = _values(terms)
    now = found["index_high"].rank(ascending=False, method="min")
    drawn = np.random.default_rng(seed).exponential(size=(draws, len(TERMS)))
    drawn /= drawn.sum(axis=1, keepdims=True)
    worlds = [np.round(drawn @ values.T, _DIGITS) for values in (high, low)]
    places = [_places(scores) for scores in worlds]
    best = [np.percentile(one, 5, axis=0, method="inverted_cdf") for one in places]
    worst = [np.percentile(one, 95, axis=0, method="inverted_cdf") for one in places]
    own = [now.to_numpy(), found["index_low"].rank(ascending=False, method="min").to_numpy()]
    return found.assign(
        rank=now.astype(int),
        rank_low=np.minimum.reduce([*best, *own]).astype(int),
        rank_high=np.maximum.reduce([*worst, *own]).astype(int),
    )


def _places(scores: Numbers) -> Numbers:
    """The place of each score in its row, 1 for the highest; equal ones share the best place."""
    ordered = -np.sort(-scores, axis=1)
    return np.array([np.searchsorted(-row, -own, side="left") for row, own in zip(ordered, scores, strict=True)]) + 1.0


def _values(terms: pd.DataFrame) -> tuple[Numbers, Numbers]:
    low: Numbers = terms.loc[:, list(LOW)].to_numpy(dtype=float)
    high: Numbers = terms.loc[:, list(HIGH)].to_numpy(dtype=float)
    if not ((low >= 0) & (low <= high) & (high <= 1)).all():
        raise ValueError("every term must lie from 0 to 1, its lower end first")
    return low, high
