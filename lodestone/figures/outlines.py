"""Outlines of land from our own files, cut to a map."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@lru_cache(maxsize=16)
def rings(path: Path, box: Box) -> tuple[tuple[Point, ...], ...]:
    """The outer outlines of a GeoJSON file in a box (west, south, east, north), in degrees; read at the first use."""
    tree: Any = json.loads(path.read_text(encoding="utf-8"))
    west, south, east, north = box
    found = []
    for feature in tree["features"]:
        shape = feature["geometry"]
        for polygon in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            ring: list[Point] = [(x, y) for x, y, *_ in polygon[0]]
            for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
                ring = cut_ring(ring, axis, limit, sign)
            if ring:
                found.append((*ring, ring[0]))
    return tuple(found)


def in_one_line(outlines: Iterable[Iterable[Point]]) -> tuple[Numbers, Numbers]:
    """Several outlines as one line: all x and all y, a gap (NaN) after each outline.

    Plotly looks at every single number of a list each time it is drawn, and at an array once.
    """
    gapped = [point for ring in outlines for point in (*ring, (np.nan, np.nan))]
    x, y = np.array(gapped, dtype=np.float64).reshape(-1, 2).T
    return x, y


@lru_cache(maxsize=16)
def land_lines(path: Path, box: Box) -> tuple[Numbers, Numbers]:
    """The outlines that `rings` gives, as one line in degrees."""
    return in_one_line(rings(path, box))


def cut_ring(ring: Iterable[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The part of a ring on one side of a line (Sutherland and Hodgman)."""
    points = list(ring)
    kept: list[Point] = []
    for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
        was, is_ = (sign * (point[axis] - limit) for point in (before, here))
        if was * is_ < 0:
            part = was / (was - is_)
            kept.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
        if is_ >= 0:
            kept.append(here)
    return kept
