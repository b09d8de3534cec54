"""The maps of the headquarters: their middles, their outlines, and which organization lies on which."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures.outlines import Point, cut_ring

# Px a degree of latitude.
SCALE = 226.0
# How far from the middle (degrees of longitude) land is drawn: enough for the widest window.
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
        across = SCALE * math.cos(math.radians(self.latitude))
        return (longitude - self.longitude) * across, (latitude - self.latitude) * SCALE


# The cities lie left of the middle: their labels stand to the right.
PANELS = (
    Panel("Around Washington", "us_states", -76.55, 38.82),
    Panel("Around Tokyo", "japan_prefectures", 140.3, 35.68),
)


def split(rows: pd.DataFrame) -> tuple[list[pd.DataFrame], pd.DataFrame, pd.DataFrame]:
    """The rows of each map, those with a recorded place on neither map, and those without a recorded place."""
    known = rows[rows["latitude"].notna()]
    panels = [known.loc[[panel.holds(row.longitude, row.latitude) for row in each_row(known)]] for panel in PANELS]
    drawn = {name for panel in panels for name in panel["organization_id"]}
    return panels, rows[rows["city"].notna() & ~rows["organization_id"].isin(drawn)], rows[rows["city"].isna()]


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
