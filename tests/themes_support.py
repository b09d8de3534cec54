"""A helper for the browser tests: the colours on which pages and figures stand in the two themes."""

from __future__ import annotations

from playwright.sync_api import Page

GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 21, 19)"}


def expect_ground(page: Page, colour: str) -> None:
    """Wait until the page and every one of its figures stand on this colour."""
    page.wait_for_function(
        """colour => {
            const stand = [document.querySelector('[data-testid="stApp"]'),
                           ...document.querySelectorAll('.js-plotly-plot .main-svg:first-child')];
            return stand.length === 1 + document.querySelectorAll('[data-testid="stPlotlyChart"]').length
                && stand.every(one => getComputedStyle(one).backgroundColor === colour);
        }""",
        arg=colour,
        polling=50,
    )
