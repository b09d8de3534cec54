"""What a page works with, and how it shows its cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.cells.engine import Engine
from lodestone.figures.text import held
from lodestone.filters import FILTERS, Bounds, View
from lodestone.language import first_upper, plain
from lodestone.screen.cell_tools import headed
from lodestone.screen.drawing import draw, draw_live, empty, show_table
from lodestone.screen.filters import draw_filter
from lodestone.screen.row_cards import row_cards
from lodestone.screen.selection import key_of, row_options
from lodestone.screen.viewport import draws_maps, is_narrow
from lodestone.warehouse import Warehouse

_NO_MAP = (
    "A picture stands here because this browser cannot draw a live map: it has no WebGL 2, as over some remote "
    "desktops or without hardware acceleration. Open a site by its name, below."
)


@dataclass(frozen=True)
class PageContext:
    """What a page works with: the notebook, the open database, the reader's view and the level of its headings."""

    engine: Engine
    warehouse: Warehouse
    view: View
    bounds: Bounds
    # Streamlit's page objects by address, for links between pages.
    pages: Mapping[str, Any] = field(default_factory=dict)
    # How deep its headings stand below the page's title; an opened thing has a heading of its own above its cells'.
    depth: int = 2
    # The parts drawn so far, by anchor: what the list "On this page" leads to.
    parts: dict[str, str] = field(default_factory=dict)

    def answer(self, cell: Cell) -> Answer:
        """Answer a cell for this view."""
        return self.engine.answer(self.warehouse, cell, self.view)

    def show(self, cell: Cell, *, opens: str = "", table: bool = False) -> Answer:
        """Draw a whole cell: head, figure (or the finding as a sentence) and, on request, the table below it.

        A mark that is picked sets the filter `opens`. The rows stand in, as cards, where the window is too narrow for
        the figure.
        """
        answer = self.answer(cell)
        with st.container(gap="xsmall"):
            headed(self, answer, lambda: self.heading(cell.question, cell))
            if cell.figure is not None:
                self._ground(answer)
            if cell.figure is not None and answer.blank:
                empty(answer)
            elif not answer.pictured:
                self._finding(answer)
                self.note(answer)
            elif self._too_wide(cell):
                self._finding(answer)
                self.note(answer, ground=False)
                st.markdown(":small[:gray[The figure needs a wider window; these are its rows.]]")
                row_cards(answer, opens)
                table = False
            elif cell.live is not None and draws_maps():
                draw_live(answer, opens)
            elif cell.live is not None:
                draw(answer)
                st.markdown(f":small[:gray[{_NO_MAP}]]")
            else:
                draw(answer, "page", opens=opens)
            if table and len(answer.table) and cell.figure is None and is_narrow():
                row_cards(answer, opens)
            elif table and len(answer.table):
                key = f"table_{cell.key}"
                chosen = row_options(key, opens, answer) if opens and cell.identifier else {}
                show_table(answer.table, cell.columns, key, answer.finding, of=answer, **chosen)
        return answer

    def show_if_met(self, cell: Cell) -> Answer | None:
        """Draw a cell with its rows where the view sets what it needs and it stands there; nothing where not."""
        ready = cell.met(self.view.values) and cell.stands(self.view)
        return self.show(cell, table=True) if ready else None

    def _too_wide(self, cell: Cell) -> bool:
        """Whether the page has too little room for the figure of a cell."""
        return cell.figure is not None and self.view.width < cell.readable_from

    def rows(self, answer: Answer, opens: str = "", **options: Any) -> None:
        """A cell's rows as a table; where `opens` names a filter, a row can be picked for it.

        Where there is no room for the figure they stand there already.
        """
        if len(answer.table) and not self._too_wide(answer.cell):
            key = key_of("pick", answer)
            chosen = row_options(key, opens, answer) if opens else {}
            show_table(answer.table, answer.cell.columns, key, answer.finding, of=answer, **chosen, **options)

    def opened(
        self,
        name: str,
        panel: Callable[[PageContext, str], None],
        hint: str,
        among: Collection[str] | None = None,
    ) -> None:
        """The box in which one thing is chosen for the filter `name`, and its panel, or a hint while none is chosen.

        The reader's eye is led to it, wherever the thing was picked. Where only some are to be chosen `among`, such as
        those that the filters leave, the one that is opened stays in the box.
        """
        bounds = self.bounds
        if among is not None:
            kept = {*among, self.view.values[name]}
            choices = tuple(one for one in FILTERS[name].choices(bounds) if one in kept)
            bounds = replace(bounds, options={**bounds.options, name: choices})
        value = str(self.view.values[name] or "")
        with st.container(key=f"opened_{name}"):
            draw_filter(FILTERS[name], bounds)
            if value:
                with st.container(key=f"back_{name}"):
                    self.way_back()
                panel(replace(self, depth=self.depth + 2), value)
            elif hint:
                st.markdown(f":gray[{hint}]")

    def way_back(self) -> None:
        """The way from an opened thing to the figure or list above it, from which it may have been picked."""
        if self.parts:
            anchor, question = list(self.parts.items())[-1]
            st.markdown(f":small[[Back up to “{plain(question)}”](#{anchor})]")

    def card(
        self,
        cell: Cell,
        title: str,
        body: Callable[[Answer], None],
        *,
        stretch: bool = False,
        beside: Callable[[], object] | None = None,
        finding: bool = True,
    ) -> Answer:
        """Draw a cell as a bordered card: a short title, the answer in a sentence, then whatever `body` draws.

        `beside` draws what stands in the line of the title, such as the way to a page that says more. Without the
        `finding` the body says it.
        """
        answer = self.answer(cell)
        key = f"card_{cell.key}"

        def head() -> None:
            self.heading(title, cell)
            if beside is not None:
                beside()

        with st.container(border=True, gap="xxsmall", height="stretch" if stretch else "content", key=key):
            headed(self, answer, head)
            if finding:
                st.markdown(plain(held(f"{answer.finding.removesuffix('.')}.")))
            # For which department it is stands in the line on top of the page.
            if answer.aside:
                st.markdown(f":small[:gray[{plain(first_upper(answer.aside))}.]]")
            self._ground(answer)
            body(answer)
        return answer

    def heading(self, title: str, cell: Cell) -> None:
        """The heading over a cell: its question or a short title. A part of the page gets an anchor.

        The list of parts says the question, whatever the title.
        """
        if self.depth > 2:
            st.markdown(f"{'#' * self.depth} {title}", width="stretch")
            return
        anchor = cell.key.replace("/", "-")
        st.header(title, anchor=anchor, width="stretch")
        self.parts[anchor] = cell.question

    def note(self, answer: Answer, *, ground: bool = True) -> None:
        """Under a finding that stands alone: for whom it is, which filters do not narrow it, and on what it rests."""
        if answer.note:
            st.markdown(f":small[:gray[{plain(answer.note)}.]]")
        if ground:
            self._ground(answer)

    def _ground(self, answer: Answer) -> None:
        """On what kind of text a leading claim rests, beside it."""
        if answer.ground:
            st.markdown(f":small[:gray[{plain(answer.ground)}.]]")

    def _finding(self, answer: Answer) -> None:
        st.markdown(f"{'#' * (self.depth + 1)} {plain(held(answer.finding))}")


def page_context() -> PageContext:
    """The context of the view that is running; pages start with it."""
    found = st.session_state["page_context"]
    assert isinstance(found, PageContext)
    return found
