"""From one organization over its provisions to the departments they concern: a small flow, read from left to right."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import frame_figure, is_slide, measure_frame, set_layout, size_of
from lodestone.figures.link_marks import BASES
from lodestone.figures.text import cut, escape, safe_width
from lodestone.figures.tokens import Tokens

MOST = 8
_LABEL, _SIDE = 13, 8


def agency_flow(
    name: str,
    links: pd.DataFrame,
    departments: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """The organization `name`, a mark for each of its provisions, and the first MOST departments with their business.

    `links`: provision_id, title, link_basis. `departments`: unit_id, short_name, verdict, strength, best (the provision
    it has most business with, if any), provisions. The strong lines lead there; lines carry no other measure.
    """
    size = size_of(form, width)[0]
    shown = departments.head(MOST)
    words = {"title": title, "subtitle": subtitle, "source_line": source_line}
    frame = measure_frame(**words, width=size, left=_SIDE, right=_SIDE, above=16, below=10)
    most = max(len(links), len(shown), 2)
    tall = size_of(form, width)[1] - frame.top - frame.bottom if is_slide(form) else 34 + 34.0 * most
    across = size - 2 * _SIDE
    own = safe_width(name, 16, bold=True)
    columns = (own + 18, own + 0.16 * across, 0.72 * across)
    room = columns[2] - columns[1] - 0.12 * across
    at_provision = dict(zip(links["provision_id"], _spread(len(links), tall), strict=True))
    at_unit = _spread(len(shown), tall)
    middle = (tall + 30) / 2
    said = {row.provision_id: cut(f"{row.provision_id} {row.title}", _LABEL, room) for row in each_row(links)}
    curves = [(columns[0], middle, columns[1] - 12, y, False) for y in at_provision.values()]
    curves += [
        (columns[1] + 20 + safe_width(said[one], _LABEL), at_provision[one], columns[2] - 12, y, one == row.best)
        for row, y in zip(each_row(shown), at_unit, strict=True)
        for one in row.provisions
    ]
    fig = go.Figure(
        [
            _curves([one for one in curves if not one[4]], tokens.edge, 1),
            _curves([one for one in curves if one[4]], tokens.mute, 2),
            *_provisions(links, said, at_provision, columns[1], tokens),
            _departments(shown, at_unit, columns[2], tokens),
        ]
    )
    heads = [(0.0, "Organization"), (columns[1] - 5, "acts on"), (columns[2] - 5, "and who has business with it")]
    set_layout(
        fig,
        hovermode="closest",
        annotations=[
            *(_note(text, x, 8, 12, tokens.mute) for x, text in heads),
            _note(f"<b>{escape(name)}</b>", 0, middle, 16, tokens.ink),
        ],
    )
    fig.update_xaxes(range=[0, across], visible=False, fixedrange=True)
    fig.update_yaxes(range=[tall, 0], visible=False, fixedrange=True)
    return frame_figure(
        fig,
        tokens=tokens,
        **words,
        width=size,
        left=_SIDE,
        right=_SIDE,
        above=16,
        below=10,
        height=size_of(form, width)[1] or round(tall + frame.top + frame.bottom),
    )


def _spread(count: int, tall: float) -> list[float]:
    """Heights of `count` rows, evenly below the heads."""
    return [30 + (number + 0.5) * (tall - 30) / count for number in range(count)]


def _curves(lines: list[tuple[float, float, float, float, bool]], colour: str, width: float) -> go.Scatter:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for x0, y0, x1, y1, _ in lines:
        for step in range(33):
            part = step / 32
            bend = part * part * (3 - 2 * part)
            xs.append(x0 + (x1 - x0) * part)
            ys.append(y0 + (y1 - y0) * bend)
        xs.append(None)
        ys.append(None)
    return go.Scatter(x=xs, y=ys, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip")


def _provisions(
    links: pd.DataFrame, said: dict[str, str], heights: dict[str, float], x: float, tokens: Tokens
) -> list[go.Scatter]:
    traces = []
    for row in each_row(links):
        look = BASES[row.link_basis]
        traces.append(
            go.Scatter(
                x=[x],
                y=[heights[row.provision_id]],
                mode="markers+text",
                text=[f" {escape(said[row.provision_id])}"],
                textposition="middle right",
                textfont={"size": _LABEL, "color": tokens.ink},
                hovertemplate=f"<b>{escape(row.provision_id)} {escape(row.title)}</b><br>"
                f"{row.link_basis}: {escape(row.role)}<extra></extra>",
                marker=look.marker(tokens, {"width": 1.8 if look.is_open else 0, "color": look.colour(tokens)}),
            )
        )
    return traces


def _departments(rows: pd.DataFrame, heights: list[float], x: float, tokens: Tokens) -> go.Scatter:
    return go.Scatter(
        x=[x] * len(rows),
        y=heights,
        mode="text",
        textposition="middle right",
        text=[f"<b>{escape(row.short_name)}</b> · {_said(row)}" for row in each_row(rows)],
        hovertemplate=[f"{escape(row.short_name)}: {escape(row.reason)}<extra></extra>" for row in each_row(rows)],
        textfont={"size": _LABEL, "color": tokens.ink},
    )


def _said(row: Any) -> str:
    return str(row.verdict) if row.strength == "clear" else "thin"


def _note(text: str, x: float, y: float, size: float, colour: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": x,
        "y": y,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "color": colour},
    }
