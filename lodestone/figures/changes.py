"""What changed between two days: a lane a kind, a mark a change on the first day on which it is so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import add_line, frame_figure, measure_frame, size_of
from lodestone.figures.text import escape, safe_width, wrap
from lodestone.figures.time_axis import SPACER, Axis, Event, Lane, Spot, pack_lanes, ticks
from lodestone.figures.tokens import SANS, Tokens
from lodestone.language import fmt_date, none_or

_SIZE, _ROW, _LEAST_ROW, _GAP = 13, 23, 7, 10
# Marks of the first and the last day stand this far (px) inside the plot.
_EDGE = 14
# On a page more rows than this are drawn without words.
_MOST_ROWS = 26
_HOVER = 380
# Days apart of the ticks of a short span; a longer one is told in months.
_STEPS = (1, 2, 5, 7, 14)


def change_lanes(
    rows: pd.DataFrame,
    *,
    kinds: Sequence[str],
    start: date,
    end: date,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Draw every change in the lane of its kind; a full mark names the Framework or is by both countries.

    `rows`: thing_id, kind (one of `kinds`, the lanes in order), day (a date after `start`, up to `end`), label, title,
    before, after (texts, before may be missing), joint (boolean). Marks carry the thing_id as `customdata`.
    """
    size, height = size_of(form, width)
    counts = {kind: int((rows["kind"] == kind).sum()) for kind in kinds}
    heads = [f"{kind}  {none_or(number)}" for kind, number in counts.items()]
    place: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": 24 + max(safe_width(head, _SIZE, bold=True) for head in heads),
        "right": 16,
        "above": 34,
        "below": 10,
    }
    frame = measure_frame(**place)
    wide = size - place["left"] - place["right"]
    edge = _EDGE * (end - start).days / wide
    axis = Axis(start.toordinal() - edge, end.toordinal() + edge, wide)
    room = height - frame.top - frame.bottom - _GAP * len(kinds) if height else _MOST_ROWS * _ROW
    lanes = _lanes(rows, kinds, axis, end, room)
    shown = max(sum(max(1, lane.rows) for lane in lanes), 1)
    row = min(_ROW, max(_LEAST_ROW, room / shown)) if height else _ROW if shown <= _MOST_ROWS else 2 * _LEAST_ROW
    tops, total = [], _GAP / 2
    for lane in lanes:
        tops.append(total)
        total += max(1, lane.rows) * row + _GAP
    spots = [(spot, top + (spot.row + 0.5) * row) for lane, top in zip(lanes, tops, strict=True) for spot in lane.spots]
    fig = go.Figure([_marks(spots, rows, tokens)])
    for top in tops[1:]:
        add_line(fig, top - _GAP / 2, "y", {"color": tokens.grid, "width": 1})
    _axes(fig, axis, (start, end), tokens)
    fig.update_yaxes(
        range=[max(total, room if height else 0), 0],
        tickvals=[top + row / 2 for top in tops],
        ticktext=[
            f"<b>{kind}</b>  {none_or(number)}" if number else f"{kind}  none" for kind, number in counts.items()
        ],
        ticks="",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont={"size": _SIZE, "color": tokens.ink},
    )
    return frame_figure(fig, tokens=tokens, height=height or round(frame.top + frame.bottom + total), **place)


def _lanes(rows: pd.DataFrame, kinds: Sequence[str], axis: Axis, end: date, room: float) -> list[Lane]:
    """The lanes with all labels if they fit into `room` px, else with those of the full marks, else with none."""
    events = [
        Event(
            f"{row.kind}|{row.thing_id}", row.day, "day", row.label, row.title, row.kind, list(kinds).index(row.kind),
            row.after, None, row.joint, str(row.tie or ""), row.joint,
        )
        for row in each_row(rows)
    ]  # fmt: skip
    every, full = {one.event_id for one in events}, {one.event_id for one in events if one.joint}
    for labelled in (every, full, set()):
        packed = {
            lane.name: lane
            for lane in pack_lanes(events, axis, as_of=end, size=_SIZE, labelled=frozenset(labelled), tight=True)
        }
        lanes = [packed.get(kind, Lane(kind, place, 0, ())) for place, kind in enumerate(kinds)]
        if sum(max(1, lane.rows) for lane in lanes) * _ROW <= room:
            break
    return lanes


def _marks(spots: Sequence[tuple[Spot, float]], rows: pd.DataFrame, tokens: Tokens) -> go.Scatter:
    by_id = {f"{row.kind}|{row.thing_id}": row for row in each_row(rows)}
    return go.Scatter(
        x=[spot.mark_x for spot, _ in spots],
        y=[y for _, y in spots],
        mode="markers+text",
        text=[_spaced(spot) for spot, _ in spots],
        textposition=["middle left" if spot.side == "left" else "middle right" for spot, _ in spots],
        textfont={"family": SANS, "size": _SIZE, "color": tokens.ink},
        customdata=[by_id[spot.event.event_id].thing_id for spot, _ in spots],
        hovertext=[_hover(by_id[spot.event.event_id]) for spot, _ in spots],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        marker={
            "symbol": ["circle" if spot.event.joint else "circle-open" for spot, _ in spots],
            "size": 10,
            "color": tokens.yellow.text,
            "opacity": 1,
            "line": {"width": 1.75, "color": tokens.yellow.text},
        },
    )


def _spaced(spot: Spot) -> str:
    text = escape(spot.text)
    return text + SPACER if spot.side == "left" else SPACER + text if text else ""


def _hover(row: Any) -> str:
    before = f"{row.before} → " if isinstance(row.before, str) else ""
    lines = [f"{fmt_date(row.day)} · {row.kind}", f"{before}{row.after}"]
    head = [f"<b>{escape(line)}</b>" for line in wrap(row.title, 13, _HOVER, bold=True)]
    return "<br>".join([*head, *(escape(part) for line in lines for part in wrap(line, 13, _HOVER))])


def _axes(fig: go.Figure, axis: Axis, span: tuple[date, date], tokens: Tokens) -> None:
    found = _ticks(axis, *span)
    fig.update_xaxes(
        range=[0, axis.width],
        side="top",
        tickvals=[axis.px(day) for day, _ in found],
        ticktext=[words for _, words in found],
        showgrid=True,
        gridcolor=tokens.grid,
        zeroline=False,
        ticks="",
        fixedrange=True,
        tickfont={"size": _SIZE, "color": tokens.mute},
    )


def _ticks(axis: Axis, start: date, end: date) -> list[tuple[date, str]]:
    """Days at even steps, counted back from the last one, where they stand 90 px apart; else months."""
    length = (end - start).days
    step = next((one for one in _STEPS if length / one * 90 <= axis.width), None)
    if step is None:
        return ticks(axis)
    # The first tick stands clear of the plot's edge, so that its words do not run into the heads of the lanes.
    days = [end - timedelta(days=step * number) for number in range(length // step + 1)]
    return [(day, fmt_date(day)) for day in reversed(days) if 30 <= axis.px(day) <= axis.width - 24]
