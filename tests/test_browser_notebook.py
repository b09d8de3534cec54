"""In a real browser: a page's cell is opened in the notebook, changed by keyboard, drawn, sent as a link, and kept."""

from __future__ import annotations

import re
from pathlib import Path

from browser_support import GROUP, MAIN, reading
from command_support import run as command
from playwright.sync_api import expect

from lodestone.notebooks.reading import read_notebook
from lodestone.paths import here

pytestmark = GROUP
SQL = "SELECT trust, count(*) AS sources\nFROM sources\nGROUP BY trust\nORDER BY sources DESC, trust"


def write(page, sql: str, number: int = 0) -> None:
    """Type into the n-th editor and run it, all by keyboard."""
    page.locator(".cm-content").nth(number).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(sql)
    page.keyboard.press("ControlOrMeta+Enter")


def test_a_cell_is_opened_changed_charted_shared_and_run_from_the_command_line(reader, chrome, site, tmp_path):
    page = reader.open("sources")
    page.get_by_role("button", name="Check", exact=True).first.click()
    box = page.get_by_test_id("stPopoverBody")
    box.get_by_role("tab", name="SQL and sources").click()
    box.get_by_role("button", name="Open in the notebook").click()
    expect(page.get_by_role("heading", name="How near do the sources stand", level=1)).to_be_visible()
    reader.settle()
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    # What completes a name is put away by running: it would lie over the answer.
    page.locator(".cm-content").first.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("SELECT 1 AS d")
    expect(page.locator(".cm-tooltip-autocomplete")).to_be_visible()
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.locator(".cm-tooltip-autocomplete")).to_have_count(0)
    expect(reader.settle().locator(MAIN)).to_contain_text("1 row")
    expect(page.get_by_role("alert")).to_have_count(0)
    # A mistake stands at its line and word, with the nearest name.
    write(page, SQL.replace("FROM sources", "FROM surces"))
    expect(page.locator(".cm-wrong")).to_have_text("surces")
    expect(page.get_by_role("alert").first).to_contain_text("Line 2, at “surces”")
    expect(page.get_by_role("alert").first).to_contain_text("Nearest: sources")
    write(page, SQL)
    # The mark goes as soon as something is typed, the words of the mistake when it has been run.
    expect(page.locator(".cm-wrong")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    reader.settle()
    expect(page.locator(MAIN)).to_contain_text("5 rows")
    expect(page.locator(".js-plotly-plot .gtitle")).to_contain_text("leads in sources")
    # The file is downloaded and gives the same rows from the command line.
    page.get_by_role("button", name="Keep", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the file").click()
    file = tmp_path / "mine.yaml"
    file.write_bytes(Path(started.value.path()).read_bytes())
    assert next(iter(read_notebook(file.read_text(encoding="utf-8"), "x").sql.values())).sql == SQL
    out = tmp_path / "mine.md"
    assert command(here(), "notebook", "run", file, "--as-of", "2026-11-22", "--out", out).returncode == 0
    page.keyboard.press("Escape")
    first = page.get_by_test_id("stDataFrame").locator("tbody tr").first.locator("td")
    trust, count = first.nth(0).inner_text(), first.nth(1).inner_text()
    assert f"| {trust} | {count} |" in out.read_text(encoding="utf-8")
    # A fresh window that follows the link sees the same.
    address = page.evaluate("() => location.href")
    assert "book=" in address
    with reading(chrome, site) as other:
        other.page.goto(address)
        other.settle()
        expect(other.page.locator(MAIN)).to_contain_text("5 rows")
        expect(other.page.locator(".js-plotly-plot .gtitle")).to_contain_text("leads in sources")
        # Its chart goes on slides of the reader's own.
        other.page.get_by_role("button", name="Check", exact=True).last.click()
        other.page.get_by_role("button", name="Add to your own slides").click()
        other.page.get_by_role("link", name="Your own slides: 1 figure or table").click()
        expect(other.page.locator(MAIN)).to_contain_text(
            re.compile(r"Notebook: How near do the sources .* \(chart 1\)")
        )
        assert "book=" in other.page.evaluate("() => location.href")


def test_the_editor_completes_names_and_a_phone_has_room_for_it(reader):
    page = reader.open("notebook")
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("SELECT * FROM provision_rel")
    # The list may still be that of fewer letters, in which another name comes first.
    page.locator(".cm-tooltip-autocomplete li").filter(has_text="provision_relations").click()
    expect(page.locator(".cm-content")).to_have_text("SELECT * FROM provision_relations")
    page.keyboard.press("Escape")
    reader.look(390, 844)
    reader.settle()
    # The editor learns of its new width a moment after the page.
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Run", exact=True).click()
    reader.settle()
    expect(page.locator(MAIN)).to_contain_text("103 rows")


def test_a_link_is_followed_right_after_typing_and_what_was_typed_is_kept(reader):
    page = reader.open("notebook")
    editor = page.locator(".cm-content").first
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("SELECT 7 AS seven")
    reader.go("Glossary")
    page.go_back()
    expect(page).to_have_title("Notebook")
    reader.settle()
    expect(editor).to_have_text("SELECT 7 AS seven")
