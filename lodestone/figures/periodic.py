"""The listed minerals in the periodic table of the elements, each tile with a value and its class of colour."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, frame_figure, measure_frame, size_of
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens

_ROWS = (
    "H . . . . . . . . . . . . . . . . He",
    "Li Be . . . . . . . . . . B C N O F Ne",
    "Na Mg . . . . . . . . . . Al Si P S Cl Ar",
    "K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr",
    "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe",
    "Cs Ba . Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn",
    "Fr Ra . . . . . . . . . . . . . . . .",
    ". . . . . . . . . . . . . . . . . .",
    ". . . La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu",
    ". . . Ac Th Pa U . . . . . . . . . . .",
)
PLACES = {
    symbol: (column + 1.0, row + 1.0)
    for row, line in enumerate(_ROWS)
    for column, symbol in enumerate(line.split())
    if symbol != "."
}
# What is listed and no element stands in the free part, in this order.
_FREE = ((4.0, 3.0), (6.0, 3.0), (8.0, 3.0), (10.0, 3.0))
# Steps of the palette for classes 1 to 5, and the size of symbol and value.
STEPS = (1, 3, 5, 7, 9)
_ACROSS, _DOWN = 18.3, 10.2
_SYMBOL, _VALUE = 15, 12
# Ten points on a slide.
_LEAST = 11
# Where the key begins and its steps, so that its last words end before the tile of boron.
_KEY, _KEY_STEP = 3.6, 1.6
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def periodic_table(
    rows: pd.DataFrame,
    *,
    key: tuple[str, ...],
    opened: str | None,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """One tile a mineral. `rows`: mineral_id, mineral, symbol (or none), value (words), level (0 not known, 1 to 5).

    `key` says what the five levels mean. A tile holds symbol and value, so that colour is never alone; what is not
    known has no fill and a question mark.
    """
    width = size_of(form, width)[0]
    place: dict[str, Any] = {"title": title, "subtitle": subtitle, "source_line": source_line, "width": width}
    place |= {"left": 12, "right": 12, "above": 10, "below": 8}
    frame = measure_frame(**place)
    height = size_of(form, width, round(frame.top + frame.bottom + (width - 24) / _ACROSS * _DOWN))[1]
    tile = min((width - 24) / _ACROSS, (height - frame.top - frame.bottom) / _DOWN)
    placed = _placed(rows)
    fig = go.Figure([_others(placed, tile, tokens), _tiles(placed, tile, opened, tokens), _key(tile, tokens)])
    notes = [
        {
            "x": _KEY + _KEY_STEP * number,
            "y": 1.95,
            "showarrow": False,
            "text": escape(words),
            "font": {"size": _VALUE, "color": tokens.mute},
        }
        for number, words in enumerate((*key, "not known"))
    ]
    annotate(fig, notes)
    spare = ((width - 24) / tile - _ACROSS) / 2
    fig.update_xaxes(range=[0.35 - spare, 18.65 + spare], visible=False, fixedrange=True)
    fig.update_yaxes(range=[0.4 + _DOWN, 0.4], visible=False, fixedrange=True)
    return frame_figure(fig, tokens=tokens, height=height, **place)


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    free = iter(_FREE)
    where = [PLACES.get(str(symbol)) or next(free, (12.0, 3.0)) for symbol in rows["symbol"]]
    return rows.assign(x=[x for x, _ in where], y=[y for _, y in where])


def _fill(level: int, tokens: Tokens) -> str:
    return tokens.sequential[STEPS[level - 1]] if level else tokens.page


def _tiles(placed: pd.DataFrame, tile: float, opened: str | None, tokens: Tokens) -> go.Scatter:
    fills = [_fill(int(level), tokens) for level in placed["level"]]
    words = [f"{_head(_symbol(row), tile)}<br>{escape(_said(row.value) or '?')}" for row in each_row(placed)]
    chosen = [one == opened for one in placed["mineral_id"]]
    return go.Scatter(
        x=list(placed["x"]),
        y=list(placed["y"]),
        mode="markers+text",
        text=words,
        textposition="middle center",
        textfont={"size": _VALUE if tile < 60 else _SYMBOL - 1, "color": [_readable(fill, tokens) for fill in fills]},
        customdata=list(placed["mineral_id"]),
        hovertemplate=[
            f"<b>{escape(str(row.mineral))}</b><br>{escape(_said(row.value) or 'not known')}<extra></extra>"
            for row in each_row(placed)
        ],
        marker={
            "symbol": "square",
            "size": tile - 4,
            "color": fills,
            "opacity": 1,
            "line": {
                "color": [tokens.red.mark if one else tokens.gray.mark for one in chosen],
                "width": [4 if one else 1 for one in chosen],
            },
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        name="listed minerals",
    )


def _others(placed: pd.DataFrame, tile: float, tokens: Tokens) -> go.Scatter:
    """Elements that are not listed: a pale outline gives the table its shape."""
    mine = set(zip(placed["x"], placed["y"], strict=True))
    rest = [(symbol, at) for symbol, at in PLACES.items() if at not in mine]
    return go.Scatter(
        x=[x for _, (x, _) in rest],
        y=[y for _, (_, y) in rest],
        mode="markers+text",
        text=[symbol for symbol, _ in rest],
        textfont={"size": _VALUE, "color": tokens.mute},
        hoverinfo="skip",
        marker={
            "symbol": "square",
            "size": tile - 8,
            "color": tokens.page,
            "opacity": 1,
            "line": {"color": tokens.grid, "width": 1},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        name="not listed",
    )


def _key(tile: float, tokens: Tokens) -> go.Scatter:
    fills = [*[_fill(level, tokens) for level in range(1, 6)], tokens.page]
    return go.Scatter(
        x=[_KEY + _KEY_STEP * number for number in range(6)],
        y=[1.4] * 6,
        mode="markers",
        hoverinfo="skip",
        marker={
            "symbol": "square",
            "size": tile * 0.36,
            "color": fills,
            "opacity": 1,
            "line": {"color": tokens.gray.mark, "width": 1},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        name="key",
    )


def _said(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _head(symbol: str, tile: float) -> str:
    """The symbol as it stands in a tile; a formula or name too wide for it is set thinner and as small as need be."""
    size = _VALUE if tile < 60 else _SYMBOL - 1
    if safe_width(symbol, size, bold=True) <= tile - 6:
        return f"<b>{escape(symbol)}</b>"
    fits = size * (tile - 6) / safe_width(symbol, size)
    return f"<span style='font-size:{min(size, max(_LEAST, fits)):.1f}px'>{escape(symbol)}</span>"


def _symbol(row: Any) -> str:
    """The symbol with its numbers set low, as in a formula; a short name where there is none."""
    named = isinstance(row.symbol, str) and row.symbol
    return str(row.symbol).translate(_LOW) if named else str(row.mineral).split()[-1].capitalize()


def _readable(fill: str, tokens: Tokens) -> str:
    """Ink or page colour, whichever stands out more on a fill (WCAG 2 contrast)."""
    return max((tokens.ink, tokens.page), key=lambda one: _contrast(one, fill))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
