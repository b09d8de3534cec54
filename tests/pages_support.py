"""A helper for the tests of filters, cells and pages: the files read plainly, views, and pages run in process."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import yaml
from questions_support import fresh_engine
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

from lodestone.answers import brief, overview, provisions, sources, timeline
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.cells.engine import Engine
from lodestone.exports.orders import Order
from lodestone.filters import Bounds, Value, View
from lodestone.page_list import entry
from lodestone.paths import here
from lodestone.warehouse import Warehouse

# For each page it opens, AppTest looks through all installed packages for components; they do not change meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
_look_whether_ended = local_script_runner.require_widgets_deltas


def _wait_until_ended(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
    """Wait for the thread of a page, and only then let AppTest look whether the page has ended.

    By itself it looks a thousand times a second, which takes as much as some of the pages do.
    """
    thread = runner._script_thread
    assert thread is not None
    thread.join(timeout)
    _look_whether_ended(runner, 0 if thread.is_alive() else timeout)


local_script_runner.require_widgets_deltas = _wait_until_ended

SIGNED = date(2025, 10, 28)
AS_OF = date(2026, 11, 22)
# Pages by the notebook module that holds their cells. The pages on agencies, departments and the search, whose cells
# need something chosen, have test files of their own.
MODULES = {"overview": overview, "provisions": provisions, "timeline": timeline, "brief": brief, "sources": sources}
CELLS = [
    (page, cell)
    for page, module in MODULES.items()
    for name, cell in vars(module).items()
    if isinstance(cell, Cell) and name != "ALL_EVENTS"
]


@cache
def facts(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one CSV file below data/."""
    with (here().data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def brief_text() -> Any:
    """The brief as its YAML file has it."""
    path = here().data / "briefs" / "us-japan-critical-minerals.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def provision(provision_id: str) -> Mapping[str, str]:
    """One provision as its CSV row."""
    return next(row for row in facts("facts/provisions") if row["provision_id"] == provision_id)


def bearing(event: Mapping[str, str]) -> set[str]:
    """The provisions an event bears on, directly or not."""
    return {one for column in ("provisions", "related_provisions") for one in event[column].split(";") if one}


def pillars_of(event: Mapping[str, str]) -> set[str]:
    """The pillars an event bears on."""
    return {provision(one)["pillar"] for one in bearing(event)}


def events_since(day: date, until: date = AS_OF) -> list[Mapping[str, str]]:
    """Events that occurred after `day`, up to and with `until`."""
    return [
        row
        for row in facts("facts/events")
        if row["status"] == "occurred" and day < date.fromisoformat(row["date"]) <= until
    ]


def view(page: str, warehouse: Warehouse, **values: Value) -> View:
    """A view of a page, judged on 22 November 2026 unless said otherwise."""
    return View({"as_of": AS_OF} | values, version=warehouse.version, filters=entry(page).filters)


def ask(engine: Engine, warehouse: Warehouse, page: str, cell: Cell, **values: Value) -> Answer:
    """A cell answered for a page's view."""
    return engine.answer(warehouse, cell, view(page, warehouse, **values))


def real_bounds(warehouse: Warehouse) -> Bounds:
    """What the filters can be set to with the real content, on 22 November 2026."""
    return fresh_engine().bounds(warehouse, AS_OF)


def page(url_path: str, **address: str) -> AppTest:
    """A page opened at an address, through the front door; judged on 22 November 2026 unless said otherwise."""
    at = AppTest.from_file(str(here().root / "app.py"), default_timeout=60)
    at.switch_page(entry(url_path).script)
    for name, value in ({"as_of": AS_OF.isoformat()} | address).items():
        if value:
            at.query_params[name] = value
    return at.run()


def made(at: AppTest) -> list[Order]:
    """What this reader can save on the page Take away, the oldest first."""
    return at.session_state["takeaway_shelf"].made


def make(at: AppTest, kind: str) -> None:
    """Order a kind of file on the page Take away and wait until it is made or refused."""
    at.button(key=f"make_{kind}").click().run()
    shelf = at.session_state["takeaway_shelf"]
    assert all(shelf.workshop.wait(order, 120) for order in shelf.orders.values())
    at.run()


def texts(at: AppTest) -> str:
    """All Markdown of a page, sidebar included, with plain spaces."""
    return "\n".join(one.value for one in at.markdown).replace("\u00a0", " ")


def column(at: AppTest, table: int, name: str) -> list[Any]:
    """A column of the page's n-th table with choosable rows."""
    return list(at.dataframe[table].value[name])


def value(at, name: str):
    """What a filter's widget shows."""
    return next(
        one.value
        for one in [*at.multiselect, *at.date_input, *at.text_input, *at.selectbox]
        if one.key == f"filter_{name}"
    )
