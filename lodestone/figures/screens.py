"""Screens without a chart, as figures of a slide's size: a cover, a table, a list. They scale as the charts do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from lodestone.figures.base import TITLE_SIZE
from lodestone.figures.text import cut, escape, wrap, wrap_title
from lodestone.figures.tokens import SANS, SERIF, Tokens

# A table needs more room than a figure, with letters that stay as large on a slide of 960 pt: 13 px are 10 pt.
SCREEN = (1232, 693)
FOOT_SIZE = 13
_LEFT, _FOOT_TOP = 40, 652
_ROOM = SCREEN[0] - 2 * _LEFT
# Height of a line in parts of the size of its letters.
LINE = 1.25
_REMARK = 14


@dataclass
class _Sheet:
    """What stands on a screen. Plotly gets it all at once: with each that is added it checks all those there again."""

    tokens: Tokens
    notes: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)

    def say(self, text: str, left: float, top: float, size: float, colour: str, family: str = SANS) -> None:
        self.notes.append(
            {
                "text": text,
                "x": left,
                "y": top,
                "xanchor": "left",
                "yanchor": "top",
                "align": "left",
                "showarrow": False,
                "borderpad": 0,
                "font": {"family": family, "size": size, "color": colour, "weight": 600 if family == SERIF else 400},
            }
        )

    def box(self, left: float, right: float, top: float, bottom: float, colour: str, layer: str = "above") -> None:
        place = {"x0": left, "x1": right, "y0": top, "y1": bottom}
        self.shapes.append({"type": "rect", **place, "fillcolor": colour, "line": {"width": 0}, "layer": layer})

    def rule(self, left: float, right: float, top: float, colour: str, width: float) -> None:
        place = {"x0": left, "x1": right, "y0": top, "y1": top}
        self.shapes.append({"type": "line", **place, "line": {"color": colour, "width": width}})

    def figure(self) -> go.Figure:
        """An empty screen whose axes count pixels from the upper left, with what stands on it."""
        width, height = SCREEN
        hidden: dict[str, Any] = {"visible": False, "fixedrange": True}
        return go.Figure(
            layout={
                "template": "none",
                "paper_bgcolor": self.tokens.page,
                "plot_bgcolor": self.tokens.page,
                "width": width,
                "height": height,
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False},
                "showlegend": False,
                "dragmode": False,
                "xaxis": hidden | {"range": [0, width]},
                "yaxis": hidden | {"range": [height, 0]},
                "font": {"family": SANS, "size": 14, "color": self.tokens.ink},
                "annotations": self.notes,
                "shapes": self.shapes,
            }
        )


def cover(tokens: Tokens, title: str, lines: Sequence[str]) -> go.Figure:
    """The first screen: below a band, the title and what it is narrowed to, its day and its version."""
    sheet = _Sheet(tokens)
    sheet.box(_LEFT, _LEFT + _ROOM, 150, 166, tokens.ink)
    sheet.box(_LEFT, _LEFT + _ROOM, 166, 170, tokens.old_gold)
    titles = wrap_title(title, 44, _ROOM - 80)
    sheet.say("<br>".join(map(escape, titles)), _LEFT, 216, 44, tokens.ink, family=SERIF)
    top = 216 + 44 * LINE * len(titles) + 36
    for number, line in enumerate(lines):
        sheet.say(
            escape(cut(line, 20, _ROOM)),
            _LEFT,
            top + 32 * number,
            20,
            tokens.yellow.text if number == 0 else tokens.mute,
        )
    return sheet.figure()


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
    sheet = _Sheet(tokens)
    top = _head(sheet, words)
    if remark:
        sheet.say("<br>".join(map(escape, _remark(remark))), _LEFT, top, _REMARK, tokens.mute)
        top += remark_height(remark)
    for number, (cells, height) in enumerate(zip([heads, *rows], heights, strict=True)):
        if number == 0:
            sheet.box(_LEFT, _LEFT + sum(widths), top, top + height, tokens.band, layer="below")
        left = float(_LEFT)
        for lines, width in zip(cells, widths, strict=True):
            text = "<br>".join(map(escape, lines))
            sheet.say(f"<b>{text}</b>" if number == 0 and text else text, left + 7, top + 6, size, tokens.ink)
            left += width
        top += height
        head = number == 0
        sheet.rule(_LEFT, _LEFT + sum(widths), top, tokens.old_gold if head else tokens.line, 2 if head else 1)
    return sheet.figure()


def remark_height(remark: str) -> float:
    """How much height (px) a remark above a table takes; none without one."""
    return 18 * len(_remark(remark)) + 8 if remark else 0


def _remark(remark: str) -> list[str]:
    return wrap(remark, _REMARK, _ROOM)


def columns(
    tokens: Tokens, words: tuple[str, str, str], entries: Sequence[Sequence[Sequence[str]]], size: float
) -> go.Figure:
    """Paragraphs in columns side by side; each paragraph comes as lines that fit."""
    sheet = _Sheet(tokens)
    start = _head(sheet, words)
    for number, column in enumerate(entries):
        left, top = _LEFT + number * (_ROOM + 30) / max(1, len(entries)), start
        for lines in column:
            sheet.say("<br>".join(map(escape, lines)), left, top, size, tokens.ink)
            top += size * LINE * len(lines) + size * 0.5
    return sheet.figure()


def room(title: str) -> tuple[float, float]:
    """Width and height (px) that a finding leaves for what stands below it."""
    return _ROOM, _FOOT_TOP - 46 - TITLE_SIZE * 1.35 * LINE * len(_title(title)) - 16


def _title(text: str) -> list[str]:
    return wrap_title(text, TITLE_SIZE * 1.3, _ROOM)


def _head(sheet: _Sheet, words: tuple[str, str, str]) -> float:
    """Question, finding and foot; returns where the content may begin."""
    question, finding, foot = words
    tokens = sheet.tokens
    sheet.say(escape(cut(question, 16, _ROOM)), _LEFT, 16, 16, tokens.yellow.text)
    titles = _title(finding)
    sheet.say("<br>".join(map(escape, titles)), _LEFT, 42, TITLE_SIZE * 1.3, tokens.ink, family=SERIF)
    sheet.say("<br>".join(map(escape, wrap(foot, FOOT_SIZE, _ROOM)[:2])), _LEFT, _FOOT_TOP + 6, FOOT_SIZE, tokens.mute)
    return 46 + TITLE_SIZE * 1.35 * LINE * len(titles) + 12
