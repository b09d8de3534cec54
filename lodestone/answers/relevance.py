"""Relevance: the brief's scores as they are, Lodestone's fit score taken apart, and how far to trust its ranking."""

from __future__ import annotations

import pandas as pd

from lodestone.answers import chosen_briefs
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.stability import rank_intervals
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_lower, first_upper, joined, number_word
from lodestone.models.scoring import TERMS, stability, verdict, weight_influence

SHOWN = 15
# With fewer rows, being among the first five means little; a row is steady if it is so under this share of weightings.
ENOUGH, STEADY = 15, 0.8
_TITLES = {
    "named": "being named in the brief",
    "business": "business with it",
    "expertise": "work on record",
    "call": "calls for proposals",
    "partner": "partners in Japan",
}


def _terms(frames: Frames, view: View) -> str:
    rows = frames["relevance/terms"]
    changed = rows[rows["published"] != rows["in_use"]]
    shares = joined([f"{first_lower(row.title)} {row.share_pct} %" for row in each_row(rows)])
    return f"{'Weights of your own' if len(changed) else 'Published weights'}: {shares}"


WEIGHTS = Cell(
    "relevance/terms",
    "What goes into the fit score, and how much?",
    ("relevance/terms",),
    _terms,
    (
        Column("title", "Term"),
        Column("meaning", "How it is worked out", width="large"),
        Column("published", "Published weight (points)", "number"),
        Column("in_use", "Weight in use (points)", "number"),
        Column("share_pct", "Share (%)", "number"),
    ),
)


def ranking(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of opportunities/matrix with how stable each place is.

    Added columns: share_in_top, rank_low, rank_high, rank_median, rank_now, label.
    """
    if rows.empty:
        return rows
    measured = stability(rows[list(TERMS)])
    ranks = rows["fit"].rank(ascending=False, method="average")
    return pd.concat([rows, measured], axis=1).assign(
        rank_now=ranks, label=rows["unit"] + ": " + rows["pillar"].str.lower()
    )


def _stability(frames: Frames, view: View) -> str:
    rows = frames["opportunities/matrix"]
    if rows.empty:
        return "Nothing to rank under these filters"
    if len(rows) < ENOUGH:
        return f"{counted(len(rows), 'fit')} to rank: too few for other weights to tell who stays among the first five"
    measured = ranking(rows)
    steady = measured[measured["share_in_top"] >= STEADY]
    first = measured.sort_values("share_in_top", ascending=False, kind="stable").iloc[0]
    named = f"{first['unit']} on {first_lower(first['pillar'])}"
    share = f"{min(99, round(100 * first['share_in_top']))} %"
    if steady.empty:
        none = f"No fit of {len(rows)} stays among the first five under 80 % of weightings"
        return f"{none}; {named} comes nearest ({share})"
    stays = "fits stays" if len(steady) == 1 else "fits stay"
    which = named if len(steady) == 1 else f"{named} first"
    return (
        f"{first_upper(number_word(len(steady)))} of {len(rows)} {stays} among the first five under at least 80 % of "
        f"weightings: {which} ({share})"
    )


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return rank_intervals(
        ranking(frames["opportunities/matrix"]).head(SHOWN),
        tokens=tokens(view.theme),
        title=words.title,
        subtitle="2,000 random weightings: the line spans the rank in nine of ten, the mark is the rank now · "
        + words.subtitle,
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


STABILITY = Cell(
    "relevance/stability",
    "Does the ranking survive other weights?",
    ("opportunities/matrix",),
    _stability,
    (
        Column("unit", "Department", phone=130),
        Column("pillar", "Pillar", phone=125),
        Column("fit", "Fit (0 to 5)", "score", phone=90),
        Column("named", "Named (0 to 1)", "number"),
        Column("business", "Business (0 to 1)", "number"),
        Column("expertise", "Expertise (0 to 1)", "number"),
        Column("call", "Call (0 to 1)", "number"),
        Column("partner", "Partner (0 to 1)", "number"),
    ),
    figure=_figure,
    readable_from=600,
)


def honesty(rows: pd.DataFrame, weights: list[int]) -> list[str]:
    """What a reader must know of the ranking: whether it means anything, and which weight matters most."""
    if rows.empty:
        return []
    terms = rows[list(TERMS)]
    influence = weight_influence(terms, weights).iloc[0]
    changed = round(float(influence["top_changed"]))
    matters = (
        f"The weight that matters most is {_TITLES[str(influence.name)]}: "
        f"without it {number_word(changed)} of the first five places {'changes' if changed == 1 else 'change'} hands."
    )
    return [verdict(terms, weights), matters]


PAGE = (WEIGHTS, STABILITY, chosen_briefs.SCORES)
