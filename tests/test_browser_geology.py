"""The live map in a browser: it is drawn, changes with the filters, asks no other host, and an opened site stays."""

from __future__ import annotations

import io

import pytest
from browser_support import GROUP, reading
from PIL import Image, ImageChops
from playwright.sync_api import expect

pytestmark = GROUP
MAP = '[data-testid="stDeckGlJsonChart"]'


def picture(page):
    """What the map shows, once it stands still."""
    area = page.locator(MAP)
    area.scroll_into_view_if_needed()
    before = None
    for _ in range(30):
        page.wait_for_timeout(400)
        now = Image.open(io.BytesIO(area.locator("canvas").first.screenshot())).convert("RGB")
        if (
            before is not None
            and len(now.getcolors(1_000_000) or []) > 4
            and not ImageChops.difference(before, now).getbbox()
        ):
            return now
        before = now
    pytest.fail("the map never stood still with anything on it")


def changed(one, other):
    """How many pixels differ."""
    difference = (
        ImageChops.difference(one, other.resize(one.size)).convert("L").point(lambda value: 255 if value > 24 else 0)
    )
    return difference.histogram()[255]


def test_the_map_changes_when_a_mineral_is_chosen(reader):
    page = reader.open("geology")
    everything = picture(page)
    # The list is long: only what is in view of it can be clicked.
    field = page.get_by_test_id("stMultiSelect").filter(has_text="Mineral").get_by_role("combobox")
    field.click()
    field.press_sequentially("Lithium")
    page.get_by_role("option", name="Lithium", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_text("recorded sites in").first).not_to_contain_text("6,575")
    reader.settle()
    assert "mineral=lithium" in reader.query()
    assert changed(everything, picture(page)) > 2000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_layers_are_drawn_over_outlines_of_our_own(chrome, site, scheme):
    with reading(chrome, site, scheme=scheme) as reader:
        asked = []
        reader.page.on("request", lambda request: asked.append(request.url))
        page = reader.open("geology", map="sites", mineral="rare-earths", zoom="united-states")
        bare = picture(page)
        page.get_by_role("button", name="Survey areas").click()
        reader.settle()
        assert changed(bare, picture(page)) > 500
        assert {url.rpartition("/")[2] for url in asked if "/basemap/" in url} == {
            "countries.geojson",
            "us_states.geojson",
        }
        assert "layer=survey-areas" in reader.query()


def test_an_opened_site_survives_a_reload(reader):
    page = reader.open("geology", site="usa-mountain-pass-deposit")
    expect(page.get_by_role("heading", name="Mountain Pass deposit")).to_be_visible()
    page.reload()
    reader.settle()
    expect(page.get_by_role("heading", name="Mountain Pass deposit")).to_be_visible()
    assert "site=usa-mountain-pass-deposit" in reader.query()
