"""All cells of the notebook by page, and what a reader can choose to take away.

Each page's module ends with PAGE, its cells in order; a new page is named here once.
"""

from __future__ import annotations

from collections.abc import Mapping

from lodestone.answers import (
    agencies,
    brief,
    calls,
    department,
    funding,
    geology,
    opportunities,
    overview,
    provisions,
    relevance,
    search,
    sources,
    timeline,
)
from lodestone.cells.cell import Cell
from lodestone.errors import QueryError

CELLS: tuple[Cell, ...] = (
    *overview.PAGE,
    *provisions.PAGE,
    *timeline.PAGE,
    *brief.PAGE,
    *agencies.PAGE,
    *opportunities.PAGE,
    *calls.PAGE,
    *funding.PAGE,
    *geology.PAGE,
    *department.PAGE,
    *relevance.PAGE,
    *sources.PAGE,
    *search.PAGE,
)

# What a reader can choose, by name: mostly a cell, or several of which one answers in a given view.
PICKS: Mapping[str, tuple[Cell, ...]] = {
    one.pick: tuple(other for other in CELLS if other.pick == one.pick) for one in CELLS
}


def picked(name: str) -> tuple[Cell, ...]:
    """The cells that stand behind one name in PICKS; raises QueryError that lists the names of its page."""
    if name not in PICKS:
        near = [one for one in PICKS if one.startswith(f"{name.partition('/')[0]}/")]
        raise QueryError(f"There is no figure or table '{name}'. Known: {', '.join(near or PICKS)}")
    return PICKS[name]


def of_page(page: str | None) -> tuple[Cell, ...]:
    """The cells of a page, or of all pages; raises QueryError for a page without any."""
    found = tuple(one for one in CELLS if page in {None, one.page})
    if not found:
        known = ", ".join(dict.fromkeys(one.page for one in CELLS))
        raise QueryError(f"There is no page '{page}' to take away. Known: {known}")
    return found
