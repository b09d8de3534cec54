"""In a real browser: the address is the view, filters go along, Back goes back, a mark or a row opens a provision."""

from __future__ import annotations

import re

from browser_support import AS_OF, GROUP, MAIN, choose, expect_rows, reading, row_count, rows, tick
from pages_support import facts
from playwright.sync_api import Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

pytestmark = GROUP
MINISTERIAL = "P06 · Mining, Minerals and Metals Investment Ministerial"


def type_day(page: Page, label: str, digits: str) -> None:
    """Type a day and leave the field, which is when it counts."""
    field = page.get_by_test_id("stDateInput").filter(has_text=label)
    field.get_by_role("spinbutton").first.focus()
    page.keyboard.type(digits)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.locator("h1").click()


def pillar(page: Page):
    return page.get_by_test_id("stMultiSelect").filter(has_text="Pillar")


def test_a_pillar_changes_rows_and_address_and_back_returns_to_the_view_before(reader):
    page = reader.open("provisions")
    expect_rows(page, 20)
    reader.expect_asked({})
    choose(reader, "Pillar", "Recycling")
    expect_rows(page, 1)
    assert [row[:3] for row in rows(page)] == [["P10", "Recycling and scrap", "Recycling"]]
    reader.expect_asked({"pillar": "recycling"})
    page.go_back()
    expect_rows(page, 20)
    expect(pillar(page)).not_to_contain_text("Recycling")
    page.go_forward()
    expect_rows(page, 1)
    choose(reader, "Pillar", "Stockpiling")
    expect_rows(page, 2)
    reader.expect_asked({"pillar": "recycling,stockpiling"})


def test_a_second_choice_before_the_browser_knows_the_address_of_the_first_keeps_both(chrome, site):
    held = []

    def late(socket):
        server = socket.connect_to_server()

        def hold(message):
            address = ForwardMsg.FromString(message).WhichOneof("type") == "page_info_changed"
            (held.append if address else socket.send)(message)

        server.on_message(hold)

    with reading(chrome, site) as reader:
        reader.page.route_web_socket(re.compile("/_stcore/stream"), late)
        page = reader.open("provisions")
        choose(reader, "Pillar", "Recycling")
        expect_rows(page, 1)
        assert ForwardMsg.FromString(held[-1]).page_info_changed.query_string.endswith("pillar=recycling")
        reader.expect_asked({})
        choose(reader, "Pillar", "Stockpiling")
        expect_rows(page, 2)
        expect(pillar(page)).to_contain_text("Recycling")


def test_a_search_and_days_change_figures_rows_and_address(reader):
    page = reader.open("timeline")
    expect_rows(page, len(facts("facts/events")))
    page.get_by_label("Search", exact=True).fill("  serra   VERDE ")
    page.keyboard.press("Enter")
    expect_rows(page, 2)
    assert {row[1] for row in rows(page)} == {
        "U.S. completes a larger loan to Serra Verde in Brazil",
        "USA Rare Earth to buy Brazil's Serra Verde",
    }
    reader.expect_asked({"q": "serra VERDE"})
    page.get_by_label("Search", exact=True).fill("")
    page.keyboard.press("Enter")
    expect_rows(page, len(facts("facts/events")))
    reader.expect_asked({})
    figure = page.locator(".js-plotly-plot").first
    expect(figure).not_to_contain_text("11 Dec 2026")
    type_day(page, "A written request arrived on", "20261201")
    expect(figure).to_contain_text("11 Dec 2026")
    reader.expect_asked({"request": "2026-12-01"})
    type_day(page, "As of", "20260101")
    expect(figure).to_contain_text("as of 1 Jan 2026")
    page.wait_for_function("() => location.search.includes('as_of=2026-01-01')")
    reader.go("Overview")
    expect(page.locator(MAIN)).to_contain_text("26 Apr 2026 · in 115 days")
    assert AS_OF not in reader.query()


def test_a_copied_address_opens_the_same_view_for_someone_else(reader, chrome, site):
    page = reader.open("timeline", request="2026-12-01", type="funding", country="japan")
    count = row_count(page)
    assert 0 < count < len(facts("facts/events"))
    address = page.evaluate("location.href")
    mine = rows(page)
    stranger = chrome.browser.new_context()
    with reading(stranger, site) as other:
        other.page.goto(address)
        other.settle()
        expect_rows(other.page, count)
        assert rows(other.page) == mine
        assert other.asked() == reader.asked() == {"request": "2026-12-01", "type": "funding", "country": "japan"}
    stranger.close()


def test_filters_go_along_in_the_navigation_and_back_returns_to_the_page_before(reader):
    page = reader.open("provisions", pillar="recycling", product="batteries")
    reader.go("The brief")
    expect(pillar(page)).to_contain_text("Recycling")
    expect_rows(page, 1)
    # A filter that this page does not have is not in its address.
    reader.expect_asked({"pillar": "recycling"})
    reader.go("Provisions")
    expect(page.locator(MAIN)).to_contain_text("No provision fits these filters")
    reader.expect_asked({"pillar": "recycling", "product": "batteries"})
    page.go_back()
    expect(page).to_have_title("The brief")
    expect(page.locator("h1")).to_have_text("The brief")


def test_a_card_of_the_overview_opens_what_is_behind_it_for_the_same_view(reader):
    page = reader.open(as_of="2026-03-01", since="2026-01-15", department="chemistry")
    main = page.locator(MAIN)
    for title, shared in (
        ("Calls and partners", {"department": "chemistry"}),
        ("Funding", {"department": "chemistry"}),
        ("What changed", {"department": "chemistry", "since": "2026-01-15"}),
    ):
        main.get_by_role("link", name=title).click()
        expect(page).to_have_title(title)
        reader.expect_asked(shared)
        assert "as_of=2026-03-01" in reader.query()
        page.go_back()
        expect(page).to_have_title("Overview")
        reader.settle()


def test_a_wrong_word_in_the_address_is_told_and_goes(reader):
    page = reader.open("timeline", pillar="gold,recycling")
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("“gold” is not one of the choices for pillar.")
    reader.expect_asked({"pillar": "recycling"})
    choose(reader, "Pillar", "Stockpiling")
    expect(alert).to_have_count(0)


def test_reset_clears_filters_and_address_and_a_mark_a_row_or_the_list_open_a_provision(reader):
    page = reader.open("provisions", pillar="recycling", q="scrap", provision="P10")
    expect_rows(page, 1, -1)
    reset = page.get_by_role("button", name="Reset all filters")
    reset.click()
    expect_rows(page, 20)
    reader.expect_asked({})
    assert "as_of" not in reader.query()
    expect(reset).to_be_disabled()
    mark = page.locator(".js-plotly-plot .textpoint text").get_by_text("06", exact=True)
    # In the middle: the page's bar lies over its upper edge, and the page stands where the panel was.
    mark.evaluate("one => one.scrollIntoView({ block: 'center' })")
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name=MINISTERIAL)).to_be_visible()
    reader.expect_asked({"provision": "P06"})
    expect(page.locator(MAIN).get_by_text("No public evidence; it was due on")).to_contain_text("26 Apr 2026")
    page.get_by_test_id("stSelectbox").get_by_role("button", name="Clear").click()
    expect(page.get_by_role("heading", name=MINISTERIAL)).to_have_count(0)
    reader.expect_asked({})
    assert rows(page)[1][0] == "P01"
    tick(reader, 1)
    expect(page.get_by_role("heading", name="P01 · ")).to_be_visible()
    reader.expect_asked({"provision": "P01"})


def test_an_address_opens_a_provision_and_a_row_of_a_narrowed_list_another(reader):
    page = reader.open("provisions", pillar="permitting,recycling", provision="P06")
    expect(page.get_by_role("heading", name=MINISTERIAL)).to_be_visible()
    expect_rows(page, 2, -1)
    assert rows(page, -1)[1][0] == "P10"
    tick(reader, 1, page.get_by_test_id("stDataFrame").last)
    expect(page.get_by_role("heading", name="P10 · ")).to_be_visible()
    reader.expect_asked({"pillar": "permitting,recycling", "provision": "P10"})


def test_the_department_is_chosen_above_the_list_of_pages(reader):
    """Below the list a laptop's window would not show it."""
    page = reader.open("opportunities")
    side = page.get_by_test_id("stSidebar")
    tops = [
        side.locator(one).first.bounding_box()["y"]
        for one in (".st-key-find", ".st-key-filter_department", '[data-testid="stPageLink"]', ".st-key-filter_school")
    ]
    assert tops == sorted(tops)
    assert tops[1] < 300
