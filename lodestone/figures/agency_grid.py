"""Where everything stands on the matrix of organizations: rows by country, columns by provision, heads that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd

from lodestone.figures.base import Frame
from lodestone.figures.text import cut, safe_width, wrap

# Sizes of names and of column heads; the height of a line of a head.
NAME, HEAD, _LINE = 13, 12, 15.6
_ROW, _GROUP, NUMBERS = 18.0, 25.0, 38.0
SIDE = 8
_WIDEST = 104.0
# A provision without any link needs less room, only that of its number: nothing stands in its column.
_EMPTY, _NUMBER = 0.55, 22.0
_TALLEST = 176
# On a slide they take no more than this part of its height.
_HEADS = 0.31


@dataclass(frozen=True)
class Grid:
    """Where everything stands, in px of the plot.

    `x` is where the columns of each block begin, `columns` are their middles from there.
    """

    width: float
    height: float
    columns: tuple[float, ...]
    across: float
    head: float
    heads: tuple[tuple[str, ...], ...]
    upright: bool
    x: tuple[float, ...]
    names: float
    y: dict[str, tuple[int, float]]
    groups: tuple[tuple[int, float, str, int], ...]
    row: float

    @property
    def size(self) -> float:
        """Size of the names, in px."""
        return min(NAME, max(12, self.row - 2))


def lay_out(rows: pd.DataFrame, provisions: pd.DataFrame, size: tuple[int, int], frame: Frame) -> Grid:
    """Lay out rows and columns in a figure of this width and height (px); without a height, as high as its rows."""
    width, slide = size[0] - 2 * SIDE, size[1] > 0
    groups = [(str(country), list(mine["organization_id"])) for country, mine in rows.groupby("country", sort=False)]
    blocks = _halves(groups) if slide and len(rows) > 18 and len(groups) > 1 else [groups]
    linked = {one for many in rows["provisions"] for one in many}
    full = [one in linked for one in provisions["provision_id"]] or [True]
    names = max(safe_width(name, NAME) for name in [*rows["short_name"], "organizations"]) + 12
    gap = 24 if len(blocks) > 1 else 0
    text = 0 if len(blocks) > 1 else min(430, 0.3 * width)
    widths = _widths((width - gap * (len(blocks) - 1)) / len(blocks) - names - text, full)
    ends = list(accumulate(widths))
    columns = tuple(end - one / 2 for end, one in zip(ends, widths, strict=True))
    heads, upright, head = _broken(
        list(provisions["title"]), widths, min(_TALLEST, round(size[1] * _HEADS)) if slide else _TALLEST
    )
    top = head + NUMBERS
    share = 1.2 if slide else _GROUP / _ROW
    most = max(sum(len(ids) for _, ids in block) + share * len(block) for block in blocks)
    free = size[1] - frame.top - frame.bottom - top
    row = min(_ROW + 8, free / (most + 0.2)) if slide else _ROW
    group = share * row
    y: dict[str, tuple[int, float]] = {}
    labels = []
    lowest = top
    for number, block in enumerate(blocks):
        at = top
        for country, ids in block:
            labels.append((number, at + group - row / 2 - (0 if slide else 2), country, len(ids)))
            at += group
            y |= {one: (number, at + (place + 0.5) * row) for place, one in enumerate(ids)}
            at += row * len(ids)
        lowest = max(lowest, at)
    height = size[1] - frame.top - frame.bottom if slide else lowest + 6
    x = tuple(names + number * (names + ends[-1] + gap) for number in range(len(blocks)))
    return Grid(width, height, columns, ends[-1], head, heads, upright, x, names, y, tuple(labels), row)


def _widths(room: float, full: Sequence[bool]) -> list[float]:
    """The width of each column; `full` says which have a link."""
    empty = len(full) - sum(full)
    unit = min(_WIDEST, room / (sum(full) + _EMPTY * empty))
    if unit * _EMPTY < _NUMBER and any(full):
        unit = min(_WIDEST, (room - _NUMBER * empty) / sum(full))
    return [unit if one else max(_NUMBER, unit * _EMPTY) for one in full]


def _halves(groups: list[tuple[str, list[str]]]) -> list[list[tuple[str, list[str]]]]:
    """The groups in two blocks of nearly equal height."""
    sizes = [len(ids) + 1.4 for _, ids in groups]
    split = min(range(1, len(groups)), key=lambda at: max(sum(sizes[:at]), sum(sizes[at:])))
    return [groups[:split], groups[split:]]


def _broken(
    titles: Sequence[str], widths: Sequence[float], tallest: int
) -> tuple[tuple[tuple[str, ...], ...], bool, float]:
    """The column heads in lines, whether they are turned upright, and the height they need, up to `tallest` px."""
    heads = list(zip(titles, widths, strict=False))
    if all(safe_width(word, HEAD) <= width - 6 for title, width in heads for word in title.split()):
        flat = tuple(tuple(wrap(title, HEAD, width - 6)) for title, width in heads)
        return flat, False, max(map(len, flat), default=1) * _LINE + 6
    lines = [1 + max(0, int((width - HEAD - 2) // _LINE)) for _, width in heads]
    for room in range(60, tallest + 1, 4):
        turned = [wrap(title, HEAD, room) for title in titles]
        if all(len(head) <= most for head, most in zip(turned, lines, strict=True)):
            break
    short = tuple(
        (*head[: most - 1], cut(" ".join(head[most - 1 :]), HEAD, room))
        for head, most in zip(turned, lines, strict=True)
    )
    return short, True, max(safe_width(line, HEAD) for head in short for line in head) + 8
