"""In a real browser: a bar and a row pick a call, the choice survives a reload, and a search hit opens the entry."""

from __future__ import annotations

from browser_support import GROUP, MAIN, click_point, tick
from playwright.sync_api import expect

pytestmark = GROUP
ACCELERATOR = "Critical Minerals and Materials Accelerator"


def test_the_figure_and_a_row_pick_a_call_that_survives_a_reload_and_leads_on(reader):
    page = reader.open("calls")
    click_point(reader, "F015", 1)
    expect(page.get_by_role("heading", name="Dear Colleague Letter")).to_be_visible()
    reader.expect_asked({"opened": "F015"})
    # The opened call has tables of its own. Five of unknown state come first, then the closed one with the latest date.
    tick(reader, 5, page.get_by_test_id("stDataFrame").filter(has_text="Closing day").first)
    expect(page.get_by_role("heading", name=ACCELERATOR, level=3)).to_be_visible()
    reader.expect_asked({"opened": "F001"})
    page.reload()
    reader.settle()
    expect(page.get_by_role("heading", name=ACCELERATOR, level=3)).to_be_visible()
    expect(page.locator(MAIN).get_by_text("Closed on 20 Jul 2026; kept as a precedent")).to_be_visible()
    reader.expect_asked({"opened": "F001"})
    page.locator(MAIN).get_by_role("link", name="DOE on the page Agencies").click()
    expect(page).to_have_title("Agencies")
    reader.expect_asked({"organization": "doe"})


def test_a_search_hit_opens_the_call_or_the_partner_and_the_dates_come_as_a_calendar_file(reader):
    page = reader.open("search", q="DE-FOA-0003589")
    page.locator(MAIN).get_by_role("link", name=ACCELERATOR).first.click()
    expect(page).to_have_title("Calls and partners")
    expect(page.get_by_role("heading", name=ACCELERATOR, level=3)).to_be_visible()
    reader.expect_asked({"opened": "F001"})
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Dates as calendar (.ics)").click()
    assert waiting.value.suggested_filename == "lodestone-calls.ics"
    page = reader.open("search", q="bredesen")
    institute = "National Institute for Materials Science (NIMS)"
    page.locator(MAIN).get_by_role("link", name=institute).first.click()
    expect(page).to_have_title("Calls and partners")
    expect(page.get_by_role("heading", name=institute, level=3)).to_be_visible()
    reader.expect_asked({"partner": "jp-nims"})
