"""Minerals by stage of the chain: where firm money stands, and where the next stage has none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, few_rows, frame_figure, measure_frame, size_of
from lodestone.figures.money import marker
from lodestone.figures.text import escape, safe_width, wrap
from lodestone.figures.tokens import Tokens
from lodestone.language import dollars

STAGES = (
    "mining",
    "separation",
    "refining",
    "metal and alloy",
    "magnet",
    "battery",
    "recycling",
    "stockpile",
    "stage not stated",
)
# How many minerals a slide has room for.
SLIDE_ROWS = 14
_ROW, _LABEL, _WIDE = 27, 13, 820


def chain_matrix(
    rows: pd.DataFrame,
    *,
    picked: str | None,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Minerals as rows, stages as columns; a mark tells what money stands at each crossing.

    A filled circle: firm money (its area), an open diamond: other levels only, a crossed square: nothing firm follows.
    `rows`: mineral_id, mineral, stage, firm_awards, firm_usd, firm_unknown, other_awards, next_stage, gap. Marks carry
    'mineral_id|stage'; the `picked` one has a ring. An empty crossing is a small dot.
    """
    size = size_of(form, width)[0]
    minerals = slide_minerals(rows) if few_rows(form) else list(dict.fromkeys(rows["mineral"]))
    shown = [row for row in each_row(rows) if row.mineral in minerals]
    held = {row.stage for row in shown}
    stages = [one for one in STAGES[:-1] if one != "metal and alloy" or one in held or _asks(shown, one)]
    stages += [one for one in STAGES[-1:] if one in held]
    left = 18 + max(safe_width(one, _LABEL) for one in minerals)
    heads = [_head(one, (size - left) / (len(stages) - 0.25)) for one in stages]
    frame: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": left,
        "right": 12,
        # Heads of one or two lines fit there; further ones need their room.
        "above": 40 + 17 * max(0, max(head.count("<br>") for head in heads) - 1),
        "below": 6,
    }
    measured = measure_frame(**frame)
    fig = go.Figure(
        [_dots(shown, minerals, stages, tokens), *_marks(shown, minerals, stages, tokens, brief=size < _WIDE)]
    )
    _gaps(fig, shown, minerals, stages, tokens)
    chosen = [row for row in shown if f"{row.mineral_id}|{row.stage}" == (picked or "")]
    fig.add_trace(
        go.Scatter(
            x=[stages.index(row.stage) for row in chosen],
            y=[minerals.index(row.mineral) for row in chosen],
            mode="markers",
            hoverinfo="skip",
            name="picked",
            marker={"symbol": "circle-open", "size": 24, "color": tokens.primary, "line": {"width": 3}},
        )
    )
    fig.update_xaxes(
        range=[-0.3, len(stages) - 0.25],
        tickvals=list(range(len(stages))),
        side="top",
        fixedrange=True,
        showgrid=False,
        ticktext=heads,
        tickfont={"size": 13, "color": tokens.ink},
        zeroline=False,
        showline=False,
        ticks="",
        tickangle=0,
    )
    fig.update_yaxes(
        range=[len(minerals) - 0.4, -0.6],
        tickvals=list(range(len(minerals))),
        fixedrange=True,
        zeroline=False,
        ticktext=[escape(one) for one in minerals],
        tickfont={"size": _LABEL, "color": tokens.ink},
        showline=False,
        gridcolor=tokens.grid,
        ticks="",
        ticklabelstandoff=6,
    )
    height = size_of(form, width)[1] or round(measured.top + measured.bottom + _ROW * len(minerals))
    return frame_figure(fig, tokens=tokens, height=height, **frame)


def _head(stage: str, room: float) -> str:
    """The head of a column, in two lines where it has not the room for one."""
    lines = wrap(stage.capitalize(), _LABEL, room - 8, bold=True)
    return "<b>" + "<br>".join(map(escape, lines)) + "</b>"


def slide_minerals(rows: pd.DataFrame) -> list[str]:
    """The minerals a slide has room for, in the order of the rows: those with a gap, and the first of the rest."""
    minerals = list(dict.fromkeys(rows["mineral"]))
    gaps = [one for one in minerals if one in set(rows[rows["gap"]]["mineral"])][:SLIDE_ROWS]
    rest = [one for one in minerals if one not in gaps][: SLIDE_ROWS - len(gaps)]
    return [one for one in minerals if one in {*gaps, *rest}]


def _asks(rows: Sequence[Any], stage: str) -> bool:
    return any(row.gap and stage in str(row.next_stage) for row in rows)


def _dots(rows: Sequence[Any], minerals: list[str], stages: list[str], tokens: Tokens) -> go.Scatter:
    filled = {(row.mineral, row.stage) for row in rows}
    empty = [
        (x, y) for y, mineral in enumerate(minerals) for x, stage in enumerate(stages) if (mineral, stage) not in filled
    ]
    return go.Scatter(
        x=[x for x, _ in empty],
        y=[y for _, y in empty],
        mode="markers",
        hoverinfo="skip",
        name="nothing",
        marker={"size": 3, "color": tokens.edge},
    )


def _marks(
    rows: Sequence[Any], minerals: list[str], stages: list[str], tokens: Tokens, *, brief: bool
) -> list[go.Scatter]:
    traces = []
    for name, level, mine in (
        ("firm", "firm", [row for row in rows if row.firm_awards]),
        ("not firm", "conditional", [row for row in rows if not row.firm_awards]),
    ):
        size: Any = [_size(row.firm_usd) for row in mine] if level == "firm" else 11
        traces.append(
            go.Scatter(
                x=[stages.index(row.stage) for row in mine],
                y=[minerals.index(row.mineral) for row in mine],
                name=name,
                mode="markers+text",
                textposition="middle right",
                marker=marker(level, tokens, size),
                text=[f" {_said(row, brief=brief)}" for row in mine],
                textfont={"size": 12, "color": tokens.ink if level == "firm" else tokens.mute},
                customdata=[f"{row.mineral_id}|{row.stage}" for row in mine],
                hovertemplate=[_hover(row) for row in mine],
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 1}},
            )
        )
    return traces


def _size(amount: Any) -> float:
    return 8.0 if pd.isna(amount) else 8 + 14 * math.sqrt(min(float(amount), 3e9) / 3e9)


def _said(row: Any, *, brief: bool) -> str:
    if not row.firm_awards:
        # In a narrow figure the sign alone says that they are not firm.
        return f"{row.other_awards}" if brief else f"{row.other_awards} not firm"
    return dollars(row.firm_usd) if not pd.isna(row.firm_usd) else f"{row.firm_awards} firm"


def _hover(row: Any) -> str:
    unknown = f", {row.firm_unknown} without a dollar amount" if row.firm_unknown else ""
    firm = f"{row.firm_awards} firm ({dollars(row.firm_usd)}{unknown})" if row.firm_awards else "none firm"
    gap = f"<br>nothing firm at the next stage: {row.next_stage}" if row.gap else ""
    others = f"{row.other_awards} of other levels"
    return f"<b>{escape(row.mineral)}, {escape(row.stage)}</b><br>{firm}, {others}{gap}<extra></extra>"


def _gaps(fig: go.Figure, rows: Sequence[Any], minerals: list[str], stages: list[str], tokens: Tokens) -> None:
    """A sign at the stage where firm money is missing; it stands above the mark of what is not firm there."""
    notes: list[dict[str, Any]] = []
    filled = {(row.mineral, row.stage) for row in rows}
    for row in rows:
        if not row.gap:
            continue
        x = next(stages.index(one) for one in str(row.next_stage).split(" or ") if one in stages)
        fig.add_shape(
            type="rect",
            x0=x - 0.16,
            x1=x + 0.8,
            y0=minerals.index(row.mineral) - 0.46,
            y1=minerals.index(row.mineral) + 0.46,
            line={"color": tokens.orange.text, "width": 1.5, "dash": "dot"},
            layer="below",
        )
        if (row.mineral, stages[x]) not in filled:
            notes.append(
                {
                    "x": x,
                    "y": minerals.index(row.mineral),
                    "text": "none",
                    "showarrow": False,
                    "xanchor": "left",
                    "xshift": 8,
                    "font": {"size": 12, "color": tokens.orange.text},
                }
            )
    annotate(fig, notes)
