"""The fit score and how far a ranking by it can be trusted: pure functions over frames.

fit = 5 x (sum of weight x term) / (sum of weights); data/scoring.yaml states the formula, its terms and their published
weights, data/views/fit.sql works the terms out. Nothing here knows the screen or the database, and equal input gives
equal output to the last digit: sums run over the terms in the order of TERMS, and chance is seeded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

TERMS = ("named", "business", "expertise", "call", "partner")
HIGHEST = 5.0
TOP = 5
# Scores that differ by less than this are the same score: sums of products are not exact.
_DIGITS = 9
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
Numbers = npt.NDArray[np.float64]


def fit(terms: pd.DataFrame, weights: Sequence[float]) -> pd.Series:
    """The score of each row, 0 to 5.

    `terms` has the columns TERMS, each 0 to 1; `weights` are five numbers from 0 on, in the order of TERMS, not all 0.
    Raises ValueError when they are not.
    """
    given = _weights(weights)
    if not given.sum():
        raise ValueError("at least one weight must be more than 0")
    return pd.Series(
        HIGHEST * _weighted(_values(terms), given) / _weighted(np.ones((1, len(TERMS))), given)[0],
        index=terms.index,
        name="fit",
    )


def stability(terms: pd.DataFrame, *, draws: int = 2000, top: int = TOP, seed: int = 20251028) -> pd.DataFrame:
    """How often each row stands among the best `top`, and at which rank, over random weightings.

    Weightings are drawn uniformly from all there are (the simplex). Columns: share_in_top, 0 to 1, in which tied rows
    divide the places left to them, so that the shares add up to `top` (or to the number of rows, if that is less);
    rank_low, rank_median, rank_high: 5th, 50th and 95th percentile of the rank, tied rows all taking their mean rank.
    """
    values = _values(terms)
    if not len(values):
        return pd.DataFrame(
            {name: pd.Series(dtype=float) for name in ("share_in_top", "rank_low", "rank_high", "rank_median")},
            index=terms.index,
        )
    weightings = np.random.default_rng(seed).exponential(size=(draws, len(TERMS)))
    weightings /= weightings.sum(axis=1, keepdims=True)
    # One score a row and draw; summed term by term, so that equal rows get equal scores to the last digit.
    scores = np.zeros((draws, len(values)))
    for number in range(len(TERMS)):
        scores += weightings[:, number, None] * values[:, number]
    first, last = _places(scores)
    low, median, high = np.percentile((first + last) / 2, (5, 50, 95), axis=0, method="inverted_cdf")
    return pd.DataFrame(
        {
            "share_in_top": _seats(first, last, top).mean(axis=0),
            "rank_low": low,
            "rank_high": high,
            "rank_median": median,
        },
        index=terms.index,
    )


def weight_influence(terms: pd.DataFrame, weights: Sequence[float], *, top: int = TOP) -> pd.DataFrame:
    """What each weight does: how much the ranking changes when it is set to zero, the most telling one first.

    Index: the term. Columns: weight; changed, 1 - Kendall's tau-b (0: the same order; 1: no order in common; 2: turned
    round); top_changed, how many of the best `top` places go to other rows (a fraction where tied rows divide one).
    """
    values, given = _values(terms), _weights(weights)
    before = _rounded(_weighted(values, given))
    seats = _seats(*_places(before[None, :]), top)[0]
    rows = []
    for number, term in enumerate(TERMS):
        left = given.copy()
        left[number] = 0.0
        after = _rounded(_weighted(values, left))
        lost = np.maximum(seats - _seats(*_places(after[None, :]), top)[0], 0).sum()
        rows.append((term, given[number], round(1 - _tau_b(before, after), _DIGITS), round(float(lost), _DIGITS)))
    frame = pd.DataFrame(rows, columns=["term", "weight", "changed", "top_changed"]).set_index("term")
    return frame.sort_values(["changed", "top_changed"], ascending=False, kind="stable")


def ties(scores: pd.Series) -> int:
    """How many rows share their score with another."""
    return int(scores.astype(float).round(_DIGITS).duplicated(keep=False).sum())


def verdict(terms: pd.DataFrame, weights: Sequence[float], *, top: int = TOP) -> str:
    """In a sentence, whether a ranking of these rows means anything: thin evidence and ties are said first."""
    if len(terms) < 2:
        return "There is nothing to rank." if terms.empty else "There is a single entry: nothing to rank it against."
    scores = fit(terms, weights).round(_DIGITS).sort_values(ascending=False, kind="stable")
    best = scores.iloc[:top]
    place = f"the first {_word(len(best))}" if len(scores) > len(best) else f"all {_word(len(best))}"
    silent = float((_values(terms) == 0).mean())
    if not scores.iloc[0]:
        return "Every score is 0: nothing on record speaks for any of them."
    said = []
    if silent > 0.5:
        said.append(f"{100 * silent:.0f} % of all terms are 0, so it rests on thin evidence")
    different = best.nunique()
    if different < min(3, len(best)):
        said.append(
            f"{place} have {'one score' if different == 1 else f'only {_word(different)} scores'} between them, "
            "so their order says little"
        )
    tied = int((scores == best.iloc[-1]).sum())
    if len(scores) > len(best) and scores.iloc[len(best)] == best.iloc[-1]:
        said.append(f"{tied} share the score at place {len(best)}, so who is among {place} is chance")
    if said:
        return f"Read this ranking with care: {'; '.join(said)}."
    shared = ties(scores)
    others = f"{shared} share theirs with another" if shared else "none shares its score with another"
    return (
        f"The ranking tells the best apart: {place} have {_word(different)} different scores. "
        f"Of all {len(scores)} entries, {others}."
    )


def _word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _values(terms: pd.DataFrame) -> Numbers:
    values: Numbers = terms.loc[:, list(TERMS)].to_numpy(dtype=float)
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError("every term must be a number from 0 to 1")
    return values


def _weights(weights: Sequence[float]) -> Numbers:
    given = np.asarray(weights, dtype=float)
    if given.shape != (len(TERMS),) or not (np.isfinite(given) & (given >= 0)).all():
        raise ValueError(f"there must be {len(TERMS)} weights, none less than 0")
    return given


def _weighted(values: Numbers, weights: Numbers) -> Numbers:
    total = np.zeros(len(values))
    for number in range(len(TERMS)):
        total += weights[number] * values[:, number]
    return total


def _rounded(values: Numbers) -> Numbers:
    rounded: Numbers = np.round(values, _DIGITS)
    return rounded


def _places(scores: Numbers) -> tuple[Numbers, Numbers]:
    """First and last rank that each score shares with its equals, by row of `scores`; 1 is the highest score."""
    rounded = pd.DataFrame(_rounded(scores))
    first, last = (rounded.rank(axis=1, method=end, ascending=False).to_numpy() for end in ("min", "max"))
    return first, last


def _seats(first: Numbers, last: Numbers, top: int) -> Numbers:
    """The share that each row has in the best `top` places; tied rows divide what is left equally."""
    seats: Numbers = np.clip((top + 1 - first) / (last - first + 1), 0.0, 1.0)
    return seats


def _tau_b(one: Numbers, other: Numbers) -> float:
    """Kendall's tau-b. Where a ranking knows no order at all: 1 if neither does, otherwise 0."""
    signs, others = np.sign(one[:, None] - one), np.sign(other[:, None] - other)
    orders = float((signs * signs).sum()) * float((others * others).sum())
    if not orders:
        return float(not signs.any() and not others.any())
    return float((signs * others).sum()) / float(np.sqrt(orders))
