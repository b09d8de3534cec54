"""The cells of the reader's notebook among the figures and tables of their own choice, on whatever page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from lodestone.errors import NotebookRefused
from lodestone.exports.gather import Request
from lodestone.filters import Bounds
from lodestone.language import counted
from lodestone.notebooks.choosing import is_own, places
from lodestone.notebooks.document import Cell, Notebook
from lodestone.notebooks.links import unpacked
from lodestone.notebooks.running import Run
from lodestone.page_list import NOTEBOOK
from lodestone.screen.filters import asked_book, picks, set_value
from lodestone.screen.notebook_state import State, in_window

# Cells with their numbers in the window, by key.
Placed = Mapping[str, tuple[int, Cell]]
# Said where cells are chosen of a notebook that its address cannot hold.
TOO_LONG = (
    "Your notebook is too long to travel in an address: its cells stay chosen while this window is open, and links and "
    "Present leave them out."
)
# Read once for all views and readers of one address.
_unpacked = lru_cache(32)(unpacked)


def open_notebook() -> Notebook | None:
    """The notebook of a followed link, else the one in this window as it is shown; None where there is none."""
    found, word = in_window(), asked_book()
    if word and (found is None or word != found.word):
        try:
            return _unpacked(word)
        except NotebookRefused:
            # The page of the notebook says so.
            pass
    return found.shown if found else None


def with_own_cells(bounds: Bounds) -> Bounds:
    """The same with the cells of the reader's notebook among what can be chosen to be taken away."""
    book = open_notebook()
    if book is None:
        return bounds
    return replace(bounds, options={**bounds.options, "pick": (*bounds.options["pick"], *places(book))})


def with_own_run(request: Request) -> Request:
    """The same with the reader's notebook, where cells of it are chosen."""
    book = open_notebook() if any(map(is_own, picks())) else None
    if book is None:
        return request
    return replace(request, run=Run(book, request.engine, request.warehouse, request.view(NOTEBOOK.url_path)))


def follow(found: State) -> None:
    """Keep the choice on the cells that it was made of: they are renamed, moved and deleted while they are chosen.

    What leaves it is said.
    """
    placed = {name: found.cells[place] for name, place in places(found.whole).items()}
    now = {name: (one.number, one.cell) for name, one in placed.items()}
    before, found.chosen_from = found.chosen_from, now
    kept = [_followed(name, before, now) if is_own(name) else name for name in picks()]
    left = found.left + kept.count("")
    found.left = 0
    chosen = tuple(dict.fromkeys(filter(None, kept)))
    if chosen != picks():
        set_value("pick", chosen)
    if left:
        st.toast(f"{counted(left, 'cell')} taken off your own slides: not in this notebook any more.")


def _followed(name: str, before: Placed, now: Placed) -> str:
    """What a chosen cell is called now; empty where it is gone."""
    number, cell = before.get(name, (0, None))
    by_number = [other for other, one in now.items() if one[0] == number]
    # What came by a link is known by its name alone; undo puts all cells anew, the one that it changed too.
    anew = not {one for one, _ in before.values()} & {one for one, _ in now.values()}
    alike = [other for other in (name, *now) if other in now and now[other][1] == cell] if anew else []
    return next(iter([*by_number, *alike]), name if anew and name in now else "")
