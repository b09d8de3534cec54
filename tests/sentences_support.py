"""A helper for the tests of sentences: every cell asked over a spread of views, and what no sentence may hold."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache

import pandas as pd
from pages_support import AS_OF, facts

from lodestone.answers.catalogue import CELLS
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.cells.engine import Engine
from lodestone.filters import FILTERS, Bounds, Value, View, defaults
from lodestone.filters.kinds import Day, Many, Numbers, Words
from lodestone.page_list import SHOWN_PAGES, entry
from lodestone.warehouse import Warehouse

# The day before the signing is outside; its own day, the day the Framework was posted, the eve of the first deadline,
# its passing, and days near and after the last reading.
DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-11-22",
        "2025-10-27",
        "2025-10-28",
        "2025-11-07",
        "2026-02-04",
        "2026-04-27",
        "2026-11-25",
        "2026-11-26",
        "2026-11-27",
        "2026-11-28",
        "2027-01-11",
    )
)
# As many values of one filter meet each cell; of a longer list they are taken at even steps, from another one on each
# page. A thorough run sets LODESTONE_SENTENCES=40, which takes minutes.
MOST = int(os.environ.get("LODESTONE_SENTENCES", "2"))
SEARCHES = ("magnet", "Japan", "no such word at all", "gallium refinery")
_NO_SOURCES = pd.DataFrame({"publisher": []})


def values(name: str, bounds: Bounds, start: int = 0) -> list[Value]:
    """What one filter is set to, one after the other, at most MOST, beginning at the value number `start`."""
    one = FILTERS[name]
    if isinstance(one, Words):
        return list(SEARCHES)
    if isinstance(one, Day):
        return [date(2026, 11, 25), date(2026, 12, 20)]
    if isinstance(one, Numbers):
        return [(5, 0, 0, 0, 0), (20, 20, 20, 20, 20), (0, 0, 0, 0, 7)] if one.count == 5 else [(2,), (4,)]
    listed = list(one.choices(bounds)) if name != "site" else _sites()
    step = max(1, -(-len(listed) // MOST))
    return [(word,) if isinstance(one, Many) else word for word in listed[start % step :: step]]


@cache
def _sites() -> list[str]:
    rows = facts("facts/sites")
    return [row["site_id"] for row in rows[:: len(rows) // 12]]


def views(page: str, needs: str, warehouse: Warehouse, bounds: Bounds) -> list[View]:
    """The views of a page in which each of its filters takes each of its values once.

    Every third value meets one of another filter. `needs` is the filter that must be set, and takes all its values in
    turn. The as-of days take turns as well.
    """
    filters = entry(page).filters
    narrowing = [name for name in filters if name not in {"as_of", needs}]
    # The inventories of sites carry no dates, and their questions take longest.
    days = DAYS[:2] if page == "geology" else DAYS
    chosen: list[dict[str, Value]] = [{"as_of": day} for day in days]
    start = [one.url_path for one in SHOWN_PAGES].index(page)
    listed = {name: values(name, bounds, start) for name in filters if name != "as_of"}
    for turn, name in enumerate(narrowing):
        other = narrowing[(turn + 1) % len(narrowing)]
        for number, value in enumerate(listed[name]):
            beside = {other: listed[other][number % len(listed[other])]} if number % 3 == 2 and listed[other] else {}
            chosen.append({**beside, name: value})
    needed = listed.get(needs, [])
    chosen += [{} for _ in range(len(needed) - len(chosen))]
    return [
        View(
            {**defaults(bounds), "as_of": days[number % len(days)], **asked}
            | ({needs: needed[number % len(needed)]} if needs else {}),
            version=warehouse.version,
            filters=filters,
            labels=bounds.labels,
        )
        for number, asked in enumerate(chosen)
    ]


def answered(engine: Engine, warehouse: Warehouse, cell: Cell, view: View) -> Answer:
    """A cell's answer without its sources, which no sentence rests on and which take as long as the rows."""
    asked = tuple(engine.ask(warehouse, name, view, cell.fixed) for name in cell.queries)
    frames = {one.query.name: one.frame for one in asked}
    worked = cell.work(frames, view) if cell.work else None
    finding = cell.finding(frames if worked is None else frames | {cell.key: worked}, view)
    return Answer(cell, view, asked, finding, _NO_SOURCES, engine.reach(warehouse, cell, view), worked)


def asked_of(page: str, engine: Engine, warehouse: Warehouse, without: Collection[str] = ()) -> Iterator[Answer]:
    """The answers of all cells of a page over its views, but for those with a key in `without`."""
    bounds = engine.bounds(warehouse, AS_OF)
    cells = [cell for cell in CELLS if cell.page == page and cell.key not in without]
    for needs in dict.fromkeys(cell.needs for cell in cells):
        for view in views(page, needs, warehouse, bounds):
            for cell in cells:
                if cell.needs == needs:
                    yield answered(engine, warehouse, cell, view)


def said_of(answer: Answer) -> str:
    """Where an answer comes from: its cell and the values that are set, for a complaint."""
    of_view = {name: value for name, value in answer.view.values.items() if value and name in answer.view.filters}
    return f"{answer.cell.key} { ({name: str(value) for name, value in of_view.items()}) }"
