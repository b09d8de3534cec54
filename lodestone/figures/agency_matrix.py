"""Organizations against provisions: one mark a link, its shape and colour telling how the link is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.agency_grid import HEAD, NUMBERS, SIDE, Grid, lay_out
from lodestone.figures.base import frame_figure, is_slide, measure_frame, set_layout, size_of
from lodestone.figures.link_marks import BASES
from lodestone.figures.text import cut, escape, safe_width, text_width
from lodestone.figures.tokens import Tokens
from lodestone.language import fmt_date

_DATE, _SLIDE_ROWS = 84, 24


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
    slide = is_slide(form)
    size, height = size_of(form, width)
    if slide:
        rows, left = _of_most(rows)
        subtitle = f"{left}{subtitle}"
    linked = {one for many in rows["provisions"] for one in many}
    if slide and linked:
        provisions = provisions[provisions["provision_id"].isin(linked)]
    words = {"title": title, "subtitle": subtitle, "source_line": source_line}
    frame = measure_frame(**words, width=size, left=SIDE, right=SIDE, above=30, below=8)
    grid = lay_out(rows, provisions, (size, height), frame)
    fig = go.Figure(
        [
            _lines(grid, tokens),
            *_marks(rows, provisions, grid, tokens),
            _names(rows, grid, tokens),
            *(_officials(rows, grid, tokens) if len(grid.x) == 1 else []),
        ]
    )
    set_layout(
        fig,
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
        left=SIDE,
        right=SIDE,
        above=30,
        below=8,
        height=height or round(grid.height + frame.top + frame.bottom),
    )
    set_layout(
        fig,
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


def _of_most(rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Those organizations that a slide has room for, by their number of provisions, and which they are in words."""
    links = rows["provisions"].map(len)
    for least in range(int(links.max()) + 1 if len(rows) else 0):
        kept = rows[links >= least]
        if len(kept) <= _SLIDE_ROWS:
            return kept, f"Drawn: the {len(kept)} with {least} or more provisions · " if len(kept) < len(rows) else ""
    return rows.head(_SLIDE_ROWS), f"Drawn: the first {_SLIDE_ROWS} · " if len(rows) > _SLIDE_ROWS else ""


def _lines(grid: Grid, tokens: Tokens) -> go.Scatter:
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
            ys += [grid.head + NUMBERS, max(heights, default=grid.height) + grid.row / 2, None]
    return go.Scatter(
        x=xs, y=ys, mode="lines", line={"color": tokens.grid, "width": 1}, hoverinfo="skip", showlegend=False
    )


def _marks(rows: pd.DataFrame, provisions: pd.DataFrame, grid: Grid, tokens: Tokens) -> list[go.Scatter]:
    column = dict(zip(provisions["provision_id"], grid.columns, strict=True))
    titles = dict(zip(provisions["provision_id"], provisions["title"], strict=True))
    found: dict[str, list[tuple[float, float, str, str]]] = {basis: [] for basis in BASES}
    for row in each_row(rows):
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
    outline: dict[str, Any] = {"width": 0}
    if basis == "leads":
        outline = {"width": 1, "color": tokens.ink}
    elif look.is_open:
        outline = {"width": 1.8, "color": look.colour(tokens)}
    x, y, ids, hover = (list(part) for part in zip(*points, strict=True))
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        name=f"{basis} ({len(points)})",
        customdata=ids,
        hovertemplate=hover,
        marker=look.marker(tokens, outline) | {"opacity": 1},
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
    for row in each_row(rows):
        block, y = grid.y[row.organization_id]
        name = f"<b>{escape(row.short_name)}</b>" if row.opened else escape(row.short_name)
        points.append((grid.x[block] - 8, y, name, row.organization_id, f"{escape(row.name)}<extra></extra>"))
    return _texts(points, tokens.ink, "middle left", grid.size)


def _officials(rows: pd.DataFrame, grid: Grid, tokens: Tokens) -> list[go.Scatter]:
    start = grid.x[0] + grid.across + 16
    room = grid.width - start - _DATE
    known, unknown, days = [], [], []
    for row in each_row(rows):
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
