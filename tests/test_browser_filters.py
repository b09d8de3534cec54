"""In a real browser: the address is the view, filters go along, Back goes back, a mark or a row opens a provision."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from browser_support import AS_OF, GROUP, MAIN, choose, reading, row_count, rows
from playwright.sync_api import Page, expect

pytestmark = GROUP
MINISTERIAL = "P06 · Mining, Minerals and Metals Investment Ministerial"


def expect_rows(page: Page, count: int, number: int = 0) -> None:
    expect(page.get_by_test_id("stDataFrame").nth(number).locator("table")).to_have_attribute(
        "aria-rowcount", str(count + 1)
    )


def asked(reader) -> dict[str, str]:
    """The address's filters, the day apart: it is left out when it is today's."""
    reader.settle()
    return {name: values[0] for name, values in parse_qs(reader.query()[1:]).items() if name != "as_of"}


def type_day(page: Page, label: str, digits: str) -> None:
    """Type a day and leave the field, which is when it counts."""
    field = page.get_by_test_id("stDateInput").filter(has_text=label)
    field.get_by_role("spinbutton").first.focus()
    page.keyboard.type(digits)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.locator("h1").click()


def test_a_pillar_changes_the_rows_and_the_address(reader):
    page = reader.open("provisions")
    expect_rows(page, 20)
    assert asked(reader) == {}
    choose(page, "Pillar", "Recycling")
    expect_rows(page, 1)
    assert [row[:3] for row in rows(page)] == [["P10", "Recycling and scrap", "Recycling"]]
    assert asked(reader) == {"pillar": "recycling"}
    choose(page, "Pillar", "Stockpiling")
    expect_rows(page, 2)
    assert asked(reader) == {"pillar": "recycling,stockpiling"}


def test_a_search_changes_the_rows_and_the_address(reader):
    page = reader.open("timeline")
    expect_rows(page, 79)
    page.get_by_label("Search", exact=True).fill("  serra   VERDE ")
    page.keyboard.press("Enter")
    expect_rows(page, 2)
    assert {row[1] for row in rows(page)} == {
        "U.S. completes a larger loan to Serra Verde in Brazil",
        "USA Rare Earth to buy Brazil's Serra Verde",
    }
    assert asked(reader) == {"q": "serra VERDE"}


def test_a_copied_address_opens_the_same_view_for_someone_else(reader, chrome, site):
    page = reader.open("timeline", request="2026-12-01", type="funding", country="japan")
    count = row_count(page)
    assert 0 < count < 79
    address = page.evaluate("location.href")
    mine = rows(page)
    stranger = chrome.browser.new_context()
    with reading(stranger, site) as other:
        other.page.goto(address)
        other.settle()
        expect_rows(other.page, count)
        assert rows(other.page) == mine
        assert asked(other) == asked(reader) == {"request": "2026-12-01", "type": "funding", "country": "japan"}
    stranger.close()


def test_filters_go_along_when_the_page_is_changed_in_the_navigation(reader):
    page = reader.open("provisions", pillar="recycling", product="batteries")
    page.get_by_role("link", name="The brief").click()
    expect(page).to_have_title("The brief")
    expect(page.get_by_test_id("stMultiSelect").filter(has_text="Pillar")).to_contain_text("Recycling")
    expect_rows(page, 1)
    assert asked(reader) == {"pillar": "recycling"}, "a filter this page does not have is not in its address"
    page.get_by_role("link", name="Provisions").click()
    expect(page).to_have_title("Provisions")
    expect(page.locator(MAIN)).to_contain_text("No provision fits these filters")
    assert asked(reader) == {"pillar": "recycling", "product": "batteries"}


@pytest.mark.parametrize(
    ("what", "count", "section"),
    [
        ("5 risks", 5, "risks-and-considerations"),
        ("5 key actions", 5, "key-actions"),
        ("4 opportunities", 4, "opportunities"),
    ],
)
def test_a_number_on_the_overview_opens_the_block_behind_it_on_the_same_day(reader, what, count, section):
    page = reader.open(as_of="2026-03-01")
    page.locator(MAIN).get_by_role("link", name=what).click()
    expect(page).to_have_title("The brief")
    expect_rows(page, count)
    assert asked(reader) == {"section": section}
    assert "as_of=2026-03-01" in reader.query()


def test_a_number_on_the_overview_opens_the_page_behind_it(reader):
    page = reader.open(as_of="2026-03-01")
    page.locator(MAIN).get_by_role("link", name="clocks").click()
    expect(page).to_have_title("Timeline")
    reader.settle()
    assert reader.query() == "?as_of=2026-03-01"


def test_back_returns_to_the_view_before(reader):
    page = reader.open("provisions")
    choose(page, "Pillar", "Recycling")
    expect_rows(page, 1)
    assert asked(reader) == {"pillar": "recycling"}
    page.go_back()
    expect_rows(page, 20)
    expect(page.get_by_test_id("stMultiSelect").filter(has_text="Pillar")).not_to_contain_text("Recycling")
    page.go_forward()
    expect_rows(page, 1)


def test_back_returns_to_the_page_before(reader):
    page = reader.open("sources")
    page.get_by_role("link", name="Timeline").click()
    expect(page).to_have_title("Timeline")
    page.go_back()
    expect(page).to_have_title("Sources")
    expect(page.locator("h1")).to_have_text("Sources")


def test_reset_clears_filters_and_address(reader):
    page = reader.open("provisions", pillar="recycling", q="scrap", provision="P10")
    expect_rows(page, 1)
    page.get_by_role("button", name="Reset all filters").click()
    expect_rows(page, 20)
    assert asked(reader) == {}
    assert "as_of" not in reader.query()
    expect(page.get_by_role("button", name="Reset all filters")).to_be_disabled()


def test_a_wrong_word_in_the_address_is_told_and_goes(reader):
    page = reader.open("timeline", pillar="gold,recycling")
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("“gold” is not one of the choices for pillar.")
    assert asked(reader) == {"pillar": "recycling"}
    choose(page, "Pillar", "Stockpiling")
    expect(alert).to_have_count(0)


def test_a_click_on_a_mark_opens_its_provision(reader):
    page = reader.open("provisions")
    mark = page.locator(".js-plotly-plot .textpoint text").get_by_text("06", exact=True).bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    expect(page.get_by_role("heading", name=MINISTERIAL)).to_be_visible()
    assert asked(reader) == {"provision": "P06"}
    expect(page.locator(MAIN).get_by_text("No public evidence; it was due on 26 Apr 2026")).to_be_visible()


@pytest.mark.parametrize("pillar", ["", "permitting,recycling"])
def test_a_chosen_row_opens_its_provision_also_in_a_narrowed_list(reader, pillar):
    page = reader.open("provisions", pillar=pillar)
    expect_rows(page, 2 if pillar else 20)
    wanted = rows(page)[1][0]
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    # A canvas: the box to tick stands at the left, rows are 34 px high below a head of 35.
    page.mouse.click(box["x"] + 17, box["y"] + 35 + 34 + 17)
    expect(page.get_by_role("heading", name=f"{wanted} · ")).to_be_visible()
    assert asked(reader)["provision"] == wanted == ("P10" if pillar else "P01")


def test_the_list_of_provisions_opens_and_closes_one(reader):
    page = reader.open("provisions", provision="P06")
    expect(page.get_by_role("heading", name=MINISTERIAL)).to_be_visible()
    page.get_by_test_id("stSelectbox").get_by_role("button", name="Clear").click()
    expect(page.get_by_role("heading", name=MINISTERIAL)).to_have_count(0)
    assert asked(reader) == {}


def test_a_request_on_the_timeline_shows_the_day_its_clock_runs_out(reader):
    page = reader.open("timeline")
    figure = page.locator(".js-plotly-plot").first
    expect(figure).not_to_contain_text("11 Dec 2026")
    type_day(page, "A written request arrived on", "20261201")
    expect(figure).to_contain_text("11 Dec 2026")
    assert asked(reader) == {"request": "2026-12-01"}


def test_the_day_takes_the_notebook_back_in_time(reader):
    page = reader.open("timeline")
    type_day(page, "As of", "20260101")
    expect(page.locator(".js-plotly-plot").first).to_contain_text("as of 1 Jan 2026")
    reader.settle()
    assert "as_of=2026-01-01" in reader.query()
    page.get_by_role("link", name="Overview").click()
    expect(page.locator(MAIN)).to_contain_text("due 26 Apr 2026 · in 115 days")
    assert AS_OF not in reader.query()
