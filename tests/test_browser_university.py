"""In a real browser: a mark opens its list, what is kept stays, weights travel, and My department prints on two pages."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

import pytest
from browser_support import GROUP, MAIN, row_count, rows
from playwright.sync_api import expect

pytestmark = GROUP
BEHIND = "Earth & Env. Sciences and Geoscience"


def asked(reader) -> dict[str, str]:
    """The address's filters, the day apart: it is left out when it is today's."""
    reader.settle()
    return {name: values[0] for name, values in parse_qs(reader.query()[1:]).items() if name != "as_of"}


def go(reader, title):
    """Follow the navigation to a page."""
    reader.page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
    expect(reader.page).to_have_title(title)
    return reader.settle()


def click_point(page, customdata, number=0):
    """Click the mark of a figure that stands for an identifier, wherever it lies."""
    chart = page.locator(".js-plotly-plot").nth(number)
    chart.scroll_into_view_if_needed()
    x, y = chart.evaluate(
        """(one, wanted) => {
        for (const trace of one._fullData) {
            const data = Array.from(trace.customdata || []);
            const at = data.findIndex(each => (Array.isArray(each) ? each[0] : each) === wanted);
            if (at < 0) continue;
            const layout = one._fullLayout, name = axis => axis[0] + 'axis' + axis.slice(1);
            const xs = layout[name(trace.xaxis)], ys = layout[name(trace.yaxis)], box = one.getBoundingClientRect();
            return [box.left + xs._offset + xs.d2p(trace.x[at]), box.top + ys._offset + ys.d2p(trace.y[at])];
        }
        return null;
    }""",
        customdata,
    )
    page.mouse.click(x, y)


def tick(page, table, row):
    """Tick a row of a table: a canvas, its boxes at the left, rows of 34 px below a head of 35."""
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 17, box["y"] + 35 + 34 * row + 17)


def behind(page):
    """The table of what stands behind the picked mark, once it is drawn."""
    table = page.get_by_test_id("stDataFrame").filter(has_text="Why it fits").first
    expect(table.locator("tbody tr").first).to_be_attached()
    return table


def lines(table):
    """Its rows, as a screen reader gets them."""
    return [line.locator("td").all_inner_texts() for line in table.locator("tbody tr").all()]


def test_a_click_on_a_mark_opens_what_stands_behind_it(reader):
    page = reader.open("opportunities")
    assert asked(reader) == {}
    click_point(page, "u_ees|Geoscience")
    expect(page.get_by_role("heading", name=BEHIND)).to_be_visible()
    assert asked(reader) == {"cell": "u-ees-geoscience"}
    assert any("Expand mapping and resource research" in line for line in lines(behind(page)))
    click_point(page, "u_law|Markets and pricing")
    expect(page.get_by_role("heading", name="Law School and Markets and pricing")).to_be_visible()
    assert asked(reader) == {"cell": "u-law-markets-and-pricing"}


def test_ticked_rows_stay_on_the_shortlist(reader):
    page = reader.open("opportunities", cell="u-ees-geoscience")
    table = behind(page)
    listed = lines(table)
    action = next(at for at, row in enumerate(listed) if "Expand mapping and resource research" in row)
    tick(page, table, action)
    expect(page.locator(MAIN)).to_contain_text("1 entry kept")
    assert asked(reader) == {"cell": "u-ees-geoscience", "shortlist": "us-japan-2025-action-4"}
    call = next(at for at, row in enumerate(listed) if "call" in row)
    tick(page, table, call)
    expect(page.locator(MAIN)).to_contain_text("2 entries kept")
    kept = asked(reader)["shortlist"].split(",")
    assert kept[0] == "us-japan-2025-action-4"
    assert re.fullmatch(r"[Ff]0\d\d", kept[1])
    # Another mark opened: what was kept is kept.
    click_point(page, "u_law|Markets and pricing")
    expect(page.get_by_role("heading", name="Law School and Markets and pricing")).to_be_visible()
    assert asked(reader)["shortlist"].split(",") == kept


def test_reload_and_another_page_keep_cell_shortlist_and_weights(reader):
    page = reader.open(
        "opportunities", cell="u-ees-geoscience", shortlist="us-japan-2025-action-4,f016", weights="5,40,0,70,15"
    )
    was = asked(reader)
    assert set(was) == {"cell", "shortlist", "weights"}
    title = page.locator(".js-plotly-plot").first.inner_text()
    page.reload()
    reader.settle()
    assert asked(reader) == was
    expect(page.get_by_role("heading", name=BEHIND)).to_be_visible()
    expect(page.locator(MAIN)).to_contain_text("2 entries kept")
    page = go(reader, "Relevance")
    assert asked(reader) == {"weights": was["weights"]}
    expect(page.locator(MAIN)).to_contain_text("Weights of your own")
    page = go(reader, "Sources")
    assert asked(reader) == {}
    page = go(reader, "Opportunities")
    assert asked(reader) == was
    expect(page.get_by_role("heading", name=BEHIND)).to_be_visible()
    expect(page.locator(MAIN)).to_contain_text("2 entries kept")
    assert page.locator(".js-plotly-plot").first.inner_text() == title


def test_a_weight_moved_changes_address_and_ranking(reader):
    page = reader.open("relevance")
    figure = page.locator(".js-plotly-plot").first
    before = figure.inner_text()
    assert asked(reader) == {}
    thumb = page.get_by_role("slider", name="Named in the brief")
    thumb.focus()
    page.keyboard.press("Home")
    expect(page.locator(MAIN)).to_contain_text("Weights of your own")
    assert asked(reader) == {"weights": "0,25,20,15,10"}
    after = page.locator(".js-plotly-plot").first.inner_text()
    assert after != before
    page = go(reader, "Opportunities")
    # Unnamed: 25 + 20 + 7.5 + 10 of 70 is 4.46; Engineering's 25 + 10 + 7.5 + 10 no longer comes first.
    expect(page.locator(".js-plotly-plot").first).to_contain_text("(4.5 of 5)")
    page = go(reader, "Relevance")
    page.get_by_role("button", name="Published weights").click()
    expect(page.locator(MAIN)).to_contain_text("Published weights:")
    assert asked(reader) == {}


def test_a_click_on_an_agency_s_mark_opens_it(reader):
    page = reader.open("agencies")
    found = page.locator(".js-plotly-plot").first.evaluate(
        "one => one._fullData.flatMap(t => Array.from(t.customdata || [])).map(d => Array.isArray(d) ? d[0] : d)"
    )
    assert "us-usgs" in found
    click_point(page, "us-usgs")
    page.wait_for_function("location.search.includes('organization=')")
    assert asked(reader) == {"organization": "usgs"}
    expect(page.get_by_role("heading", name=re.compile("Geological Survey")).first).to_be_visible()


def test_a_department_chosen_on_one_page_narrows_another(reader):
    page = reader.open("department")
    box = page.locator(MAIN).get_by_test_id("stSelectbox").get_by_role("combobox")
    box.click()
    box.press_sequentially("Earth")
    page.get_by_role("option", name="Earth & Env. Sciences", exact=True).click()
    expect(page.locator("h1")).to_have_text("Department of Earth and Environmental Sciences")
    assert asked(reader) == {"department": "earth-env-sciences"}
    page = go(reader, "Provisions")
    assert asked(reader) == {"department": "earth-env-sciences"}
    # P08 by environment, P11 and P12 by name.
    assert row_count(page) == 3
    assert {row[0] for row in rows(page)} == {"P08", "P11", "P12"}


@pytest.mark.parametrize("unit", ["earth-env-sciences", "engineering", "law-school"])
def test_my_department_prints_on_two_pages(reader, unit):
    page = reader.open("department", department=unit)
    expect(page.locator(f"{MAIN} table")).not_to_have_count(0)
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2
    aside = page.get_by_test_id("stSidebar").inner_text()
    heads = page.locator(f"{MAIN} h4").all_inner_texts()
    assert "What to do next" in heads
    assert len(heads) == len(set(heads)) == 7
    cells = page.locator(f"{MAIN} table td").all_inner_texts()
    assert len(cells) > 20
    assert not any(
        text in aside
        for text in ["What to do next", page.locator("h1").inner_text(), *(c for c in cells if len(c) > 20)]
    )
