"""In a real browser: briefs are sent, seen as they are read, added, and stand together on the page of all briefs."""

from __future__ import annotations

import shutil
from pathlib import Path

from browser_support import GROUP, MAIN, reading, serve
from icalendar import Calendar
from playwright.sync_api import expect
from walk_support import copy_of_the_project

from lodestone.paths import Project
from lodestone.warehouse import build

pytestmark = GROUP
TEXT = (
    "Metals order number {0}\n10/2{0}/2025\n\nRisks & Considerations\n- The School of Engineering may lose\n"
    "Relevance Score: {0} (Reason {0}.)\nTimeline for Implementation\n- By May {0}, 2027: report {0} is due\n"
)


def test_briefs_are_read_added_and_compared(chrome, built_project, tmp_path):
    """On a copy of the notebook with a server of its own: what a reader keeps must not reach other tests."""
    root = copy_of_the_project(tmp_path / "notebook")
    shutil.copytree(built_project.build, root / "build")
    files = []
    for number in range(1, 6):
        files.append(tmp_path / f"order-{number}.txt")
        files[-1].write_text(TEXT.format(number), encoding="utf-8")
    (tmp_path / "empty.txt").write_text("A title", encoding="utf-8")
    with serve(root) as address, reading(chrome, address) as reader:
        page = reader.open("newbrief", as_of="2026-11-22")
        page.locator('input[type="file"]').set_input_files([*files, tmp_path / "empty.txt"])
        expect(page.get_by_role("alert")).to_contain_text("empty.txt is not taken")
        expect(page.get_by_role("heading", name="Documents, as they are read")).to_be_visible()
        expect(page.get_by_role("heading", name="Metals order number 1")).to_be_visible()
        page.get_by_role("button", name="Add 5 briefs").click()
        expect(page.locator(MAIN)).to_contain_text("5 briefs: 5 added.")
        reader.settle()
        # Until the next database stands the pages would show the one before.
        build(Project(root))
        page = reader.open("briefs", as_of="2026-11-22")
        main = page.locator(MAIN)
        expect(main).to_contain_text("6 briefs here")
        expect(page.locator(".js-plotly-plot .gtitle").first).to_contain_text("Highest score: Risks, 3.0 of 5")
        with page.expect_download() as started:
            page.get_by_role("button", name="Deadlines of these briefs as calendar").click()
        days = Calendar.from_ical(Path(started.value.path()).read_bytes()).walk("VEVENT")
        assert [f"{one.decoded('dtstart'):%Y-%m-%d}" for one in days][-5:] == [f"2027-05-0{n}" for n in range(1, 6)]
        pair = "metals-order-number-2-2025-10-22,metals-order-number-4-2025-10-24"
        page = reader.open("briefs", as_of="2026-11-22", pair=pair)
        expect(main).to_contain_text("Metals order number 2 and Metals order number 4: 1 item word for word the same")
        page = reader.open("timeline", as_of="2026-11-22", among=pair)
        expect(page.get_by_role("heading", name="Which clocks do the briefs chosen set?")).to_be_visible()
