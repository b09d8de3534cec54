"""In a real browser: every page is drawn, whole, from this host alone, in both themes and on a phone."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from browser_support import GROUP, MAIN, reading, serve
from pages_support import facts
from playwright.sync_api import expect

from lodestone.page_list import PAGES

pytestmark = GROUP
ADDRESSES = ["", *(page.url_path for page in PAGES[1:])]
TITLES = {page.url_path: page.title for page in PAGES} | {"": "Overview"}


def test_the_first_page_shows_title_scores_and_what_is_due(reader):
    page = reader.open()
    expect(page).to_have_title("Overview")
    expect(page.locator("h1")).to_have_text("What the U.S.–Japan minerals framework means for Vanderbilt")
    expect(page.get_by_test_id("stMetric")).to_have_count(5)
    assert [one.splitlines()[-1] for one in page.get_by_test_id("stMetricValue").all_inner_texts()] == [
        "3 of 5",
        "4 of 5",
        "5 of 5",
        "2 of 5",
        "5 of 5",
    ]
    main = page.locator(MAIN)
    for text in (
        "Investment Ministerial held",
        "due 26 Apr 2026 · 210 days ago",
        "Finance for selected projects",
        "due 28 Apr 2026 · 208 days ago",
    ):
        expect(main.get_by_text(text)).to_be_visible()


@pytest.mark.parametrize("path", ["", "overview"])
def test_the_overview_opens_at_both_its_addresses_and_keeps_its_filters(reader, path):
    page = reader.open(path, department="engineering")
    expect(page.locator("h1")).to_have_text("What the U.S.–Japan minerals framework means for Vanderbilt")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page).to_have_title("Overview")
    expect(page.get_by_role("combobox", name="Department")).to_have_value("Engineering")
    assert page.evaluate("location.pathname") == f"/{path}"
    page.get_by_test_id("stSidebar").get_by_role("link", name="Timeline", exact=True).click()
    expect(page).to_have_title("Timeline")
    page.go_back()
    expect(page).to_have_title("Overview")
    assert page.evaluate("location.pathname") == f"/{path}"


@pytest.mark.parametrize("path", ["timeline", "provisions"])
def test_the_first_link_after_a_start_opens_its_page(chrome, path):
    with serve() as address, reading(chrome, address) as reader:
        seen: list[str] = []
        reader.page.on(
            "domcontentloaded",
            lambda page: page.evaluate(
                "() => { window.said = []; new MutationObserver(() => window.said.push(document.body.innerText))"
                ".observe(document.body, {childList: true, subtree: true}) }"
            ),
        )
        page = reader.open(path, pillar="recycling")
        seen = page.evaluate("window.said || []")
        assert not any("Page not found" in text for text in seen)
        expect(page).to_have_title(TITLES[path])
        expect(page.locator("h1")).to_have_text(TITLES[path])
        expect(page.get_by_test_id("stMultiSelect").filter(has_text="Pillar")).to_contain_text("Recycling")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ADDRESSES, ids=TITLES.get)
def test_a_page_is_drawn_without_an_error_and_asks_no_other_host(chrome, site, path, scheme):
    with reading(chrome, site, scheme=scheme) as reader:
        page = reader.open(path)
        expect(page).to_have_title(TITLES[path])
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
        dark = page.evaluate(
            """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor"""
        )
        assert dark == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 21, 19)"}[scheme]
        for figure in page.locator(".js-plotly-plot .main-svg:first-child").all():
            assert figure.evaluate("one => getComputedStyle(one).backgroundColor") == dark


@pytest.mark.parametrize("path", ADDRESSES, ids=TITLES.get)
def test_every_figure_and_table_is_said_in_words(reader, path):
    page = reader.open(path)
    for kind in ("stPlotlyChart", "stDataFrame"):
        for one in page.get_by_test_id(kind).all():
            label = one.evaluate("""one => [one, ...one.querySelectorAll('[aria-label]')]
                                    .map(inner => inner.getAttribute('aria-label')).find(text => text) || ''""")
            assert len(label) > 20, kind


@pytest.mark.parametrize("path", ADDRESSES, ids=TITLES.get)
def test_on_a_phone_nothing_is_wider_than_the_window(chrome, site, path):
    with reading(chrome, site, width=390, height=844) as reader:
        page = reader.open(path)
        # Python learns of the window's width from the first drawing and draws again.
        page.wait_for_function(f"""() => document.documentElement.scrollWidth <= innerWidth
                                   && document.querySelector('{MAIN}').scrollWidth <= innerWidth""")


@pytest.mark.parametrize("path", ["timeline", "provisions"])
def test_on_a_phone_the_rows_stand_in_for_a_wide_figure(chrome, site, path):
    with reading(chrome, site, width=390, height=844) as reader:
        page = reader.open(path)
        expect(page.get_by_text("The figure needs a wider window; these are its rows.")).to_be_visible()
        clocks = page.get_by_test_id("stDataFrame").first.locator("table")
        expect(clocks).to_contain_text("Investment Ministerial held" if path == "timeline" else "Secure supply")
        # The provisions' rows are the ones a provision is chosen from: not a second time.
        expect(page.get_by_test_id("stDataFrame")).to_have_count({"timeline": 2, "provisions": 1}[path])


def test_bars_on_a_phone_keep_the_name_of_each(chrome, site):
    with reading(chrome, site, width=390, height=844) as reader:
        page = reader.open("sources")
        expect(page.locator(".js-plotly-plot .yaxislayer-above text")).to_have_text(
            ["weak", "compiled", "reported", "copy of primary", "primary"]
        )
        # Narrow, the notes after the numbers are left out; in one look, as the figure may be drawn anew meanwhile.
        counts = Counter(row["trust"] for row in facts("sources"))
        expected = " ".join(str(counts[one]) for one in ("primary", "copy of primary", "reported", "compiled", "weak"))
        page.wait_for_function(
            """expected => {
            const figure = document.querySelector('.js-plotly-plot');
            const words = [...(figure ? figure.querySelectorAll('.bartext') : [])];
            const right = figure ? figure.getBoundingClientRect().right + 1 : 0;
            return words.map(one => one.textContent.trim()).join(' ') === expected
                && words.every(one => one.getBoundingClientRect().right <= right) }""",
            arg=expected,
        )


def test_the_overview_fits_a_projector_without_scrolling(chrome, site):
    with reading(chrome, site, width=1920, height=1080) as reader:
        page = reader.open()
        # The window's width is known to the page only after its first drawing.
        expect(page.get_by_text("10 Nov 2026 · outcome not found")).to_be_visible()
        reader.settle()
        # Until its fonts are in, the browser draws wider ones, whose lines wrap.
        page.wait_for_function(
            f"document.fonts.status === 'loaded' && document.querySelector('{MAIN}').scrollHeight <= 1080"
        )


def test_the_keyboard_reaches_filters_and_popovers_and_opens_one(reader):
    page = reader.open("provisions")
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(document.activeElement.innerText || '').trim() || "
                "document.activeElement.getAttribute('aria-label') || ''"
            )
        )
        if re.search(r"\bTable\b", reached[-1]):
            break
    else:
        pytest.fail(f"Tab never came to the Table button: {reached}")
    page.keyboard.press("Enter")
    box = page.get_by_test_id("stPopoverBody")
    expect(box).to_contain_text("20 rows")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)


def test_the_keyboard_changes_a_filter(reader):
    page = reader.open("provisions")
    field = page.get_by_test_id("stMultiSelect").filter(has_text="Pillar").get_by_role("combobox")
    for _ in range(40):
        page.keyboard.press("Tab")
        if field.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.type("Recyc")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stDataFrame").first.locator("table")).to_have_attribute("aria-rowcount", "2")
    reader.settle()
    assert "pillar=recycling" in reader.query()


def test_hostile_text_in_the_address_is_shown_as_it_is(reader):
    text = "<b>zz</b> **y** $x$ :smile: :material/home: [a](//b) http://y.test www.z.test"
    page = reader.open("provisions", q=text)
    said = page.locator(MAIN).get_by_text("Looked for").inner_text().replace("\u2060", "")
    assert f"containing “{text}”" in said
    links = page.locator(f"{MAIN} a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert not [link for link in links if not link.startswith("#")]
