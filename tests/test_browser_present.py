"""In a real browser: a slide alone fills the screen, and the arrow keys turn it with and without the buttons."""

from __future__ import annotations

import re

import pytest
from browser_support import AS_OF, GROUP, watch
from playwright.sync_api import Page, expect

pytestmark = GROUP


@pytest.fixture
def projector(chrome, site):
    """A window of 1920 x 1080 that shows the second slide of Funding."""
    page = chrome.new_page()
    page.set_viewport_size({"width": 1920, "height": 1080})
    troubles = watch(page, site)
    page.goto(f"{site}/present?show=funding&slide=2&embed=true&as_of={AS_OF}")
    expect(page.locator(".main-svg").first).to_be_visible()
    yield page
    assert troubles == []
    page.close()


def at(page: Page, slide: int, listener: str) -> None:
    """Wait until this slide is in the address, no script runs any more, and what listens to the keys is there."""
    page.wait_for_function(f"location.search.includes('slide={slide}&') || location.search.endsWith('slide={slide}')")
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")
    page.locator(f".st-key-{listener}").wait_for(state="attached")


def test_without_its_buttons_a_slide_needs_no_cropping(projector):
    projector.get_by_role("button", name="Hide").click()
    expect(projector.get_by_role("button", name="Next")).to_have_count(0)
    projector.wait_for_function("document.querySelector('.js-plotly-plot').getBoundingClientRect().width > 1750")
    box = projector.locator(".js-plotly-plot").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 1080
    assert projector.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 1080
    for part in ("stSidebar", "stToolbar", "stMainMenu"):
        expect(projector.get_by_test_id(part)).to_have_count(0)
    shown = projector.locator("body").inner_text()
    assert "Previous" not in shown
    assert "Close" not in shown


def test_the_arrow_keys_turn_the_slides_with_and_without_buttons(projector):
    at(projector, 2, "next")
    projector.keyboard.press("ArrowRight")
    at(projector, 3, "next")
    expect(projector.get_by_text(re.compile(r"^3 of \d+$"))).to_be_visible()
    projector.get_by_role("button", name="Hide").click()
    expect(projector.get_by_role("button", name="Next")).to_have_count(0)
    at(projector, 3, "pressed_keys")
    projector.keyboard.press("ArrowRight")
    at(projector, 4, "pressed_keys")
    projector.keyboard.press("ArrowLeft")
    at(projector, 3, "pressed_keys")
    projector.keyboard.press("Escape")
    expect(projector.get_by_role("button", name="Hide")).to_be_visible()
    at(projector, 3, "next")
