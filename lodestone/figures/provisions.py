"""Provisions as marks in the row of their pillar; fill and outline tell how much of the text was read."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, frame_figure, set_layout, size_of
from lodestone.figures.text import escape, safe_width, wrap
from lodestone.figures.tokens import Tokens

SEEN = ("full", "near-full", "summary only", "brief only")
_MEANING = {
    "full": "read in full",
    "near-full": "read nearly in full",
    "summary only": "read in summary",
    "brief only": "seen in the brief only",
}
_ROW, _SIZE, _LINE, _WIDE = 36, 26, 17, 820


def provision_marks(
    rows: pd.DataFrame,
    *,
    opened: str | None,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """One mark a provision, carrying its number, one row a pillar; the `opened` one has a ring.

    `rows`: provision_id, title, pillar, text_seen (one of SEEN), status (or missing), events (count). Marks carry
    provision_id as customdata. The titles stand beside the marks of each row as far as there is room.
    """
    width, height = size_of(form, width)
    pillars = list(dict.fromkeys(rows["pillar"]))
    left = 16 + max([safe_width(pillar, 14, bold=True) for pillar in pillars], default=60)
    place = rows.groupby("pillar", sort=False).cumcount()
    most = int(place.max()) + 1 if len(rows) else 1
    step = 44.0 if width >= _WIDE else 34.0
    span = width - left - 24
    start = (most + 0.05) * step
    titles = {
        pillar: wrap(" · ".join(rows[rows["pillar"] == pillar]["title"]), 13, span - start - 8) for pillar in pillars
    }
    # Titles of neighbouring rows may not meet.
    tall = [len(titles[pillar]) for pillar in pillars]
    row = max([_ROW, *(_LINE * (one + other) / 2 + 6 for one, other in pairwise(tall))])
    fig = go.Figure([_marks(rows, place, seen, step, tokens) for seen in SEEN if (rows["text_seen"] == seen).any()])
    if opened in set(rows["provision_id"]):
        fig.add_trace(_ring(rows, place, str(opened), step, tokens))
    notes: list[dict[str, Any]] = [
        {
            "x": start,
            "y": pillar,
            "text": "<br>".join(map(escape, titles[pillar])),
            "showarrow": False,
            "xanchor": "left",
            "align": "left",
            "font": {"size": 13, "color": tokens.mute},
        }
        for pillar in pillars
    ]
    annotate(fig, notes)
    fig.update_xaxes(range=[0, span], visible=False, fixedrange=True)
    fig.update_yaxes(
        categoryorder="array",
        categoryarray=pillars[::-1],
        range=[-0.6, len(pillars) - 0.4],
        showline=False,
        showgrid=False,
        ticks="",
        tickfont={"size": 14, "color": tokens.ink},
        fixedrange=True,
        ticklabelstandoff=8,
        zeroline=False,
    )
    frame_figure(
        fig,
        tokens=tokens,
        title=title,
        subtitle=subtitle,
        source_line=source_line,
        width=width,
        height=height or round(150 + row * max(1, len(pillars))),
        left=left,
        right=24,
        above=34,
        below=8,
    )
    set_layout(
        fig,
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "xref": "paper",
            "yref": "paper",
            # Room for the wider font that a saved picture is drawn in.
            "entrywidth": 145,
            "font": {"size": 13, "color": tokens.ink},
            "itemclick": False,
            "itemdoubleclick": False,
            "bgcolor": "rgba(0,0,0,0)",
        },
    )
    return fig


def _marks(rows: pd.DataFrame, place: pd.Series, seen: str, step: float, tokens: Tokens) -> go.Scatter:
    mine = rows["text_seen"] == seen
    fill, line, symbol, text = {
        "full": (tokens.ink, tokens.ink, "square", tokens.page),
        "near-full": (tokens.yellow.text, tokens.yellow.text, "square", tokens.page),
        "summary only": (tokens.page, tokens.ink, "square", tokens.ink),
        "brief only": (tokens.page, tokens.orange.text, "circle", tokens.ink),
    }[seen]
    chosen = rows[mine]
    hover = [
        f"<b>{escape(row.provision_id)} {escape(row.title)}</b><br>{_MEANING[seen]}"
        + (f"<br>clock: {row.status}" if isinstance(row.status, str) else "")
        + f"<br>{row.events} event{'' if row.events == 1 else 's'} by both countries since the signing<extra></extra>"
        for row in each_row(chosen)
    ]
    return go.Scatter(
        x=list((place[mine] + 0.5) * step),
        y=list(chosen["pillar"]),
        mode="markers+text",
        name=_MEANING[seen],
        text=[name[1:] for name in chosen["provision_id"]],
        textfont={"size": 12, "color": text},
        customdata=list(chosen["provision_id"]),
        hovertemplate=hover,
        marker={"symbol": symbol, "size": _SIZE, "color": fill, "line": {"color": line, "width": 2}, "opacity": 1},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": text}},
    )


def _ring(rows: pd.DataFrame, place: pd.Series, opened: str, step: float, tokens: Tokens) -> go.Scatter:
    row = rows["provision_id"] == opened
    return go.Scatter(
        x=list((place[row] + 0.5) * step),
        y=list(rows.loc[row, "pillar"]),
        mode="markers",
        hoverinfo="skip",
        showlegend=False,
        marker={
            "symbol": "square-open",
            "size": _SIZE + 12,
            "color": tokens.primary,
            "line": {"width": 3, "color": tokens.primary},
        },
    )
