"""Money by commitment level and day of announcement, split by its tie to the Framework: the joint part in full ink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from lodestone.each_row import each_row, known
from lodestone.figures import go
from lodestone.figures.base import frame_figure, measure_frame, set_layout, size_of
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import counted, dollars

# The ties from the closest on, and how each is called in the key.
TIES: Mapping[str, str] = MappingProxyType(
    {
        "names the Framework": "names the Framework",
        "both countries": "both countries",
        "one country": "the United States or Japan alone",
        "context": "other countries",
    }
)
_ROW, _LABEL, _GAP = 30, 14, 0.55


def tie_bars(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """A bar a commitment level and time; its segments are ties: what both countries do in full, the rest lighter.

    `rows`: commitment_level, announced_when, tie, awards, usd (or missing), unknown; the bars stand in their order.
    """
    size = size_of(form, width)[0]
    bars: dict[tuple[str, str], list[Any]] = {}
    for row in each_row(rows):
        bars.setdefault((row.commitment_level, row.announced_when), []).append(row)
    keys = list(bars)
    names = [f"{level.capitalize()}, {when}" for level, when in keys]
    places = _places(keys)
    frame: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": 20 + max((safe_width(name, _LABEL) for name in names), default=40),
        "right": 24,
        "above": 34,
        "below": 10,
    }
    fig = go.Figure()
    most = 1.0
    for key, place in zip(keys, places, strict=True):
        most = max(most, _bar(fig, bars[key], place, tokens))
    room = (size - frame["left"] - frame["right"]) - 330
    fig.update_xaxes(
        range=[0, most * (size - frame["left"] - frame["right"]) / max(room, 120)], visible=False, fixedrange=True
    )
    fig.update_yaxes(
        range=[(places[-1] if places else 0) + 0.6, -0.6],
        tickvals=places,
        ticktext=[escape(name) for name in names],
        ticks="",
        showline=False,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont={"size": _LABEL, "color": tokens.ink},
        ticklabelstandoff=6,
    )
    set_layout(fig, barmode="overlay")
    _key(fig, tokens, frame["left"])
    measured = measure_frame(**frame)
    tall = round(measured.top + measured.bottom + _ROW * ((places[-1] if places else 0) + 1.2))
    return frame_figure(fig, tokens=tokens, height=size_of(form, width)[1] or tall, **frame)


def _places(keys: list[tuple[str, str]]) -> list[float]:
    """Where the bars stand, with a gap before each further level."""
    places: list[float] = []
    for number, key in enumerate(keys):
        gap = _GAP if number and key[0] != keys[number - 1][0] else 0
        places.append(places[-1] + 1 + gap if places else 0.0)
    return places


def _look(tie: str, tokens: Tokens) -> dict[str, Any]:
    """Full for what names the Framework or is joint, faint for one country, an outline for what lies around it."""
    if tie == "names the Framework":
        return {"color": tokens.primary, "line": {"width": 0}}
    if tie == "both countries":
        return {"color": tokens.ink, "line": {"width": 0}}
    if tie == "one country":
        return {"color": tokens.edge, "line": {"width": 0}}
    return {"color": tokens.page, "line": {"width": 1.5, "color": tokens.gray.mark}}


def _bar(fig: go.Figure, rows: Sequence[Any], place: float, tokens: Tokens) -> float:
    """Draw one bar with its words; returns how far it reaches."""
    start = 0.0
    for row in rows:
        if not known(row.usd):
            continue
        part = float(row.usd)
        fig.add_trace(
            go.Bar(
                x=[part],
                y=[place],
                base=[start],
                width=[0.56],
                orientation="h",
                marker=_look(row.tie, tokens),
                name=row.tie,
                customdata=[f"{row.commitment_level}|{row.announced_when}|{row.tie}"],
                hovertemplate=f"<b>{row.commitment_level.capitalize()}, {row.announced_when}</b><br>"
                f"{TIES[row.tie]}: {dollars(part)}, {counted(row.awards, 'award')}<extra></extra>",
            )
        )
        start += part
    awards, unknown = sum(row.awards for row in rows), sum(row.unknown for row in rows)
    near = {"names the Framework": "naming the Framework", "both countries": "by both countries"}
    sums = f"<b>{dollars(start)}</b>" if start else "amount not published"
    more = f", {unknown} without amount" if unknown and start else ""
    near_words = "".join(f"; {row.awards} {near[row.tie]}" for row in rows if row.tie in near)
    fig.add_trace(
        go.Scatter(
            x=[start],
            y=[place],
            mode="text",
            text=[f" {sums}<span style='color:{tokens.mute}'> · {counted(awards, 'award')}{more}{near_words}</span>"],
            textposition="middle right",
            textfont={"size": _LABEL, "color": tokens.ink},
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
    return start


def _key(fig: go.Figure, tokens: Tokens, left: float) -> None:
    """What the segments mean, in one line over the bars, in their order."""
    signs = {
        "names the Framework": f"<span style='color:{tokens.primary}'>■</span>",
        "both countries": f"<span style='color:{tokens.ink}'>■</span>",
        "one country": f"<span style='color:{tokens.edge}'>■</span>",
        "context": f"<span style='color:{tokens.gray.mark}'>□</span>",
    }
    fig.add_annotation(
        text="   ".join(f"{signs[tie]} {words}" for tie, words in TIES.items()),
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        xshift=8 - left,
        yshift=8,
        showarrow=False,
        font={"size": 13, "color": tokens.ink},
    )
