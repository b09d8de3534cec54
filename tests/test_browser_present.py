"""In a real browser: a slide alone fills the screen, and the arrow keys turn it with and without the buttons."""

from __future__ import annotations

import re

import pytest
from browser_support import GROUP
from playwright.sync_api import Page, expect

pytestmark = GROUP


def at(page: Page, slide: int, listener: str) -> None:
    """Wait until this slide is in the address, drawn for this window, and what listens to the keys is there."""
    page.wait_for_function(
        """slide => new URLSearchParams(location.search).get('slide') === slide
           && document.querySelector('[data-testid=stApp]').dataset.room === 'known'
           && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'""",
        arg=str(slide),
        polling=50,
    )
    page.locator(f".st-key-{listener}").wait_for(state="attached")


def test_the_arrow_keys_turn_the_slides_and_without_buttons_a_slide_needs_no_cropping(reader):
    reader.look(width=1920, height=1080)
    page = reader.page
    page.goto(f"{reader.address}/present?show=funding&slide=2&embed=true&as_of=2026-11-22")
    expect(page.locator(".main-svg").first).to_be_visible()
    at(page, 2, "next")
    page.keyboard.press("ArrowRight")
    at(page, 3, "next")
    expect(page.get_by_text(re.compile(r"^3 of \d+$"))).to_be_visible()
    page.get_by_role("button", name="Hide").click()
    expect(page.get_by_role("button", name="Next")).to_have_count(0)
    at(page, 3, "pressed_keys")
    page.keyboard.press("ArrowRight")
    at(page, 4, "pressed_keys")
    page.keyboard.press("ArrowLeft")
    at(page, 3, "pressed_keys")
    page.keyboard.press("ArrowLeft")
    at(page, 2, "pressed_keys")
    expect_whole(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Hide")).to_be_visible()
    at(page, 2, "next")


def expect_whole(page: Page) -> None:
    """The slide fills the screen, with nothing cut off and nothing else there."""
    page.wait_for_function(
        "() => document.querySelector('.js-plotly-plot').getBoundingClientRect().width > 1750", polling=50
    )
    box = page.locator(".js-plotly-plot").bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 1080
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 1080
    for part in ("stSidebar", "stToolbar", "stMainMenu"):
        expect(page.get_by_test_id(part)).to_have_count(0)
    shown = page.locator("body").inner_text()
    assert "Previous" not in shown
    assert "Close" not in shown
