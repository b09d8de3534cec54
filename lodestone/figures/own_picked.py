"""Which of a reader's rows a chart draws, what it leaves out in words, and which of those that it draws leads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lodestone.each_row import NotANumber
from lodestone.figures.base import few_rows
from lodestone.figures.own_axes import words
from lodestone.figures.own_maps import country_codes
from lodestone.language import counted

# The most rows that each kind can show so that they can be read; of bars the most names, each with all of its rows.
MOST: Mapping[str, int] = {
    "bar": 30, "line": 4000, "area": 4000, "scatter": 2000, "histogram": 10_000, "matrix": 600, "treemap": 60,
    "points": 3000, "countries": 300,
}  # fmt: skip
# The same where there is no more room than a slide or a sheet of paper has.
_FEW, _FEW_LINES = {"bar": 14, "treemap": 30}, 14
_NAMED = 4


@dataclass(frozen=True)
class Picked:
    """The rows that are drawn, all that could be, and what is left out in words, a phrase each."""

    rows: pd.DataFrame
    drawable: pd.DataFrame
    said: tuple[str, ...]

    @property
    def cut(self) -> bool:
        """Whether not all that could be drawn is."""
        return len(self.rows) < len(self.drawable)


def picked(kind: str, roles: Mapping[str, str], kinds: Mapping[str, str], rows: pd.DataFrame, form: str,
           basemap: Path) -> Picked:  # fmt: skip
    """What a chart of this kind draws of some rows; `roles` name columns by part, `kinds` are those of a Drawing."""
    drawable, left = _drawable(kind, roles, rows, basemap)
    most = MOST[kind]
    few = few_rows(form)
    if few:
        most = min(most, _FEW.get(kind, most))
    if kind == "bar":
        names = [words(one, kinds.get(roles["x"], "text")) for one in drawable[roles["x"]]]
        order = list(dict.fromkeys(names))
        first = set(order[:most])
        drawn = drawable[_marks(one in first for one in names)]
        cut = f"the first {len(first):,} of {len(order):,} bars" if len(order) > most else ""
    else:
        drawn = drawable.head(most)
        if few and kind == "matrix":
            lines = list(dict.fromkeys(drawable[roles["y"]]))[:_FEW_LINES]
            drawn = drawn[drawn[roles["y"]].isin(lines)]
        cut = f"the first {len(drawn):,} of {counted(len(rows), 'row')}" if len(drawn) < len(drawable) else ""
    return Picked(drawn.reset_index(drop=True), drawable, tuple(one for one in (cut, *left) if one))


def leader(kind: str, roles: Mapping[str, str], kinds: Mapping[str, str], rows: pd.DataFrame, basemap: Path
           ) -> tuple[Any, Any] | None:  # fmt: skip
    """Label and value of the highest bar, tile or country that these rows draw; None where there is no single one.

    Bars and countries add up the rows of a name, as they do where they are drawn; each row is a tile of its own.
    """
    label, value = (roles["label"], roles["size"]) if kind == "treemap" else (roles["x"], roles["y"])
    sums: dict[object, tuple[Any, Any]] = {}
    for number, (name, amount) in enumerate(zip(rows[label].tolist(), rows[value].tolist(), strict=True)):
        said = words(name, kinds.get(label, "text"))
        key = number if kind == "treemap" else country_codes(basemap)[_plain(said)] if kind == "countries" else said
        sums[key] = (sums[key][0], sums[key][1] + amount) if key in sums else (name, amount)
    most = max((amount for _, amount in sums.values()), default=None)
    leading = [one for one in sums.values() if one[1] == most]
    return leading[0] if len(leading) == 1 else None


def _drawable(kind: str, roles: Mapping[str, str], rows: pd.DataFrame, basemap: Path) -> tuple[pd.DataFrame, list[str]]:
    """The rows that a chart of this kind can draw, and in words why others cannot be."""
    parts = ("x", "y", "size") if kind in {"matrix", "treemap"} else ("x", "y")
    needed = [roles[part] for part in parts if roles.get(part)]
    wild = rows[needed].map(_wild).any(axis=1).astype(bool)
    empty = rows[needed].isna().any(axis=1) & ~wild
    found = rows[~wild & ~empty]
    said = [
        f"{int(wild.sum()):,} infinite or not a number left out" if wild.any() else "",
        f"{int(empty.sum()):,} without a value left out" if empty.any() else "",
    ]
    if kind == "treemap":
        below = found[roles["size"]].astype(float) < 0
        count = int(below.sum())
        said.append(f"{counted(count, 'negative value')} cannot be drawn" if count else "")
        found = found[~below]
    if kind == "countries":
        names = [words(one, "text") for one in found[roles["x"]]]
        strange = list(dict.fromkeys(one for one in names if _plain(one) not in country_codes(basemap)))
        more = f" and {len(strange) - _NAMED:,} more" if len(strange) > _NAMED else ""
        told = f"{', '.join(strange[:_NAMED])}{more}"
        said.append(f"{counted(len(strange), 'name')} not known: {told}" if strange else "")
        found = found[_marks(_plain(one) in country_codes(basemap) for one in names)]
    return found.reset_index(drop=True), said


def _marks(chosen: Iterable[bool]) -> NDArray[np.bool_]:
    """Which rows are taken; of no row a plain list would choose columns, and none of them."""
    return np.array(list(chosen), dtype=bool)


def _plain(country: str) -> str:
    return country.strip().lower()


def _wild(value: object) -> bool:
    """Whether it is a number without a place on any axis."""
    return isinstance(value, NotANumber) or (isinstance(value, float) and math.isinf(value))
