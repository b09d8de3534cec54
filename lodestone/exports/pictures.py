"""Figures as PNG and SVG, drawn by the Chromium of this computer; nothing is asked of any other host."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal

import kaleido
import plotly.graph_objects as go

from lodestone.errors import ExportError

# Width in pixels of every picture; a 16:9 figure is 1920 × 1080.
PIXELS = 1920
MISSING = ("No Chromium was found to draw with: install it with 'sudo apt-get install chromium', "
           "or set CHROMIUM=/path/to/it.")
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Nobody listens there: whatever a browser asks of the network by itself goes nowhere.
_NOWHERE = "127.0.0.1:9"
_SECONDS = 90
# One browser at a time, however many readers press the button.
_TURN = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A figure to be drawn, at its own width and height (px)."""

    figure: go.Figure
    format: Literal["png", "svg"] = "png"


def find_chromium() -> str | None:
    """The path of a Chromium: what CHROMIUM names, else the first one installed, else None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def render(pictures: Sequence[Picture], said: Callable[[int], None] = lambda done: None) -> list[bytes]:
    """Draw all pictures, PIXELS wide, with one start of Chromium; `said` is told how many are done.

    Equal figures give equal bytes on one computer (fonts and Chromium decide the pixels). Takes about 2 s and 0.5 s a
    picture. Raises ExportError when there is no Chromium or it fails.
    """
    chromium = find_chromium()
    if chromium is None:
        raise ExportError(MISSING)
    if not pictures:
        return []
    try:
        # A thread of its own: the caller may be inside an event loop, as the notebook's server is.
        with _TURN, ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(_draw(chromium, pictures, said))).result()
    except ExportError:
        raise
    except Exception as error:
        raise ExportError(f"Chromium ({chromium}) could not draw: {type(error).__name__}: {error}") from error


async def _draw(chromium: str, pictures: Sequence[Picture], said: Callable[[int], None]) -> list[bytes]:
    drawn = []
    page = kaleido.PageGenerator(mathjax=False)
    async with kaleido.Kaleido(page_generator=page, path=chromium, proxy_server=_NOWHERE, timeout=_SECONDS) as browser:
        for number, picture in enumerate(pictures, start=1):
            figure = picture.figure
            width, height = int(figure.layout.width), int(figure.layout.height)
            options: dict[str, Any] = {"format": picture.format, "width": width, "height": height, "scale": PIXELS / width}
            data = bytes(await browser.calc_fig(figure.to_dict(), opts=options))
            drawn.append(_named(data) if picture.format == "svg" else data)
            said(number)
    return drawn


def _named(svg: bytes) -> bytes:
    """The same drawing with fixed names: Plotly puts six random digits into the names of its parts."""
    text = svg.decode("utf-8")
    found = re.search(r'id="defs-([0-9a-f]{6})"', text)
    return (text.replace(found[1], "lodest") if found else text).encode("utf-8")
