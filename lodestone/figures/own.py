"""Charts of a reader's own rows: each row is drawn as it is, and the subtitle says when not all are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import set_layout
from lodestone.figures.own_axes import (
    LABEL,
    SIGNS,
    SYMBOLS,
    Drawing,
    across,
    aired,
    along,
    axis_look,
    framed,
    key_line,
    names_axis,
    numbers,
    room_for,
    series_of,
    shortened,
    ticks,
    value_axis,
    words,
)
from lodestone.figures.own_maps import countries_map, points_map
from lodestone.figures.own_picked import picked
from lodestone.figures.text import escape


def own_chart(kind: str, drawing: Drawing) -> go.Figure:
    """The chart of this kind; raises KeyError for one that is not known."""
    found = picked(kind, drawing.roles, drawing.kinds, drawing.rows, drawing.form, drawing.basemap)
    subtitle = " · ".join(part for part in (drawing.subtitle, *found.said) if part)
    return _KINDS[kind](replace(drawing, rows=found.rows, subtitle=subtitle))


def _bar(drawing: Drawing) -> go.Figure:
    tokens, wide = drawing.tokens, drawing.size[0]
    stacked = bool(drawing.roles.get("colour"))
    labels = drawing.texts("x")
    order = list(dict.fromkeys(labels))
    left = room_for(order, wide * 0.4)
    shown = dict(zip(order, shortened(order, left - 16), strict=True))
    fig = go.Figure()
    totals: dict[str, float] = {}
    for name, rows, colour in series_of(drawing):
        part = replace(drawing, rows=rows)
        values = numbers(part.values("y"))
        mine = [shown[one] for one in part.texts("x")]
        for label, value in zip(mine, values, strict=True):
            totals[label] = totals.get(label, 0.0) + (value or 0.0)
        fig.add_trace(
            go.Bar(
                x=values, y=mine, orientation="h", name=name, width=0.62,
                marker={"color": colour, "line": {"color": tokens.page, "width": 1 if stacked else 0}},
                hovertemplate="%{customdata}<extra></extra>",
                customdata=[f"<b>{escape(one)}</b><br>{escape(text)}{f'<br>{escape(name)}' if name else ''}"
                            for one, text in zip(part.texts("x"), part.texts("y"), strict=True)],
            )
        )  # fmt: skip
    axis = value_axis(list(totals.values()), drawing.kind("y"), zero=True)
    # By the place of the bar: a note at the name of a year would stand that far down.
    sums = [totals[shown[one]] for one in order]
    ends = [{"x": total, "y": place, "text": f"<b>{escape(words(total, drawing.kind('y')))}</b>", "showarrow": False,
             "xanchor": "left" if total >= 0 else "right", "xshift": 5 if total >= 0 else -5,
             "font": {"size": LABEL, "color": tokens.ink}} for place, total in enumerate(sums)]  # fmt: skip
    set_layout(fig, barmode="relative", annotations=[*ends, *_key(drawing, wide - left)])
    fig.update_xaxes(**axis_look(tokens, drawing.head("y")), **axis)
    fig.update_yaxes(autorange="reversed", **names_axis(list(shown.values())), **axis_look(tokens))
    fig.update_yaxes(showgrid=False, tickfont={"size": LABEL, "color": tokens.ink})
    return framed(
        fig, drawing, left=left,
        right=max(60, room_for([words(one, drawing.kind("y")) for one in totals.values()], 160)),
        below=56, rows=max(4, len(order)) * 30, key=stacked,
    )  # fmt: skip


def _line(drawing: Drawing, *, fill: bool = False) -> go.Figure:
    tokens = drawing.tokens
    fig = go.Figure()
    heights: list[float | None] = []
    stacked: dict[Any, float] = {}
    for name, rows, colour in series_of(drawing):
        part = replace(drawing, rows=rows.sort_values(drawing.roles["x"], kind="stable"))
        values = numbers(part.values("y"))
        xs = along(part)
        for x, value in zip(xs, values, strict=True):
            stacked[x] = stacked.get(x, 0.0) + (value or 0.0)
        heights += values
        fig.add_trace(
            go.Scatter(
                x=xs, y=values, name=name, mode="lines" if len(xs) > 60 or fill else "lines+markers",
                line={"color": colour, "width": 2.4}, marker={"size": 6, "color": colour},
                stackgroup="all" if fill else None, fillcolor=colour if fill else None,
                hovertemplate="%{customdata}<extra></extra>",
                customdata=[f"<b>{escape(a)}</b><br>{escape(b)}{f'<br>{escape(name)}' if name else ''}"
                            for a, b in zip(part.texts("x"), part.texts("y"), strict=True)],
            )
        )  # fmt: skip
    axis = value_axis(list(stacked.values()) if fill else heights, drawing.kind("y"), zero=True)
    left = room_for(axis["ticktext"], 140) + 22
    set_layout(fig, annotations=_key(drawing, drawing.size[0] - left))
    fig.update_xaxes(**axis_look(tokens, drawing.head("x")), **across(drawing, drawing.size[0] - left - 40))
    fig.update_yaxes(**axis_look(tokens, drawing.head("y")), **axis)
    return framed(fig, drawing, left=left, right=40, below=60, key=bool(drawing.roles.get("colour")))


def _scatter(drawing: Drawing) -> go.Figure:
    tokens, size = drawing.tokens, drawing.roles.get("size")
    most = max((one for one in numbers(drawing.rows[size]) if one), default=1.0) if size else 1.0
    fig = go.Figure()
    for place, (name, rows, colour) in enumerate(series_of(drawing)):
        part = replace(drawing, rows=rows)
        sizes = [6 + 30 * (max(0.0, one or 0.0) / (most or 1.0)) ** 0.5 for one in numbers(rows[size])] if size else 10
        fig.add_trace(
            go.Scatter(
                x=along(part), y=numbers(part.values("y")), mode="markers", name=name,
                marker={"size": sizes, "color": colour, "symbol": SYMBOLS[place % len(SYMBOLS)], "opacity": 0.85,
                        "line": {"color": tokens.page, "width": 1}},
                customdata=_told(part), hovertemplate="%{customdata}<extra></extra>",
            )
        )  # fmt: skip
    down = value_axis(numbers(drawing.values("y")), drawing.kind("y"))
    left = room_for(down["ticktext"], 140) + 22
    set_layout(fig, annotations=_key(drawing, drawing.size[0] - left, marks=True))
    fig.update_xaxes(**axis_look(tokens, drawing.head("x")), **across(drawing, drawing.size[0] - left - 40))
    fig.update_yaxes(**axis_look(tokens, drawing.head("y")), **aired(down))
    return framed(fig, drawing, left=left, right=40, below=60, key=bool(drawing.roles.get("colour")))


def _histogram(drawing: Drawing) -> go.Figure:
    tokens, kind = drawing.tokens, drawing.kind("x")
    values = [one for one in numbers(drawing.values("x")) if one is not None]
    across = ticks(min(values, default=0.0), max(values, default=1.0), kind, 12)
    edges = across["tickvals"]
    counts, _ = np.histogram(values, bins=edges)
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    said = [f"<b>{words(low, kind)} to {words(high, kind)}</b><br>{count:,} rows"
            for low, high, count in zip(edges, edges[1:], counts, strict=False)]  # fmt: skip
    fig = go.Figure(
        go.Bar(x=middles, y=[int(one) for one in counts], width=[edges[1] - edges[0]] * len(middles),
               marker={"color": tokens.categorical[1], "line": {"color": tokens.page, "width": 1}},
               customdata=said, hovertemplate="%{customdata}<extra></extra>")
    )  # fmt: skip
    down = value_axis([float(one) for one in counts], "number", zero=True)
    fig.update_xaxes(**axis_look(tokens, drawing.head("x")), **across)
    fig.update_yaxes(**axis_look(tokens, "Rows"), **down)
    return framed(fig, drawing, left=room_for(down["ticktext"], 140) + 22, right=40, below=60)


def _matrix(drawing: Drawing) -> go.Figure:
    tokens = drawing.tokens
    across, down = drawing.texts("x"), drawing.texts("y")
    counted = pd.DataFrame({"x": across, "y": down, "n": drawing.values("size") if drawing.roles.get("size") else 1})
    spots = counted.groupby(["x", "y"], sort=False, as_index=False)["n"].sum()
    xs, ys = list(dict.fromkeys(across)), list(dict.fromkeys(down))
    left = room_for(ys, drawing.size[0] * 0.35)
    short_y = dict(zip(ys, shortened(ys, left - 16), strict=True))
    most = float(max(spots["n"].max(), 1)) if len(spots) else 1.0
    high = max(24.0, min(40.0, (drawing.size[1] - 240) / max(1, len(ys)))) if drawing.slide else 34.0
    biggest = min(high, (drawing.size[0] - left - 40) / max(1, len(xs))) * 0.86
    wide = max((drawing.size[0] - left - 40) / max(1, len(xs)) - 10, 30)
    slanted = any(room_for([one], 400) - 16 > wide for one in xs)
    short_x = dict(zip(xs, shortened(xs, 150 if slanted else wide), strict=True))
    kind = drawing.kind("size") if drawing.roles.get("size") else "number"
    fig = go.Figure(
        go.Scatter(
            x=[short_x[one] for one in spots["x"]], y=[short_y[one] for one in spots["y"]], mode="markers+text",
            marker={"size": [max(7, biggest * (max(0.0, float(n)) / most) ** 0.5) for n in spots["n"]],
                    "color": tokens.categorical[1], "opacity": 1, "line": {"color": tokens.page, "width": 1}},
            text=[words(n, kind) if biggest * (max(0.0, float(n)) / most) ** 0.5 > 24 else "" for n in spots["n"]],
            textfont={"size": 11, "color": tokens.page},
            customdata=[f"<b>{escape(row.y)}</b> · {escape(row.x)}<br>{words(row.n, kind)}"
                        for row in each_row(spots)],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    fig.update_xaxes(side="bottom", **names_axis(list(short_x.values())), **axis_look(tokens))
    fig.update_xaxes(tickangle=-40 if slanted else 0)
    fig.update_yaxes(autorange="reversed", **names_axis(list(short_y.values())), **axis_look(tokens))
    return framed(fig, drawing, left=left, right=30, below=130 if slanted else 40, rows=max(3, len(ys)) * high)


def _treemap(drawing: Drawing) -> go.Figure:
    tokens = drawing.tokens
    order = drawing.values("size").astype(float).sort_values(ascending=False, kind="stable").index
    part = replace(drawing, rows=drawing.rows.loc[order].reset_index(drop=True))
    colours = {str(name): colour for name, _, colour in series_of(part)}
    group = part.texts("colour") if part.roles.get("colour") else [""] * len(part.rows)
    names, sizes = part.texts("label"), numbers(part.values("size"))
    told = part.texts("size")
    last = tokens.gray.mark
    fig = go.Figure(
        go.Treemap(
            ids=[str(place) for place in range(len(names))], labels=names, parents=[""] * len(names),
            values=sizes, text=told, textinfo="label+text", sort=True,
            marker={"colors": [colours.get(one, last) if any(colours) else tokens.categorical[1] for one in group],
                    "line": {"color": tokens.page, "width": 2}},
            textfont={"size": 14, "color": [_on(colours.get(one, tokens.categorical[1])) for one in group]},
            tiling={"pad": 2}, pathbar={"visible": False},
            customdata=[f"<b>{escape(a)}</b><br>{escape(b)}{f'<br>{escape(c)}' if c else ''}"
                        for a, b, c in zip(names, told, group, strict=True)],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    # A name that its field cannot hold at a size that is read is left out; it is in the table.
    set_layout(fig, annotations=_key(part, drawing.size[0] - 20), uniformtext={"minsize": 11, "mode": "hide"})
    return framed(fig, drawing, left=8, right=8, below=12, key=bool(drawing.roles.get("colour")))


_KINDS: Mapping[str, Callable[[Drawing], go.Figure]] = {
    "bar": _bar,
    "line": _line,
    "area": partial(_line, fill=True),
    "scatter": _scatter,
    "histogram": _histogram,
    "matrix": _matrix,
    "treemap": _treemap,
    "points": points_map,
    "countries": countries_map,
}


def _key(drawing: Drawing, width: float, *, marks: bool = False) -> list[dict[str, Any]]:
    if not drawing.roles.get("colour"):
        return []
    entries = [(SIGNS[place % len(SIGNS)] if marks else "■", colour, name)
               for place, (name, _, colour) in enumerate(series_of(drawing))]  # fmt: skip
    return key_line(entries, width, drawing.tokens)


def _told(drawing: Drawing) -> list[str]:
    """What a mark says when it is pointed at."""
    roles = [role for role in ("label", "colour", "x", "y", "size") if drawing.roles.get(role)]
    columns = [(role, drawing.head(role), drawing.texts(role)) for role in roles]
    return [
        "<br>".join(
            f"<b>{escape(texts[row])}</b>" if role == "label" else f"{escape(head)}: {escape(texts[row])}"
            for role, head, texts in columns
        )
        for row in range(len(drawing.rows))
    ]


def _on(colour: str) -> str:
    """Ink or paper, whichever reads better on a colour."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#1B1B1B" if light > 0.18 else "#FFFFFF"
