"""Organizations against provisions: one mark a link, its shape and colour telling how the link is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lodestone.figures.base import SLIDE, Frame, frame_figure, measure_frame
from lodestone.figures.text import cut, escape, safe_width, text_width, wrap
from lodestone.figures.tokens import Tokens
from lodestone.language import fmt_date


@dataclass(frozen=True)
class Basis:
    """How a way of knowing is drawn: round marks come from the brief, square ones from elsewhere; filled is said, open inferred."""

    glyph: str
    symbol: str
    size: float
    hue: str


BASES = {
    "leads": Basis("◆", "diamond", 14, "yellow"),
    "named in the brief": Basis("●", "circle", 11, "ink"),
    "implied in the brief": Basis("○", "circle-open", 10, "ink"),
    "reported": Basis("■", "square", 7.5, "blue"),
    "our reading": Basis("□", "square-open", 8, "gray"),
}
NAME, HEAD, _LINE = 13, 12, 15.6
_ROW, _GROUP, _NUMBERS = 18.0, 25.0, 38.0
_DATE = 84
_SIDE = 8
_WIDEST = 104.0
# A provision without any link needs less room, only that of its number: nothing stands in its column.
_EMPTY, _NUMBER = 0.55, 22.0
_TALLEST = 176


@dataclass(frozen=True)
class Grid:
    """Where everything stands, in px of the plot: `x` is where each block's columns begin, `columns` their middles from there."""

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


def agency_matrix(
    rows: pd.DataFrame,
    provisions: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """One row an organization in the group of its country, one column a provision, the official at the right.

    `rows`: organization_id, short_name, name, country, provisions, bases and roles (equally long lists), office,
    person, person_as_of, officials, opened. `provisions`: provision_id, title. Every mark, name and official carries
    organization_id as customdata. A slide leaves out provisions without a link and sets many rows in two blocks
    without officials.
    """
    slide = form == "slide"
    size = SLIDE[0] if slide else width
    linked = {one for many in rows["provisions"] for one in many}
    if slide and linked:
        provisions = provisions[provisions["provision_id"].isin(linked)]
    words = {"title": title, "subtitle": subtitle, "source_line": source_line}
    frame = measure_frame(**words, width=size, left=_SIDE, right=_SIDE, above=30, below=8)
    grid = _grid(rows, provisions, size, frame, slide=slide)
    fig = go.Figure(
        [
            _lines(grid, rows, tokens),
            *_marks(rows, provisions, grid, tokens),
            _names(rows, grid, tokens),
            *(_officials(rows, grid, tokens) if len(grid.x) == 1 else []),
        ]
    )
    fig.update_layout(
        annotations=[*_heads(rows, provisions, grid, tokens), *_group_heads(grid, tokens)],
        shapes=_opened(rows, grid, tokens),
        hovermode="closest",
    )
    fig.update_xaxes(range=[0, grid.width], visible=False, fixedrange=True)
    fig.update_yaxes(range=[grid.height, 0], visible=False, fixedrange=True)
    frame_figure(
        fig,
        tokens=tokens,
        **words,
        width=size,
        left=_SIDE,
        right=_SIDE,
        above=30,
        below=8,
        height=SLIDE[1] if slide else round(grid.height + frame.top + frame.bottom),
    )
    fig.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "xref": "paper",
            "yref": "paper",
            "font": {"size": 13, "color": tokens.ink},
            "itemclick": False,
            "itemdoubleclick": False,
            "itemsizing": "trace",
            "bgcolor": "rgba(0,0,0,0)",
        },
    )
    return fig


def _grid(rows: pd.DataFrame, provisions: pd.DataFrame, size: float, frame: Frame, *, slide: bool) -> Grid:
    width = size - 2 * _SIDE
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
    heads, upright, head = _broken(list(provisions["title"]), widths)
    top = head + _NUMBERS
    share = 1.2 if slide else _GROUP / _ROW
    most = max(sum(len(ids) for _, ids in block) + share * len(block) for block in blocks)
    free = SLIDE[1] - frame.top - frame.bottom - top
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
    height = SLIDE[1] - frame.top - frame.bottom if slide else lowest + 6
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


def _broken(titles: Sequence[str], widths: Sequence[float]) -> tuple[tuple[tuple[str, ...], ...], bool, float]:
    """The column heads in lines, whether they are turned upright, and the height they need."""
    heads = list(zip(titles, widths, strict=False))
    if all(safe_width(word, HEAD) <= width - 6 for title, width in heads for word in title.split()):
        flat = tuple(tuple(wrap(title, HEAD, width - 6)) for title, width in heads)
        return flat, False, max(map(len, flat), default=1) * _LINE + 6
    lines = [1 + max(0, int((width - HEAD - 2) // _LINE)) for _, width in heads]
    for room in range(60, _TALLEST + 1, 4):
        turned = [wrap(title, HEAD, room) for title in titles]
        if all(len(head) <= most for head, most in zip(turned, lines, strict=True)):
            break
    short = tuple(
        (*head[: most - 1], cut(" ".join(head[most - 1 :]), HEAD, room))
        for head, most in zip(turned, lines, strict=True)
    )
    return short, True, max(safe_width(line, HEAD) for head in short for line in head) + 8


def _lines(grid: Grid, rows: pd.DataFrame, tokens: Tokens) -> go.Scatter:
    """The thin grid: a line a row and a line a column of each block."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for block, start in enumerate(grid.x):
        heights = [y for number, y in grid.y.values() if number == block]
        end = start + grid.across
        for y in heights:
            xs += [start, end, None]
            ys += [y, y, None]
        for column in grid.columns:
            x = start + column
            xs += [x, x, None]
            ys += [grid.head + _NUMBERS, max(heights, default=grid.height) + grid.row / 2, None]
    return go.Scatter(
        x=xs, y=ys, mode="lines", line={"color": tokens.grid, "width": 1}, hoverinfo="skip", showlegend=False
    )


def _marks(rows: pd.DataFrame, provisions: pd.DataFrame, grid: Grid, tokens: Tokens) -> list[go.Scatter]:
    column = dict(zip(provisions["provision_id"], grid.columns, strict=True))
    titles = dict(zip(provisions["provision_id"], provisions["title"], strict=True))
    found: dict[str, list[tuple[float, float, str, str]]] = {basis: [] for basis in BASES}
    for row in rows.itertuples():
        block, y = grid.y[row.organization_id]
        for provision, basis, role in zip(row.provisions, row.bases, row.roles, strict=True):
            x = grid.x[block] + column[provision]
            hover = (
                f"<b>{escape(row.short_name)} · {provision} {escape(titles[provision])}</b><br>"
                f"{basis}: {escape(role)}<extra></extra>"
            )
            found[basis].append((x, y, row.organization_id, hover))
    return [_mark(basis, points, tokens) for basis, points in found.items() if points]


def _mark(basis: str, points: Sequence[tuple[float, float, str, str]], tokens: Tokens) -> go.Scatter:
    look = BASES[basis]
    colour = tokens.ink if look.hue == "ink" else tokens.hue(look.hue).mark
    outline = (
        {"width": 1, "color": tokens.ink}
        if basis == "leads"
        else {"width": 1.8, "color": colour}
        if look.symbol.endswith("open")
        else {"width": 0}
    )
    # An open mark is drawn as a closed one in the page's colour, so that the grid does not run through it.
    fill = tokens.page if look.symbol.endswith("open") else colour
    x, y, ids, hover = (list(part) for part in zip(*points, strict=True))
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        name=f"{basis} ({len(points)})",
        customdata=ids,
        hovertemplate=hover,
        marker={
            "symbol": look.symbol.removesuffix("-open"),
            "size": look.size,
            "color": fill,
            "line": outline,
            "opacity": 1,
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _texts(points: Sequence[tuple[float, float, str, str, str]], colour: str, place: str, size: float) -> go.Scatter:
    """Words at points, each with an identifier and what hovers over it; a selection does not fade them."""
    x, y, text, ids, hover = (list(part) for part in zip(*points, strict=True)) if points else ([], [], [], [], [])
    return go.Scatter(
        x=x,
        y=y,
        mode="text",
        text=text,
        textposition=place,
        customdata=ids,
        hovertemplate=hover,
        textfont={"size": size, "color": colour},
        showlegend=False,
        cliponaxis=False,
        selected={"textfont": {"color": colour}},
        unselected={"textfont": {"color": colour}},
    )


def _names(rows: pd.DataFrame, grid: Grid, tokens: Tokens) -> go.Scatter:
    points = []
    for row in rows.itertuples():
        block, y = grid.y[row.organization_id]
        name = f"<b>{escape(row.short_name)}</b>" if row.opened else escape(row.short_name)
        points.append((grid.x[block] - 8, y, name, row.organization_id, f"{escape(row.name)}<extra></extra>"))
    return _texts(points, tokens.ink, "middle left", grid.size)


def _officials(rows: pd.DataFrame, grid: Grid, tokens: Tokens) -> list[go.Scatter]:
    start = grid.x[0] + grid.across + 16
    room = grid.width - start - _DATE
    known, unknown, days = [], [], []
    for row in rows.itertuples():
        y = grid.y[row.organization_id][1]
        if not row.person:
            unknown.append((start, y, "not recorded", row.organization_id, "No official is recorded<extra></extra>"))
            continue
        more = f" + {len(row.officials) - 1}" if len(row.officials) > 1 else ""
        # Half an office says less than none: where the whole does not fit, it stands in the hover label and the table.
        whole, left = f"{row.person}, {row.office}", room - text_width(more, 12.5) - 8
        said = (whole if safe_width(whole, 12.5) <= left else cut(row.person, 12.5, left)) + more
        hover = "<br>".join(escape(one) for one in row.officials) + "<extra></extra>"
        known.append((start, y, escape(said), row.organization_id, hover))
        days.append((grid.width - 2, y, fmt_date(row.person_as_of), row.organization_id, hover))
    return [
        _texts(known, tokens.ink, "middle right", 12.5),
        _texts(unknown, tokens.mute, "middle right", 12.5),
        _texts(days, tokens.mute, "middle left", 12.5),
    ]


def _heads(rows: pd.DataFrame, provisions: pd.DataFrame, grid: Grid, tokens: Tokens) -> list[dict[str, Any]]:
    """Title, number and total of each column, and the heads of the columns beside the marks."""
    totals = pd.Series([one for many in rows["provisions"] for one in many], dtype=object).value_counts()
    notes = []
    for start in grid.x:
        for name, lines, column in zip(provisions["provision_id"], grid.heads, grid.columns, strict=False):
            x = start + column
            text = "<br>".join(escape(line) for line in lines)
            notes.append(
                _note(text, x, grid.head - 2, HEAD, tokens.ink, "center", "bottom")
                | {"textangle": -90 if grid.upright else 0, "align": "left" if grid.upright else "center"}
            )
            total = int(totals.get(name, 0))
            notes += [
                _note(f"<b>{name}</b>", x, grid.head + 9, 11, tokens.ink, "center"),
                _note(str(total) if total else "–", x, grid.head + 26, 11, tokens.mute, "center"),
            ]
        notes.append(_note("organizations", start - 8, grid.head + 26, 12, tokens.mute, "right"))
    if len(grid.x) == 1:
        x = grid.x[0] + grid.across + 16
        notes += [
            _note("<b>Official on record</b>", x, grid.head + 26, 12, tokens.ink, "left"),
            _note("<b>As of</b>", grid.width - 2, grid.head + 26, 12, tokens.ink, "right"),
        ]
    return notes


def _group_heads(grid: Grid, tokens: Tokens) -> list[dict[str, Any]]:
    return [
        _note(
            f"<b>{escape(country)} · {count}</b> ", grid.x[block] - grid.names, y, grid.size, tokens.yellow.text, "left"
        )
        | {"bgcolor": tokens.page}
        for block, y, country, count in grid.groups
    ]


def _note(
    text: str, x: float, y: float, size: float, colour: str, xanchor: str, yanchor: str = "middle"
) -> dict[str, Any]:
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "x",
        "yref": "y",
        "xanchor": xanchor,
        "yanchor": yanchor,
        "showarrow": False,
        "font": {"size": size, "color": colour},
        "borderpad": 0,
    }


def _opened(rows: pd.DataFrame, grid: Grid, tokens: Tokens) -> list[dict[str, Any]]:
    """A band behind the row of the opened organization."""
    bands = []
    for name in rows.loc[rows["opened"], "organization_id"]:
        block, y = grid.y[name]
        end = grid.width if len(grid.x) == 1 else grid.x[block] + grid.across
        bands.append(
            {
                "type": "rect",
                "layer": "below",
                "x0": grid.x[block] - grid.names,
                "x1": end,
                "y0": y - grid.row / 2,
                "y1": y + grid.row / 2,
                "fillcolor": tokens.band,
                "line": {"width": 1, "color": tokens.primary},
            }
        )
    return bands
