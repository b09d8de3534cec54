"""A browser without WebGL shows the picture of the map, says why, and runs no page over and over."""

from __future__ import annotations

from browser_support import GROUP, reading
from playwright.sync_api import expect

pytestmark = GROUP
WITHOUT = """
const own = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith("webgl") ? null : own.call(this, kind, ...rest);
};
"""
WHY = "this browser cannot draw a live map"


def test_the_picture_stands_in_for_the_live_map_and_it_is_said_why(chrome, site):
    with reading(chrome, site) as reader:
        reader.page.add_init_script(WITHOUT)
        reader.look(width=1280, height=800)
        page = reader.open("geology", site="usa-mountain-pass-deposit")
        expect(page.get_by_text(WHY)).to_be_visible()
        expect(page.get_by_test_id("stDeckGlJsonChart")).to_have_count(0)
        reader.settle()
        figure = page.get_by_test_id("stPlotlyChart").first
        expect(figure.locator(".gtitle")).to_contain_text("recorded sites in")
        expect(page.get_by_role("heading", name="Mountain Pass deposit")).to_be_visible()
        # It stays so on the way to another page and back.
        reader.go("Glossary")
        reader.go("Geology")
        expect(page.get_by_text(WHY)).to_be_visible()
        # The map was tried once, before the browser had told.
        assert [said for said in reader.troubles if "WebGL" not in said] == []
        reader.troubles.clear()
