"""Figures as PNG and SVG, drawn by the Chromium of this computer; nothing is asked of any other host."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import re
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Literal

import kaleido
import plotly.graph_objects as go
from cachetools import LRUCache
from choreographer.browsers.chromium import Chromium
from plotly.io.json import to_json_plotly

from lodestone.errors import ExportError
from lodestone.exports.browser_pipe import WholeMessages
from lodestone.exports.chromium import MISSING, find_chromium

# Width in pixels of every picture; a 16:9 figure is 1920 × 1080.
PIXELS = 1920
# Said where a picture should stand that could not be drawn.
UNDRAWN = "The figure could not be drawn: the browser that draws it failed twice."
# Nobody listens there: whatever a browser asks of the network by itself goes nowhere.
NOWHERE = "127.0.0.1:9"
# Chromium would ask this computer itself past any proxy: not even that.
ALSO_HERE = "--proxy-bypass-list=<-loopback>"
# The one without windows would round the width of each letter, as for old screens: an eighth wider for bold words.
TRUE_WIDTHS = "--font-render-hinting=none"
# How long a browser may take to start and draw its first picture, and for each one more.
_SECONDS = 45
# So many starts in a row that draw nothing: the browser is at fault and not a picture.
_BARREN = 3
_LOG = logging.getLogger(__name__)
# What goes wrong is said in one line by ExportError; these would print their tracebacks beside it.
for _noisy in ("choreographer", "kaleido"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)
# One browser at a time, however many readers press the button.
_TURN = threading.Lock()


class KeptPictures:
    """What was drawn, for the next file that shows the same: at most 64 MB, some four hundred pictures."""

    def __init__(self) -> None:
        self._kept: LRUCache[str, bytes] = LRUCache(64 * 2**20, len)
        self._lock = threading.Lock()

    def known(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The pictures that are kept of these."""
        with self._lock:
            return {key: self._kept[key] for key in keys if key in self._kept}

    def keep(self, drawn: dict[str, bytes]) -> None:
        """Keep pictures; one that is larger than all room is not kept."""
        with self._lock:
            self._kept.update({key: data for key, data in drawn.items() if len(data) <= self._kept.maxsize})


KEPT = KeptPictures()


class _WithoutWayOut(Chromium):
    """Chromium as Kaleido starts it, which asks nothing of the network nor of this computer."""

    def get_cli(self) -> Sequence[str]:
        """The command that starts it."""
        return [*super().get_cli(), ALSO_HERE, TRUE_WIDTHS]


@dataclass(frozen=True)
class Picture:
    """A figure to be drawn at `size` (width and height in px as laid out), or at its own."""

    figure: go.Figure
    format: Literal["png", "svg"] = "png"
    size: tuple[int, int] | None = None


def drawn(pictures: Sequence[Picture], said: Callable[[int], None] = lambda _: None) -> list[bytes | None]:
    """Draw pictures, PIXELS wide; None stands where one cannot be drawn. `said` is told how many are done.

    What was drawn before is not drawn again. A Chromium that dies or does not answer in time is started again, and the
    picture it was at is tried once more; then that one is given up and the others go on. When three starts one after
    the other draw nothing, the rest is given up. Equal figures give equal bytes on one computer (fonts and Chromium
    decide the pixels). Takes about 2 s and 0.5 s a picture. Raises ExportError when there is no Chromium.
    """
    chromium = find_chromium() if pictures else ""
    if chromium is None:
        raise ExportError(MISSING)
    keys = [_key(chromium, picture) for picture in pictures]
    made = KEPT.known(keys)
    # The first place of each that is still to be drawn.
    waiting = [place for place, key in enumerate(keys) if key not in made and key not in keys[:place]]
    if len(waiting) < len(pictures):
        said(len(pictures) - len(waiting))
    barren, tried = 0, -1
    while waiting and barren < _BARREN:
        done = _one_start(chromium, [pictures[place] for place in waiting], len(pictures) - len(waiting), said)
        new = {keys[place]: data for place, data in zip(waiting, done, strict=False)}
        KEPT.keep(new)
        made |= new
        barren = 0 if done else barren + 1
        waiting = waiting[len(done) :]
        if waiting and waiting[0] == tried:
            del waiting[0]
        elif waiting:
            tried = waiting[0]
    return [made.get(key) for key in keys]


def _key(chromium: str, picture: Picture) -> str:
    """By what a picture is known: all that its figure says, the form it is drawn in, and the browser that draws."""
    figure = str(to_json_plotly(_fixed(picture.figure)))
    return hashlib.sha256("\0".join([chromium, picture.format, str(picture.size), figure]).encode()).hexdigest()


def _one_start(chromium: str, pictures: Sequence[Picture], before: int, said: Callable[[int], None]) -> list[bytes]:
    """What one start of Chromium draws, in order, until it fails; `said` counts on from `before`."""
    done: SimpleQueue[int] = SimpleQueue()
    made: list[bytes] = []
    stopped = threading.Event()
    # A thread of its own: the caller may be inside an event loop, as the notebook's server is. What is said is said by
    # the caller's thread, where a reader's Stop is heard.
    with _TURN, ThreadPoolExecutor(1) as thread:
        drawing = thread.submit(asyncio.run, _draw(chromium, pictures, made, done, stopped))
        try:
            while not drawing.done() or not done.empty():
                with contextlib.suppress(Empty):
                    said(before + done.get(timeout=0.1))
        except BaseException:
            stopped.set()
            raise
    if (error := drawing.exception()) is not None:
        _LOG.warning("Chromium failed after %d pictures: %s: %s", len(made), type(error).__name__, error)
    return made


async def _draw(
    chromium: str,
    pictures: Sequence[Picture],
    made: list[bytes],
    done: SimpleQueue[int],
    stopped: threading.Event,
) -> None:
    """Start Chromium and draw; one that does nothing for too long is ended, whatever it hangs at."""
    page = kaleido.PageGenerator(mathjax=False)
    browser = kaleido.Kaleido(
        page_generator=page,
        path=chromium,
        proxy_server=NOWHERE,
        timeout=None,
        browser_cls=_WithoutWayOut,
        channel_cls=WholeMessages,
    )
    drawing = asyncio.create_task(_draw_each(browser, pictures, made, done, stopped))
    while not drawing.done():
        before = len(made)
        await asyncio.wait({drawing}, timeout=_SECONDS)
        if not drawing.done() and len(made) == before:
            # It would not answer a request to close either. Once it is gone, all that waits for it ends by itself.
            with contextlib.suppress(AttributeError, ProcessLookupError):
                os.killpg(browser.subprocess.pid, signal.SIGKILL)
            await asyncio.wait({drawing}, timeout=_SECONDS)
            drawing.cancel()
            raise TimeoutError(f"nothing was drawn within {_SECONDS} s")
    await drawing


async def _draw_each(
    browser: kaleido.Kaleido,
    pictures: Sequence[Picture],
    made: list[bytes],
    done: SimpleQueue[int],
    stopped: threading.Event,
) -> None:
    async with browser:
        for picture in pictures:
            if stopped.is_set():
                return
            layout = picture.figure.layout
            width, height = picture.size or (int(layout.width), int(layout.height))
            options: dict[str, Any] = {
                "format": picture.format,
                "width": width,
                "height": height,
                "scale": PIXELS / width,
            }
            data = bytes(await browser.calc_fig(_fixed(picture.figure), opts=options))
            made.append(_named(data) if picture.format == "svg" else data)
            done.put(len(made))


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
