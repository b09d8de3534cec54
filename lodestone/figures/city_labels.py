"""A map's cities, and their labels one below the other, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lodestone.figures.city_maps import Panel
from lodestone.figures.outlines import Point
from lodestone.figures.text import safe_width

# Sizes of a city's name and of the names below it; then the heights of a line of each, and the room between two labels.
CITY, NAMES = 14, 13
HEAD, LINE, _APART = 19.0, 16.0, 8.0


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
    tops = _stack([mark[1] + HEAD / 2 for mark, _, _ in cities], list(map(_tall, texts)), top, floor)
    labels = []
    for (mark, city, names), lines, high in zip(cities, texts, tops, strict=True):
        widest = max(
            [safe_width(headline(city, len(names)), CITY, bold=True), *(safe_width(line, NAMES) for line in lines)]
        )
        labels.append(Label(city, len(names), mark, left, high, left + widest, high - _tall(lines), lines))
    return labels


def headline(city: str, count: int) -> str:
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
    return HEAD + LINE * len(lines)


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
