"""The marks of the live map as one small picture: a map in the browser knows circles only, a picture any shape."""

from __future__ import annotations

import base64
import io
import math
from functools import lru_cache
from typing import Any

from PIL import Image, ImageDraw

from lodestone.figures.site_legend import GROUPS, LAYERS, colour_of
from lodestone.figures.tokens import Tokens

SIDE = 40
_FINE = 4
_NAMES = (*GROUPS, *(name for name in LAYERS if name != "Survey areas"))
MAPPING = {
    name: {"x": place * SIDE, "y": 0, "width": SIDE, "height": SIDE, "mask": False} for place, name in enumerate(_NAMES)
}


@lru_cache(maxsize=4)
def atlas(tokens: Tokens) -> str:
    """All marks side by side as a PNG in a data address, each in its colour with a rim of the page's colour."""
    picture = Image.new("RGBA", (SIDE * _FINE * len(_NAMES), SIDE * _FINE))
    draw = ImageDraw.Draw(picture)
    for place, name in enumerate(_NAMES):
        mark = GROUPS.get(name) or LAYERS[name]
        middle = ((place + 0.5) * SIDE * _FINE, 0.5 * SIDE * _FINE)
        for reach, colour in ((0.4, tokens.page), (0.32, colour_of(mark, tokens))):
            _shape(draw, mark.symbol, middle, reach * SIDE * _FINE, colour)
        if name in LAYERS:
            _shape(draw, mark.symbol, middle, 0.27 * SIDE * _FINE, tokens.page)
            _shape(draw, "circle", middle, 0.11 * SIDE * _FINE, colour_of(mark, tokens))
    picture = picture.resize((SIDE * len(_NAMES), SIDE), Image.Resampling.LANCZOS)
    text = io.BytesIO()
    picture.save(text, "PNG")
    return "data:image/png;base64," + base64.b64encode(text.getvalue()).decode()


def _shape(draw: Any, symbol: str, middle: tuple[float, float], reach: float, colour: str) -> None:
    x, y = middle
    kind = symbol.removesuffix("-open-dot").removesuffix("-open")
    if kind == "circle":
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)
    elif kind == "square":
        side = reach * 0.86
        draw.rectangle((x - side, y - side, x + side, y + side), fill=colour)
    else:
        draw.polygon([(x + reach * across, y + reach * down) for across, down in _corners(kind)], fill=colour)


def _corners(kind: str) -> list[tuple[float, float]]:
    if kind == "diamond":
        return [(0, -1.05), (1.05, 0), (0, 1.05), (-1.05, 0)]
    if kind == "triangle-up":
        return [(0, -1.05), (1.05, 0.85), (-1.05, 0.85)]
    if kind == "triangle-down":
        return [(0, 1.05), (1.05, -0.85), (-1.05, -0.85)]
    if kind == "star":
        turns = [math.radians(-90 + 36 * step) for step in range(10)]
        return [
            ((1.24, 0.62)[step % 2] * math.cos(turn), (1.24, 0.62)[step % 2] * math.sin(turn))
            for step, turn in enumerate(turns)
        ]
    arm = 0.38
    cross = [
        (arm, -1.1),
        (arm, -arm),
        (1.1, -arm),
        (1.1, arm),
        (arm, arm),
        (arm, 1.1),
        (-arm, 1.1),
        (-arm, arm),
        (-1.1, arm),
        (-1.1, -arm),
        (-arm, -arm),
        (-arm, -1.1),
    ]
    half = math.sqrt(0.5)
    return [((x - y) * half, (x + y) * half) for x, y in cross]
