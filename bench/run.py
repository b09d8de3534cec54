"""What the notebook costs, each figure beside a floor measured in the same run.

Run with `make bench`. Prints medians; ratios are what to compare, the milliseconds belong to this machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from server import ROOT, served

sys.path.insert(0, str(ROOT))

from lodestone.page_list import SHOWN_PAGES, Entry
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


# In the page itself, so that only the notebook and its browser are measured: from the key that asks for a rerun to
# the frame in which its end, as Streamlit tells the page, was painted.
WATCH = """() => { window.took = new Promise(done => {
    const app = document.querySelector('[data-testid="stApp"]');
    let asked = 0, ran = false;
    window.addEventListener("keydown", () => { asked = performance.now(); }, {capture: true, once: true});
    const watch = new MutationObserver(() => {
        if (app.dataset.testScriptState !== "notRunning") { ran = true; return; }
        if (!ran) return;
        watch.disconnect();
        requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => done(performance.now() - asked);
            after.port2.postMessage(0);
        });
    });
    watch.observe(app, {attributes: true, attributeFilter: ["data-test-script-state"]});
}); }"""


class Opened:
    """A page of its own in the browser, and how long its first heading took."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
        started = time.perf_counter()
        self.page.goto(address)
        self.page.get_by_role("heading", level=1).first.wait_for()
        self.painted = time.perf_counter() - started

    def megabytes(self) -> float:
        """What a first visitor's browser was sent in files so far; messages of the view not counted."""
        sent: int = self.page.evaluate(
            "() => performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)"
        )
        return sent / 1e6

    def rerun(self) -> float:
        """Milliseconds from the key that asks for a rerun to the frame that shows its end."""
        self.page.evaluate(WATCH)
        self.page.keyboard.press("r")
        took: float = self.page.evaluate("() => window.took")
        # What the page does once it is quiet, such as telling its width, is no part of the next rerun.
        self.page.wait_for_timeout(250)
        return took


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


def measure_pages(pages: Sequence[Entry]) -> None:
    """First paint and rerun of pages against an empty Streamlit page, taken in turn; warm, for nothing changes."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("pages: no Chromium found; install Debian's chromium or set CHROMIUM=/path/to/it")
        return
    with served(ROOT / "app.py") as app, served(ROOT / "bench" / "floor.py") as empty, sync_playwright() as tool:
        app.settle()
        browser = tool.chromium.launch(executable_path=chromium, args=FLAGS)
        _painted(browser, app.address)
        floor_paint = statistics.median(_painted(browser, empty.address) for _ in range(LOADS))
        print(f"first heading on screen, empty page: {floor_paint * 1000:.0f} ms")
        floor = Opened(browser, empty.address)
        for entry in pages:
            address = f"{app.address}/{entry.url_path}"
            paint = statistics.median(_painted(browser, address) for _ in range(LOADS))
            one = Opened(browser, address)
            one.page.wait_for_timeout(2500)
            pairs = [(one.rerun(), floor.rerun()) for _ in range(RERUNS)][3:]
            files = one.megabytes()
            own, other = (statistics.median(column) for column in zip(*pairs, strict=True))
            aim = 1.5 * other + 50
            print(
                f"{entry.title:20} first heading {paint * 1000:5.0f} ms ({paint / floor_paint:.1f} x empty), "
                f"{files:.1f} MB of files · rerun "
                f"{own:4.0f} ms ({own / other:.1f} x empty, {other:.0f} ms) · to reach {aim:4.0f} "
                f"{'reached' if own <= aim else 'MISSED'}",
                flush=True,
            )
            one.page.close()
        browser.close()


def _painted(browser: Browser, address: str) -> float:
    opened = Opened(browser, address)
    opened.page.close()
    return opened.painted


def _timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000


def _ms(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ms"


def main() -> None:
    """Measure the builds and the pages, or the pages that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", default="", help="addresses with commas between; the builds are then left out")
    wanted = [name for name in asked.parse_args().pages.split(",") if name]
    if not wanted:
        measure_builds()
    measure_pages([page for page in SHOWN_PAGES if not wanted or page.url_path in wanted])


if __name__ == "__main__":
    main()
