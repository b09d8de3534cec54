"""In a real browser: the rows, SQL and sources behind a figure open, and what is downloaded is what was computed."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest
from browser_support import GROUP, MAIN
from icalendar import Calendar
from pages_support import ask
from playwright.sync_api import Download, Page, expect

from lodestone.answers import overview, provisions, sources, timeline
from lodestone.cells.engine import Engine
from lodestone.cells.table import to_csv
from lodestone.exports.calendar import deadlines_calendar
from lodestone.paths import here

pytestmark = GROUP


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def open_box(page: Page, name: str, number: int = 0):
    """Open the n-th popover of this name and give what it shows."""
    page.get_by_role("button", name=name, exact=True).nth(number).click()
    box = page.get_by_test_id("stPopoverBody")
    expect(box).to_be_visible()
    return box


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height as the PNG's own head gives them."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert png[12:16] == b"IHDR"
    return struct.unpack(">II", png[16:24])


def test_the_table_behind_a_figure_shows_its_rows(reader):
    page = reader.open("provisions", pillar="investment")
    box = open_box(page, "Table")
    expect(box).to_contain_text("5 rows · What does the Framework provide for")
    expect(box.locator("table")).to_have_attribute("aria-rowcount", "6")
    expect(box.locator("table")).to_contain_text("Finance for chosen projects")


def test_sql_parameters_and_sources_behind_a_figure_can_be_read(reader):
    page = reader.open("provisions", pillar="recycling")
    box = open_box(page, "SQL and sources")
    expect(box).to_contain_text("queries/provisions/provisions.sql")
    text = (here().queries / "provisions" / "provisions.sql").read_text(encoding="utf-8")
    code = box.get_by_test_id("stCode")
    expect(code.first).to_contain_text(
        "framework_clocks(as_of := $as_of, request := $request, notice := $notice, brief := $brief)"
    )
    shown = code.first.locator("code").inner_text()
    assert [line.strip() for line in shown.splitlines() if line.strip()] == [
        line.strip() for line in text.splitlines() if line.strip()
    ]
    expect(box).to_contain_text("Builds on these shared rules:")
    expect(code.nth(1)).to_contain_text(
        "CREATE MACRO framework_clocks(as_of, request := NULL, notice := NULL, brief := NULL)"
    )
    parameters = box.locator("table").first
    expect(parameters).to_contain_text("$pillars")
    expect(parameters).to_contain_text("Recycling")
    expect(box).to_contain_text("2 sources of exactly these rows")
    expect(box.locator("table").last).to_have_attribute("aria-rowcount", "3")


def test_a_card_opens_the_same_three_behind_one_button(reader):
    page = reader.open()
    box = open_box(page, "Check")
    expect(box).to_contain_text("7 rows · What is due, overdue or waiting for a trigger?")
    box.get_by_role("tab", name="SQL and sources").click()
    expect(box).to_contain_text("queries/timeline/clocks.sql")
    box.get_by_role("tab", name="Download").click()
    expect(box.get_by_role("button", name="Rows as CSV")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "cell", "number", "filters"),
    [
        ("provisions", provisions.PROVISIONS, 0, {"pillar": ("Investment", "Recycling")}),
        ("timeline", timeline.EVENTS, 2, {"country": ("Japan",), "q": "rare earth"}),
        ("sources", sources.LIST, 1, {"trust": ("primary",)}),
    ],
)
def test_the_downloaded_csv_is_what_the_notebook_computes(reader, path, cell, number, filters):
    address = {
        name: ",".join(one.lower() for one in value) if isinstance(value, tuple) else value
        for name, value in filters.items()
    }
    page = reader.open(path, **address)
    box = open_box(page, "Download", number)
    with page.expect_download() as started:
        box.get_by_role("button", name="Rows as CSV").click()
    name = cell.key.replace("/", "-")
    assert started.value.suggested_filename == f"lodestone-{name}-2026-11-22.csv"
    book = Engine(here())
    warehouse = book.keeper.current()
    try:
        assert content(started.value) == to_csv(ask(book, warehouse, path, cell, **filters))
    finally:
        warehouse.connection.close()


def test_the_downloaded_calendar_holds_the_deadlines(reader):
    page = reader.open("timeline", request="2026-12-01")
    with page.expect_download() as started:
        page.get_by_role("button", name="Deadlines as calendar (.ics)").click()
    assert started.value.suggested_filename == "lodestone-deadlines.ics"
    data = content(started.value)
    days = {str(event["summary"]): event.decoded("dtstart") for event in Calendar.from_ical(data).walk("VEVENT")}
    assert days["Investment Ministerial held (no public evidence)"] == date(2026, 4, 26)
    assert days["Meeting within 10 days (not due)"] == date(2026, 12, 11)
    book = Engine(here())
    warehouse = book.keeper.current()
    try:
        assert data == deadlines_calendar(ask(book, warehouse, "timeline", timeline.CLOCKS, request=date(2026, 12, 1)))
    finally:
        warehouse.connection.close()


@pytest.mark.parametrize(
    ("path", "cell", "number"),
    [
        ("provisions", provisions.PROVISIONS, 0),
        ("timeline", timeline.CLOCKS, 0),
        ("timeline", timeline.SIDES, 1),
        ("sources", sources.TRUST, 0),
        ("", overview.MOVEMENT, None),
    ],
)
def test_a_slide_opens_and_its_picture_is_1920_by_1080(reader, path, cell, number):
    page = reader.open(path)
    if number is None:
        box = open_box(page, "Check", 3)
        box.get_by_role("tab", name="Download").click()
    else:
        box = open_box(page, "Download", number)
    box.get_by_role("button", name="Slide picture").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    dialog.locator(".js-plotly-plot").hover()
    with page.expect_download() as started:
        dialog.locator(".modebar-btn").click()
    assert started.value.suggested_filename == f"lodestone-{cell.key.replace('/', '-')}.png"
    assert size_of(content(started.value)) == (1920, 1080)


def test_a_slide_is_also_saved_as_drawing_of_1920_by_1080(reader):
    page = reader.open("sources")
    box = open_box(page, "Download", 0)
    box.get_by_role("button", name="Slide picture").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    dialog.get_by_role("radio", name="SVG").click()
    expect(dialog).to_contain_text("saves a SVG of 1920 × 1080 pixels")
    reader.settle()
    dialog.locator(".js-plotly-plot").hover()
    with page.expect_download() as started:
        dialog.locator(".modebar-btn").click()
    assert started.value.suggested_filename == "lodestone-sources-trust.svg"
    head = content(started.value).decode()[:400]
    assert 'width="1920"' in head
    assert 'height="1080"' in head


def test_making_a_file_shows_its_steps_and_stops_on_request(reader):
    page = reader.open("takeaway", show="money")
    expect(page.get_by_role("button", name="Make it")).to_have_count(5)
    page.get_by_role("button", name="Make it").first.click()
    expect(page.locator(MAIN)).to_contain_text("…")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Make it")).to_have_count(5)
    expect(page.get_by_role("button", name="Save")).to_have_count(0)


def test_the_camera_beside_a_figure_saves_it_1920_px_wide(reader):
    page = reader.open("sources")
    figure = page.locator(".js-plotly-plot").first
    figure.hover()
    with page.expect_download() as started:
        figure.locator(".modebar-btn").click()
    width, height = size_of(content(started.value))
    assert width == 1920
    assert height >= 1080


def test_a_view_without_rows_offers_the_csv_but_no_slide(reader):
    page = reader.open("provisions", q="zzzz")
    expect(page.locator(MAIN)).to_contain_text("No provision fits these filters")
    box = open_box(page, "Download")
    expect(box.get_by_role("button", name="Rows as CSV")).to_be_visible()
    expect(box.get_by_role("button", name="Slide picture")).to_have_count(0)
