"""How a cell's rows become a native chart: a small declared mapping, apart from the drawing, which needs python-pptx.

Only kinds of figure that lose nothing so are mapped: bars, lines, and marks on two axes. All others stay pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd


@dataclass(frozen=True)
class Bars:
    """One bar (or one point of a line) a row: the texts of `category`, the numbers of each (column, name) in `series`.

    `labels` is the number format of the labels, `most` the end of the value axis where that is given by the scale,
    `rows` makes the rows that are drawn from those of the cell.
    """

    category: str
    series: tuple[tuple[str, str], ...]
    labels: str = "#,##0"
    most: float | None = None
    note: str = ""
    kind: Literal["bars", "line"] = "bars"
    rows: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows


@dataclass(frozen=True)
class Points:
    """One mark a place (`x`, `y`); rows on one spot share a mark, which names the first of them by columns `names`.

    `axes` are the titles of the axes, `most` their ends.
    """

    x: str
    y: str
    names: tuple[str, str]
    axes: tuple[str, str]
    most: tuple[float, float]
    note: str = ""


Chart = Bars | Points


def spots(chart: Points, rows: pd.DataFrame) -> pd.DataFrame:
    """The marks of a chart of points: x, y, count and label, the weightiest last."""
    found = []
    for (x, y), group in rows.groupby([chart.x, chart.y], sort=True):
        first = group.iloc[0]
        name = f"{first[chart.names[0]]}: {str(first[chart.names[1]]).lower()}"
        found.append(
            (float(x), float(y), len(group), name if len(group) == 1 else f"{name}, and {len(group) - 1} more")
        )
    return pd.DataFrame(found, columns=["x", "y", "count", "label"])


def drawable(chart: Chart, rows: pd.DataFrame) -> bool:
    """Whether the rows hold a number for the chart to show."""
    columns = [name for name, _ in chart.series] if isinstance(chart, Bars) else [chart.x]
    return bool(rows[columns].notna().any(axis=None))
