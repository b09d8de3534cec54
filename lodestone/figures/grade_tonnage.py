"""Tonnage against grade of deposits, both on log scales, with lines of equal content."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import frame_figure, measure_frame, set_layout, size_of
from lodestone.figures.site_countries import OURS
from lodestone.figures.text import escape, text_width
from lodestone.figures.tokens import Tokens

_SIDES = {
    "United States": ("star", 11),
    "Japan": ("diamond", 11),
    "Other partner countries": ("circle", 7),
    "Elsewhere": ("circle-open", 6),
}
_SIGNS = {"United States": "★", "Japan": "◆", "Other partner countries": "●", "Elsewhere": "○"}
_NAMED = 10


def grade_tonnage(
    rows: pd.DataFrame,
    *,
    opened: str | None,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Ore in million tonnes against grade, both on log scales; dotted lines join equal contents of metal.

    `rows`: site_key, name, side, country, mineral, unit, ore_tonnes, grade, contained_t; most metal first.
    """
    size, height = size_of(form, width, 560)
    place: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": 70,
        "right": 24,
        "above": 72 if size < 600 else 34,
        "below": 58,
    }
    frame = measure_frame(**place)
    x = [math.log10(value / 1e6) for value in rows["ore_tonnes"]]
    y = [math.log10(value) for value in rows["grade"]]
    ranges = [_decades(values) for values in (x, y)]
    colours = {
        "United States": tokens.yellow.mark,
        "Japan": tokens.red.mark,
        "Other partner countries": tokens.blue.mark,
        "Elsewhere": tokens.gray.mark,
    }
    fig = go.Figure(_contents(ranges, str(rows["unit"].iloc[0]), tokens))
    for side in reversed(_SIDES):
        mine = rows[rows["side"] == side]
        symbol, mark = _SIDES[side]
        fig.add_trace(
            go.Scatter(
                x=[value / 1e6 for value in mine["ore_tonnes"]],
                y=list(mine["grade"]),
                mode="markers",
                name=side,
                customdata=list(mine["site_key"]),
                hovertemplate="%{text}<extra></extra>",
                text=[
                    f"<b>{escape(row.name)}</b>, {escape(row.country)}<br>"
                    f"{row.ore_tonnes / 1e6:,.4g} million t at {row.grade:g} {row.unit}"
                    for row in each_row(mine)
                ],
                marker={
                    "symbol": symbol,
                    "size": mark,
                    "color": colours[side],
                    "opacity": 1,
                    "line": {
                        "width": 1.2 if "open" in symbol else 0.6,
                        "color": colours[side] if "open" in symbol else tokens.page,
                    },
                },
            )
        )
    fig.add_traces(_ring(rows, opened, tokens))
    inside = (size - place["left"] - place["right"], height - frame.top - frame.bottom)
    notes = [*_labels(rows, ranges, inside, tokens), *_key(rows, colours, tokens, lines=2 if size < 600 else 1)]
    for axis, name, title_ in (
        (fig.update_xaxes, 0, "Ore, million tonnes (log scale)"),
        (fig.update_yaxes, 1, f"{rows['mineral'].iloc[0]} grade, {_spelled(str(rows['unit'].iloc[0]))} (log scale)"),
    ):
        axis(
            type="log",
            range=ranges[name],
            fixedrange=True,
            dtick=1,
            showgrid=True,
            gridcolor=tokens.grid,
            zeroline=False,
            ticks="",
            showline=False,
            tickformat=",~g",
            title={"text": title_, "font": {"size": 13, "color": tokens.mute}, "standoff": 8},
            tickfont={"size": 13, "color": tokens.ink},
        )
    set_layout(fig, annotations=notes, hovermode="closest")
    return frame_figure(fig, tokens=tokens, height=height, **place)


def _decades(values: list[float]) -> list[float]:
    """A range of logarithms that holds them all with room at the ends, and at least one whole power of ten."""
    low, high = min(values) - 0.15, max(values) + 0.2
    return (
        [low, high]
        if math.floor(high) - math.ceil(low) >= 1
        else [min(low, math.floor(low)), max(high, math.floor(low) + 1.0)]
    )


def _spelled(unit: str) -> str:
    return {"%": "percent", "g/t": "grams a tonne (g/t)"}.get(unit, unit)


def _contents(ranges: list[list[float]], unit: str, tokens: Tokens) -> list[go.Scatter]:
    """Dotted lines of equal metal content, one a decade; `factor` turns million tonnes times grade into tonnes."""
    factor = {"%": 4, "g/t": 0, "ppm": 0}[unit]
    (left, right), (low, high) = ranges
    traces = []
    for power in range(math.ceil(left + low + factor), math.floor(right + high + factor) + 1):
        total = power - factor
        start, end = max(left, total - high), min(right, total - low)
        if end - start > 0.3:
            traces.append(
                go.Scatter(
                    x=[10**start, 10**end],
                    y=[10 ** (total - start), 10 ** (total - end)],
                    mode="lines",
                    line={"color": tokens.line, "width": 1, "dash": "dot"},
                    hoverinfo="skip",
                    name=f"{power}",
                )
            )
    return traces


def _ring(rows: pd.DataFrame, opened: str | None, tokens: Tokens) -> list[go.Scatter]:
    mine = rows[rows["site_key"] == opened]
    return (
        [
            go.Scatter(
                x=[value / 1e6 for value in mine["ore_tonnes"]],
                y=list(mine["grade"]),
                mode="markers",
                hoverinfo="skip",
                marker={"symbol": "circle-open", "size": 20, "color": tokens.ink, "line": {"width": 2.5}},
            )
        ]
        if len(mine)
        else []
    )


def _labels(
    rows: pd.DataFrame, ranges: list[list[float]], inside: tuple[float, float], tokens: Tokens
) -> list[dict[str, Any]]:
    """Names of the largest sites in the United States and Japan, where one fits beside its mark and over no other."""

    def at(row: Any) -> tuple[float, float]:
        logs = (math.log10(row.ore_tonnes / 1e6), math.log10(row.grade))
        x, y = (
            (value - low) / (high - low) * room for value, (low, high), room in zip(logs, ranges, inside, strict=True)
        )
        return x, y

    marks = [at(row) for row in each_row(rows)]
    taken: list[tuple[float, float, float, float]] = []
    notes: list[dict[str, Any]] = []
    for row in each_row(rows[rows["side"].isin(OURS)]):
        (x, y), wide = at(row), text_width(row.name, 12.5)
        for right in (True, False):
            left = x + 9 if right else x - 9 - wide
            box = (left - 1, y - 8, left + wide + 1, y + 8)
            covered = sum(box[0] - 4 < mark[0] < box[2] + 4 and box[1] - 3 < mark[1] < box[3] + 3 for mark in marks)
            free = not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)
            if covered == 0 and free and box[0] > 0 and box[2] < inside[0] and len(notes) < _NAMED:
                taken.append(box)
                notes.append(
                    {
                        "x": math.log10(row.ore_tonnes / 1e6),
                        "y": math.log10(row.grade),
                        "xanchor": "left" if right else "right",
                        "xshift": 9 if right else -9,
                        "yanchor": "middle",
                        "text": escape(row.name),
                        "showarrow": False,
                        "borderpad": 0,
                        "font": {"size": 12.5, "color": tokens.ink},
                    }
                )
                break
    return notes


def _key(rows: pd.DataFrame, colours: dict[str, str], tokens: Tokens, *, lines: int) -> list[dict[str, Any]]:
    """The sides with their sign and number, in one line or two above the plot."""
    parts = [
        f"<span style='color:{colours[side]}'>{_SIGNS[side]}</span> {side} {int((rows['side'] == side).sum()):,}"
        for side in _SIDES
    ]
    return [
        {
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": 6,
            "showarrow": False,
            "align": "left",
            "text": "<br>".join(
                "   ".join(parts[at : at + len(parts) // lines]) for at in range(0, len(parts), len(parts) // lines)
            ),
            "font": {"size": 13, "color": tokens.ink},
        }
    ]
