"""What the notebook costs, each figure beside a floor measured in the same run.

Run with `make bench`. Prints medians; ratios are what to compare, the milliseconds belong to this machine.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from server import ROOT, served
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

sys.path.insert(0, str(ROOT))

from lodestone.page_list import PAGES
from lodestone.paths import Project
from lodestone.warehouse import build, content_version, open_database

RERUNS, LOADS, BUILDS = 15, 3, 5
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Watched:
    """A browser page that notes when each script run ends, read from the messages Streamlit sends."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.finished: list[float] = []
        self.bytes = 0
        self.page: Page = browser.new_page(viewport={"width": 1920, "height": 1080})
        self.page.on("websocket", lambda socket_: socket_.on("framereceived", self._take))
        self.started = time.perf_counter()
        self.page.goto(address)
        self.page.get_by_role("heading", level=1).first.wait_for()
        self.painted = time.perf_counter() - self.started
        self.page.wait_for_timeout(1500)

    def _take(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            self.bytes += len(payload)
            if ForwardMsg.FromString(payload).WhichOneof("type") == "script_finished":
                self.finished.append(time.perf_counter())

    def rerun(self) -> float:
        """Milliseconds from the key that asks for a rerun to the message that it is done."""
        before, started = len(self.finished), time.perf_counter()
        self.page.keyboard.press("r")
        while len(self.finished) == before:
            self.page.wait_for_timeout(1)
        return (self.finished[before] - started) * 1000


def measure_builds() -> None:
    """Building the database from text against copying the finished file."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data", Path(folder) / "data")
        project = Project(Path(folder))
        path, _ = build(project)
        rows = open_database(path).connection.table("build_info").fetchall()[0][2]
        full, floor, skip = [], [], []
        for _ in range(BUILDS):
            full.append(_timed(lambda: build(project, force=True)))
            floor.append(_timed(lambda: shutil.copyfile(build(project)[0], Path(folder) / "copy")))
            skip.append(_timed(lambda: content_version(project)))
    print(
        f"build: {_ms(full)} for {rows} rows ({statistics.median(full) / statistics.median(floor):.0f} x finding and "
        f"copying the built file, {_ms(floor)}); finding that nothing changed: {_ms(skip)}"
    )


def measure_pages() -> None:
    """First paint and rerun of every page against an empty Streamlit page, taken in turn."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("pages: no Chromium found; install Debian's chromium or set CHROMIUM=/path/to/it")
        return
    with served(ROOT / "app.py") as app, served(ROOT / "bench" / "floor.py") as empty, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=FLAGS)
        Watched(browser, app.address).page.close()
        floor_paint = statistics.median(_painted(browser, empty.address) for _ in range(LOADS))
        print(f"first heading on screen, empty page: {floor_paint * 1000:.0f} ms")
        floor = Watched(browser, empty.address)
        for entry in PAGES:
            paint = statistics.median(_painted(browser, f"{app.address}/{entry.url_path}") for _ in range(LOADS))
            page = Watched(browser, f"{app.address}/{entry.url_path}")
            pairs = [(page.rerun(), floor.rerun()) for _ in range(RERUNS)]
            own, other = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(
                f"{entry.title:12} first heading {paint * 1000:5.0f} ms ({paint / floor_paint:.1f} x empty) · rerun "
                f"{own:4.0f} ms ({own / other:.1f} x empty, {other:.0f} ms)"
            )
            page.page.close()
        browser.close()


def _painted(browser: Browser, address: str) -> float:
    watched = Watched(browser, address)
    watched.page.close()
    return watched.painted


def _timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000


def _ms(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ms"


if __name__ == "__main__":
    measure_builds()
    measure_pages()
