"""Awards by day: firm money so far as a step line, and below it a lane of marks for each commitment level."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from lodestone.each_row import each_row, known
from lodestone.figures import go
from lodestone.figures.base import (
    add_line,
    annotate,
    few_rows,
    frame_figure,
    is_slide,
    measure_frame,
    set_layout,
    size_of,
)
from lodestone.figures.money import LEVELS, marker, whole
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import dollars, fmt_date

_STACK, _MARK, _NAMED = 10.5, 8.0, 6
# The height of a lane by month.
_MONTHS = 32


def money_time(
    rows: pd.DataFrame,
    *,
    as_of: date,
    picked: str | None,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """A step line that rises with each dated firm award of known amount, and every dated award as a mark.

    Marks carry their project's id as customdata.
    `rows`: announced (or missing), project_id, project, title, commitment_level, counted, amount_usd, firm_to_date.
    Awards of one day stand one above the other; the largest firm ones are named on the line.
    """
    size = size_of(form, width)[0]
    frame: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": 96,
        "right": 24,
        "above": 14,
        "below": 34,
    }
    measured = measure_frame(**frame)
    dated = [row for row in each_row(rows) if known(row.announced)]
    # A slide or a sheet has no room for a mark an award: there it is one a month, with the number of its awards.
    months = few_rows(form)
    by_level = defaultdict(list)
    for row in dated:
        by_level[row.commitment_level].append(row)
    lanes = [level for level in LEVELS if level in by_level]
    heights: dict[str, float] = {
        level: max(Counter((row.announced.year, row.announced.month) for row in by_level[level]).values()) * _STACK + 14
        if not months
        else _MONTHS
        for level in lanes
    }
    below = sum(heights.values())
    above = max(150.0, size_of(form, width)[1] - measured.top - measured.bottom - below) if is_slide(form) else 250.0
    tall = above + below
    fig = go.Figure()
    line = [row for row in by_level["firm"] if row.counted and known(row.amount_usd)]
    _line(fig, line, as_of, (size - 96 - 24, above), tokens)
    start = (min(row.announced for row in dated) if dated else as_of).replace(day=1)
    if not dated:
        fig.add_annotation(
            text="No award here has a recorded day; the table lists them.",
            xref="paper",
            yref="paper",
            x=0.5,
            y=0.5,
            showarrow=False,
            font={"size": 15, "color": tokens.mute},
        )
    top = below
    notes: list[dict[str, Any]] = []
    for level in lanes:
        if months:
            _lane_by_month(fig, by_level[level], level, top, tokens)
        else:
            _lane(fig, by_level[level], level, top, heights[level], picked, tokens)
        notes.append(
            {
                "text": f"{LEVELS[level].glyph} {level.capitalize()}",
                "xref": "paper",
                "x": 0,
                "xanchor": "right",
                "xshift": -8,
                "yref": "y2",
                "y": top - heights[level] / 2,
                "showarrow": False,
                "font": {"size": 13, "color": tokens.ink},
            }
        )
        top -= heights[level]
    annotate(fig, notes)
    low, high = start - timedelta(days=40), as_of + timedelta(days=25)
    most = max((float(row.firm_to_date) for row in line), default=1.0)
    step = next(one for one in (5e7, 1e8, 2e8, 5e8, 1e9, 2e9, 5e9, 1e10) if most / one <= 6)
    ticks = [step * number for number in range(int(most / step) + 1)]
    set_layout(
        fig,
        hovermode="closest",
        xaxis={
            "range": [low, high],
            "type": "date",
            "dtick": "M2" if (high - low).days <= 500 else "M6" if (high - low).days / 183 * 80 < size else "M12",
            "tickformat": "%b %Y",
            "gridcolor": tokens.grid,
            "fixedrange": True,
            "anchor": "y2",
            "ticks": "",
            "zeroline": False,
            "tickfont": {"color": tokens.mute},
        },
        yaxis={
            "domain": [below / tall, 1],
            "range": [-0.02 * most, most * 1.16],
            "tickvals": ticks,
            "fixedrange": True,
            "ticktext": [whole(tick) for tick in ticks],
            "gridcolor": tokens.grid,
            "zeroline": False,
            "ticks": "",
            "tickfont": {"color": tokens.mute},
        },
        yaxis2={"domain": [0, below / tall], "range": [0, max(below, 1)], "visible": False, "fixedrange": True},
    )
    return frame_figure(
        fig,
        tokens=tokens,
        height=size_of(form, width)[1] or round(tall + measured.top + measured.bottom),
        **frame,
    )


def _line(fig: go.Figure, rows: Sequence[Any], as_of: date, size: tuple[float, float], tokens: Tokens) -> None:
    """The steps, up to the as-of day, and the names of the largest awards at their step; `size` is the plot's (px)."""
    across, tall = size
    if not rows:
        return
    days = [*(row.announced for row in rows), as_of]
    sums = [float(row.firm_to_date) for row in (*rows, rows[-1])]
    fig.add_trace(
        go.Scatter(
            x=days,
            y=sums,
            mode="lines",
            line={"shape": "hv", "color": tokens.ink, "width": 2},
            hoverinfo="skip",
            name="firm to date",
        )
    )
    named: list[float] = []
    notes: list[dict[str, Any]] = []
    first, span = days[0], max(1, (as_of - days[0]).days)
    scale = tall / (1.18 * sums[-1])
    for row in sorted(rows, key=lambda one: one.amount_usd, reverse=True):
        # A name needs a line of its own: where the next step is near, the smaller award stays without.
        if len(named) == _NAMED or any(abs(float(row.firm_to_date) - other) * scale < 18 for other in named):
            continue
        named.append(float(row.firm_to_date))
        text = f"{row.project} · {dollars(row.amount_usd)}"
        # Left of its step, or right of it and below where the figure begins.
        begins = (row.announced - first).days / span * across < safe_width(text, 12.5)
        notes.append(
            {
                "x": row.announced,
                "y": float(row.firm_to_date),
                "text": escape(text),
                "showarrow": False,
                "xanchor": "left" if begins else "right",
                "yanchor": "top" if begins else "bottom",
                "xshift": 4 if begins else -4,
                "font": {"size": 12.5, "color": tokens.ink},
            }
        )
    annotate(fig, notes)


def _lane(
    fig: go.Figure,
    rows: Sequence[Any],
    level: str,
    top: float,
    tall: float,
    picked: str | None,
    tokens: Tokens,
) -> None:
    """Marks in a lane; those of one month stand one above the other, so that none covers another."""
    seen: Counter[tuple[int, int]] = Counter()
    xs, ys, hover, ids = [], [], [], []
    for row in rows:
        month = (row.announced.year, row.announced.month)
        xs.append(row.announced)
        ys.append(top - tall + 10 + _STACK * seen[month])
        seen[month] += 1
        ids.append(row.project_id)
        hover.append(
            f"<b>{escape(row.project)}</b><br>{escape(row.title)}<br>{fmt_date(row.announced)} · {level} · "
            f"{dollars(row.amount_usd)}{_left(row)}<extra></extra>"
        )
    add_line(fig, top, "y2", {"color": tokens.line, "width": 1})
    fig.add_trace(
        go.Scatter(
            x=xs,
            y=ys,
            xaxis="x",
            yaxis="y2",
            mode="markers",
            name=level,
            customdata=ids,
            hovertemplate=hover,
            marker=marker(level, tokens, _MARK),
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )
    ring = [at for at, one in enumerate(ids) if one == picked]
    fig.add_trace(
        go.Scatter(
            x=[xs[at] for at in ring],
            y=[ys[at] for at in ring],
            xaxis="x",
            yaxis="y2",
            mode="markers",
            hoverinfo="skip",
            name="picked",
            marker={"symbol": "circle-open", "size": 17, "color": tokens.primary, "line": {"width": 2.5}},
        )
    )


def _lane_by_month(fig: go.Figure, rows: Sequence[Any], level: str, top: float, tokens: Tokens) -> None:
    """A mark a month that has awards, at the first of them; where there are several, their number stands above it."""
    days: dict[tuple[int, int], list[date]] = {}
    for day in sorted(row.announced for row in rows):
        days.setdefault((day.year, day.month), []).append(day)
    add_line(fig, top, "y2", {"color": tokens.line, "width": 1})
    fig.add_trace(
        go.Scatter(
            x=[many[0] for many in days.values()],
            y=[top - _MONTHS + 9] * len(days),
            xaxis="x",
            yaxis="y2",
            mode="markers+text",
            name=level,
            text=[str(len(many)) if len(many) > 1 else "" for many in days.values()],
            textposition="top center",
            textfont={"size": 11.5, "color": tokens.ink},
            hovertemplate=[f"{len(many)} {level}, {many[0]:%b %Y}<extra></extra>" for many in days.values()],
            marker=marker(level, tokens, _MARK),
        )
    )


def _left(row: Any) -> str:
    return "" if row.counted else " · in no sum"
