"""A helper for the browser tests: axe-core, and what it finds on a page, what Streamlit itself brings aside.

axe-core is an npm package and not part of this repository: it is fetched once into the temporary folder.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

VERSION = "4.11.0"
# Streamlit's own markup: paragraphs among the items of the grouped navigation, the column of boxes of a table whose
# rows can be chosen, and code of a given height, which the keyboard cannot scroll.
STREAMLITS = {"list", "listitem", "empty-table-header", "scrollable-region-focusable"}


@cache
def axe() -> tuple[str, str]:
    """The text of axe-core, or an empty one and the reason why it cannot be had."""
    folder = Path(tempfile.gettempdir()) / f"lodestone-axe-{VERSION}"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    npm = shutil.which("npm")
    if not script.exists():
        if npm is None:
            return "", "no npm: install it with 'sudo apt-get install npm' to have accessibility checked"
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", f"axe-core@{VERSION}", "--prefix", str(folder)]
        try:
            subprocess.run(
                [*command, "--no-audit", "--no-fund", "--silent"], check=True, timeout=120, capture_output=True
            )
        except (subprocess.SubprocessError, OSError) as error:
            return "", f"axe-core cannot be fetched from npm: {error}"
    return script.read_text(encoding="utf-8"), ""


def barriers(page: Page) -> list[str]:
    """What axe-core calls serious or critical on a page, one line a place; nothing where there is no axe-core.

    That it is missing is told by a skipped test in test_accessibility.py.
    """
    text, _ = axe()
    if not text:
        return []
    page.evaluate(text)
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{one['id']}: {place['target']} {place['html'][:160]}"
        for one in found
        for place in one["nodes"]
        if one["impact"] in {"serious", "critical"} and one["id"] not in STREAMLITS
    ]
