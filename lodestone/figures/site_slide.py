"""The same map as a picture for a slide: outlines of our own, degrees on straight axes, marks with shapes."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import SLIDE, frame_figure, measure_frame, set_layout, size_of
from lodestone.figures.outlines import in_one_line
from lodestone.figures.site_legend import (
    CLASSES,
    GROUPS,
    INSIDE,
    LAYERS,
    PARTS,
    colour_of,
    features,
    polygons,
    rings,
    shades,
)
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens

_SIDE, _KEY = 8, 34
# On a page a map fills no more than the window's height (px).
_TALLEST = 560
# West and east, south and north, in degrees.
_View = tuple[tuple[float, float], tuple[float, float]]


def site_picture(
    *,
    cells: pd.DataFrame | None,
    points: pd.DataFrame | None,
    layers: pd.DataFrame,
    basemap: Path,
    part: str,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Cells or marks of `part` of the world, filling a slide. Frames as in `site_deck.site_map`."""
    size, height = size_of(form, width, min(_TALLEST, round(width * SLIDE[1] / SLIDE[0])))
    words: dict[str, Any] = {"title": title, "subtitle": subtitle, "source_line": source_line}
    frame = measure_frame(**words, width=size, left=_SIDE, right=_SIDE, below=_KEY)
    view = _view(part, size - 2 * _SIDE, height - frame.top - frame.bottom)
    fig = go.Figure([_land(basemap / "countries.geojson", view, tokens, tokens.land)])
    if cells is not None:
        fig.add_traces(_cells(cells, tokens))
    fig.add_trace(_land(basemap / "countries.geojson", view, tokens, None))
    if part in INSIDE:
        fig.add_trace(_land(basemap / f"{INSIDE[part]}.geojson", view, tokens, None))
    fig.add_traces(_areas(layers, basemap, tokens))
    if points is not None:
        fig.add_traces(_marks(points, tokens))
    fig.add_traces(_layers(layers, tokens))
    (west, east), (south, north) = view
    fig.update_xaxes(visible=False, range=[west, east], fixedrange=True)
    # A page may be wider than the figure was measured for: then more sea is seen, and no land is stretched.
    down, across = (height - frame.top - frame.bottom) / (north - south), (size - 2 * _SIDE) / (east - west)
    shape = {"scaleanchor": "x", "scaleratio": down / across} if form == "page" else {}
    fig.update_yaxes(visible=False, range=[south, north], fixedrange=True, **shape)
    set_layout(fig, annotations=_key(cells, points, layers, size, tokens), hovermode="closest")
    return frame_figure(fig, tokens=tokens, **words, width=size, height=height, left=_SIDE, right=_SIDE, below=_KEY)


def _view(part: str, across: float, down: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The degrees that fill a plot of so many px, the part in the middle, true to shape at its middle."""
    box = PARTS[part]
    middle = (box.south + box.north) / 2
    squeeze = 1.0 if part == "World" else math.cos(math.radians(middle))
    wide, high = (box.east - box.west) * squeeze, box.north - box.south
    scale = max(wide / across, high / down)
    x, half_x, half_y = (box.west + box.east) / 2, across * scale / squeeze / 2, down * scale / 2
    return (x - half_x, x + half_x), (middle - half_y, middle + half_y)


@lru_cache(maxsize=32)
def _land_line(path: Path, view: _View) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The closed outlines that reach into a view, as one line in degrees."""
    (west, east), (south, north) = view
    seen = []
    for ring in rings(path):
        xs, ys = zip(*ring, strict=True)
        if max(xs) >= west and min(xs) <= east and max(ys) >= south and min(ys) <= north:
            seen.append((*ring, ring[0]))
    x, y = in_one_line(seen)
    return x.astype(np.float32), y.astype(np.float32)


def _land(path: Path, view: _View, tokens: Tokens, fill: str | None) -> go.Scatter:
    x, y = _land_line(path, view)
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        fill="toself" if fill else None,
        fillcolor=fill,
        hoverinfo="skip",
        line={"color": tokens.edge, "width": 0.6},
    )


def _cells(cells: pd.DataFrame, tokens: Tokens) -> list[go.Scatter]:
    """One trace a class, its cells as closed outlines."""
    traces = []
    for number, shade in enumerate(shades(tokens)):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for row in each_row(cells[cells["class"] == number]):
            east, north = row.west + row.degrees, row.south + row.degrees
            xs += [row.west, east, east, row.west, row.west, None]
            ys += [row.south, row.south, north, north, row.south, None]
        traces.append(
            go.Scatter(
                x=xs,
                y=ys,
                mode="lines",
                fill="toself",
                fillcolor=shade,
                hoverinfo="skip",
                line={"color": tokens.page, "width": 0.5},
                name=CLASSES[number],
            )
        )
    return traces


def _marks(points: pd.DataFrame, tokens: Tokens) -> list[go.Scatter]:
    """One trace a group, the rare earths on top."""
    traces = []
    for group, mark in reversed(list(GROUPS.items())):
        mine = points[points["mineral_group"] == group]
        traces.append(
            go.Scatter(
                x=mine["longitude"].to_numpy(dtype=float),
                y=mine["latitude"].to_numpy(dtype=float),
                mode="markers",
                name=group,
                customdata=list(mine["site_key"]),
                text=[f"<b>{escape(row.name)}</b><br>{escape(row.mineral)} · {row.kind}" for row in each_row(mine)],
                hovertemplate="%{text}<extra></extra>",
                marker={
                    "size": 8.5 if mark.symbol == "star" else 6.5,
                    "symbol": mark.symbol,
                    "color": colour_of(mark, tokens),
                    "opacity": 1,
                    "line": {"color": tokens.page, "width": 0.6},
                },
            )
        )
    return traces


def _layers(layers: pd.DataFrame, tokens: Tokens) -> list[go.Scatter]:
    return [
        go.Scatter(
            x=list(rows["longitude"]),
            y=list(rows["latitude"]),
            mode="markers",
            name=str(name),
            customdata=list(rows["id"]),
            text=[f"<b>{escape(row.name)}</b><br>{escape(row.about)}" for row in each_row(rows)],
            hovertemplate="%{text}<extra></extra>",
            marker={
                "size": 11,
                "symbol": LAYERS[str(name)].symbol,
                "color": colour_of(LAYERS[str(name)], tokens),
                "opacity": 1,
                "line": {"width": 1.8},
            },
        )
        for name, rows in layers[layers["layer"] != "Survey areas"].groupby("layer", sort=False)
    ]


def _areas(layers: pd.DataFrame, basemap: Path, tokens: Tokens) -> list[go.Scatter]:
    shown = set(layers.loc[layers["layer"] == "Survey areas", "id"])
    xs: list[float | None] = []
    ys: list[float | None] = []
    for one in features(basemap / "surveys.geojson") if shown else ():
        shape = one["geometry"]
        if one["properties"]["mapping_id"] in shown:
            for polygon in polygons(shape):
                xs += [*(point[0] for point in polygon[0]), None]
                ys += [*(point[1] for point in polygon[0]), None]
    return (
        [
            go.Scatter(
                x=xs,
                y=ys,
                mode="lines",
                hoverinfo="skip",
                name="Survey areas",
                line={"color": tokens.blue.mark, "width": 1.6, "dash": "dot"},
            )
        ]
        if shown
        else []
    )


def _key(
    cells: pd.DataFrame | None, points: pd.DataFrame | None, layers: pd.DataFrame, width: float, tokens: Tokens
) -> list[dict[str, Any]]:
    """The marks' key in one line below the map, each entry with its sign, as far as there is room."""
    entries = []
    if cells is not None:
        degrees = f"{cells['degrees'].iloc[0]:g}°" if len(cells) else ""
        entries = [
            (f"Sites in a cell of {degrees}:", tokens.mute, ""),
            *((text, shade, "■") for text, shade in zip(CLASSES, shades(tokens), strict=True)),
        ]
    if points is not None:
        counts = points["mineral_group"].value_counts()
        entries = [
            (f"{group} {counts[group]:,}", colour_of(mark, tokens), mark.sign)
            for group, mark in GROUPS.items()
            if group in counts
        ]
    entries += [
        (f"{name} {len(rows)}", colour_of(LAYERS[str(name)], tokens), LAYERS[str(name)].sign)
        for name, rows in layers.groupby("layer", sort=False)
    ]
    notes, left = [], 0.0
    size = 13 if sum(safe_width(text, 13) + 30 for text, _, _ in entries) < width else 11.5
    for text, colour, sign in entries:
        shown = f"<span style='color:{colour}'>{sign}</span> {escape(text)}" if sign else escape(text)
        notes.append(
            {
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": 0,
                "xanchor": "left",
                "yanchor": "top",
                "xshift": left,
                "yshift": -6,
                "text": shown,
                "showarrow": False,
                "font": {"size": size, "color": tokens.ink if sign else tokens.mute},
            }
        )
        left += safe_width(text, size) + (size * 1.3 + 12 if sign else 10)
    return notes
