"""In a real browser: figures collected page by page become slides in the reader's order and stand in the address."""

from __future__ import annotations

import io
from pathlib import Path

from browser_support import GROUP, MAIN
from playwright.sync_api import expect
from pptx import Presentation

pytestmark = GROUP
BOTH = {"pick": "sources/trust,timeline/before_after"}


def download_box(page, number: int = 0):
    """The n-th Check of the page, opened at its downloads."""
    page.get_by_role("button", name="Check", exact=True).nth(number).click()
    box = page.get_by_test_id("stPopoverBody")
    box.get_by_role("tab", name="Download").click()
    return box


def add(page, number: int = 0) -> None:
    """Add the n-th cell of the page."""
    box = download_box(page, number)
    box.get_by_role("button", name="Add to your own slides").click()
    expect(box.get_by_role("button", name="Take off your own slides")).to_be_visible()
    page.keyboard.press("Escape")


def expect_carried(page, pick: str) -> None:
    """Wait until the links to other pages carry this choice."""
    link = page.get_by_role("link", name="Overview", exact=True)
    expect(link).to_have_attribute("href", f"?as_of=2026-11-22&pick={pick}")


def test_figures_are_collected_outlive_links_reload_and_the_way_back_and_become_slides(reader):
    page = reader.open("sources")
    add(page)
    reader.go("Timeline")
    add(page, 2)
    reader.expect_asked(BOTH)
    page.reload()
    reader.settle()
    # The first step back takes the addition back, as with any change of a filter; the second leaves the page.
    page.go_back()
    expect_carried(page, "sources%2Ftrust")
    page.go_back()
    expect(page.get_by_role("heading", name="Sources", level=1)).to_be_visible()
    reader.settle()
    page.go_forward()
    expect(page.get_by_role("heading", name="Timeline", level=1)).to_be_visible()
    reader.settle()
    page.go_forward()
    expect_carried(page, "sources%2Ftrust%2Ctimeline%2Fbefore_after")
    reader.go("Overview")
    reader.go("Sources")
    expect(page.get_by_role("heading", name="Sources", level=1)).to_be_visible()
    reader.expect_asked(BOTH)
    download_box(page).get_by_role("link", name="Your own slides: 2 figures and tables").click()
    expect(page.get_by_role("heading", name="Take it to the meeting")).to_be_visible()
    reader.expect_asked(BOTH | {"show": "own"})
    chosen = page.get_by_test_id("stMultiSelect")
    expect(chosen).to_contain_text("Sources: How near do the sources stand")
    expect(chosen).to_contain_text("Timeline: What kinds of event came up")
    page.get_by_role("button", name="Make it").first.click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Save").click()
    assert started.value.suggested_filename.startswith("lodestone-own-")
    slides = Presentation(io.BytesIO(Path(started.value.path()).read_bytes())).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[1].startswith("279 of 685 sources")
    assert titles[2].startswith("27 events up to the day of the signing")
    assert titles[3].startswith("Sources")


def test_the_chosen_figures_come_back_with_their_address(reader):
    page = reader.open("takeaway", show="own", pick="funding/chain,overview/due", mineral="gallium")
    expect(page.locator(MAIN)).to_contain_text("Gallium")
    expect(page.get_by_test_id("stMultiSelect")).to_contain_text("Funding: Where does the chain have money")
    present = page.get_by_role("link", name="Present").get_attribute("href")
    assert "pick=funding%2Fchain%2Coverview%2Fdue" in present
    assert "mineral=gallium" in present


def test_a_page_is_taken_away_with_its_filters(reader):
    page = reader.open("provisions", pillar="recycling")
    page.get_by_role("link", name="Take this page away").click()
    expect(page.get_by_role("heading", name="Take it to the meeting")).to_be_visible()
    reader.settle()
    expect(page.get_by_test_id("stSelectbox").get_by_role("combobox", name="Page")).to_have_value("Provisions")
    expect(page.locator(MAIN)).to_contain_text("Recycling")
