"""Screens without a chart, as figures of a slide's size: a cover, a table, a list. They scale as the charts do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from lodestone.figures.base import FOOT_SIZE, SLIDE, TITLE_SIZE
from lodestone.figures.text import cut, escape, wrap, wrap_title
from lodestone.figures.tokens import SANS, SERIF, Tokens

_LEFT, _FOOT_TOP = 40, 652
_ROOM = SLIDE[0] - 2 * _LEFT
# Height of a line in parts of the size of its letters.
LINE = 1.25


def cover(tokens: Tokens, title: str, lines: Sequence[str]) -> go.Figure:
    """The first screen: below a band, the title and what it is narrowed to, its day and its version."""
    figure = _blank(tokens, tokens.page)
    figure.add_shape(type="rect", x0=_LEFT, x1=_LEFT + _ROOM, y0=150, y1=166, fillcolor=tokens.ink, line={"width": 0})
    figure.add_shape(
        type="rect", x0=_LEFT, x1=_LEFT + _ROOM, y0=166, y1=170, fillcolor=tokens.old_gold, line={"width": 0}
    )
    titles = wrap_title(title, 44, _ROOM - 80)
    _say(figure, "<br>".join(map(escape, titles)), _LEFT, 216, 44, tokens.ink, family=SERIF)
    top = 216 + 44 * LINE * len(titles) + 36
    for number, line in enumerate(lines):
        _say(
            figure,
            escape(cut(line, 20, _ROOM)),
            _LEFT,
            top + 32 * number,
            20,
            tokens.yellow.text if number == 0 else tokens.mute,
        )
    return figure


def grid(
    tokens: Tokens,
    words: tuple[str, str, str],
    heads: Sequence[Sequence[str]],
    rows: Sequence[Sequence[Sequence[str]]],
    widths: Sequence[float],
    heights: Sequence[float],
    size: float,
    remark: str = "",
) -> go.Figure:
    """A table laid out beforehand: `words` are question, finding and foot; cells come as lines that fit their `widths`.

    `widths`, `heights` (the head's first) and `size` are in px of a screen 1232 px wide.
    """
    figure = _blank(tokens, tokens.page)
    top = _head(figure, tokens, words)
    if remark:
        _say(figure, escape(remark), _LEFT, top, 14, tokens.mute)
        top += 26
    for number, (cells, height) in enumerate(zip([heads, *rows], heights, strict=True)):
        if number == 0:
            figure.add_shape(
                type="rect",
                x0=_LEFT,
                x1=_LEFT + sum(widths),
                y0=top,
                y1=top + height,
                line={"width": 0},
                fillcolor=tokens.band,
                layer="below",
            )
        left = float(_LEFT)
        for lines, width in zip(cells, widths, strict=True):
            text = "<br>".join(map(escape, lines))
            _say(figure, f"<b>{text}</b>" if number == 0 and text else text, left + 7, top + 6, size, tokens.ink)
            left += width
        top += height
        figure.add_shape(
            type="line",
            x0=_LEFT,
            x1=_LEFT + sum(widths),
            y0=top,
            y1=top,
            line={"color": tokens.old_gold if number == 0 else tokens.line, "width": 2 if number == 0 else 1},
        )
    return figure


def columns(
    tokens: Tokens, words: tuple[str, str, str], entries: Sequence[Sequence[Sequence[str]]], size: float
) -> go.Figure:
    """Paragraphs in columns side by side; each paragraph comes as lines that fit."""
    figure = _blank(tokens, tokens.page)
    start = _head(figure, tokens, words)
    for number, column in enumerate(entries):
        left, top = _LEFT + number * (_ROOM + 30) / max(1, len(entries)), start
        for lines in column:
            _say(figure, "<br>".join(map(escape, lines)), left, top, size, tokens.ink)
            top += size * LINE * len(lines) + size * 0.5
    return figure


def room(title: str) -> tuple[float, float]:
    """Width and height (px) that a finding leaves for what stands below it."""
    return _ROOM, _FOOT_TOP - 46 - TITLE_SIZE * 1.35 * LINE * len(_title(title)) - 16


def _title(text: str) -> list[str]:
    return wrap_title(text, TITLE_SIZE * 1.3, _ROOM)


def _head(figure: go.Figure, tokens: Tokens, words: tuple[str, str, str]) -> float:
    """Question, finding and foot; returns where the content may begin."""
    question, finding, foot = words
    _say(figure, escape(cut(question, 16, _ROOM)), _LEFT, 16, 16, tokens.yellow.text)
    titles = _title(finding)
    _say(figure, "<br>".join(map(escape, titles)), _LEFT, 42, TITLE_SIZE * 1.3, tokens.ink, family=SERIF)
    _say(
        figure, "<br>".join(map(escape, wrap(foot, FOOT_SIZE, _ROOM)[:2])), _LEFT, _FOOT_TOP + 6, FOOT_SIZE, tokens.mute
    )
    return 46 + TITLE_SIZE * 1.35 * LINE * len(titles) + 12


def _blank(tokens: Tokens, colour: str) -> go.Figure:
    """An empty screen whose axes count pixels from the upper left."""
    width, height = SLIDE
    hidden: dict[str, Any] = {"visible": False, "fixedrange": True}
    return go.Figure(
        layout={
            "template": "none",
            "paper_bgcolor": colour,
            "plot_bgcolor": colour,
            "width": width,
            "height": height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False},
            "showlegend": False,
            "dragmode": False,
            "xaxis": hidden | {"range": [0, width]},
            "yaxis": hidden | {"range": [height, 0]},
            "font": {"family": SANS, "size": 14, "color": tokens.ink},
        }
    )


def _say(figure: go.Figure, text: str, left: float, top: float, size: float, colour: str, family: str = SANS) -> None:
    figure.add_annotation(
        text=text,
        x=left,
        y=top,
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        borderpad=0,
        font={"family": family, "size": size, "color": colour, "weight": 600 if family == SERIF else 400},
    )
