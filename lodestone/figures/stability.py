"""How far a ranking moves when its weights do: one line an entry from its better to its worse rank."""

from __future__ import annotations

import math

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, frame_figure, size_of
from lodestone.figures.text import cut, escape, safe_width
from lodestone.figures.tokens import Tokens

MOST = 15
_ROW, _LABEL, _SMALL = 31, 14, 13
_NARROW, _NARROW_ROW = 600, 46


def rank_intervals(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """One line an entry from rank_low to rank_high with a mark at its rank now; at most MOST, best first.

    `rows`: label, rank_now, rank_low, rank_high (ranks from 1; tied entries share their mean), share_in_top (0 to 1).
    `form` is "page" or "slide". Labels stand beside their lines and the share at the right end, so nothing has to be
    looked up; on a phone the labels stand above the lines.
    """
    shown = rows.sort_values(["rank_now", "share_in_top"], ascending=[True, False], kind="stable").head(MOST)
    width, height = size_of(form, width)
    narrow = width < _NARROW
    more = [f"the first {len(shown)} of {len(rows)}"] if len(rows) > len(shown) else []
    room = width * 0.36
    labels = [cut(label, _LABEL, width - 24 if narrow else room) for label in shown["label"]]
    left = 12 if narrow else 24 + max([safe_width(label, _LABEL) for label in labels], default=40)
    shares = [_share(value) for value in shown["share_in_top"]]
    head = "in top 5" if narrow else "in the top five"
    right = 22 + max(safe_width(text, _SMALL, bold=True) for text in [head, *shares])
    worst = float(max(shown[["rank_now", "rank_high"]].max().max(), 5)) if len(shown) else 5.0
    places = list(range(len(shown)))
    # Room for half a mark at either end.
    edge = max(0.5, 9 * worst / max(1.0, width - left - right))
    fig = go.Figure(_traces(shown, places, tokens))
    fig.add_shape(
        type="rect",
        xref="x",
        yref="paper",
        x0=1 - edge,
        x1=5.5,
        y0=0,
        y1=1,
        fillcolor=tokens.band,
        line={"width": 0},
        layer="below",
    )
    side = {"xref": "paper", "x": 1, "xanchor": "right", "showarrow": False, "xshift": right - 10}
    notes = [
        side | {"y": y, "yref": "y", "text": f"<b>{escape(text)}</b>", "font": {"size": _SMALL, "color": tokens.ink}}
        for y, text in zip(places, shares, strict=True)
    ]
    notes.append(
        side
        | {"y": 1, "yref": "paper", "yanchor": "bottom", "text": head, "font": {"size": _SMALL, "color": tokens.mute}}
    )
    notes += [
        {
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": -left + 12,
            "y": y,
            "yref": "y",
            "showarrow": False,
            "yshift": 17 if narrow else 0,
            "text": escape(label),
            "font": {"size": _LABEL, "color": tokens.ink},
        }
        for y, label in zip(places, labels, strict=True)
    ]
    annotate(fig, notes)
    fig.update_xaxes(
        range=[1 - edge, worst + edge],
        tickvals=_ticks(worst),
        ticks="",
        showgrid=True,
        gridcolor=tokens.grid,
        zeroline=False,
        showline=False,
        fixedrange=True,
        tickfont={"size": _SMALL, "color": tokens.mute},
        title={
            "text": "rank (1 is best; the band marks the top five)",
            "standoff": 6,
            "font": {"size": _SMALL, "color": tokens.mute},
        },
    )
    fig.update_yaxes(range=[len(shown) - 0.4, -0.8 if narrow else -0.6], visible=False, fixedrange=True)
    row = _NARROW_ROW if narrow else _ROW
    return frame_figure(
        fig,
        tokens=tokens,
        title=title,
        subtitle=" · ".join([subtitle, *more]),
        source_line=source_line,
        width=width,
        height=height or 200 + row * max(1, len(shown)),
        left=left,
        right=right,
        above=26,
        below=58,
    )


def _traces(shown: pd.DataFrame, places: list[int], tokens: Tokens) -> list[go.Scatter]:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for y, low, high in zip(places, shown["rank_low"], shown["rank_high"], strict=True):
        xs += [float(low), float(high), None]
        ys += [y, y, None]
    hover = [
        f"<b>{escape(row.label)}</b><br>rank now {_rank(row.rank_now)}, in nine of ten weightings "
        f"{_rank(row.rank_low)} to {_rank(row.rank_high)}<br>among the top five in {escape(_share(row.share_in_top))}"
        "<extra></extra>"
        for row in each_row(shown)
    ]
    lines = go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"color": tokens.yellow.mark, "width": 7},
        hoverinfo="skip",
        connectgaps=False,
        name="nine of ten weightings",
    )
    marks = go.Scatter(
        x=[float(rank) for rank in shown["rank_now"]],
        y=places,
        mode="markers",
        hovertemplate=hover,
        name="rank now",
        marker={
            "symbol": "circle",
            "size": 13,
            "color": tokens.ink,
            "opacity": 1,
            "line": {"color": tokens.page, "width": 2},
        },
    )
    return [lines, marks]


def _ticks(worst: float) -> list[int]:
    step = next(step for step in (1, 5, 10, 20, 50, 100, 500, 10_000) if worst / step <= 12)
    return [1, *[rank for rank in range(step, math.floor(worst) + 1, step) if rank > 1]]


def _rank(rank: float) -> str:
    return f"{rank:.1f}".removesuffix(".0")


def _share(share: float) -> str:
    """A share in whole per cent; what is neither never nor always is not rounded to it."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1 - 1e-9:
        return "> 99 %"
    return f"{share:.0%}".replace("%", " %")
