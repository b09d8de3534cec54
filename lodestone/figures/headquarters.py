"""Where organizations have their seats: two maps drawn from outlines of our own, cities with labels that never collide.

Each map has a fixed scale in px a degree. In a wider window it shows more land, so that what was laid out stays so.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lodestone.figures.base import SLIDE, frame_figure, measure_frame
from lodestone.figures.outlines import Point, cut_ring
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens

CITY, NAMES = 14, 13
_SCALE = 226.0
_HEAD, _LINE, _APART = 19.0, 16.0, 8.0
_SIDE, _GAP = 8, 16
_REACH = 5.0


@dataclass(frozen=True)
class Panel:
    """One map: its outlines, its middle, and how far from it (degrees) a city may lie to be drawn."""

    title: str
    outlines: str
    longitude: float
    latitude: float
    east: float = 1.2
    north: float = 0.8

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a city lies on this map."""
        return abs(longitude - self.longitude) < self.east and abs(latitude - self.latitude) < self.north

    def place(self, longitude: float, latitude: float) -> Point:
        """Px east and north of the middle."""
        across = _SCALE * math.cos(math.radians(self.latitude))
        return (longitude - self.longitude) * across, (latitude - self.latitude) * _SCALE


# The cities lie left of the middle: their labels stand to the right.
PANELS = (
    Panel("Around Washington", "us_states", -76.55, 38.82),
    Panel("Around Tokyo", "japan_prefectures", 140.3, 35.68),
)


@dataclass(frozen=True)
class Label:
    """One city's mark and its label: the box in px from the middle of the map, upwards positive."""

    city: str
    count: int
    mark: Point
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[str, ...]


def split(rows: pd.DataFrame) -> tuple[list[pd.DataFrame], pd.DataFrame, pd.DataFrame]:
    """The rows of each map, those with a recorded place on neither map, and those without a recorded place."""
    known = rows[rows["latitude"].notna()]
    panels = [known[[panel.holds(row.longitude, row.latitude) for row in known.itertuples()]] for panel in PANELS]
    drawn = {name for panel in panels for name in panel["organization_id"]}
    return panels, rows[rows["city"].notna() & ~rows["organization_id"].isin(drawn)], rows[rows["city"].isna()]


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
    size = SLIDE[0] if form == "slide" else width
    stacked = size < 700
    words = {"title": title, "subtitle": subtitle, "source_line": source_line}
    frame = measure_frame(**words, width=size, left=_SIDE, right=_SIDE, above=12, below=10)
    across = size - 2 * _SIDE if stacked else (size - 2 * _SIDE - _GAP) / 2
    down = 330.0 if stacked else SLIDE[1] - frame.top - frame.bottom if form == "slide" else 450.0
    plot = 2 * down + _GAP if stacked else down
    fig = go.Figure()
    shapes, notes = [], []
    for number, (panel, mine) in enumerate(zip(PANELS, split(rows)[0], strict=True)):
        axes = {"xaxis": f"x{number + 1}", "yaxis": f"y{number + 1}"}
        labels = place_labels(mine, panel, across, down)
        fig.add_traces(
            [one.update(axes) for one in [_land(panel, basemap, tokens), *_cities(labels, across, down, tokens)]]
        )
        x, y = _domains(number, across, down, size, plot, stacked=stacked)
        suffix = str(number + 1) if number else ""
        hidden = {"visible": False, "fixedrange": True}
        fig.update_layout(
            {
                f"xaxis{suffix}": hidden
                | {
                    "domain": x,
                    "range": [-across / 2, across / 2],
                    "anchor": axes["yaxis"],
                    "scaleanchor": axes["yaxis"],
                    "scaleratio": 1,
                },
                f"yaxis{suffix}": hidden | {"domain": y, "range": [-down / 2, down / 2], "anchor": axes["xaxis"]},
            }
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
    fig.update_layout(shapes=shapes, annotations=notes, hovermode="closest")
    return frame_figure(
        fig,
        tokens=tokens,
        **words,
        width=size,
        left=_SIDE,
        right=_SIDE,
        above=12,
        below=10,
        height=SLIDE[1] if form == "slide" else round(plot + frame.top + frame.bottom),
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


def place_labels(rows: pd.DataFrame, panel: Panel, across: float, down: float) -> list[Label]:
    """The labels of a map `across` × `down` px, one below the other right of the cities, in the order of the cities."""
    cities = []
    for city, mine in rows.groupby("city", sort=False):
        cities.append(
            (panel.place(mine["longitude"].iloc[0], mine["latitude"].iloc[0]), str(city), list(mine["short_name"]))
        )
    cities.sort(key=lambda one: -one[0][1])
    if not cities:
        return []
    left = max(mark[0] for mark, _, _ in cities) + 34
    room = across / 2 - left - 10
    texts = [_lines_of(names, room) for _, _, names in cities]
    top, floor = down / 2 - 30, -down / 2 + 30
    while sum(map(_tall, texts)) + _APART * (len(texts) - 1) > top - floor and any(texts):
        # Too many names for the room: the longest list gives way to its number, which stands beside the city.
        texts[max(range(len(texts)), key=lambda at: len(texts[at]))] = ()
    tops = _stack([mark[1] + _HEAD / 2 for mark, _, _ in cities], list(map(_tall, texts)), top, floor)
    labels = []
    for (mark, city, names), lines, high in zip(cities, texts, tops, strict=True):
        widest = max(
            [safe_width(_headline(city, len(names)), CITY, bold=True), *(safe_width(line, NAMES) for line in lines)]
        )
        labels.append(Label(city, len(names), mark, left, high, left + widest, high - _tall(lines), lines))
    return labels


def _headline(city: str, count: int) -> str:
    return f"{city} · {count}"


def _lines_of(names: Sequence[str], room: float) -> tuple[str, ...]:
    """The names in lines of at most `room` px, broken between names only."""
    lines: list[str] = []
    for name in names:
        longer = f"{lines[-1]}, {name}" if lines else name
        if lines and safe_width(f"{longer},", NAMES) <= room:
            lines[-1] = longer
        else:
            lines.append(name)
    return (*(f"{line}," for line in lines[:-1]), *lines[-1:])


def _tall(lines: Sequence[str]) -> float:
    return _HEAD + _LINE * len(lines)


def _stack(wanted: Sequence[float], heights: Sequence[float], top: float, floor: float) -> list[float]:
    """Upper edges near the wanted ones, from high to low, none overlapping, all between `top` and `floor`."""
    tops: list[float] = []
    for want, _ in zip(wanted, heights, strict=True):
        limit = tops[-1] - heights[len(tops) - 1] - _APART if tops else top
        tops.append(min(want, limit))
    lowest = floor
    for at in range(len(tops) - 1, -1, -1):
        tops[at] = max(tops[at], lowest + heights[at])
        lowest = tops[at] + _APART
    # What was pushed down is moved up again as a whole, so that the lines to the marks stay short.
    rise = sum(want - high for want, high in zip(wanted, tops, strict=True)) / len(tops)
    rise = max(min(rise, top - tops[0]), floor + heights[-1] - tops[-1])
    return [high + rise for high in tops]


def _cities(labels: Sequence[Label], across: float, down: float, tokens: Tokens) -> list[go.Scatter]:
    """Leader lines, marks (large ones below small ones), labels line by line, and a bar of 50 km."""
    lead: tuple[list[float | None], list[float | None]] = ([], [])
    for label in labels:
        lead[0].extend([label.mark[0], label.left - 5, None])
        lead[1].extend([label.mark[1], label.top - _HEAD / 2, None])
    by_size = sorted(labels, key=lambda one: -one.count)
    heads = [
        (label.left, label.top - _HEAD / 2, f"<b>{escape(_headline(label.city, label.count))}</b>") for label in labels
    ]
    names = [
        (label.left, label.top - _HEAD - (number + 0.5) * _LINE, escape(line))
        for label in labels
        for number, line in enumerate(label.lines)
    ]
    bar, corner = _SCALE * 50 / 111.2, (-across / 2 + 14, -down / 2 + 16)
    return [
        go.Scatter(x=lead[0], y=lead[1], mode="lines", line={"color": tokens.mute, "width": 1}, hoverinfo="skip"),
        go.Scatter(
            x=[label.mark[0] for label in by_size],
            y=[label.mark[1] for label in by_size],
            mode="markers",
            text=[
                f"<b>{escape(_headline(label.city, label.count))}</b><br>{escape(' '.join(label.lines))}"
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
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in land(basemap / f"{panel.outlines}.geojson", panel):
        xs += [*(point[0] for point in ring), None]
        ys += [*(point[1] for point in ring), None]
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        fill="toself",
        fillcolor=tokens.land,
        hoverinfo="skip",
        line={"color": tokens.edge, "width": 0.8},
    )


@lru_cache(maxsize=8)
def land(path: Path, panel: Panel) -> tuple[tuple[Point, ...], ...]:
    """The outer outlines of a GeoJSON file near a map, in px from its middle; read at the first use."""
    tree: Any = json.loads(path.read_text(encoding="utf-8"))
    west, east = panel.longitude - _REACH, panel.longitude + _REACH
    south, north = panel.latitude - 3, panel.latitude + 3
    rings = []
    for feature in tree["features"]:
        shape = feature["geometry"]
        for polygon in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            ring: list[Point] = [(x, y) for x, y in polygon[0]]
            for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
                ring = cut_ring(ring, axis, limit, sign)
            if ring:
                placed = [panel.place(*point) for point in [*ring, ring[0]]]
                rings.append(tuple((round(x, 1), round(y, 1)) for x, y in placed))
    return tuple(rings)
