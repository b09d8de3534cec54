"""The quadrants of relevance and readiness."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, few_rows, frame_figure, size_of
from lodestone.figures.text import cut, escape
from lodestone.figures.tokens import Tokens

# So many marks a level, each with room for its name: more stand beside these.
_LEVEL, _FEW = 7, 4


def _clear_of_names(placed: pd.DataFrame, most: int) -> pd.Series:
    """How many rows up the marks right of 4 begin: no mark may stand where their names run, `placed` from the right."""
    far = placed["relevance"] > 4
    near = placed[placed["relevance"].between(2.5, 4)]
    taken = near.groupby(["readiness", "relevance"]).size().groupby("readiness").max()
    spot = placed.groupby(["relevance", "readiness"])["unit"]
    further = placed[far].groupby("readiness").cumcount().reindex(placed.index, fill_value=0)
    first = further.groupby([placed["relevance"], placed["readiness"]]).transform("min")
    up = placed["readiness"].map(taken).fillna(0).astype(int) + first
    return up.where(far & (up + spot.transform("size") <= most), 0)


def _room_left(placed: pd.DataFrame, relevance: float, y: float, width: int) -> float:
    """How long (px) a name may be: one that runs to the left must end before the next mark at its height."""
    if relevance <= 4:
        return width
    beside = placed[(placed["x"] < relevance) & (placed["y"] == y)]["x"]
    return (relevance - (beside.max() if len(beside) else 0)) / 5.4 * (width - 104) - 18


def quadrants(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Relevance (0 to 5, along) against readiness (0 to 4 things at hand, up); the relevant are named, few marks all.

    `rows`: unit_id, unit, pillar, relevance, readiness. Marks on one spot are laid side by side.
    """
    width, height = size_of(form, width, 520 if form == "paper" else 720)
    placed = rows.sort_values(["relevance", "fit", "unit"], ascending=[False, False, True], kind="stable").reset_index(
        drop=True
    )
    spot = placed.groupby(["relevance", "readiness"]).cumcount()
    most = _FEW if few_rows(form) else _LEVEL
    spot += _clear_of_names(placed, most)
    # In parts of the step from one thing at hand to the next.
    placed["y"] = placed["readiness"] + (spot % most - (most - 1) / 2) / most
    placed["x"] = placed["relevance"] + 0.05 * (spot // most)
    fig = go.Figure(
        go.Scatter(
            x=placed["x"],
            y=placed["y"],
            mode="markers",
            customdata=list(placed["unit_id"] + "|" + placed["pillar"]),
            marker={"size": 9, "color": tokens.ink, "opacity": 1, "line": {"width": 1, "color": tokens.page}},
            hovertemplate=[
                f"<b>{escape(row.unit)} · {escape(row.pillar)}</b><br>relevance {row.relevance:.1f}, "
                f"{row.readiness} of 4 at hand<extra></extra>"
                for row in each_row(placed)
            ],
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )
    notes: list[dict[str, Any]] = []
    for text, x, y in (
        ("Relevant, much at hand", 5.15, 4.62),
        ("Relevant, little at hand", 5.15, -0.62),
        ("Much at hand, less relevant", 0, 4.62),
        ("Neither yet", 0, -0.62),
    ):
        notes.append(
            {
                "x": x,
                "y": y,
                "text": f"<b>{text}</b>",
                "showarrow": False,
                "xanchor": "right" if x else "left",
                "font": {"size": 13, "color": tokens.yellow.text},
            }
        )
    # Few marks can all be named; of many, those that matter.
    worth = placed if len(placed) <= 12 else placed[placed["relevance"] >= 2.5]
    # Labels to the left of their marks would run into the next ones at the same height: every other one stands higher.
    lifted = worth[worth["relevance"] > 4].groupby("y").cumcount() % 2 == 1
    for _, group in worth.groupby(["relevance", "readiness"], sort=False):
        notes += [
            {
                "x": row.relevance,
                "y": row.y,
                "text": escape(
                    cut(f"{row.unit}: {row.pillar.lower()}", 11, _room_left(placed, row.relevance, row.y, width))
                ),
                "showarrow": False,
                "xanchor": "right" if row.relevance > 4 else "left",
                "xshift": -9 if row.relevance > 4 else 9,
                "yshift": 13 if lifted.get(row.Index, False) else 0,
                "font": {"size": 11, "color": tokens.ink},
            }
            for row in each_row(group.head(most))
        ]
    annotate(fig, notes)
    # Marks of one level are stacked over all its height: every other level has a ground of its own.
    for level in (1, 3):
        area = {"x0": -0.15, "x1": 5.25, "y0": level - 0.5, "y1": level + 0.5, "fillcolor": tokens.band}
        fig.add_shape(type="rect", line={"width": 0}, layer="below", **area)
    fig.add_shape(type="line", x0=2.5, x1=2.5, y0=-0.7, y1=4.7, line={"color": tokens.line, "width": 1})
    fig.add_shape(type="line", x0=-0.1, x1=5.2, y0=2.5, y1=2.5, line={"color": tokens.line, "width": 1})
    fig.update_xaxes(
        range=[-0.15, 5.25],
        title={
            "text": "Relevance (0 to 5): named in the brief, business with it",
            "font": {"size": 13, "color": tokens.mute},
        },
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont={"color": tokens.mute},
    )
    fig.update_yaxes(
        range=[-0.75, 4.8],
        tickvals=[0, 1, 2, 3, 4],
        ticktext=["nothing", "1", "2", "3", "all 4"],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont={"color": tokens.mute},
        title={
            "text": "At hand: call, work on record, partner, organization",
            "font": {"size": 13, "color": tokens.mute},
        },
    )
    return frame_figure(
        fig,
        tokens=tokens,
        title=title,
        subtitle=subtitle,
        source_line=source_line,
        width=width,
        height=height,
        left=84,
        right=20,
        below=62,
    )
