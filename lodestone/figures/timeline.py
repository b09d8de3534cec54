"""The timeline: running clocks as a Gantt chart on top, what has happened in lanes below."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd

from lodestone.figures import go
from lodestone.figures.base import frame_figure, set_layout
from lodestone.figures.time_axis import read_clocks, read_events, ticks
from lodestone.figures.timeline_events import lane_traces
from lodestone.figures.timeline_layout import ABOVE, clock_words, compose
from lodestone.figures.timeline_places import Ask, ClockRow, Layout
from lodestone.figures.timeline_words import (
    bands,
    event_key,
    gutter,
    hover,
    line_words,
    note,
    status_glyphs,
    status_words,
    top_tick,
)
from lodestone.figures.tokens import STATUS, Tokens
from lodestone.language import fmt_date

_BAR = 9
_OPEN_STATUSES = frozenset({"overdue", "no public evidence", "in progress"})


def timeline(
    clocks: pd.DataFrame,
    events: pd.DataFrame,
    *,
    as_of: date,
    signed: date,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    labels: Literal["all", "key"] = "all",
    width: int = 1440,
    height: int | None = None,
) -> go.Figure:
    """Draw the clocks of the framework and of related decisions over the events, lane by lane.

    `clocks`: clock_id, title, owner ("framework" or "related"), clock ("fixed" or "conditional"), trigger (words that
    fit after "starts on"), start_date and due_date (dates or missing), status (a key of `tokens.STATUS`), days_past
    (days from due date to as-of date, negative while ahead, or missing), entered (the reader entered the start).
    `events`: event_id, date, date_precision, label, title, lane, lane_position (integer, from the top), status
    ("occurred", "planned", "calculated"), open_question (words or missing), turning_point (boolean), tie (words), joint
    (boolean: it names the Framework or is by both countries).

    `width` and `height` are px. With `labels="all"` the height follows from the rows; with "key" only turning points
    and joint events are labelled and the figure stays within 810 px (9/16 of a width above 1440). Nothing overlaps
    at `width` or wider; a narrower drawing of the same figure is not safe. Marks carry clock_id or event_id as
    `customdata`.
    """
    layout = compose(
        Ask(
            clocks=read_clocks(clocks),
            events=read_events(events),
            as_of=as_of,
            signed=signed,
            title=title,
            subtitle=subtitle,
            source_line=source_line,
            labels=labels,
            width=width,
            height=height,
        )
    )
    # Bands are shapes and lie at the bottom; the lines are traces so that marks and words come out above them.
    traces = [
        _vertical(signed, layout, tokens.yellow.mark, 1),
        _vertical(as_of, layout, tokens.ink, 1.5),
        *_clock_traces(layout.clocks, signed, as_of, tokens),
        *(trace for band in layout.lanes for trace in lane_traces(band, layout, tokens)),
    ]
    marks = ticks(layout.axis)
    annotations = [*gutter(layout, tokens), *status_words(layout, tokens), *line_words(layout, tokens)]
    annotations += [note(text, y, tokens) for text, y in layout.notes]
    shapes = [*bands(layout, tokens), *status_glyphs(layout, signed, tokens)]
    if layout.lanes:
        key_shapes, key_words = event_key(layout, tokens)
        shapes, annotations = shapes + key_shapes, annotations + key_words
    if labels == "all":
        annotations += [top_tick(day, text, tokens) for day, text in marks]
    fig = go.Figure(traces)
    set_layout(
        fig,
        shapes=shapes,
        annotations=annotations,
        hovermode="closest",
        xaxis={
            "type": "date",
            "range": [_instant(layout.axis.start), _instant(layout.axis.end)],
            "tickvals": [day.isoformat() for day, _ in marks],
            "ticktext": [text for _, text in marks],
            "tickfont": {"size": 13, "color": tokens.mute},
            "showgrid": True,
            "gridcolor": tokens.grid,
            "gridwidth": 1,
            "zeroline": False,
            "showline": False,
            "ticks": "",
            "fixedrange": True,
        },
        yaxis={"range": [layout.plot_height, 0], "visible": False, "fixedrange": True},
    )
    return frame_figure(
        fig,
        tokens=tokens,
        title=title,
        subtitle=subtitle,
        source_line=source_line,
        width=width,
        height=layout.height,
        left=layout.frame.left,
        right=layout.frame.right,
        above=ABOVE[labels],
    )


def _instant(ordinal: float) -> str:
    return str((pd.Timestamp(0, unit="D") + pd.Timedelta(days=ordinal - date(1970, 1, 1).toordinal())).isoformat())


def _vertical(day: date, layout: Layout, colour: str, width: float) -> go.Scatter:
    return go.Scatter(
        x=[day.isoformat()] * 2,
        y=[0, layout.plot_height],
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
    )


def _clock_traces(rows: Sequence[ClockRow], signed: date, as_of: date, tokens: Tokens) -> list[go.Scatter]:
    """Bars (elapsed full, ahead pale, hollow where the start was entered), dotted waits, and marks at the end."""
    found: list[go.Scatter] = []
    for row in rows:
        start, due = row.clock.start, row.clock.due
        if start is None or due is None:
            continue
        middle = min(max(as_of, start), due)
        for begin, end, opacity in ((start, middle, 1.0), (middle, due, 0.4)):
            if begin < end:
                found.append(_line(begin, end, row.y, tokens.gray.mark, _BAR, opacity=opacity))
                if row.clock.entered:
                    found.append(_line(begin, end, row.y, tokens.page, _BAR - 4))
        if due < as_of and row.clock.status in _OPEN_STATUSES:
            colour = tokens.hue(STATUS[row.clock.status].colour).text
            found.append(_line(due, as_of, row.y, colour, 1.5, dash="2px,3px"))
    if rows:
        found += _clock_marks(rows, signed, tokens)
    return found


def _line(begin: date, end: date, y: float, colour: str, width: float, **more: Any) -> go.Scatter:
    return go.Scatter(
        x=[begin.isoformat(), end.isoformat()],
        y=[y, y],
        mode="lines",
        line={"color": colour, "width": width, "dash": more.pop("dash", "solid")},
        hoverinfo="skip",
        **more,
    )


def _clock_marks(rows: Sequence[ClockRow], signed: date, tokens: Tokens) -> list[go.Scatter]:
    statuses = [STATUS[row.clock.status] for row in rows]
    x = [(row.clock.due or signed).isoformat() for row in rows]
    y = [row.y for row in rows]
    colours = [tokens.hue(status.colour).text for status in statuses]
    # Open marks would let bar and lines show through: the same shapes in the page's colour lie under them.
    backing = [status.symbol.removesuffix("-open").removesuffix("-x").removesuffix("-dot") for status in statuses]
    common: dict[str, Any] = {"x": x, "y": y, "mode": "markers", "cliponaxis": False}
    return [
        go.Scatter(
            **common, marker={"symbol": backing, "size": 13, "color": tokens.page, "opacity": 1}, hoverinfo="skip"
        ),
        # Plotly's own dot in a circle is too small to tell it from an open one.
        go.Scatter(
            x=[day for day, status in zip(x, statuses, strict=True) if status.symbol == "circle-dot"],
            y=[row.y for row, status in zip(rows, statuses, strict=True) if status.symbol == "circle-dot"],
            mode="markers",
            marker={"size": 5, "color": tokens.hue("blue").text, "opacity": 1},
            hoverinfo="skip",
        ),
        go.Scatter(
            **common,
            name="clocks",
            customdata=[row.clock.clock_id for row in rows],
            hovertext=[_clock_hover(row) for row in rows],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "symbol": [status.symbol for status in statuses],
                "size": 12,
                # The dot of a dotted circle has its edge's colour, so the disc around it must have none.
                "color": [
                    "rgba(0,0,0,0)" if status.symbol == "circle-dot" else colour
                    for status, colour in zip(statuses, colours, strict=True)
                ],
                "opacity": 1,
                "line": {"width": 1.75, "color": colours},
            },
        ),
    ]


def _clock_hover(row: ClockRow) -> str:
    clock = row.clock
    lines = [clock_words(clock)]
    if clock.start and clock.due:
        lines.append(f"Runs from {fmt_date(clock.start)} to {fmt_date(clock.due)}.")
    if clock.kind == "conditional":
        lines.append(f"The clock starts on {clock.trigger}.")
    if clock.entered:
        lines.append("The start date was entered by the reader; it is not on record.")
    return hover(clock.title, lines)
