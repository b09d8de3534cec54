"""All cells of the notebook by page, and what a reader can choose to take away.

The module of a page is named as its address and ends with PAGE, its cells in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from lodestone.cells.cell import Cell
from lodestone.errors import PageError, QueryError
from lodestone.page_list import SHOWN_PAGES


def _cells(page: str) -> tuple[Cell, ...]:
    """The cells of one page; raises PageError when its module is not there or does not say them."""
    name = f"lodestone.answers.{page}"
    try:
        cells: tuple[Cell, ...] = import_module(name).PAGE
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise PageError(
            f"The page “{page}” needs its cells in lodestone/answers/{page}.py, which is not there."
        ) from error
    except AttributeError as error:
        raise PageError(f"lodestone/answers/{page}.py must end with PAGE = (its cells, in order).") from error
    if strangers := [one.key for one in cells if one.page != page]:
        raise PageError(f"lodestone/answers/{page}.py: the key “{strangers[0]}” must begin with “{page}/”.")
    return cells


CELLS: tuple[Cell, ...] = tuple(one for page in SHOWN_PAGES for one in _cells(page.url_path))

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
