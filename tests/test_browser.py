"""In a real browser: every page is drawn, whole, said in words, from this host alone, in both themes and on a phone."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from axe_support import barriers
from browser_support import AS_OF, GROUP, MAIN, Reader, reading, serve, texts_while_opening
from pages_support import facts
from playwright.sync_api import Page, expect
from themes_support import GROUNDS, expect_ground

from lodestone.page_list import PAGES

pytestmark = GROUP
ADDRESSES = ["", *(page.url_path for page in PAGES[1:])]
TITLES = {page.url_path: page.title for page in PAGES} | {"": "Overview"}
# What a page is not without.
DRAWN = {"": "stPlotlyChart", "geology": "stDeckGlJsonChart", "funding": "stPlotlyChart", "takeaway": "stButton"}
FIRST_HEADING = "What the U.S.–Japan minerals framework means for Vanderbilt"


@pytest.mark.parametrize("path", ADDRESSES, ids=TITLES.get)
def test_a_page_is_drawn_said_in_words_and_without_barriers_in_both_themes(reader, path):
    """Opened in the light one; the window then turns dark, and the page and all its figures follow.

    A broken rule of the pages' policy is an error on the browser's console, which the reader's window notes.
    """
    for scheme, ground in GROUNDS.items():
        # The map is drawn in software, dot by dot: a smaller window does.
        reader.look(width=1024 if path == "geology" else 1440, scheme=scheme)
        page = arrive(reader, path) if scheme == "light" else reader.page
        expect(page).to_have_title(TITLES[path])
        expect_ground(page, ground)
        reader.settle()
        expect(page.get_by_test_id(DRAWN.get(path, "stMarkdown")).first).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
        assert [said for said in words(page) if len(said) <= 20] == [], "every figure and table is said in words"
        assert barriers(page) == [], scheme
    levels = page.locator(MAIN).evaluate(
        "one => [...one.querySelectorAll('h1,h2,h3,h4,h5')].map(each => +each.tagName[1])"
    )
    assert levels[0] == 1, "the page's title comes first"
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def arrive(reader: Reader, path: str) -> Page:
    """Follow the navigation to a page when no filter is set, which it would keep; else open it by its address."""
    return reader.go(TITLES[path]) if reader.query() == f"?as_of={AS_OF}" else reader.open(path)


def words(page: Page) -> list[str]:
    """What stands for each figure and table of the page where it is read out."""
    said: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"], [data-testid="stDataFrame"]')]
                 .map(one => [one, ...one.querySelectorAll('[aria-label]')]
                 .map(inner => inner.getAttribute('aria-label')).find(text => text) || '')"""
    )
    return said


@pytest.mark.parametrize("path", ["", "overview"])
def test_the_overview_opens_at_both_its_addresses_and_keeps_its_filters(reader, path):
    page = reader.open(path, department="engineering")
    expect(page.locator("h1")).to_have_text(FIRST_HEADING)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page).to_have_title("Overview")
    expect(page.get_by_role("combobox", name="Department")).to_have_value("Engineering")
    assert page.evaluate("location.pathname") == f"/{path}"
    reader.go("Timeline")
    page.go_back()
    expect(page).to_have_title("Overview")
    assert page.evaluate("location.pathname") == f"/{path}"


def test_the_first_link_after_a_start_opens_its_page(chrome, tab):
    _, said = tab
    assert not any("Page not found" in text for text in said)
    assert any("Provisions" in text for text in said), "what was shown was seen"
    with serve() as address, reading(chrome, address) as reader:
        said = texts_while_opening(reader, "timeline", pillar="recycling")
        assert not any("Page not found" in text for text in said)
        assert any("Timeline" in text for text in said)
        expect(reader.page).to_have_title("Timeline")
        expect(reader.page.locator("h1")).to_have_text("Timeline")
        expect(reader.page.get_by_test_id("stMultiSelect").filter(has_text="Pillar")).to_contain_text("Recycling")


def expect_no_wider(page: Page) -> None:
    """Wait until nothing is wider than the window, of which Python learns from the first drawing to draw again."""
    page.wait_for_function(
        f"""() => document.documentElement.scrollWidth <= innerWidth
            && document.querySelector('{MAIN}').scrollWidth <= innerWidth""",
        polling=50,
    )


def test_on_a_phone_nothing_is_wider_than_the_window(reader):
    reader.look(width=390, height=844)
    page = reader.open("search")
    expect_no_wider(page)
    # The map comes last: drawn in software, it holds up what follows.
    for one in sorted(PAGES, key=lambda entry: entry.url_path == "geology"):
        menu = page.get_by_test_id("stExpandSidebarButton")
        if menu.is_visible():
            menu.click()
        reader.go(one.title)
        expect_no_wider(page)


@pytest.mark.parametrize(
    ("path", "says", "events"),
    [
        # The events, which have no figure there, are cards too.
        ("timeline", "Investment Ministerial", "8 more of 92 rows"),
        # The provisions' rows are the ones a provision is chosen from: not a second time.
        ("provisions", "Secure supply", ""),
    ],
)
def test_on_a_phone_the_rows_stand_in_for_a_wide_figure_as_cards(reader, path, says, events):
    reader.look(width=390, height=844)
    page = reader.open(path)
    expect(page.get_by_text("The figure needs a wider window; these are its rows.")).to_be_visible()
    expect(page.locator(MAIN)).to_contain_text(says)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    expect(page.get_by_role("button", name=events or "8 more of 20 rows", exact=True)).to_be_visible()
    expect_no_wider(page)


def test_on_a_phone_a_card_opens_its_row_and_more_cards_can_be_had(reader):
    reader.look(width=390, height=844)
    page = reader.open("provisions")
    heads = page.locator(f'{MAIN} [class*="st-key-cards_provisions-provisions_P"]')
    expect(heads).to_have_count(3)
    page.get_by_role("button", name="8 more of 20 rows").click()
    expect(heads).to_have_count(11)
    page.get_by_role("button", name="8 more of 20 rows").click()
    page.get_by_role("button", name="1 more of 20 rows").click()
    expect(heads).to_have_count(20)
    page.get_by_role("button", name="P07 Permits", exact=True).click()
    reader.expect_asked({"provision": "P07"})
    expect_no_wider(page)


def test_on_a_phone_the_rows_stand_in_for_the_calendar_of_calls(reader):
    reader.look(width=390, height=844)
    page = reader.open("calls", opened="F001", partner="jp-nims")
    expect(page.get_by_text("The figure needs a wider window; these are its rows.")).to_have_count(2)
    expect(page.get_by_role("heading", name="Critical Minerals and Materials Accelerator", level=3)).to_be_visible()
    expect_no_wider(page)


def test_on_paper_there_is_what_can_be_read_and_nothing_to_click(reader):
    page = reader.open("provisions", pillar="recycling")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    cut = page.get_by_text("On paper this table of ")
    expect(cut.first).to_be_attached()
    expect(cut.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(cut.first).to_be_visible()
    expect(page.get_by_test_id("stSelectbox").first).to_be_hidden()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("button", name="Check")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".js-plotly-plot:visible").first).to_be_visible()
    expect(page.get_by_text("Recycling · as of 22 Nov 2026")).to_be_visible()
    # A figure is made smaller for a sheet of 8 inches, and not cut at its edge.
    drawn, zoom = page.evaluate(
        "() => ['--drawn', 'zoom'].map((one, at) => parseFloat(getComputedStyle(at"
        " ? document.querySelector('[data-testid=stPlotlyChart]') : document.documentElement).getPropertyValue(one)))"
    )
    assert drawn > 700 > drawn * zoom - 1 > 698


def test_on_paper_no_card_of_the_overview_is_parted_and_its_map_keeps_its_size(reader):
    page = reader.open("overview")
    page.emulate_media(media="print")
    # In one look, as the page may be drawn anew for the width of the sheet.
    page.wait_for_function(
        """() => {
            const all = what => [...document.querySelectorAll(what)].map(one => getComputedStyle(one));
            const cards = all('.st-key-scores, [class*="st-key-card_"]');
            const maps = all('[class*="st-key-figure_card_"] [data-testid="stPlotlyChart"]');
            return cards.length === 7 && cards.every(one => one.breakInside === 'avoid')
                && maps.length === 1 && maps[0].zoom === '1'
                // One below the other, each as wide as the sheet.
                && new Set([...document.querySelectorAll('[class*="st-key-card_"]')]
                    .map(one => one.offsetWidth)).size === 1 }""",
        polling=50,
    )


def test_bars_on_a_phone_keep_the_name_of_each(reader):
    reader.look(width=390, height=844)
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
        polling=50,
    )
    expect_no_wider(page)


def test_the_overview_shows_what_is_next_and_the_scores_and_fits_a_projector(reader):
    reader.look(width=1920, height=1080)
    page = reader.open()
    expect(page).to_have_title("Overview")
    expect(page.locator("h1")).to_have_text(FIRST_HEADING)
    for text in (
        *(f"{name} {score} of 5" for name, score in zip(("Risk", "Opportunity", "Timeline"), (3, 4, 5), strict=True)),
        "China's pause of its gallium ban",
        "27 Nov 2026 · in 5 days",
        "Look again on 28 Nov 2026",
        # Only there once the page has learnt of the window's width.
        "10 Nov 2026 · outcome not found",
    ):
        expect(page.locator(MAIN).get_by_text(text).first).to_be_visible()
    reader.settle()
    # Until its fonts are in, the browser draws wider ones, whose lines wrap.
    page.wait_for_function(
        f"() => document.fonts.status === 'loaded' && document.querySelector('{MAIN}').scrollHeight <= 1080", polling=50
    )
    # The two departments with most to say.
    for slug, name in (("chemistry", "Chemistry"), ("engineering", "Engineering")):
        reader.open("overview", department=slug)
        expect(page.locator(MAIN).get_by_text(f"For {name}").first).to_be_visible()
        reader.settle()
        page.wait_for_function(f"() => document.querySelector('{MAIN}').scrollHeight <= 1080", polling=50)


def test_hostile_text_in_the_address_is_shown_as_it_is(reader):
    text = "<b>zz</b> **y** $x$ :smile: :material/home: [a](//b) http://y.test www.z.test"
    page = reader.open("provisions", q=text)
    said = page.locator(MAIN).get_by_text("Looked for").inner_text().replace("\u2060", "")
    assert f"containing “{text}”" in said
    links = page.locator(f"{MAIN} a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert not [link for link in links if not link.startswith("#")]
