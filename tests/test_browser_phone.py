"""In a real browser as narrow as a phone: the menu gives way to the page, and nothing for a desk is shown first."""

from __future__ import annotations

import pytest
from browser_support import GROUP, MAIN, PATIENCE, Reader, reading
from playwright.sync_api import expect

pytestmark = GROUP
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"
)
# Whether the sidebar lies over the page.
COVERED = """() => document.querySelector('[data-testid="stMain"]').getBoundingClientRect().left
    < document.querySelector('[data-testid="stSidebar"]').getBoundingClientRect().right"""


def menu(reader: Reader) -> None:
    """Open the menu of a narrow window."""
    reader.page.get_by_test_id("stExpandSidebarButton").click()
    reader.page.wait_for_function(COVERED, polling=50)


@pytest.mark.parametrize("way", ["Funding", "Overview", "Take this page away", "Find", "Control+k"])
def test_the_menu_gives_way_to_the_page_that_was_chosen(reader, way):
    """Also to the one that is shown already."""
    reader.look(width=390, height=844)
    page = reader.open("overview")
    menu(reader)
    if way == "Control+k":
        page.keyboard.press(way)
    else:
        role = "button" if way == "Find" else "link"
        page.get_by_test_id("stSidebar").get_by_role(role, name=way, exact=way != "Find").click()
    title = {"Take this page away": "Take away", "Find": "Search", "Control+k": "Search"}.get(way, way)
    expect(page).to_have_title(title)
    page.wait_for_function(f"() => !({COVERED})()", polling=50)
    reader.settle()


def test_beside_the_page_the_menu_stays(reader):
    page = reader.open("overview")
    reader.go("Sources")
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name="Funding", exact=True)).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().left") == 0


def test_a_phone_is_shown_no_figure_for_a_desk_on_the_way(chrome, site):
    profile = chrome.browser.new_context(user_agent=PHONE, viewport={"width": 390, "height": 844}, is_mobile=True)
    try:
        with reading(profile, site) as phone:
            phone.look(width=390, height=844)
            phone.page.add_init_script(
                """window.figures = 0;
                new MutationObserver(() => window.figures += document.querySelectorAll('.stPlotlyChart').length)
                    .observe(document, {childList: true, subtree: true});"""
            )
            page = phone.open("provisions")
            expect(page.get_by_text("The figure needs a wider window; these are its rows.")).to_be_visible()
            assert page.evaluate("window.figures") == 0
            phone.page.set_viewport_size({"width": 1440, "height": 900})
            # What the window itself tells counts for more: a tablet may call itself mobile, too.
            expect(page.locator(f"{MAIN} .js-plotly-plot").first).to_be_visible(timeout=PATIENCE)
    finally:
        profile.close()


def test_no_camera_stands_on_the_finding_of_a_figure_and_the_slide_keeps_it(reader):
    reader.look(width=390, height=844)
    page = reader.open("sources")
    expect(page.locator(f"{MAIN} .js-plotly-plot").first).to_be_visible()
    expect(page.locator(f"{MAIN} .modebar-btn")).to_have_count(0)
    page.get_by_role("button", name="Check", exact=True).first.click()
    box = page.get_by_test_id("stPopoverBody")
    box.get_by_role("tab", name="Download").click()
    box.get_by_role("button", name="Slide picture").click()
    expect(page.get_by_role("dialog").locator(".modebar-btn")).to_have_count(1)
    reader.look()
    page = reader.open("sources")
    expect(page.locator(f"{MAIN} .modebar-btn").first).to_be_attached()


def test_no_link_of_a_department_is_cut(reader):
    reader.look(width=390, height=844)
    page = reader.open("department", department="engineering")
    links = page.locator(f'{MAIN} [data-testid="stPageLink-NavLink"]')
    # Those of its steps come first.
    expect(links).to_have_count(5)
    labels = links.locator("p").all_inner_texts()
    assert labels[-2:] == ["Dates and terms of these calls", "What sources say of these partners"]
    for span in links.locator("> span:last-child").all():
        assert span.evaluate("one => one.scrollWidth <= one.clientWidth")
