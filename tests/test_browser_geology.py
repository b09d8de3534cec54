"""The live map in a browser: it is drawn, changes with the filters, asks no other host, and an opened site stays."""

from __future__ import annotations

import io
import time

import pytest
from browser_support import GROUP, PATIENCE, choose
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect
from test_browser_without_webgl import WHY

pytestmark = GROUP
MAP = '[data-testid="stDeckGlJsonChart"]'
# Maps are drawn in software here, dot by dot.
SMALL = {"width": 1024, "height": 700}


def picture(page: Page, unlike: Image.Image | None = None, by: int = 0) -> Image.Image:
    """What the map shows once it stands still; given another picture, once it differs from that by more pixels."""
    canvas = page.locator(f"{MAP} canvas").first
    canvas.scroll_into_view_if_needed()
    # The outlines have come.
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(one => one.name.endsWith('/basemap/countries.geojson'))",
        polling=50,
    )
    before, until = None, time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        now = Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")
        still = before is not None and changed(before, now, least=0) == 0
        drawn = len(now.getcolors(1_000_000) or []) > 4
        if still and drawn and (unlike is None or changed(unlike, now) > by):
            return now
        before = now
    pytest.fail("the map never stood still with anything new on it")


def changed(one: Image.Image, other: Image.Image, least: int = 24) -> int:
    """How many pixels differ, by more than `least` of 255."""
    difference = ImageChops.difference(one, other.resize(one.size)).convert("L")
    return sum(difference.histogram()[least + 1 :])


def test_the_map_changes_when_a_mineral_is_chosen_and_an_opened_site_stays_through_a_reload(reader):
    reader.look(**SMALL)
    page = reader.open("geology", site="usa-mountain-pass-deposit")
    site = page.get_by_role("heading", name="Mountain Pass deposit")
    expect(site).to_be_visible()
    everything = picture(page)
    expect(page.get_by_text(WHY)).to_have_count(0)
    choose(reader, "Mineral", "Lithium")
    expect(page.get_by_text("recorded sites in").first).not_to_contain_text("6,575")
    reader.expect_asked({"mineral": "lithium", "site": "usa-mountain-pass-deposit"})
    picture(page, unlike=everything, by=2000)
    page.reload()
    reader.expect_asked({"mineral": "lithium", "site": "usa-mountain-pass-deposit"})
    expect(site).to_be_visible()


def test_marks_and_layers_are_drawn_over_outlines_of_our_own_in_both_themes(reader):
    reader.look(**SMALL)
    asked: set[str] = set()
    view = {"map": "Sites", "mineral": "rare-earths", "zoom": "united-states"}
    reader.page.on("request", lambda request: asked.add(request.url))
    page = reader.open("geology", **view)
    bare = picture(page)
    page.get_by_role("button", name="Survey areas").click()
    reader.expect_asked(view | {"layer": "survey-areas"})
    light = picture(page, unlike=bare, by=500)
    reader.look(**SMALL, scheme="dark")
    picture(page, unlike=light, by=light.width * light.height // 2)
    assert {url.rpartition("/")[2] for url in asked if "/basemap/" in url} == {
        "countries.geojson",
        "us_states.geojson",
    }
