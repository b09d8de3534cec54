"""Where organizations have their seats: two maps drawn from outlines of our own, cities with labels that never collide.

Each map has a fixed scale in px a degree. In a wider window it shows more land, so that what was laid out stays so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from lodestone.figures import go
from lodestone.figures.base import frame_figure, is_slide, measure_frame, set_layout, size_of
from lodestone.figures.city_labels import CITY, HEAD, LINE, NAMES, Label, headline, place_labels
from lodestone.figures.city_maps import PANELS, SCALE, Panel, land, split
from lodestone.figures.outlines import in_one_line
from lodestone.figures.text import escape
from lodestone.figures.tokens import Tokens

_SIDE, _GAP = 8, 16


def headquarters(
    rows: pd.DataFrame,
    *,
    basemap: Path,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Two maps side by side (one above the other in a narrow window), a mark a city, its organizations beside it.

    `rows`: organization_id, short_name, city, latitude, longitude. `basemap` is the folder of the outlines.
    """
    size = size_of(form, width)[0]
    stacked = size < 700
    words = {"title": title, "subtitle": subtitle, "source_line": source_line}
    frame = measure_frame(**words, width=size, left=_SIDE, right=_SIDE, above=12, below=10)
    across = size - 2 * _SIDE if stacked else (size - 2 * _SIDE - _GAP) / 2
    down = 330.0 if stacked else size_of(form, width)[1] - frame.top - frame.bottom if is_slide(form) else 450.0
    plot = 2 * down + _GAP if stacked else down
    fig = go.Figure()
    shapes, notes = [], []
    for number, (panel, mine) in enumerate(zip(PANELS, split(rows)[0], strict=True)):
        axes = {"xaxis": f"x{number + 1}", "yaxis": f"y{number + 1}"}
        labels = place_labels(mine, panel, across, down)
        for trace in (_land(panel, basemap, tokens), *_cities(labels, across, down, tokens)):
            trace.place(**axes)
            fig.add_trace(trace)
        x, y = _domains(number, across, down, size, plot, stacked=stacked)
        suffix = str(number + 1) if number else ""
        hidden = {"visible": False, "fixedrange": True}
        set_layout(
            fig,
            **{
                f"xaxis{suffix}": hidden
                | {
                    "domain": x,
                    "range": [-across / 2, across / 2],
                    "anchor": axes["yaxis"],
                    "scaleanchor": axes["yaxis"],
                    "scaleratio": 1,
                },
                f"yaxis{suffix}": hidden | {"domain": y, "range": [-down / 2, down / 2], "anchor": axes["xaxis"]},
            },
        )
        inside = {"xref": f"x{suffix} domain", "yref": f"y{suffix} domain"}
        shapes.append(
            inside | {"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "line": {"color": tokens.line, "width": 1}}
        )
        text = f"<b>{panel.title}</b> · {_count(len(mine), 'organization')} in {_count(mine['city'].nunique(), 'city')}"
        notes.append(
            inside
            | {
                "text": text if len(mine) else f"<b>{panel.title}</b> · none",
                "x": 0,
                "y": 1,
                "xanchor": "left",
                "yanchor": "top",
                "showarrow": False,
                "borderpad": 6,
                "font": {"size": NAMES, "color": tokens.ink},
            }
        )
    set_layout(fig, shapes=shapes, annotations=notes, hovermode="closest")
    return frame_figure(
        fig,
        tokens=tokens,
        **words,
        width=size,
        left=_SIDE,
        right=_SIDE,
        above=12,
        below=10,
        height=size_of(form, width)[1] or round(plot + frame.top + frame.bottom),
    )


def _count(number: int, noun: str) -> str:
    nouns = {"city": "cities"}.get(noun, f"{noun}s")
    return f"{number} {noun if number == 1 else nouns}"


def _domains(
    number: int, across: float, down: float, size: float, plot: float, *, stacked: bool
) -> tuple[list[float], list[float]]:
    """The part of the plot a map takes, east and upwards."""
    if stacked:
        return [0, 1], [(1 - number) * (down + _GAP) / plot, min(1, ((1 - number) * (down + _GAP) + down) / plot)]
    inner = size - 2 * _SIDE
    return [number * (across + _GAP) / inner, min(1, (number * (across + _GAP) + across) / inner)], [0, 1]


def _cities(labels: Sequence[Label], across: float, down: float, tokens: Tokens) -> list[go.Scatter]:
    """Leader lines, marks (large ones below small ones), labels line by line, and a bar of 50 km."""
    lead: tuple[list[float | None], list[float | None]] = ([], [])
    for label in labels:
        lead[0].extend([label.mark[0], label.left - 5, None])
        lead[1].extend([label.mark[1], label.top - HEAD / 2, None])
    by_size = sorted(labels, key=lambda one: -one.count)
    heads = [
        (label.left, label.top - HEAD / 2, f"<b>{escape(headline(label.city, label.count))}</b>") for label in labels
    ]
    names = [
        (label.left, label.top - HEAD - (number + 0.5) * LINE, escape(line))
        for label in labels
        for number, line in enumerate(label.lines)
    ]
    bar, corner = SCALE * 50 / 111.2, (-across / 2 + 14, -down / 2 + 16)
    return [
        go.Scatter(x=lead[0], y=lead[1], mode="lines", line={"color": tokens.mute, "width": 1}, hoverinfo="skip"),
        go.Scatter(
            x=[label.mark[0] for label in by_size],
            y=[label.mark[1] for label in by_size],
            mode="markers",
            text=[
                f"<b>{escape(headline(label.city, label.count))}</b><br>{escape(' '.join(label.lines))}"
                for label in by_size
            ],
            hovertemplate="%{text}<extra></extra>",
            marker={
                "size": [7 + 4.5 * math.sqrt(label.count) for label in by_size],
                "color": tokens.yellow.mark,
                "opacity": 1,
                "line": {"color": tokens.ink, "width": 1},
            },
        ),
        _words(heads, CITY, tokens.ink),
        _words(names, NAMES, tokens.ink),
        go.Scatter(
            x=[corner[0], corner[0] + bar],
            y=[corner[1]] * 2,
            mode="lines+text",
            text=["", " 50 km"],
            textposition="middle right",
            textfont={"size": 12, "color": tokens.mute},
            line={"color": tokens.mute, "width": 2},
            hoverinfo="skip",
        ),
    ]


def _words(points: Sequence[tuple[float, float, str]], size: float, colour: str) -> go.Scatter:
    x, y, text = (list(part) for part in zip(*points, strict=True)) if points else ([], [], [])
    return go.Scatter(
        x=x,
        y=y,
        mode="text",
        text=text,
        textposition="middle right",
        hoverinfo="skip",
        textfont={"size": size, "color": colour},
    )


def _land(panel: Panel, basemap: Path, tokens: Tokens) -> go.Scatter:
    x, y = in_one_line(land(basemap / f"{panel.outlines}.geojson", panel))
    return go.Scatter(
        x=x.astype("float32"),
        y=y.astype("float32"),
        mode="lines",
        fill="toself",
        fillcolor=tokens.land,
        hoverinfo="skip",
        line={"color": tokens.edge, "width": 0.8},
    )
