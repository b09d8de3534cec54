"""A helper for the browser tests: a server on a free loopback port, Chromium, and pages that note what went wrong."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from lodestone.paths import here

AS_OF = "2026-11-22"
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Browser tests ask to share a worker, and so one server and one Chromium. A machine may stall for seconds in
# the middle of a click: a failure counts when the test fails a second time, too.
GROUP = [pytest.mark.xdist_group("browser"), pytest.mark.flaky(reruns=1)]
MAIN = '[data-testid="stMain"]'
expect.set_options(timeout=20_000)


def chromium() -> str | None:
    """The path of a Chromium, if there is one."""
    named = os.environ.get("CHROMIUM")
    return named or next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


@contextlib.contextmanager
def serve(folder: Path | None = None) -> Iterator[str]:
    """Run the notebook on a free port and give its address; ended by its own process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
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
    ]
    process = subprocess.Popen(command, cwd=folder or here().root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                break
            assert process.poll() is None, "the server ended by itself"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def launch() -> Iterator[BrowserContext]:
    """A Chromium with one profile, so that its cache is filled once; or a skip that says how to get one."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: install it with 'sudo apt-get install chromium' or set CHROMIUM=/path/to/it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser.new_context()
        browser.close()


@dataclass
class Reader:
    """One reader's window, and what went wrong in it."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str = "", **query: str) -> Page:
        """Open a page on the usual day and wait until it has been drawn."""
        given = {name: value for name, value in ({"as_of": AS_OF} | query).items() if value}
        self.page.goto(f"{self.address}/{path}" + (f"?{urlencode(given)}" if given else ""))
        return self.settle()

    def settle(self) -> Page:
        """Wait until the page has its title, no script runs any more and all figures are drawn."""
        page = self.page
        page.wait_for_selector(f"{MAIN} h1")
        page.wait_for_function(
            """() => document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'
               && !document.querySelector('[data-stale="true"]')
               && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(one => one.querySelector('.main-svg'))"""
        )
        return page

    def query(self) -> str:
        """What stands behind the question mark in the address bar now."""
        return str(self.page.evaluate("location.search"))


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
def reading(
    chrome: BrowserContext,
    address: str,
    *,
    width: int = 1440,
    height: int = 900,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Reader]:
    """A reader's window, a session of its own; on leaving, nothing may have gone wrong in it."""
    page = chrome.new_page()
    try:
        page.set_default_timeout(20_000)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        reader = Reader(page, address, watch(page, address))
        yield reader
        assert "Traceback" not in page.locator("body").inner_text()
        assert reader.troubles == []
    finally:
        page.close()


def choose(page: Page, label: str, word: str, kind: str = "stMultiSelect") -> None:
    """Choose one word in a list filter; opened again when a script that ended meanwhile has closed the list."""
    field = page.get_by_test_id(kind).filter(has_text=label).get_by_role("combobox")
    option = page.get_by_role("option", name=word, exact=True)
    for _ in range(5):
        field.click()
        with contextlib.suppress(TooLate):
            option.click(timeout=4_000)
            page.keyboard.press("Escape")
            return
        page.keyboard.press("Escape")
    pytest.fail(f"the list of {label} never offered {word}")


def rows(page: Page, number: int = 0) -> list[list[str]]:
    """The rows of the n-th table on the page, as a screen reader gets them."""
    table = page.locator('[data-testid="stDataFrame"] table').nth(number)
    return [line.locator("td").all_inner_texts() for line in table.locator("tbody tr").all()]


def row_count(page: Page, number: int = 0) -> int:
    """How many rows the n-th table on the page has, those below its edge included."""
    table = page.locator('[data-testid="stDataFrame"] table').nth(number)
    return int(table.get_attribute("aria-rowcount") or 0) - 1
