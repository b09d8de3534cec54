"""A helper for the browser tests: a server on a free loopback port, Chromium, and pages that note what went wrong."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from lodestone.exports.chromium import advice, find_chromium
from lodestone.exports.pictures import TRUE_WIDTHS
from lodestone.paths import here
from lodestone.warehouse import build

AS_OF = "2026-11-22"
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    TRUE_WIDTHS,
]
# Browser tests share a worker, and so one server, one Chromium and one tab.
GROUP = pytest.mark.xdist_group("browser")
MAIN = '[data-testid="stMain"]'
# A condition has minutes, in ms: on a busy machine a page may take long, and nothing is waited for but conditions.
PATIENCE = 180_000
expect.set_options(timeout=PATIENCE)


@contextlib.contextmanager
def serve(
    folder: Path | None = None,
    path: str = "",
    started: list[subprocess.Popen[bytes]] | None = None,
    port: int = 0,
    **surroundings: str,
) -> Iterator[str]:
    """Run the notebook on a free port or the one given, below a path if one is given; gives its address.

    It is ended by its process, which is added to `started` for whoever wants to end it before.
    """
    if folder is None:
        build(here())  # readers of an older one are told that another is being made
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = port or free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.address",
        "127.0.0.1",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        *(["--server.baseUrlPath", path] if path else []),
    ]
    process = subprocess.Popen(
        command,
        cwd=folder or here().root,
        env=os.environ | surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if started is not None:
        started.append(process)
    address = "/".join([f"http://127.0.0.1:{port}", *filter(None, [path])])
    try:
        while True:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health"):
                break
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
                raise AssertionError("the server ended by itself")
        yield address
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def launch() -> Iterator[BrowserContext]:
    """A Chromium with one profile, so that its cache is filled once; or a skip that says how to get one.

    It is told that its reader wants no moving pictures: what turns and fades while a page works is drawn in software.
    The server forbids text that becomes script: wait for functions ("() => …"), not for expressions.
    """
    path = find_chromium()
    if path is None:
        pytest.skip(f"no Chromium: {advice()}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser.new_context(reduced_motion="reduce")
        browser.close()


@dataclass
class Reader:
    """One reader's window, and what went wrong in it."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)

    def look(self, width: int = 1440, height: int = 900, scheme: Literal["light", "dark"] = "light") -> None:
        """Give the window a size and a theme, which a page that is open follows, on a screen."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(media="screen", color_scheme=scheme)

    def open(self, path: str = "", **query: str) -> Page:
        """Open a page on the usual day and wait until it has been drawn."""
        given = {name: value for name, value in ({"as_of": AS_OF} | query).items() if value}
        self.page.goto(f"{self.address}/{path}" + (f"?{urlencode(given)}" if given else ""))
        return self.settle()

    def go(self, title: str) -> Page:
        """Follow the navigation to a page."""
        link = self.page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True)
        link.click()
        expect(self.page).to_have_title(title)
        return self.settle()

    def settle(self) -> Page:
        """Wait until the page has its title, knows its room, no script runs any more and all figures are drawn."""
        page = self.page
        page.wait_for_selector(f"{MAIN} h1")
        page.wait_for_function(
            """() => document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'
               && document.querySelector('[data-testid="stApp"]').dataset.room === 'known'
               && !document.querySelector('[data-stale="true"]')
               && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
                  .every(one => one.querySelector('.main-svg'))""",
            polling=50,
        )
        return page

    def for_paper(self) -> Page:
        """Wait until the page has its rules for paper and is at rest; what is on the screen keeps its size there."""
        self.settle().wait_for_function(
            """() => [...document.styleSheets].some(sheet => [...sheet.cssRules].some(rule =>
                rule.media?.mediaText === 'print' && rule.cssText.includes('stExpandSidebarButton')))""",
            polling=50,
        )
        self.page.emulate_media(media="null")
        self.page.evaluate("() => new Promise(done => requestIdleCallback(() => requestAnimationFrame(done)))")
        return self.page

    def query(self) -> str:
        """What stands behind the question mark in the address bar now."""
        return str(self.page.evaluate("location.search"))

    def asked(self) -> dict[str, str]:
        """The filters in the address, the day apart: it is left out when it is today's."""
        return {name: value for name, value in parse_qsl(self.query()[1:]) if name != "as_of"}

    def expect_asked(self, wanted: Mapping[str, str]) -> None:
        """Wait until the address has exactly these filters, the day apart, and the page has been drawn with them."""
        with contextlib.suppress(TooLate):
            self.page.wait_for_function(
                """wanted => {
                const found = [...new URLSearchParams(location.search)].filter(([name]) => name !== 'as_of');
                return found.length === Object.keys(wanted).length
                    && found.every(([name, value]) => wanted[name] === value) }""",
                arg=dict(wanted),
                polling=50,
            )
        self.settle()
        assert self.asked() == wanted

    def end(self) -> None:
        """Nothing may have gone wrong since the window was made or last looked at."""
        assert "Traceback" not in self.page.locator("body").inner_text()
        assert self.troubles == []


def watch(page: Page, address: str) -> list[str]:
    """A list that fills with console errors, page errors and requests to another host.

    On a deep link Streamlit's own script asks below the page's address first; that is known and does no harm.
    """
    troubles: list[str] = []
    probe = re.compile(re.escape(address) + r"/[a-z]+/_stcore/(health|host-config)")

    def heard(message: Any) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and not ("404" in message.text and probe.fullmatch(url)):
            troubles.append(f"console: {message.text} {url}")

    def asked(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != urlsplit(address).netloc:
            troubles.append(f"another host: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: troubles.append(f"page: {error}"))
    page.on("request", asked)
    page.on(
        "websocket",
        lambda socket_: (
            None
            if urlsplit(socket_.url).netloc == urlsplit(address).netloc
            else troubles.append(f"another host: {socket_.url}")
        ),
    )
    return troubles


@contextlib.contextmanager
def reading(chrome: BrowserContext, address: str) -> Iterator[Reader]:
    """A window of its own; on leaving, nothing may have gone wrong in it."""
    page = chrome.new_page()
    try:
        page.set_default_timeout(PATIENCE)
        reader = Reader(page, address, watch(page, address))
        reader.look()
        yield reader
        reader.end()
    finally:
        page.close()


def texts_while_opening(reader: Reader, path: str, **query: str) -> list[str]:
    """Open the first page of a window and give every text it showed on the way."""
    reader.page.add_init_script(
        """if (!sessionStorage.watched) {
            sessionStorage.watched = 'yes';
            window.said = [];
            const note = () => document.body && window.said.push(document.body.innerText);
            new MutationObserver(note).observe(document, {childList: true, subtree: true});
        }"""
    )
    said: list[str] = reader.open(path, **query).evaluate("window.said")
    return said


def choose(reader: Reader, label: str, word: str, kind: str = "stMultiSelect") -> None:
    """Choose one word in a list filter; typed, because only what is in view of a long list can be clicked."""
    page = reader.settle()
    chosen = page.get_by_test_id(kind).filter(has_text=label)
    chosen.get_by_role("combobox").click()
    chosen.get_by_role("combobox").press_sequentially(word)
    page.get_by_role("option", name=word, exact=True).click()
    if kind == "stMultiSelect":
        expect(chosen).to_contain_text(word)
        page.keyboard.press("Escape")


def expect_rows(page: Page, count: int, number: int = 0) -> None:
    """Wait until the n-th table on the page has so many rows, those below its edge included."""
    table = page.get_by_test_id("stDataFrame").nth(number).locator("table")
    expect(table).to_have_attribute("aria-rowcount", str(count + 1))


def click_point(reader: Reader, customdata: str, number: int = 0) -> None:
    """Click the mark of the n-th figure that stands for an identifier, wherever it lies."""
    chart = reader.settle().locator(".js-plotly-plot").nth(number)
    x, y = chart.evaluate(
        """(one, wanted) => {
        for (const trace of one._fullData) {
            const data = Array.from(trace.customdata || []);
            const at = data.findIndex(each => (Array.isArray(each) ? each[0] : each) === wanted);
            if (at < 0) continue;
            const layout = one._fullLayout, name = axis => axis[0] + 'axis' + axis.slice(1);
            const xs = layout[name(trace.xaxis)], ys = layout[name(trace.yaxis)];
            return [xs._offset + xs.d2p(trace.x[at]), ys._offset + ys.d2p(trace.y[at])];
        }
        return null;
    }""",
        customdata,
    )
    chart.click(position={"x": x, "y": y})


def tick(reader: Reader, row: int, table: Locator | None = None) -> None:
    """Tick a row of a table, the first of the page unless told: a canvas, its boxes at the left, lines of 34 px.

    The place is given within the table, so that it is clicked where it then lies.
    """
    page = reader.settle()
    (table or page.get_by_test_id("stDataFrame").first).click(position={"x": 17, "y": 35 + 34 * row + 17})


def rows(page: Page, number: int = 0) -> list[list[str]]:
    """The rows of the n-th table on the page, as a screen reader gets them."""
    table = page.locator('[data-testid="stDataFrame"] table').nth(number)
    return [line.locator("td").all_inner_texts() for line in table.locator("tbody tr").all()]


def row_count(page: Page, number: int = 0) -> int:
    """How many rows the n-th table on the page has, those below its edge included."""
    table = page.locator('[data-testid="stDataFrame"] table').nth(number)
    return int(table.get_attribute("aria-rowcount") or 0) - 1
