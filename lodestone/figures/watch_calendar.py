"""Days to look again on a time axis: a row an entry, its day as a mark, the window expected as a bar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import frame_figure, measure_frame, size_of
from lodestone.figures.text import cut, escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import fmt_date

_SIZE, _ROW = 13, 25
_FIRST = timedelta(days=14)


def watch_calendar(
    rows: pd.DataFrame,
    *,
    as_of: date,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Draw the entries whose day to look again lies ahead, the soonest on top; what is not published is dotted.

    `rows`: watch_id, short_title, look_again, next_from, next_until (dates, the last two may be missing), expected,
    next_basis (what is not 'published' is a guess or not confirmed). Marks carry the watch_id as `customdata`.
    """
    size, height = size_of(form, width)
    names = [cut(one, _SIZE, 0.3 * size) for one in rows["short_title"]]
    days = [fmt_date(day) for day in rows["look_again"]]
    left = 24 + max((safe_width(f"{name}  {day}", _SIZE) for name, day in zip(names, days, strict=True)), default=60)
    last = max([*rows["look_again"], *(day for day in rows["next_until"] if isinstance(day, date)), as_of + 6 * _FIRST])
    end = last + (last - as_of) / 5
    fig = go.Figure([*_windows(rows, tokens), *_marks(rows, tokens)])
    fig.add_vline(x=as_of.isoformat(), line={"color": tokens.ink, "width": 1.5})
    fig.update_xaxes(
        range=[(as_of - _FIRST).isoformat(), end.isoformat()],
        side="top",
        type="date",
        dtick="M6" if size < 900 else "M3",
        tickformat="%b %Y",
        showgrid=True,
        gridcolor=tokens.grid,
        zeroline=False,
        ticks="",
        fixedrange=True,
        tickfont={"size": _SIZE, "color": tokens.mute},
    )
    fig.update_yaxes(
        range=[len(rows) - 0.4, -0.6],
        tickvals=list(range(len(rows))),
        ticktext=[f"{escape(name)}  <b>{day}</b>" for name, day in zip(names, days, strict=True)],
        ticks="",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont={"size": _SIZE, "color": tokens.ink},
    )
    place: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": left,
        "right": 16,
        "above": 34,
        "below": 10,
    }
    frame = measure_frame(**place)
    needed = round(frame.top + frame.bottom + _ROW * max(1, len(rows)))
    return frame_figure(fig, tokens=tokens, height=height or needed, **place)


def _windows(rows: pd.DataFrame, tokens: Tokens) -> list[go.Scatter]:
    """The time in which each next round is expected; one day is drawn as a short bar."""
    drawn = []
    for line, row in enumerate(each_row(rows)):
        if isinstance(row.next_from, date):
            until = max(row.next_until, row.next_from + timedelta(days=4))
            guess = row.next_basis != "published"
            drawn.append(
                go.Scatter(
                    x=[row.next_from, until],
                    y=[line, line],
                    mode="lines",
                    line={"color": tokens.gray.mark, "width": 6, "dash": "1px,3px" if guess else "solid"},
                    hoverinfo="skip",
                )
            )
    return drawn


def _marks(rows: pd.DataFrame, tokens: Tokens) -> list[go.Scatter]:
    """The day to look again: full where the next round was published, hollow where it is a guess or not confirmed."""
    return [
        go.Scatter(
            x=list(rows["look_again"]),
            y=list(range(len(rows))),
            mode="markers",
            customdata=list(rows["watch_id"]),
            hovertext=[f"<b>{escape(row.short_title)}</b><br>{escape(row.expected)}" for row in each_row(rows)],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
            marker={
                "symbol": ["circle" if basis == "published" else "circle-open" for basis in rows["next_basis"]],
                "size": 11,
                "color": tokens.ink,
                "opacity": 1,
                "line": {"width": 2},
            },
        )
    ]
