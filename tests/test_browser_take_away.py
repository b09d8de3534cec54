"""In a real browser: the rows, SQL and sources behind a figure open, and what is downloaded is what was computed."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

from browser_support import GROUP, MAIN, choose, expect_rows
from icalendar import Calendar
from pages_support import ask
from playwright.sync_api import Download, Locator, Page, expect

from lodestone.answers import overview_money, provisions, sources, timeline
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.cells.engine import Engine
from lodestone.cells.table import to_csv
from lodestone.exports.calendar import deadlines_calendar
from lodestone.filters import Value
from lodestone.paths import here

pytestmark = GROUP


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def open_box(page: Page, tab: str = "Table", number: int = 0):
    """Open the n-th Check at one of its tabs and give what it shows."""
    page.get_by_role("button", name="Check", exact=True).nth(number).click()
    box = page.get_by_test_id("stPopoverBody")
    box.get_by_role("tab", name=tab).click()
    expect(box.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
    return box


def close_box(page: Page) -> None:
    """Close the open popover."""
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height as the PNG's own head gives them."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert png[12:16] == b"IHDR"
    return struct.unpack(">II", png[16:24])


def computed(path: str, cell: Cell, **filters: Value) -> Answer:
    """The answer that the notebook computes for a cell."""
    book = Engine(here())
    warehouse = book.keeper.current()
    try:
        return ask(book, warehouse, path, cell, **filters)
    finally:
        warehouse.connection.close()


def saved(page: Page, button: Locator) -> Download:
    """What a button gives to keep."""
    with page.expect_download() as started:
        button.click()
    return started.value


def expect_csv(page: Page, number: int, cell: Cell, answer: Answer) -> None:
    """The CSV behind the n-th Download is what the notebook computes."""
    box = open_box(page, "Download", number)
    download = saved(page, box.get_by_role("button", name="Rows as CSV"))
    assert download.suggested_filename == f"lodestone-{cell.key.replace('/', '-')}-2026-11-22.csv"
    assert content(download) == to_csv(answer)
    close_box(page)


def expect_slide(page: Page, box: Locator, cell: Cell) -> Locator:
    """A cell opens as a slide and is saved as a picture of 1920 x 1080; gives the open slide."""
    box.get_by_role("button", name="Slide picture").click()
    dialog = page.get_by_role("dialog")
    # A slide opened before may still be on its way out: this cell's own is meant.
    figure = dialog.locator(f".st-key-figure_slide_{cell.key.replace('/', '-')} .js-plotly-plot")
    expect(figure).to_have_count(1)
    expect(figure.locator(".main-svg").first).to_be_visible()
    figure.hover()
    download = saved(page, figure.locator(".modebar-btn"))
    assert download.suggested_filename == f"lodestone-{cell.key.replace('/', '-')}.png"
    assert size_of(content(download)) == (1920, 1080)
    return dialog


def test_sql_rows_csv_and_slide_behind_the_provisions_open(reader):
    page = reader.open("provisions", pillar="recycling")
    expect_sql_of_one_provision(open_box(page, "SQL and sources"))
    close_box(page)
    choose(reader, "Pillar", "Investment")
    expect_rows(page, 6)
    reader.expect_asked({"pillar": "recycling,investment"})
    box = open_box(page, "Table")
    # Five provisions on investment and one on recycling.
    expect(box).to_contain_text("6 rows · What does the Framework provide for")
    expect(box.locator("table")).to_have_attribute("aria-rowcount", "7")
    expect(box.locator("table")).to_contain_text("Finance for chosen projects")
    close_box(page)
    cell = provisions.PROVISIONS
    expect_csv(page, 0, cell, computed("provisions", cell, pillar=("Recycling", "Investment")))
    expect_slide(page, open_box(page, "Download"), cell)


def expect_sql_of_one_provision(box: Locator) -> None:
    """The SQL as its file has it, the rules it builds on, its parameters, and the sources of its rows."""
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


def test_calendar_csv_and_slides_of_the_timeline_are_what_the_notebook_computes(reader):
    page = reader.open("timeline", request="2026-12-01", country="japan", q="rare earth")
    download = saved(page, page.get_by_role("button", name="Deadlines as calendar (.ics)"))
    assert download.suggested_filename == "lodestone-deadlines.ics"
    data = content(download)
    days = {str(event["summary"]): event.decoded("dtstart") for event in Calendar.from_ical(data).walk("VEVENT")}
    assert days["Due: Investment Ministerial (no public evidence)"] == date(2026, 4, 26)
    assert days["Due: Meeting within 10 days"] == date(2026, 12, 11)
    filters = {"request": date(2026, 12, 1), "country": ("Japan",), "q": "rare earth"}
    assert data == deadlines_calendar(computed("timeline", timeline.CLOCKS, **filters))
    expect_csv(page, 3, timeline.EVENTS, computed("timeline", timeline.EVENTS, **filters))
    for number, cell in ((0, timeline.CLOCKS), (2, timeline.SIDES)):
        expect_slide(page, open_box(page, "Download", number), cell)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_csv_slide_drawing_and_camera_of_the_sources(reader):
    page = reader.open("sources", trust="primary")
    expect_csv(page, 1, sources.LIST, computed("sources", sources.LIST, trust=("primary",)))
    figure = page.locator(".js-plotly-plot").first
    figure.hover()
    width, height = size_of(content(saved(page, figure.locator(".modebar-btn"))))
    assert width == 1920
    assert height >= 1080
    dialog = expect_slide(page, open_box(page, "Download"), sources.TRUST)
    dialog.get_by_role("radio", name="SVG").click()
    expect(dialog).to_contain_text("saves a SVG of 1920 × 1080 pixels")
    reader.settle()
    dialog.locator(".js-plotly-plot").hover()
    download = saved(page, dialog.locator(".modebar-btn"))
    assert download.suggested_filename == "lodestone-sources-trust.svg"
    head = content(download).decode()[:400]
    assert 'width="1920"' in head
    assert 'height="1080"' in head


def test_a_card_opens_the_same_as_a_figure(reader):
    page = reader.open()
    box = open_box(page)
    expect(box).to_contain_text("10 rows · What is due next, and what has passed?")
    box.get_by_role("tab", name="SQL and sources").click()
    expect(box).to_contain_text("queries/overview/due.sql")
    box.get_by_role("tab", name="Download").click()
    expect(box.get_by_role("button", name="Rows as CSV")).to_be_visible()
    close_box(page)
    expect_slide(page, open_box(page, "Download", 2), overview_money.MONEY)


def test_making_a_file_shows_its_steps_and_stops_on_request(reader):
    page = reader.open("takeaway", show="money")
    expect(page.get_by_role("button", name="Make it")).to_have_count(6)
    # All files in one take longest: one file may be made before a slow browser has shown the first step.
    page.get_by_role("button", name="Make it").last.click()
    # Streamlit shows one of its own beside the menu while a page works.
    stop = page.locator(MAIN).get_by_role("button", name="Stop")
    expect(stop).to_be_visible()
    expect(page.locator(MAIN)).to_contain_text("Slides (PPTX): ")
    stop.click()
    expect(stop).to_have_count(0)
    expect(page.get_by_role("button", name="Make it")).to_have_count(6)
    expect(page.get_by_role("button", name="Save")).to_have_count(0)


def test_a_view_without_rows_offers_the_csv_but_no_slide(reader):
    page = reader.open("provisions", q="zzzz")
    expect(page.locator(MAIN)).to_contain_text("No provision fits these filters")
    box = open_box(page, "Download")
    expect(box.get_by_role("button", name="Rows as CSV")).to_be_visible()
    expect(box.get_by_role("button", name="Slide picture")).to_have_count(0)
