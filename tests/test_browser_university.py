"""In a real browser: a mark opens its list, what is kept stays, weights travel, My department prints on two pages."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from browser_support import GROUP, MAIN, click_point, row_count, rows, tick
from playwright.sync_api import Page, expect
from pypdf import PdfReader

PANEL_IN_VIEW = """() => {
  const panel = document.querySelector(".st-key-opened_organization")?.getBoundingClientRect();
  return panel && panel.top >= 0 && panel.top < innerHeight / 3;
}"""
# Letters on a table of rows: pixels of many shades.
ROWS_DRAWN = """count => {
  const drawn = [...document.querySelectorAll('[data-testid="data-grid-canvas"]')].filter(canvas => {
    if (!canvas.width) return false;
    const dots = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(dots.buffer)).size > 8;
  });
  return drawn.length === count;
}"""
pytestmark = GROUP
BEHIND = "Earth & Env. Sciences and Geoscience"


def behind(page):
    """The table of what stands behind the picked mark, once it is drawn."""
    table = page.get_by_test_id("stDataFrame").filter(has_text="Why it fits").first
    expect(table.locator("tbody tr").first).to_be_attached()
    return table


def lines(table):
    """Its rows, as a screen reader gets them."""
    return [line.locator("td").all_inner_texts() for line in table.locator("tbody tr").all()]


def test_a_mark_opens_what_stands_behind_it_and_ticked_rows_stay_on_the_shortlist(reader):
    page = reader.open("opportunities")
    reader.expect_asked({})
    click_point(reader, "u_ees|Geoscience")
    expect(page.get_by_role("heading", name=BEHIND)).to_be_visible()
    reader.expect_asked({"cell": "u-ees-geoscience"})
    listed = lines(behind(page))
    action = next(at for at, row in enumerate(listed) if "Expand mapping and resource research" in row)
    tick(reader, action, behind(page))
    expect(page.locator(MAIN)).to_contain_text("1 entry kept")
    reader.expect_asked({"cell": "u-ees-geoscience", "shortlist": "us-japan-2025-action-4"})
    call = next(at for at, row in enumerate(listed) if "call" in row)
    tick(reader, call, behind(page))
    expect(page.locator(MAIN)).to_contain_text("2 entries kept")
    reader.settle()
    kept = reader.asked()["shortlist"]
    assert re.fullmatch(r"us-japan-2025-action-4,[Ff]0\d\d", kept)
    # Another mark opened: what was kept is kept.
    click_point(reader, "u_law|Markets and pricing")
    expect(page.get_by_role("heading", name="Law School and Markets and pricing")).to_be_visible()
    reader.expect_asked({"cell": "u-law-markets-and-pricing", "shortlist": kept})


def test_reload_and_another_page_keep_cell_shortlist_and_weights(reader):
    page = reader.open(
        "opportunities", cell="u-ees-geoscience", shortlist="us-japan-2025-action-4,f016", weights="5,40,0,70,15"
    )
    was = reader.asked()
    assert set(was) == {"cell", "shortlist", "weights"}
    title = page.locator(".js-plotly-plot").first.inner_text()
    page.reload()
    reader.expect_asked(was)
    expect(page.get_by_role("heading", name=BEHIND)).to_be_visible()
    expect(page.locator(MAIN)).to_contain_text("2 entries kept")
    reader.go("Relevance")
    reader.expect_asked({"weights": was["weights"]})
    expect(page.locator(MAIN)).to_contain_text("Weights of your own")
    reader.go("Sources")
    reader.expect_asked({})
    reader.go("Opportunities")
    reader.expect_asked(was)
    expect(page.get_by_role("heading", name=BEHIND)).to_be_visible()
    expect(page.locator(MAIN)).to_contain_text("2 entries kept")
    assert page.locator(".js-plotly-plot").first.inner_text() == title


def test_a_weight_moved_changes_address_and_ranking(reader):
    page = reader.open("relevance")
    figure = page.locator(".js-plotly-plot").first
    before = figure.inner_text()
    reader.expect_asked({})
    page.get_by_role("slider", name="Named in the brief").focus()
    page.keyboard.press("Home")
    expect(page.locator(MAIN)).to_contain_text("Weights of your own")
    reader.expect_asked({"weights": "0,25,20,15,10"})
    assert figure.inner_text() != before
    reader.go("Opportunities")
    # Business 25, older work 10, a call of unknown state 7.5 and a partner 10 of 70 is 3.75, for two of them.
    expect(page.locator(".js-plotly-plot").first).to_contain_text("(3.8 of 5 each)")
    reader.go("Relevance")
    page.get_by_role("button", name="Published weights").click()
    expect(page.locator(MAIN)).to_contain_text("Published weights:")
    reader.expect_asked({})


def test_a_click_on_an_agency_s_mark_or_an_address_opens_it_where_the_eye_is(reader):
    page = reader.open("agencies")
    click_point(reader, "us-usgs")
    reader.expect_asked({"organization": "usgs"})
    expect(page.get_by_role("heading", name=re.compile("Geological Survey")).first).to_be_visible()
    page.wait_for_function(PANEL_IN_VIEW)
    page.get_by_role("link", name="Back up to").click()
    expect(page.get_by_role("heading", name="Who does what?")).to_be_in_viewport()
    page.goto(f"{reader.address}/agencies?organization=usgs")
    expect(page.get_by_role("heading", name=re.compile("Geological Survey")).first).to_be_visible()
    page.wait_for_function(PANEL_IN_VIEW)


def test_a_department_chosen_on_one_page_narrows_another(reader):
    page = reader.open("department")
    # Nothing is offered for letters that merely follow each other somewhere in a name.
    beside = page.get_by_test_id("stSidebar").get_by_role("combobox", name="Department")
    beside.click()
    beside.press_sequentially("geol")
    expect(page.get_by_text("No results")).to_be_visible()
    expect(page.get_by_role("option", name="Graduate School")).to_have_count(0)
    page.keyboard.press("Escape")
    box = page.locator(MAIN).get_by_test_id("stSelectbox").get_by_role("combobox")
    box.click()
    # Its short name does not hold the word, its topics do.
    box.press_sequentially("geology")
    page.get_by_role("option", name=re.compile("^Earth & Env. Sciences: geology and mapping")).click()
    expect(page.locator("h1")).to_have_text("Department of Earth and Environmental Sciences")
    reader.expect_asked({"department": "earth-env-sciences"})
    reader.go("Provisions")
    reader.expect_asked({"department": "earth-env-sciences"})
    # P12 by both readings; P07, P10 and P13 are thin.
    assert row_count(page) == 4
    assert {row[0] for row in rows(page)} == {"P07", "P10", "P12", "P13"}


@pytest.mark.parametrize("unit", ["earth-env-sciences", "engineering", "law-school"])
def test_my_department_prints_on_two_pages(reader, unit):
    page = reader.open("department", department=unit)
    expect(page.locator(f"{MAIN} table")).not_to_have_count(0)
    # Until its fonts are in, the browser draws wider ones, whose lines wrap.
    page.wait_for_function("() => document.fonts.status === 'loaded'", polling=50)
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2
    aside = page.get_by_test_id("stSidebar").inner_text()
    heads = page.locator(f"{MAIN} h2").all_inner_texts()
    assert heads[0].startswith("What to do next")
    assert len(heads) == len(set(heads)) == 8
    cells = page.locator(f"{MAIN} table td").all_inner_texts()
    assert len(cells) > 10
    assert not any(
        text in aside
        for text in ["What to do next", page.locator("h1").inner_text(), *(c for c in cells if len(c) > 20)]
    )


def test_on_paper_the_head_of_a_table_stands_on_its_sheet_and_no_column_in_view_is_cut(reader):
    page = reader.open("agencies")
    page.wait_for_function("() => document.fonts.status === 'loaded'", polling=50)
    # Each of the three tables has the words on what paper holds of it above; its rows are a picture of the screen's.
    page.wait_for_function(ROWS_DRAWN, arg=3, polling=50)
    # As a reader prints: what is on the screen keeps its size, the paper has its own rules.
    page.emulate_media(media="null")
    # As if more or fewer lines stood before: sheets of other heights end elsewhere.
    for height in ["11in", "11.7in", "8.6in", "7in", "6.2in"]:
        shown = tables_on_paper(page, height)
        assert [notes for notes, _ in shown] == [len(tables) for _, tables in shown], height
        assert sum(notes for notes, _ in shown) == 3
        assert all(right < 612 for _, tables in shown for right in tables)


def tables_on_paper(page: Page, height: str) -> list[tuple[int, list[float]]]:
    """Of each sheet as wide as Letter: how many words on a cut table it has, and where its rows end, in points."""
    sheets = []
    for sheet in PdfReader(io.BytesIO(page.pdf(width="8.5in", height=height))).pages:
        tables: list[float] = []

        def noted(
            operator: bytes, _: list[Any], matrix: list[float], __: list[float], tables: list[float] = tables
        ) -> None:
            if operator == b"Do" and matrix[3] > 45:
                tables.append(matrix[4] + matrix[0])

        text = " ".join(sheet.extract_text(visitor_operand_before=noted).split())
        sheets.append((text.count("On paper this table"), tables))
    return sheets
