"""In a real browser, without a mouse: filters, buttons, the search and the way from the Overview to an opportunity."""

from __future__ import annotations

import pytest
from browser_support import GROUP, MAIN, expect_rows
from playwright.sync_api import Locator, expect
from themes_support import GROUNDS, expect_ground

pytestmark = GROUP


def tab_to(target: Locator) -> None:
    """Press Tab until the focus is there."""
    passed = []
    for _ in range(80):
        target.page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
        passed.append(target.page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel"))
    pytest.fail(f"Tab never came there: {passed}")


def test_the_keyboard_changes_a_filter_opens_a_popover_and_the_search(reader):
    page = reader.open("provisions")
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    tab_to(page.get_by_test_id("stMultiSelect").filter(has_text="Pillar").get_by_role("combobox"))
    page.keyboard.type("Recyc")
    page.keyboard.press("Enter")
    expect_rows(page, 1)
    reader.expect_asked({"pillar": "recycling"})
    check = page.get_by_role("button", name="Check", exact=True).first
    tab_to(check)
    page.keyboard.press("Enter")
    box = page.get_by_test_id("stPopoverBody")
    expect(box).to_contain_text("1 row ")
    # What it holds stands at the end of the page: the keyboard is led there, to its other parts, and back.
    expect(box.get_by_role("tab", name="Table")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(box).to_contain_text("queries/provisions/")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(check).to_be_focused()
    # A figure that stands follows when the reader turns to dark.
    reader.look(scheme="dark")
    expect_ground(page, GROUNDS["dark"])
    page.keyboard.press("Control+k")
    expect(page.locator("h1")).to_have_text("Search")


def test_find_takes_what_is_typed_at_once_and_again(reader):
    page = reader.open("funding")
    field = page.locator(MAIN).get_by_role("textbox", name="Search")
    # A key is heard once the button that it stands for is on the page and the page is at rest.
    expect(page.get_by_role("button", name="Find")).to_be_visible()
    reader.settle()
    for word in ("gallium", "cobalt"):
        page.keyboard.press("Control+k")
        expect(page.locator("h1")).to_have_text("Search")
        # What was looked for before is marked, and what is typed takes its place.
        expect(field).to_be_focused()
        page.wait_for_function(
            "() => document.activeElement.selectionEnd - document.activeElement.selectionStart"
            " === document.activeElement.value.length"
        )
        page.keyboard.type(word)
        page.keyboard.press("Enter")
        expect(page.locator(MAIN)).to_contain_text(f"hits for “{word}”")
        reader.expect_asked({"q": word})
    # From another page, without waiting for this one: what is typed on the way is not lost.
    for at, word, end in (("Funding", "nickel", ""), ("Timeline", "yttriumx", "Backspace")):
        reader.go(at)
        page.keyboard.press("Control+k")
        page.keyboard.type(word)
        if end:
            page.keyboard.press(end)
        page.keyboard.press("Enter")
        found = word.removesuffix("x")
        expect(page.locator(MAIN)).to_contain_text(f"hits for “{found}”")
        reader.expect_asked({"q": found})
    # A link to what was found is for reading it: there the cursor is not taken into the field.
    page.reload()
    reader.settle()
    expect(page.locator(MAIN)).to_contain_text("hits for “yttrium”")
    assert not field.evaluate("one => one === document.activeElement")


def test_the_keyboard_alone_leads_from_the_overview_over_a_department_to_an_opportunity(reader):
    page = reader.open("overview")
    tab_to(page.get_by_role("combobox", name="Department"))
    page.keyboard.type("Earth")
    page.keyboard.press("Enter")
    reader.expect_asked({"department": "earth-env-sciences"})
    tab_to(page.get_by_test_id("stSidebar").get_by_role("link", name="Opportunities", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Opportunities")
    reader.settle()
    tab_to(page.get_by_role("combobox", name="Department and pillar"))
    page.keyboard.type("Earth & Env. Sciences and Geo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Earth & Env. Sciences and Geoscience")).to_be_visible()
    reader.expect_asked({"department": "earth-env-sciences", "cell": "u-ees-geoscience"})


def test_a_link_to_a_page_shows_the_focus_of_the_keyboard(reader):
    """Also the one to the page that is shown, whose ground is that of a focus."""
    page = reader.open("provisions")
    page.locator("h1").click()
    page.keyboard.press("Tab")
    for name in ("Provisions", "Sources"):
        link = page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True)
        link.evaluate("one => one.focus({ focusVisible: true })")
        width, style = link.evaluate("one => [getComputedStyle(one).outlineWidth, getComputedStyle(one).outlineStyle]")
        assert (width, style) == ("2px", "solid")
