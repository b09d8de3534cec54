"""A reader's own rows on a map of our own outlines: points by their place, or countries shaded by a number."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

from lodestone.figures import go
from lodestone.figures.base import set_layout
from lodestone.figures.own_axes import SIGNS, SYMBOLS, Drawing, framed, key_line, numbers, series_of, words
from lodestone.figures.text import escape

_SOUTH, _NORTH = -58.0, 84.0
_CLASSES = 5
Ring = tuple[tuple[float, float], ...]


def points_map(drawing: Drawing) -> go.Figure:
    """A mark a row, x its longitude and y its latitude in degrees, on the part of the world that holds them."""
    xs, ys = numbers(drawing.values("x")), numbers(drawing.values("y"))
    view = _view([one for one in xs if one is not None], [one for one in ys if one is not None])
    fig = go.Figure([_land(drawing, drawing.tokens.land)])
    entries = []
    for place, (name, rows, colour) in enumerate(series_of(drawing)):
        names = (
            [words(one, "text") for one in rows[drawing.roles["label"]]]
            if drawing.roles.get("label")
            else [""] * len(rows)
        )
        fig.add_trace(
            go.Scatter(
                x=numbers(rows[drawing.roles["x"]]), y=numbers(rows[drawing.roles["y"]]), mode="markers", name=name,
                marker={"size": 8 if len(drawing.rows) < 400 else 5.5, "color": colour, "symbol": SYMBOLS[place % 6],
                        "line": {"color": drawing.tokens.page, "width": 0.6}},
                customdata=["<br>".join(filter(None, (f"<b>{escape(one)}</b>" if one else "", escape(name)))) or "site"
                            for one in names],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )  # fmt: skip
        entries.append((SIGNS[place % 6], colour, name))
    return _mapped(fig, drawing, view, entries)


def countries_map(drawing: Drawing) -> go.Figure:
    """The countries in column x, by their ISO code or name, shaded by the number in column y in five steps."""
    found: dict[str, float] = {}
    for country, number in zip(drawing.texts("x"), numbers(drawing.values("y")), strict=True):
        code = country_codes(drawing.basemap).get(country.strip().lower())
        if code and number is not None:
            found[code] = found.get(code, 0.0) + number
    shades = [drawing.tokens.sequential[place] for place in (2, 4, 5, 6, 8)]
    edges = _edges(sorted(found.values()))
    fig = go.Figure([_land(drawing, drawing.tokens.land)])
    kind, entries = drawing.kind("y"), []
    for place, (low, high) in enumerate(edges):
        mine = [code for code, one in found.items() if low <= one <= high and (place == 0 or one > edges[place - 1][1])]
        shade = shades[place * (_CLASSES - 1) // max(1, len(edges) - 1)]
        if mine:
            fig.add_trace(_filled(mine, shade, drawing))
        entries.append(("■", shade, words(low, kind) if low == high else f"{words(low, kind)} to {words(high, kind)}"))
    for code, number in found.items():
        x, y = _middle(drawing.basemap, code)
        fig.add_trace(
            go.Scatter(x=[x], y=[y], mode="markers", marker={"size": 14, "color": "rgba(0,0,0,0)"},
                       customdata=[f"<b>{escape(_names(drawing.basemap)[code])}</b><br>{escape(words(number, kind))}"],
                       hovertemplate="%{customdata}<extra></extra>")
        )  # fmt: skip
    return _mapped(fig, drawing, _view([-170.0, 179.0], [_SOUTH, _NORTH]), entries)


def _edges(values: list[float]) -> list[tuple[float, float]]:
    """At most five steps with about as many values in each."""
    distinct = sorted(set(values))
    steps = min(_CLASSES, len(distinct))
    cuts = [
        distinct[round(place * len(distinct) / steps) : round((place + 1) * len(distinct) / steps)]
        for place in range(steps)
    ]
    return [(part[0], part[-1]) for part in cuts if part]


def _mapped(
    fig: go.Figure, drawing: Drawing, view: tuple[float, float, float, float], entries: list[tuple[str, str, str]]
) -> go.Figure:
    west, south, east, north = view
    fig.update_xaxes(visible=False, range=[west, east], fixedrange=True)
    fig.update_yaxes(visible=False, range=[south, north], fixedrange=True)
    set_layout(fig, annotations=key_line(entries, drawing.size[0] - 20, drawing.tokens), hovermode="closest")
    # As high as its part of the world is beside its width, so that nothing is stretched.
    squeeze = math.cos(math.radians(max(-60.0, min(60.0, (south + north) / 2))))
    rows = (drawing.size[0] - 16) * (north - south) / max(1.0, (east - west) * squeeze)
    made = framed(
        fig,
        drawing,
        left=8,
        right=8,
        below=10,
        rows=min(rows, 0.62 * drawing.size[0]),
        key=any(name for *_, name in entries),
    )
    made_of, margin = made.layout, made.layout["margin"]
    across = made_of["width"] - margin["l"] - margin["r"]
    down = made_of["height"] - margin["t"] - margin["b"]
    west, south, east, north = _filling(view, across / max(1.0, down * squeeze))
    made.update_xaxes(range=[west, east], constrain="domain", scaleanchor="y", scaleratio=squeeze)
    made.update_yaxes(range=[south, north])
    return made


def _filling(view: tuple[float, float, float, float], ratio: float) -> tuple[float, float, float, float]:
    """A view widened to `ratio`, degrees across to degrees down, about its middle: a narrow one leaves a slide empty.

    It goes round no more than the earth.
    """
    west, south, east, north = view
    more = min(ratio * (north - south), 362.0) - (east - west)
    if more > 0:
        return west - more / 2, south, east + more / 2, north
    return view


def _view(xs: list[float], ys: list[float]) -> tuple[float, float, float, float]:
    """West, south, east and north of what is shown: the points with some room around them."""
    if not xs or not ys:
        return -170.0, _SOUTH, 180.0, _NORTH
    wide, high = max(max(xs) - min(xs), 8.0), max(max(ys) - min(ys), 5.0)
    if wide > 160:
        return -172.0, _SOUTH, 182.0, _NORTH
    return (
        max(-180.0, (min(xs) + max(xs) - wide) / 2 - wide * 0.12),
        max(-85.0, (min(ys) + max(ys) - high) / 2 - high * 0.15),
        min(190.0, (min(xs) + max(xs) + wide) / 2 + wide * 0.12),
        min(85.0, (min(ys) + max(ys) + high) / 2 + high * 0.15),
    )


def _land(drawing: Drawing, colour: str) -> go.Scatter:
    return _filled(list(_names(drawing.basemap)), colour, drawing)


def _filled(codes: list[str], colour: str, drawing: Drawing) -> go.Scatter:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for code in codes:
        for ring in _shapes(drawing.basemap)[code]:
            xs += [*(x for x, _ in ring), None]
            ys += [*(y for _, y in ring), None]
    edge = {"color": drawing.tokens.edge, "width": 0.6}
    return go.Scatter(x=xs, y=ys, mode="lines", fill="toself", fillcolor=colour, line=edge, hoverinfo="skip")


@lru_cache(maxsize=4)
def _features(basemap: Path) -> tuple[Any, ...]:
    return tuple(json.loads((basemap / "countries.geojson").read_text(encoding="utf-8"))["features"])


@lru_cache(maxsize=4)
def _shapes(basemap: Path) -> dict[str, tuple[Ring, ...]]:
    found: dict[str, tuple[Ring, ...]] = {}
    for one in _features(basemap):
        shape = one["geometry"]
        many = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = tuple(tuple((x, y) for x, y, *_ in polygon[0]) for polygon in many)
        found[one["properties"]["iso3"]] = found.get(one["properties"]["iso3"], ()) + rings
    return found


@lru_cache(maxsize=4)
def _names(basemap: Path) -> dict[str, str]:
    return {one["properties"]["iso3"]: one["properties"]["name"] for one in _features(basemap)}


@lru_cache(maxsize=4)
def country_codes(basemap: Path) -> dict[str, str]:
    """The ISO code of three letters of each country of the map, by that code and by its names, in small letters."""
    codes = {code.lower(): code for code in _names(basemap)}
    named = {name.lower(): code for code, name in _names(basemap).items()}
    return (
        named | codes | {"united states": "USA", "united states of america": "USA", "uk": "GBR", "south korea": "KOR"}
    )


@lru_cache(maxsize=512)
def _middle(basemap: Path, code: str) -> tuple[float, float]:
    """The middle of a country's largest part, where it says its number."""
    ring = max(_shapes(basemap)[code], key=len)
    return (
        (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2,
        (min(y for _, y in ring) + max(y for _, y in ring)) / 2,
    )
