"""The calls for proposals as a calendar: a row a call, by state, with a bar from its opening to its closing day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from lodestone.figures import go
from lodestone.figures.base import frame_figure, is_slide, measure_frame, set_layout, size_of
from lodestone.figures.call_layout import SIZE, TOP, Call, Layout, compose
from lodestone.figures.text import escape
from lodestone.figures.time_axis import ticks
from lodestone.figures.timeline_words import halo
from lodestone.figures.tokens import CALL_STATE, SANS, Tokens
from lodestone.language import fmt_date

_SIDE, _NAME, _BAR = 8, 20.0, 9
# What is clicked is opened below; the rest must not fade.
_SAME = {"marker": {"opacity": 1}}


def call_calendar(
    rows: pd.DataFrame,
    *,
    as_of: date,
    opened: str | None,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Draw the calls by state, each with its dates; those without any say so in words.

    `rows`: call_id, short_title, agency, state (a key of `CALL_STATE`), opens, closes (dates or missing), recurring.
    `opened` is the call to mark. Names, marks and bars carry the call_id as `customdata`.
    """
    slide = is_slide(form)
    size = size_of(form, width)[0]
    place: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": _SIDE,
        "right": 16,
        "above": 8,
    }
    frame = measure_frame(**place)
    room = size_of(form, width)[1] - frame.top - frame.bottom if slide else None
    layout = compose(rows, as_of=as_of, width=size - frame.left - frame.right, height=room)
    marks = ticks(layout.axis)
    fig = go.Figure(
        [
            *_lines(layout, as_of, tokens),
            *_bars(layout, as_of, tokens),
            *_words(layout, opened, tokens),
            *_glyphs(layout, tokens),
        ]
    )
    set_layout(
        fig, shapes=_bands(layout, opened, tokens), annotations=[_day(layout, as_of, tokens)], hovermode="closest"
    )
    fig.update_xaxes(
        range=[0, layout.width],
        tickvals=[layout.x(day) for day, _ in marks],
        ticktext=[text for _, text in marks],
        tickfont={"size": SIZE, "color": tokens.mute},
        showgrid=False,
        zeroline=False,
        showline=False,
        ticks="",
        fixedrange=True,
    )
    fig.update_yaxes(range=[layout.height, 0], visible=False, fixedrange=True)
    height = size_of(form, width)[1] or round(layout.height + frame.top + frame.bottom)
    return frame_figure(fig, tokens=tokens, height=height, **place)


def _lines(layout: Layout, as_of: date, tokens: Tokens) -> list[go.Scatter]:
    """Months as hairlines and the as-of day as a strong line, below everything."""
    xs = [part for day, _ in ticks(layout.axis) for part in (layout.x(day), layout.x(day), None)]
    ys = [part for _ in ticks(layout.axis) for part in (TOP, layout.height, None)]
    common = {"mode": "lines", "hoverinfo": "skip"}
    return [
        go.Scatter(x=xs, y=ys, line={"color": tokens.line, "width": 1}, **common),
        go.Scatter(x=[layout.x(as_of)] * 2, y=[0, layout.height], line={"color": tokens.ink, "width": 1.5}, **common),
    ]


def _bars(layout: Layout, as_of: date, tokens: Tokens) -> list[go.Scatter]:
    """Bars (elapsed full, ahead pale), dotted where an end is not on record, a tick at a single day."""
    found: list[go.Scatter] = []
    for call in layout.calls:
        colour = tokens.hue(CALL_STATE[call.state].colour).text
        dated = call.opens or call.closes
        if dated is None or call.early:
            continue
        now = layout.x(as_of)
        if call.opens and call.closes:
            middle = min(max(now, call.x0), call.x1)
            found += [
                _line(x0, x1, call, colour, _BAR, opacity=opacity)
                for x0, x1, opacity in ((call.x0, middle, 1.0), (middle, call.x1, 0.4))
                if x0 < x1
            ]
        else:
            found.append(_line(call.x0, call.x1, call, colour, 2, dash="2px,3px"))
    ends = [
        (call, call.x0 if call.opens else call.x1)
        for call in layout.calls
        if (call.opens is None) != (call.closes is None) and not call.early
    ]
    early = [call for call in layout.calls if call.early]
    return [
        *found,
        _touch(layout),
        _marks([call for call, _ in ends], [x for _, x in ends], "line-ns-open", 14, tokens),
        _marks(early, [call.x0 for call in early], "triangle-left", 10, tokens),
    ]


def _line(
    x0: float, x1: float, call: Call, colour: str, width: float, *, dash: str = "solid", opacity: float = 1
) -> go.Scatter:
    return go.Scatter(
        x=[x0, x1],
        y=[call.y, call.y],
        mode="lines",
        opacity=opacity,
        hoverinfo="skip",
        line={"color": colour, "width": width, "dash": dash},
    )


def _touch(layout: Layout) -> go.Scatter:
    """Unseen marks along each bar: a line cannot be clicked, a mark can."""
    spots = [
        (call, min(call.x0 + step * 12, call.x1))
        for call in layout.calls
        for step in range(int((call.x1 - call.x0) // 12) + 2)
    ]
    return go.Scatter(
        x=[x for _, x in spots],
        y=[call.y for call, _ in spots],
        mode="markers",
        hoverinfo="text",
        hovertext=[call.hover for call, _ in spots],
        customdata=[call.call_id for call, _ in spots],
        marker={"size": _BAR + 3, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
    )


def _marks(calls: Sequence[Call], xs: Sequence[float], symbol: str, size: float, tokens: Tokens) -> go.Scatter:
    colours = [tokens.hue(CALL_STATE[call.state].colour).text for call in calls]
    return go.Scatter(
        x=list(xs),
        y=[call.y for call in calls],
        mode="markers",
        hoverinfo="text",
        hovertext=[call.hover for call in calls],
        customdata=[call.call_id for call in calls],
        selected=_SAME,
        unselected=_SAME,
        marker={
            "symbol": symbol,
            "size": size,
            "color": colours,
            "opacity": 1,
            "line": {"width": 2.5 if symbol.startswith("line") else 0, "color": colours},
        },
    )


def _words(layout: Layout, opened: str | None, tokens: Tokens) -> list[go.Scatter]:
    """Names and heads left, dates beside the bars."""

    def text(points: Sequence[tuple[float, float, str, str | None, str]], colour: str, ground: str = "") -> go.Scatter:
        return go.Scatter(
            x=[one[0] for one in points],
            y=[one[1] for one in points],
            text=[one[2] for one in points],
            mode="text",
            textposition="middle right",
            textfont={"family": SANS, "size": SIZE, "color": colour, "shadow": halo(ground) if ground else "none"},
            customdata=[one[3] for one in points],
            hovertext=[one[4] for one in points],
            hoverinfo="text",
            cliponaxis=False,
            selected={"textfont": {"color": colour}},
            unselected={"textfont": {"color": colour}},
        )

    names = [
        (
            _NAME,
            call.y,
            f"<b>{escape(call.title)}</b>" if call.call_id == opened else escape(call.title),
            call.call_id,
            call.hover,
        )
        for call in layout.calls
    ]
    heads = [(_NAME, y, f"<b>{escape(head)}</b>", None, escape(head)) for _, head, y in layout.heads]
    # A halo in the row's colour keeps the months' lines out of the words.
    dates: dict[tuple[str, str], list[tuple[float, float, str, str | None, str]]] = {}
    for number, call in enumerate(layout.calls):
        look = (tokens.ink, "") if call.call_id == opened else (tokens.mute, tokens.page if number % 2 else tokens.band)
        dates.setdefault(look, []).append((call.words_x, call.y, escape(call.words), call.call_id, call.hover))
    return [text(names, tokens.ink), text(heads, tokens.ink), *(text(points, *look) for look, points in dates.items())]


def _glyphs(layout: Layout, tokens: Tokens) -> list[go.Scatter]:
    """The state's sign before each head, and before the dates of each call."""
    found = []
    for state, look in CALL_STATE.items():
        points: list[tuple[float, float, str | None, str]] = [
            (8.0, y, None, head) for one, head, y in layout.heads if one == state
        ]
        points += [
            (layout.gutter - 14, call.y, call.call_id, call.hover) for call in layout.calls if call.state == state
        ]
        colour = tokens.hue(look.colour).text
        found.append(
            go.Scatter(
                x=[one[0] for one in points],
                y=[one[1] for one in points],
                mode="markers",
                name=state,
                customdata=[one[2] for one in points],
                hovertext=[one[3] for one in points],
                hoverinfo="text",
                cliponaxis=False,
                selected=_SAME,
                unselected=_SAME,
                marker={
                    "symbol": look.symbol,
                    "size": 10,
                    "color": colour,
                    "opacity": 1,
                    "line": {"width": 1.75, "color": colour},
                },
            )
        )
    return [trace for trace in found if trace["x"]]


def _bands(layout: Layout, opened: str | None, tokens: Tokens) -> list[dict[str, Any]]:
    """Every other row on a band, so that the eye finds from a name to its bar; the opened one in gold."""
    found = []
    for number, call in enumerate(layout.calls):
        chosen = call.call_id == opened
        if number % 2 == 0 or chosen:
            found.append(
                {
                    "type": "rect",
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "yref": "y",
                    "y0": call.y - layout.row / 2,
                    "y1": call.y + layout.row / 2,
                    "layer": "below",
                    "line": {"width": 0},
                    "fillcolor": tokens.old_gold if chosen else tokens.band,
                    "opacity": 0.35 if chosen else 1,
                }
            )
    return found


def _day(layout: Layout, as_of: date, tokens: Tokens) -> dict[str, Any]:
    return {
        "x": layout.x(as_of),
        "y": TOP / 2,
        "xref": "x",
        "yref": "y",
        "text": f"<b>as of {fmt_date(as_of)}</b>",
        "showarrow": False,
        "xanchor": "right",
        "xshift": -6,
        "font": {"family": SANS, "size": SIZE, "color": tokens.ink},
    }
