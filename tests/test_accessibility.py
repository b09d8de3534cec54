"""Accessibility: axe-core finds nothing serious in what is opened, warned of or empty; pages: see test_browser."""

from __future__ import annotations

import pytest
from axe_support import axe, barriers
from browser_support import GROUP
from playwright.sync_api import expect
from themes_support import GROUNDS, expect_ground

pytestmark = GROUP


def test_axe_core_is_here_and_finds_a_barrier(reader):
    text, reason = axe()
    if not text:
        pytest.skip(reason)
    page = reader.open("search")
    assert barriers(page) == []
    page.locator("h1").evaluate("one => { one.innerHTML = '<button></button>' }")
    assert [line for line in barriers(page) if line.startswith("button-name")]


def test_an_opened_provision_a_warning_and_an_empty_view_have_no_serious_barrier(reader):
    page = reader.open("provisions", provision="P13", q="zzzz", pillar="gold")
    expect(page.get_by_test_id("stAlert")).to_contain_text("“gold”")
    for scheme, ground in GROUNDS.items():
        reader.look(scheme=scheme)
        expect_ground(page, ground)
        reader.settle()
        assert barriers(page) == [], scheme


def test_what_a_button_opens_has_no_serious_barrier(reader):
    page = reader.open("provisions")
    box = page.get_by_test_id("stPopoverBody")
    page.get_by_role("button", name="Check", exact=True).first.click()
    for name, says in {"Table": "20 rows", "SQL and sources": "of exactly these rows", "Download": "CSV"}.items():
        box.get_by_role("tab", name=name).click()
        expect(box).to_contain_text(says)
        reader.settle()
        assert barriers(page) == [], name
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
