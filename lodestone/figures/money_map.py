"""Where the projects are: a map drawn from outlines of our own, a mark a project, shaped by how firm its money is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lodestone.each_row import each_row, known
from lodestone.figures import go
from lodestone.figures.base import frame_card, frame_figure, is_slide, measure_frame, set_layout, size_of
from lodestone.figures.money import LEVELS, marker
from lodestone.figures.outlines import Box, Point, land_lines
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens

_SIDE, _NAME, _MARK, _TALLEST = 8, 13, 13.0, 620.0
_OUTLINES = ("countries.geojson", "us_states.geojson")
_SUMS = ("firm_usd", "conditional_usd", "indicative_usd", "announced_usd")
# Units of a card's map for a degree: about a pixel, so that marks in one town stand side by side there, too.
_CARD_SCALE = 8.0


@dataclass(frozen=True)
class Region:
    """One view: west, south, east and north in degrees, and whether states are outlined, too."""

    title: str
    box: Box
    states: bool

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a place lies on this map."""
        west, south, east, north = self.box
        return west <= longitude <= east and south <= latitude <= north


REGIONS = {
    "usa": Region("United States", (-125.5, 24.3, -66.0, 49.8), states=True),
    "tennessee": Region("Tennessee and around", (-95.6, 31.0, -76.6, 39.6), states=True),
    "world": Region("World", (-170.0, -50.0, 180.0, 72.0), states=False),
}


class OnMap(NamedTuple):
    """The rows of projects by a view: those on it, those with a recorded place elsewhere, and those without one."""

    inside: list[Any]
    away: list[Any]
    unknown: list[Any]


def on_map(rows: pd.DataFrame, region: str) -> OnMap:
    """Which projects a view holds; `rows` as for `project_map`."""
    found = OnMap([], [], [])
    holds = REGIONS[region].holds
    for row in each_row(rows):
        if not known(row.latitude):
            found.unknown.append(row)
        else:
            (found.inside if holds(row.longitude, row.latitude) else found.away).append(row)
    return found


def project_map(
    rows: pd.DataFrame,
    *,
    region: str,
    picked: str | None,
    basemap: Path,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """One mark a project with its id in customdata; names stand beside the marks where there is room.

    `rows`: project_id, project, level, latitude, longitude, said (its money in words), a sum a level such as firm_usd.
    Projects in one town stand side by side. `picked` has a ring.
    """
    size = size_of(form, width)[0]
    view = REGIONS[region]
    frame: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": _SIDE,
        "right": _SIDE,
        "above": 34,
        "below": 10,
    }
    measured = measure_frame(**frame)
    west, south, east, north = view.box
    squeeze = math.cos(math.radians((south + north) / 2))
    across = size - 2.0 * _SIDE
    room = size_of(form, width)[1] - measured.top - measured.bottom if is_slide(form) else _TALLEST
    scale = min(across / ((east - west) * squeeze), room / (north - south))
    middle = ((west + east) / 2, (south + north) / 2)
    down = (north - south) * scale if not is_slide(form) else room

    def place(longitude: float, latitude: float) -> Point:
        return (longitude - middle[0]) * squeeze * scale, (latitude - middle[1]) * scale

    fig = go.Figure([_land(basemap / name, view.box, place, tokens) for name in _OUTLINES[: 1 + view.states]])
    spots = _spots(on_map(rows, region).inside, place)
    edge = ((east - west) * squeeze * scale / 2, (north - south) * scale / 2)
    _marks(fig, spots, picked, tokens)
    _names(fig, spots, edge, tokens)
    present = [level for level in LEVELS if any(row.level == level for row, _ in spots)]
    fig.add_annotation(
        text="   ".join(f"{LEVELS[level].glyph} {level}" for level in present),
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        yshift=6,
        showarrow=False,
        borderpad=0,
        font={"size": 13, "color": tokens.ink},
    )
    hidden = {"visible": False, "fixedrange": True}
    set_layout(
        fig,
        hovermode="closest",
        xaxis=hidden | {"range": [-across / 2, across / 2]},
        yaxis=hidden | {"range": [-down / 2, down / 2]},
    )
    return frame_figure(
        fig,
        tokens=tokens,
        height=size_of(form, width)[1] or round(down + measured.top + measured.bottom),
        **frame,
    )


def project_map_card(rows: pd.DataFrame, *, basemap: Path, tokens: Tokens, height: int = 94) -> go.Figure:
    """The projects in the United States without words, for a card; it takes the width it is given.

    `rows` as for `project_map`.
    """
    west, south, east, north = REGIONS["usa"].box
    squeeze = math.cos(math.radians((south + north) / 2))

    def place(longitude: float, latitude: float) -> Point:
        return longitude * squeeze * _CARD_SCALE, latitude * _CARD_SCALE

    outlines = [_land(basemap / name, REGIONS["usa"].box, place, tokens) for name in _OUTLINES]
    fig = go.Figure(outlines)
    _marks(fig, _spots(on_map(rows, "usa").inside, place), None, tokens)
    hidden = {"visible": False, "fixedrange": True}
    return frame_card(
        fig,
        tokens,
        height,
        hovermode="closest",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis=hidden | {"range": [west * squeeze * _CARD_SCALE, east * squeeze * _CARD_SCALE]},
        yaxis=hidden | {"range": [south * _CARD_SCALE, north * _CARD_SCALE], "scaleanchor": "x"},
    )


def _spots(rows: Sequence[Any], place: Any) -> list[tuple[Any, Point]]:
    """Each project with its point in px; those in one town in a row, so that each can be picked."""
    towns: dict[Point, list[Any]] = {}
    for row in rows:
        towns.setdefault((row.longitude, row.latitude), []).append(row)
    spots = []
    for (longitude, latitude), mine in towns.items():
        x, y = place(longitude, latitude)
        for number, row in enumerate(mine):
            spots.append((row, (x + (number - (len(mine) - 1) / 2) * (_MARK + 4), y)))
    return spots


def _marks(fig: go.Figure, spots: Sequence[tuple[Any, Point]], picked: str | None, tokens: Tokens) -> None:
    for level in LEVELS:
        mine = [(row, at) for row, at in spots if row.level == level]
        if mine:
            fig.add_trace(
                go.Scatter(
                    x=[at[0] for _, at in mine],
                    y=[at[1] for _, at in mine],
                    mode="markers",
                    name=level,
                    marker=marker(level, tokens, _MARK),
                    customdata=[row.project_id for row, _ in mine],
                    selected={"marker": {"opacity": 1}},
                    unselected={"marker": {"opacity": 1}},
                    hovertemplate=[
                        f"<b>{escape(row.project)}</b><br>{escape(row.said)}<extra></extra>" for row, _ in mine
                    ],
                )
            )
    ring = [at for row, at in spots if row.project_id == picked]
    fig.add_trace(
        go.Scatter(
            x=[at[0] for at in ring],
            y=[at[1] for at in ring],
            mode="markers",
            hoverinfo="skip",
            name="picked",
            marker={"symbol": "circle-open", "size": 24, "color": tokens.primary, "line": {"width": 3}},
        )
    )


def _largest(row: Any) -> float:
    """The largest of a project's sums, one a level; they are never added up."""
    return max([float(one) for name in _SUMS if known(one := getattr(row, name))], default=0.0)


def _names(fig: go.Figure, spots: Sequence[tuple[Any, Point]], edge: Point, tokens: Tokens) -> None:
    """Names beside their marks, that of the largest sum first, each at the first free of four places; else none."""
    half = _MARK / 2 + 2
    taken = [(at[0] - half, at[1] - half, at[0] + half, at[1] + half) for _, at in spots]
    xs, ys, texts, anchors = [], [], [], []
    for row, (x, y) in sorted(spots, key=lambda one: (-_largest(one[0]), -one[1][0])):
        wide = safe_width(row.project, _NAME) + 4
        for x0, y0, anchor in (
            (x + half, y - 8, "middle right"),
            (x - half - wide, y - 8, "middle left"),
            (x - wide / 2, y + half, "top center"),
            (x - wide / 2, y - half - 16, "bottom center"),
        ):
            box = (x0, y0, x0 + wide, y0 + 16)
            inside = (
                abs(box[0]) <= edge[0] and abs(box[2]) <= edge[0] and abs(box[1]) <= edge[1] and abs(box[3]) <= edge[1]
            )
            if inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
                taken.append(box)
                xs.append(x)
                ys.append(y)
                texts.append(escape(row.project))
                anchors.append(anchor)
                break
    pad = {
        "middle right": (half, 0),
        "middle left": (-half, 0),
        "top center": (0, half - 1),
        "bottom center": (0, 1 - half),
    }
    fig.add_trace(
        go.Scatter(
            x=[x + pad[a][0] for x, a in zip(xs, anchors, strict=True)],
            y=[y + pad[a][1] for y, a in zip(ys, anchors, strict=True)],
            mode="text",
            text=texts,
            textposition=anchors,
            hoverinfo="skip",
            name="names",
            textfont={"size": _NAME, "color": tokens.ink},
        )
    )


def _land(path: Path, box: Box, place: Any, tokens: Tokens) -> go.Scatter:
    x, y = place(*land_lines(path, box))
    return go.Scatter(
        x=x.round(1).astype("float32"),
        y=y.round(1).astype("float32"),
        mode="lines",
        fill="toself",
        fillcolor=tokens.land,
        hoverinfo="skip",
        name="land",
        line={"color": tokens.edge, "width": 0.8},
    )
