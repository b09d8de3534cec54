"""What charts of a reader's own rows share: what to draw, axes with round ticks in words, room for labels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from lodestone.each_row import NotANumber
from lodestone.figures import go
from lodestone.figures.base import frame_figure, is_slide, measure_frame, size_of
from lodestone.figures.own_time import time_axis
from lodestone.figures.text import cut, escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import decimal, dollars, entries, few_figures, fmt_date, fmt_moment, no_number

LABEL = 13
_COUNTED = {"number", "usd", "year"}
# How many series get a colour of their own; what comes after them is drawn in gray as "others".
SERIES = 6
# The shape of each series' marks, and the same as a sign in a key: never told apart by colour alone.
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "star")
SIGNS = ("●", "◆", "■", "▲", "✚", "★")


@dataclass(frozen=True)
class Drawing:
    """What is drawn: the rows, the column of each role, the heading and kind of each column, the words, the form.

    `kinds` are text, number, usd, day and others as in Column; `form` is that of a cell, `width` in px of a page.
    """

    rows: pd.DataFrame
    roles: Mapping[str, str]
    heads: Mapping[str, str]
    kinds: Mapping[str, str]
    tokens: Tokens
    title: str
    subtitle: str
    source_line: str
    form: str
    width: int = 1000
    basemap: Path = field(default_factory=Path)

    def head(self, role: str) -> str:
        """The heading of the column with this role; '' where there is none."""
        return self.heads.get(self.roles.get(role, ""), "")

    def kind(self, role: str) -> str:
        """The kind of the column with this role."""
        return self.kinds.get(self.roles.get(role, ""), "text")

    def values(self, role: str) -> pd.Series:
        """The values of the column with this role."""
        return self.rows[self.roles[role]]

    def texts(self, role: str) -> list[str]:
        """The same in words."""
        return [words(value, self.kind(role)) for value in self.values(role)]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in px, 16:9 unless a chart wants more rows on a page."""
        return size_of(self.form, self.width, max(380, round(self.width * 9 / 16 * 0.85)))

    @property
    def slide(self) -> bool:
        """Whether it must keep to the size of a slide, however many rows there are."""
        return is_slide(self.form)


def words(value: Any, kind: str) -> str:  # noqa: PLR0911, one line a kind of value
    """A value in words: an axis, a bar and a mark say it the same way."""
    if isinstance(value, tuple):
        return ", ".join(entries(value))
    if isinstance(value, NotANumber) or (isinstance(value, float) and math.isinf(value)):
        return no_number(value)
    if value is None or pd.isna(value):
        return "not recorded"
    if isinstance(value, date):
        return fmt_moment(value) if isinstance(value, datetime) else fmt_date(value)
    if kind == "usd":
        return dollars(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not pd.api.types.is_number(value):
        return str(value)
    if pd.api.types.is_integer(value) or (float(value).is_integer() and abs(value) < 1e15):
        return f"{int(value)}" if kind == "year" else f"{int(value):,}"
    return few_figures(value) if abs(value) < 1 else decimal(value)


def numbers(values: pd.Series) -> list[float | None]:
    """Numbers as Plotly takes them; what is not known or not finite is left out, never 0."""
    return [None if pd.isna(value) or math.isinf(value) else float(value) for value in values]


def ticks(low: float, high: float, kind: str, count: int = 5) -> dict[str, Any]:
    """Round ticks in words, two at least, that cover the numbers from `low` to `high`."""
    span = (high - low) or abs(high) or 1.0
    step = 10 ** math.floor(math.log10(span / count))
    step *= next(factor for factor in (1, 2, 5, 10) if span / (step * factor) <= count + 1)
    if kind == "year":
        step = max(1.0, step)
    first = math.floor(low / step)
    # Equal numbers may lie on a tick: an axis still goes from one to another.
    last = max(math.ceil(high / step), first + 1)
    found = [round(number * step, 10) for number in range(first, last + 1)]
    texts = ["0" if not one else words(one, kind) for one in found]
    return {"tickvals": found, "ticktext": texts, "range": [found[0], found[-1]]}


def value_axis(values: list[float | None], kind: str, *, zero: bool = False) -> dict[str, Any]:
    """The settings of an axis of numbers; with `zero` it begins there."""
    known = [one for one in values if one is not None] or [0.0]
    low, high = min(known), max(known)
    return ticks(min(low, 0.0) if zero else low, max(high, 0.0) if zero else high, kind)


def along(drawing: Drawing) -> list[Any]:
    """The values along the horizontal axis as Plotly takes them."""
    values = drawing.values("x")
    if drawing.kind("x") in _COUNTED:
        return numbers(values)
    return [value.isoformat() if isinstance(value, date) else words(value, "text") for value in values]


def across(drawing: Drawing, width: float) -> dict[str, Any]:
    """The settings of the horizontal axis, `width` px long, of numbers, days or names."""
    kind = drawing.kind("x")
    if kind in _COUNTED:
        return aired(value_axis(numbers(drawing.values("x")), kind))
    return time_axis(list(drawing.values("x")), width) if kind == "day" else {"type": "category"}


def aired(axis: dict[str, Any]) -> dict[str, Any]:
    """The same axis with a little air, so that no mark is cut at its end."""
    low, high = axis["range"]
    return axis | {"range": [low - (high - low) * 0.02, high + (high - low) * 0.02]}


def names_axis(names: list[str]) -> dict[str, Any]:
    """The settings of an axis that says each of these names, in order; years too, which Plotly takes for numbers."""
    order = {"categoryorder": "array", "categoryarray": names}
    return {"type": "category", "tickmode": "array", "tickvals": names, "ticktext": names, **order}


def axis_look(tokens: Tokens, title: str = "") -> dict[str, Any]:
    """How every axis looks."""
    return {
        "gridcolor": tokens.grid,
        "linecolor": tokens.line,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": LABEL, "color": tokens.mute},
        "title": {"text": escape(title), "font": {"size": LABEL, "color": tokens.mute}, "standoff": 8},
    }


def room_for(labels: list[str], most: float) -> float:
    """The px that the longest of some labels takes, at most `most`."""
    return min(most, max((safe_width(one, LABEL) for one in labels), default=40.0)) + 16


def shortened(labels: list[str], room: float) -> list[str]:
    """Labels cut to the room in px, none twice."""
    made: list[str] = []
    for one in labels:
        text = cut(one, LABEL, room)
        while text in made:
            text += "\u2009"
        made.append(text)
    return made


def series_of(drawing: Drawing) -> list[tuple[str, pd.DataFrame, str]]:
    """The rows by the column `colour`: name, rows, colour; one series without a name where there is no such column.

    The series with most rows come first; beyond SERIES they share the last colour.
    """
    if not drawing.roles.get("colour"):
        return [("", drawing.rows, drawing.tokens.categorical[1])]
    named = drawing.rows.assign(_series=drawing.texts("colour"))
    order = list(named["_series"].value_counts(sort=True).index)
    palette = [*drawing.tokens.categorical[:SERIES]]
    kept = order if len(order) <= SERIES else order[: SERIES - 1]
    found = [(name, named[named["_series"] == name], palette[place]) for place, name in enumerate(kept)]
    if len(order) > len(kept):
        rest = named[~named["_series"].isin(kept)]
        found.append((f"{len(order) - len(kept)} others", rest, drawing.tokens.gray.mark))
    return found


def key_line(entries: list[tuple[str, str, str]], width: float, tokens: Tokens) -> list[dict[str, Any]]:
    """A key in one line above the plot: sign, colour and name of each series, as far as there is room."""
    notes: list[dict[str, Any]] = []
    left = 0.0
    for sign, colour, name in entries:
        text = cut(name, LABEL, 220)
        needed = safe_width(f"{sign} {text}", LABEL) + 18
        if not name or left + needed > width:
            continue
        notes.append(
            {
                "xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom",
                "xshift": left, "yshift": 2, "showarrow": False, "align": "left",
                "text": f"<span style='color:{colour}'>{sign}</span> {escape(text)}",
                "font": {"size": LABEL, "color": tokens.ink},
            }
        )  # fmt: skip
        left += needed
    return notes


def framed(
    fig: go.Figure, drawing: Drawing, *, left: float = 64, right: float = 24, below: float = 34, rows: float = 0,
    key: bool = False,
) -> go.Figure:  # fmt: skip
    """The shared frame around a chart; `rows` px are what its rows ask for on a page, `key` keeps a line for a key."""
    width, height = drawing.size
    place: dict[str, Any] = {
        "title": drawing.title, "subtitle": drawing.subtitle, "source_line": drawing.source_line, "width": width,
        "left": left, "right": right, "below": below, "above": 34 if key else 14,
    }  # fmt: skip
    if rows and not drawing.slide:
        frame = measure_frame(**place)
        height = round(frame.top + frame.bottom + rows)
    return frame_figure(fig, tokens=drawing.tokens, height=height, **place)
