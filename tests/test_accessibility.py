"""Accessibility: axe-core finds nothing serious on any page, what Streamlit itself brings aside.

axe-core is an npm package and not part of this repository: it is fetched once into the temporary folder, and the
tests are skipped where that cannot be done.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from browser_support import GROUP, reading
from playwright.sync_api import Page, expect

from lodestone.page_list import PAGES

pytestmark = GROUP
VERSION = "4.11.0"
ADDRESSES = ["", *(page.url_path for page in PAGES[1:])]
# Streamlit's own markup: paragraphs among the items of the grouped navigation, the column of boxes of a table whose
# rows can be chosen, and code of a given height, which the keyboard cannot scroll.
STREAMLITS = {"list", "listitem", "empty-table-header", "scrollable-region-focusable"}


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core."""
    folder = Path(tempfile.gettempdir()) / f"lodestone-axe-{VERSION}"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    npm = shutil.which("npm")
    if not script.exists():
        if npm is None:
            pytest.skip("no npm: install it with 'sudo apt-get install npm' to have accessibility checked")
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            npm,
            "install",
            "--prefix",
            str(folder),
            f"axe-core@{VERSION}",
            "--no-audit",
            "--no-fund",
            "--silent",
        ]
        try:
            subprocess.run(command, check=True, timeout=120, capture_output=True)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"axe-core cannot be fetched from npm: {error}")
    return script.read_text(encoding="utf-8")


def serious(page: Page, axe: str) -> list[str]:
    """What axe-core calls serious or critical, one line a place."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{one['id']}: {place['target']} {place['html'][:160]}"
        for one in found
        for place in one["nodes"]
        if one["impact"] in {"serious", "critical"} and one["id"] not in STREAMLITS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ADDRESSES, ids=lambda path: path or "overview")
def test_a_page_has_no_serious_barrier(chrome, site, axe, path, scheme):
    with reading(chrome, site, scheme=scheme) as reader:
        page = reader.open(path)
        assert serious(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_opened_provision_a_warning_and_an_empty_view_have_no_serious_barrier(chrome, site, axe, scheme):
    with reading(chrome, site, scheme=scheme) as reader:
        page = reader.open("provisions", provision="P13", q="zzzz", pillar="gold")
        expect(page.get_by_test_id("stAlert")).to_contain_text("“gold”")
        assert serious(page, axe) == []


@pytest.mark.parametrize("name", ["Table", "SQL and sources", "Download"])
def test_what_a_button_opens_has_no_serious_barrier(reader, axe, name):
    page = reader.open("provisions")
    page.get_by_role("button", name=name, exact=True).first.click()
    box = page.get_by_test_id("stPopoverBody")
    expect(box).to_contain_text(
        {"Table": "20 rows", "SQL and sources": "of exactly these rows", "Download": "CSV"}[name]
    )
    reader.settle()
    assert serious(page, axe) == []
