"""In a browser: a mark opens a project, the address keeps the view, and nothing is asked of another host."""

from __future__ import annotations

from browser_support import GROUP
from playwright.sync_api import expect

pytestmark = GROUP


def test_a_mark_on_the_map_opens_its_project(reader):
    page = reader.open("funding", region="world", q="caremag")
    chart = page.locator('[data-testid="stPlotlyChart"]').filter(has_text="recorded place")
    chart.scroll_into_view_if_needed()
    point = chart.locator(".points path.point").first
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name="Caremag rare earth refinery")).to_be_visible()
    assert "project=caremag" in reader.query()


def test_filters_and_the_opened_project_survive_a_reload(reader):
    page = reader.open("funding", mineral="rare-earths", level="firm", by="funder", project="lynas")
    expect(page.get_by_role("heading", name="Lynas Mt Weld and processing")).to_be_visible()
    before = reader.query()
    page.reload()
    reader.settle()
    expect(page.get_by_role("heading", name="Lynas Mt Weld and processing")).to_be_visible()
    assert reader.query() == before
    for word in ("mineral=rare-earths", "level=firm", "by=funder", "project=lynas"):
        assert word in before


def test_the_way_of_looking_can_be_switched(reader):
    page = reader.open("funding")
    page.get_by_role("radio", name="Mineral", exact=True).click()
    expect(page.locator('[data-testid="stPlotlyChart"]').first).to_contain_text("whole under each")
    assert "by=mineral" in reader.query()
