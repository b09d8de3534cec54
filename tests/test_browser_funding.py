"""In a browser: a mark opens a project, and the address keeps the view."""

from __future__ import annotations

import io

import pytest
from browser_support import GROUP, MAIN
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from storage_support import until

pytestmark = GROUP


def test_a_mark_on_the_map_opens_its_project(reader):
    page = reader.open("funding", region="world", q="caremag")
    chart = page.locator('[data-testid="stPlotlyChart"]').filter(has_text="recorded place")
    point = chart.locator(".points path.point").first
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name="Caremag rare earth refinery")).to_be_visible()
    reader.expect_asked({"region": "world", "q": "caremag", "project": "caremag"})


def test_filters_and_project_survive_a_reload_and_the_way_of_looking_can_be_switched(reader):
    page = reader.open("funding", mineral="rare-earths", level="firm", by="funder", project="lynas")
    lynas = page.get_by_role("heading", name="Lynas Mt Weld and processing")
    expect(lynas).to_be_visible()
    before = reader.asked()
    assert before == {"mineral": "rare-earths", "level": "firm", "by": "funder", "project": "lynas"}
    page.reload()
    reader.settle()
    expect(lynas).to_be_visible()
    assert reader.asked() == before
    page.get_by_role("radio", name="Mineral", exact=True).click()
    expect(page.locator('[data-testid="stPlotlyChart"]').nth(1)).to_contain_text("whole under each")
    reader.expect_asked(before | {"by": "mineral"})


def test_on_paper_the_head_of_a_figure_stands_on_its_sheet(reader):
    reader.open("funding")
    page = reader.for_paper()
    heads = {"".join(one.split()) for one in page.locator("h2").all_inner_texts()}
    assert {"Whatdoesthemoneygoto?", "Whendidthemoneycome?"} <= heads
    for height in ("11in", "8.6in", "7in"):
        # A print that comes while the page is still being laid out is none to judge.
        until(lambda height=height: not at_the_foot(page, heads, height))


@pytest.mark.parametrize("path", ["funding", "timeline"])
def test_on_paper_no_paragraph_is_parted(reader, path):
    reader.open(path)
    page = reader.for_paper()
    said = {"".join(one.split()) for one in page.locator(f"{MAIN} p:visible").all_inner_texts() if len(one) > 130}
    assert said
    for height in ("11in", "10.8in", "8.6in", "7in"):
        until(lambda height=height: not parted(page, said, height))


def parted(page: Page, said: set[str], height: str) -> set[str]:
    """The paragraphs that begin on a sheet as wide as Letter and end on the next one."""
    sheets = PdfReader(io.BytesIO(page.pdf(width="8.5in", height=height))).pages
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    return {one for one in said if any(one[:30] in text for text in texts) and not any(one in text for text in texts)}


def at_the_foot(page: Page, heads: set[str], height: str) -> set[str]:
    """The heads that end a sheet as wide as Letter, parted from what they head; all heads must be on some sheet."""
    sheets = PdfReader(io.BytesIO(page.pdf(width="8.5in", height=height))).pages
    lines = [["".join(one.split()) for one in sheet.extract_text().splitlines() if one.strip()] for sheet in sheets]
    assert heads <= {one for sheet in lines for one in sheet}
    return heads & {sheet[-1] for sheet in lines if sheet}
