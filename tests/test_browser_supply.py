"""In a browser: a tile of the atlas opens its mineral, by mouse and by keyboard, and the address keeps it."""

from __future__ import annotations

from browser_support import GROUP
from playwright.sync_api import expect

pytestmark = GROUP


def test_a_tile_opens_its_mineral_by_mouse_and_the_box_by_keyboard(reader):
    page = reader.open("atlas", indicator="concentration")
    chart = page.locator('[data-testid="stPlotlyChart"]').first
    expect(chart).to_contain_text("highly concentrated")
    tile = chart.locator(".points path.point").nth(0)
    tile.scroll_into_view_if_needed()
    chart.locator("text=/^Ga/").first.click(force=True)
    expect(page.get_by_role("heading", name="Gallium (Ga)")).to_be_visible()
    reader.expect_asked({"indicator": "concentration", "element": "gallium"})
    box = page.get_by_role("combobox", name="Open one mineral")
    box.focus()
    page.keyboard.type("Graphite")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Graphite (C)")).to_be_visible()
    reader.expect_asked({"indicator": "concentration", "element": "graphite"})
