"""Figures as PNG and SVG, drawn by the Chromium of this computer; nothing is asked of any other host."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Literal

import kaleido
import plotly.graph_objects as go

from lodestone.errors import ExportError
from lodestone.exports.chromium import MISSING, find_chromium

# Width in pixels of every picture; a 16:9 figure is 1920 × 1080.
PIXELS = 1920
# Nobody listens there: whatever a browser asks of the network by itself goes nowhere.
_NOWHERE = "127.0.0.1:9"
# How long a browser may take to start or to draw one picture.
_SECONDS = 60
# What goes wrong is said in one line by ExportError; these would print their tracebacks beside it.
for _noisy in ("choreographer", "kaleido"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)
# One browser at a time, however many readers press the button.
_TURN = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A figure to be drawn at `size` (width and height in px as laid out), or at its own."""

    figure: go.Figure
    format: Literal["png", "svg"] = "png"
    size: tuple[int, int] | None = None


def render(pictures: Sequence[Picture], said: Callable[[int], None] = lambda _: None) -> list[bytes]:
    """Draw all pictures, PIXELS wide, with one start of Chromium; `said` is told how many are done.

    Equal figures give equal bytes on one computer (fonts and Chromium decide the pixels). Takes about 2 s and 0.5 s a
    picture. Raises ExportError when there is no Chromium or it fails.
    """
    if not pictures:
        return []
    chromium = find_chromium()
    if chromium is None:
        raise ExportError(MISSING)
    done: SimpleQueue[int] = SimpleQueue()
    stopped = threading.Event()
    # A thread of its own: the caller may be inside an event loop, as the notebook's server is. What is said is said by
    # the caller's thread, where a reader's Stop is heard.
    with _TURN, ThreadPoolExecutor(1) as thread:
        drawing = thread.submit(asyncio.run, _in_time(chromium, pictures, done, stopped))
        try:
            while not drawing.done() or not done.empty():
                with contextlib.suppress(Empty):
                    said(done.get(timeout=0.1))
        except BaseException:
            stopped.set()
            raise
    try:
        return drawing.result()
    except Exception as error:
        raise ExportError(f"Chromium ({chromium}) could not draw: {type(error).__name__}: {error}") from error


async def _in_time(
    chromium: str, pictures: Sequence[Picture], done: SimpleQueue[int], stopped: threading.Event
) -> list[bytes]:
    async with asyncio.timeout(_SECONDS + 10 * len(pictures)):
        return await _draw(chromium, pictures, done, stopped)


async def _draw(
    chromium: str, pictures: Sequence[Picture], done: SimpleQueue[int], stopped: threading.Event
) -> list[bytes]:
    drawn: list[bytes] = []
    page = kaleido.PageGenerator(mathjax=False)
    async with kaleido.Kaleido(page_generator=page, path=chromium, proxy_server=_NOWHERE, timeout=_SECONDS) as browser:
        for number, picture in enumerate(pictures, start=1):
            if stopped.is_set():
                break
            layout = picture.figure.layout
            width, height = picture.size or (int(layout.width), int(layout.height))
            options: dict[str, Any] = {
                "format": picture.format,
                "width": width,
                "height": height,
                "scale": PIXELS / width,
            }
            data = bytes(await browser.calc_fig(_fixed(picture.figure), opts=options))
            drawn.append(_named(data) if picture.format == "svg" else data)
            done.put(number)
    return drawn


def _fixed(figure: go.Figure) -> dict[str, Any]:
    """The figure with a name for each trace; Plotly would give random ones."""
    drawn: dict[str, Any] = figure.to_dict()
    return drawn | {"data": [trace | {"uid": f"t{place}"} for place, trace in enumerate(drawn["data"])]}


def _named(svg: bytes) -> bytes:
    """The same drawing with fixed names: Plotly puts six random digits into the names of its parts."""
    text = svg.decode("utf-8")
    found = re.search(r'<defs id="defs-([0-9a-f]{6})"', text)
    if found:
        names = re.compile(r"""(?:\bid="|url\(['"]?(?:&quot;)?#|href="#)[^"')&]*""")
        text = names.sub(lambda name: name[0].replace(found[1], "lodest"), text)
    return text.encode("utf-8")
