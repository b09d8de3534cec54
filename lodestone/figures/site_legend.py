"""What the maps of the ground share: parts of the world, marks of the mineral groups, classes of a count, outlines."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lodestone.figures.tokens import Tokens

# Sites in a cell, by class: doubling, so that few and many can be told apart in one picture.
CLASSES = ("1", "2–3", "4–7", "8–15", "16–31", "32–63", "64–127", "128+")


@dataclass(frozen=True)
class Part:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude halfway, the latitude as a Mercator map sees it."""
        return (self.west + self.east) / 2, _unmercator((_mercator(self.south) + _mercator(self.north)) / 2)

    def zoom(self, width: float, height: float) -> float:
        """The zoom at which the part fits into so many px on a Mercator map whose world is 512 px wide at 0."""
        across = (self.east - self.west) / 360 * 512
        down = (_mercator(self.north) - _mercator(self.south)) / (2 * math.pi) * 512
        return round(min(math.log2(width / across), math.log2(height / down)), 2)


PARTS: Mapping[str, Part] = {
    "World": Part(-168, -50, 180, 72),
    "United States": Part(-125, 24.5, -66.5, 49.5),
    "Alaska": Part(-170, 54, -129, 71.5),
    "Japan": Part(128, 30, 146.5, 45.8),
    "East Asia": Part(92, -11, 148, 50),
    "Australia": Part(112, -44, 154.5, -10),
    "Europe": Part(-12, 35, 42, 70),
    "Africa": Part(-19, -35.5, 52, 37.5),
    "South America": Part(-82, -55, -34, 13),
}
# Parts that are drawn with the borders inside a country, too.
INSIDE = {"United States": "us_states", "Alaska": "us_states", "Japan": "japan_prefectures"}


@dataclass(frozen=True)
class Mark:
    """How one group is told apart: colour name, shape as a sign in text, and as a Plotly symbol."""

    colour: str
    sign: str
    symbol: str


GROUPS: Mapping[str, Mark] = {
    "Rare earths": Mark("violet", "★", "star"),
    "Battery minerals": Mark("green", "■", "square"),
    "Semiconductor elements": Mark("blue", "◆", "diamond"),
    "Alloying metals": Mark("red", "▲", "triangle-up"),
    "Platinum-group metals": Mark("ink", "▼", "triangle-down"),
    "Base and precious metals": Mark("yellow", "●", "circle"),
    "Other minerals": Mark("gray", "✖", "x"),
}
LAYERS: Mapping[str, Mark] = {
    "Survey areas": Mark("blue", "▱", "square-open"),
    "Survey programs": Mark("blue", "◎", "circle-open-dot"),
    "Funded projects": Mark("ink", "◈", "diamond-open-dot"),
    "Processing plants": Mark("ink", "▣", "square-open-dot"),
}


def colour_of(mark: Mark, tokens: Tokens) -> str:
    """The colour of a mark in a theme."""
    return tokens.ink if mark.colour == "ink" else tokens.hue(mark.colour).mark


def shades(tokens: Tokens) -> tuple[str, ...]:
    """Eight gold steps, one a class, the strongest last."""
    return tokens.sequential[1:9]


def _mercator(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(latitude)))


def _unmercator(y: float) -> float:
    return math.degrees(math.atan(math.sinh(y)))


@lru_cache(maxsize=8)
def features(path: Path) -> tuple[Any, ...]:
    """The features of a GeoJSON file, read at the first use; not to be changed."""
    return tuple(json.loads(path.read_text(encoding="utf-8"))["features"])


def names(path: Path) -> dict[str, str]:
    """What each outline of a file is called, by its code."""
    return {one["properties"]["code"]: one["properties"]["name"] for one in features(path)}


@lru_cache(maxsize=8)
def rings(path: Path) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outer outlines of a GeoJSON file in degrees."""
    return tuple(
        tuple((round(x, 2), round(y, 2)) for x, y, *_ in polygon[0])
        for feature in features(path)
        for polygon in polygons(feature["geometry"])
    )


def polygons(shape: Any) -> list[Any]:
    """The polygons of a GeoJSON shape, each a list of rings."""
    return list(shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]])
