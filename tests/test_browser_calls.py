"""In a real browser: a row and a bar pick a call, the choice survives a reload, and a search hit opens the entry."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from browser_support import GROUP, MAIN, reading
from playwright.sync_api import expect
from test_browser_university import click_point, tick

pytestmark = GROUP
ACCELERATOR = "Critical Minerals and Materials Accelerator"


def asked(reader) -> dict[str, str]:
    reader.settle()
    return {name: values[0] for name, values in parse_qs(reader.query()[1:]).items() if name != "as_of"}


def test_a_row_picks_a_call_and_a_reload_keeps_it(reader):
    page = reader.open("calls")
    # Six of unknown state come first, then the closed one with the latest date.
    tick(page, page.get_by_test_id("stDataFrame").first, 6)
    expect(page.get_by_role("heading", name=ACCELERATOR, level=2)).to_be_visible()
    assert asked(reader) == {"opened": "F001"}
    page.reload()
    reader.settle()
    expect(page.get_by_role("heading", name=ACCELERATOR, level=2)).to_be_visible()
    expect(page.locator(MAIN).get_by_text("Closed on 20 Jul 2026; kept as a precedent")).to_be_visible()
    assert asked(reader) == {"opened": "F001"}
    page.locator(MAIN).get_by_role("link", name="DOE on the page Agencies").click()
    expect(page).to_have_title("Agencies")
    assert asked(reader) == {"organization": "doe"}


def test_a_name_in_the_figure_picks_a_call(reader):
    page = reader.open("calls")
    click_point(page, "F015")
    expect(page.get_by_role("heading", name="Dear Colleague Letter")).to_be_visible()
    assert asked(reader) == {"opened": "F015"}


@pytest.mark.parametrize(
    ("words", "heading", "address"),
    [
        ("DE-FOA-0003589", ACCELERATOR, {"opened": "F001"}),
        ("bredesen", "National Institute for Materials Science (NIMS)", {"partner": "jp-nims"}),
    ],
)
def test_a_search_hit_opens_the_entry(reader, words, heading, address):
    page = reader.open("search", q=words)
    page.locator(MAIN).get_by_role("link", name=heading).first.click()
    expect(page).to_have_title("Calls and partners")
    expect(page.get_by_role("heading", name=heading, level=2)).to_be_visible()
    assert asked(reader) == address


def test_the_dates_come_as_a_calendar_file(reader):
    page = reader.open("calls", role="lead")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Dates as calendar (.ics)").click()
    assert waiting.value.suggested_filename == "lodestone-calls.ics"


def test_on_a_phone_the_rows_stand_in_for_the_calendar(chrome, site):
    with reading(chrome, site, width=390, height=844) as reader:
        page = reader.open("calls", opened="F001", partner="jp-nims")
        expect(page.get_by_text("The figure needs a wider window; these are its rows.")).to_be_visible()
        expect(page.get_by_role("heading", name=ACCELERATOR, level=2)).to_be_visible()
        page.wait_for_function(f"document.querySelector('{MAIN}').scrollWidth <= innerWidth")
