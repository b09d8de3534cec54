"""The reader's notebook in this window: its cells, what was undone, where it is kept, and its word in the address."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from lodestone.errors import NotebookRefused
from lodestone.language import plain
from lodestone.notebooks.choosing import is_own
from lodestone.notebooks.document import MOST_CELLS, Cell, ChartCell, Notebook, OwnValue, SqlCell, TextCell
from lodestone.notebooks.kept import Kept
from lodestone.notebooks.links import packed, unpacked
from lodestone.notebooks.starting import blank
from lodestone.screen.filters import changed, get_value, picks, set_value

_STATE, _UNDONE = "own_notebook", 30
_NUMBERS = itertools.count(1)


@dataclass
class Placed:
    """A cell in the window: a number that stays with it, and the SQL that stands in its editor but was not run yet."""

    number: int
    cell: Cell
    draft: str | None = None
    # What its editor told last, run or not.
    heard: str | None = None
    version: int = 0
    editing: bool = False


@dataclass
class State:
    """What the window holds. `word` is what it last wrote into the address, `kept` where it was opened or saved."""

    book: Notebook
    cells: list[Placed] = field(default_factory=list)
    own: dict[str, OwnValue] = field(default_factory=dict)
    kept: tuple[str, str] | None = None
    word: str | None = None
    before: list[tuple[str, Notebook]] = field(default_factory=list)
    # The cells that can be chosen for slides, by key, as they were when the page was last drawn, with their numbers.
    chosen_from: Mapping[str, tuple[int, Cell]] = field(default_factory=dict)
    # How many cells on the reader's slides went with the notebook that was here before, to be said.
    left: int = 0

    @property
    def whole(self) -> Notebook:
        """The notebook as it stands now, with the SQL that was run."""
        return replace(self.book, cells=tuple(one.cell for one in self.cells))

    @property
    def drafted(self) -> Notebook:
        """The same with what stands in the editors, run or not, and the values in the widgets to start with."""
        return replace(self.shown, cells=tuple(_with_draft(one) for one in self.cells))

    @property
    def shown(self) -> Notebook:
        """The same as it is shown: the SQL that was run, and the values in the widgets to start with."""
        parameters = tuple(replace(one, value=self.own.get(one.name, one.value)) for one in self.book.parameters)
        return replace(self.whole, parameters=parameters)


def in_window() -> State | None:
    """What the window holds, on whatever page; None before the notebook was opened in it."""
    found: State | None = st.session_state.get(_STATE)
    return found


def state() -> State:
    """The window's notebook: the one in the address where a reader followed a link, else the one of before."""
    found: State | None = st.session_state.get(_STATE)
    word = get_value("book")
    if found is None:
        found = State(blank())
        _fill(found, blank())
        st.session_state[_STATE] = found
    if isinstance(word, str) and word and word != found.word:
        try:
            book = unpacked(word)
        except NotebookRefused as error:
            st.warning(
                plain(error.problems[0].wrong + ". " + error.problems[0].remedy + "."), icon=":material/link_off:"
            )
        else:
            # Which of its cells are on the reader's slides, the same address says.
            _put(book)
        found.word = word
    return found


def open_book(book: Notebook, kept: Kept | None = None) -> None:
    """Put another notebook into the window, and take cells of the one of before off the reader's slides.

    Undo brings the notebook back.
    """
    staying = tuple(one for one in picks() if not is_own(one))
    found = _put(book)
    found.left += len(picks()) - len(staying)
    set_value("pick", staying)
    found.kept = (kept.name, kept.version) if kept else None


def _put(book: Notebook) -> State:
    found: State = st.session_state.get(_STATE) or State(blank())
    st.session_state[_STATE] = found
    remember(found, f"opening “{book.title}”")
    _fill(found, book)
    found.kept, found.chosen_from = None, {}
    return found


def _fill(found: State, book: Notebook) -> None:
    found.book = replace(book, cells=())
    found.cells = [Placed(next(_NUMBERS), cell) for cell in book.cells]
    found.own = {one.name: one.value for one in book.parameters}


def write_word(found: State) -> bool:
    """Bring the notebook into the address; whether it is short enough for that."""
    word = packed(found.drafted)
    found.word = word
    if get_value("book") != word:
        set_value("book", word)
    return word is not None


def remember(found: State, what: str) -> None:
    """Keep the notebook as it is, to be had again by undo; `what` is about to be done."""
    found.before = [*found.before, (what, found.drafted)][-_UNDONE:]
    changed()


def undo() -> None:
    """Back to before the last change."""
    found: State = st.session_state[_STATE]
    if found.before:
        changed()
        _, book = found.before.pop()
        own = found.own
        _fill(found, book)
        found.own = {one.name: own.get(one.name, one.value) for one in book.parameters}


def add(cell: Cell, after: int | None = None) -> None:
    """Put a cell at the end, or after the one with this number; a text opens for writing."""
    found: State = st.session_state[_STATE]
    if len(found.cells) >= MOST_CELLS:
        return
    remember(found, "adding a cell")
    made = Placed(next(_NUMBERS), cell, editing=isinstance(cell, TextCell))
    place = len(found.cells) if after is None else _place(found, after) + 1
    found.cells.insert(place, made)


def move(number: int, by: int) -> None:
    """Move a cell up (-1) or down (1)."""
    found: State = st.session_state[_STATE]
    place = _place(found, number)
    if 0 <= place + by < len(found.cells):
        remember(found, "moving a cell")
        found.cells.insert(place + by, found.cells.pop(place))


def copy(number: int) -> None:
    """Put a copy of a cell after it; a SQL cell gets a name of its own."""
    found: State = st.session_state[_STATE]
    cell = _with_draft(found.cells[_place(found, number)])
    add(replace(cell, name=free_name(found, cell.name)) if isinstance(cell, SqlCell) else cell, number)


def delete(number: int) -> None:
    """Take a cell away; undo brings it back."""
    found: State = st.session_state[_STATE]
    remember(found, "deleting a cell")
    del found.cells[_place(found, number)]


def change(number: int, cell: Cell, *, remembered: bool = True) -> None:
    """Put another cell in the place of one."""
    found: State = st.session_state[_STATE]
    placed = found.cells[_place(found, number)]
    if cell != placed.cell:
        if remembered:
            remember(found, "changing a cell")
        placed.cell = cell


def draft(number: int, sql: str) -> None:
    """Take note of what stands in an editor."""
    found: State = st.session_state[_STATE]
    placed = next((one for one in found.cells if one.number == number), None)
    if placed is not None and isinstance(placed.cell, SqlCell):
        changed()
        placed.heard = sql
        placed.draft = sql if sql != placed.cell.sql else None


def run(number: int, sql: str | None = None) -> None:
    """Run what stands in the editor of a cell."""
    found: State = st.session_state[_STATE]
    placed = found.cells[_place(found, number)]
    wanted = sql if sql is not None else _news(placed) or placed.draft
    if isinstance(placed.cell, SqlCell) and wanted is not None:
        changed()
        placed.draft = None
        change(number, replace(placed.cell, sql=wanted))


def _news(placed: Placed) -> str | None:
    """What the editor tells in this very run: who clicks Run leaves the editor, and both may be heard together."""
    told = st.session_state.get(f"own_sql_{placed.number}")
    text = told.get("sql") if told else None
    return text if isinstance(text, str) and text != placed.heard else None


def run_all() -> None:
    """Run what stands in all editors."""
    found: State = st.session_state[_STATE]
    for one in found.cells:
        run(one.number)


def rename(number: int, name: str) -> None:
    """Give a SQL cell another name; charts and sentences that use it follow."""
    found: State = st.session_state[_STATE]
    placed = found.cells[_place(found, number)]
    assert isinstance(placed.cell, SqlCell)
    remember(found, "renaming a cell")
    renamed = found.whole.renamed(placed.cell.name, name)
    for one, cell in zip(found.cells, renamed.cells, strict=True):
        one.cell = cell


def free_name(found: State, name: str) -> str:
    """A name that no SQL cell of the notebook has yet."""
    taken = {one.cell.name for one in found.cells if isinstance(one.cell, SqlCell)}
    stem = name.rstrip("0123456789_") or name
    return next(one for number in range(1, 99) if (one := stem if number == 1 else f"{stem}_{number}") not in taken)


def uses(found: State, number: int) -> list[str]:
    """What uses a SQL cell: other SQL cells by name, and how many charts and texts."""
    cell = found.cells[_place(found, number)].cell
    if not isinstance(cell, SqlCell):
        return []
    told = [
        f"“{one.cell.name}”"
        for one in found.cells
        if isinstance(one.cell, SqlCell) and one.number != number and _word(cell.name)(one.cell.sql)
    ]
    charts = sum(isinstance(one.cell, ChartCell) and one.cell.of == cell.name for one in found.cells)
    texts = sum(isinstance(one.cell, TextCell) and f"{{{cell.name}." in one.cell.text for one in found.cells)
    return [
        *told,
        *([f"{charts} charts" if charts > 1 else "a chart"] if charts else []),
        *(["a text"] if texts else []),
    ]


def _word(name: str) -> Callable[[str], bool]:
    return lambda sql: re.search(rf"\b{name}\b", sql) is not None


def _with_draft(one: Placed) -> Cell:
    return replace(one.cell, sql=one.draft) if isinstance(one.cell, SqlCell) and one.draft is not None else one.cell


def _place(found: State, number: int) -> int:
    return next(place for place, one in enumerate(found.cells) if one.number == number)
