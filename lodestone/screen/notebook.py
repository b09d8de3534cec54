"""The page of a reader's own questions: cells of text, SQL and charts, kept, shared and taken away."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lodestone.dictionary import Table, read_dictionary
from lodestone.filters import FILTERS
from lodestone.language import plain
from lodestone.notebooks.choosing import is_own
from lodestone.notebooks.document import ChartCell, OwnValue, Parameter, SqlCell, TextCell
from lodestone.notebooks.links import LONGEST
from lodestone.notebooks.rules import read_rules
from lodestone.notebooks.running import Run
from lodestone.remembered import Remembered
from lodestone.sandbox.pool import pool
from lodestone.screen import notebook_state as book
from lodestone.screen.filters import changed, draw_filter, picks
from lodestone.screen.notebook_cells import Desk, draw_cell
from lodestone.screen.notebook_choice import follow
from lodestone.screen.notebook_schema import schema_browser
from lodestone.screen.notebook_shelf import shelf
from lodestone.screen.notebook_state import State
from lodestone.screen.notebook_take import take_away
from lodestone.screen.page_context import PageContext

_TABLES: Remembered[dict[str, Table]] = Remembered(4)
_NEW_TEXT = "What did you find? Write it here."


def notebook(context: PageContext) -> None:
    """Draw the page."""
    found = book.state()
    follow(found)
    short = book.write_word(found)
    pool().warm()
    tables = _TABLES.get(
        context.warehouse.version, lambda: read_dictionary(context.warehouse) | read_rules(context.warehouse)
    )
    waiting = st.empty()
    run = Run(
        found.whole,
        context.engine,
        context.warehouse,
        context.view,
        found.own,
        lambda place: _in_line(waiting, place),
    )
    _title(found)
    _tools(context, found, run)
    _values(context, found, run)
    desk = Desk(context, found, run, tables)
    charts = 0
    for placed in found.cells:
        charts += isinstance(placed.cell, ChartCell)
        draw_cell(desk, placed, charts)
    waiting.empty()
    _adding(found)
    schema_browser(context, tables)
    if not short:
        st.caption(
            f"This notebook is too long to travel in the address ({LONGEST:,} characters, packed). Download it, or "
            "keep it by name, to share it."
            + (" Its cells stay on your own slides while this window is open." if any(map(is_own, picks())) else "")
        )


def _in_line(waiting: DeltaGenerator, place: int) -> None:
    waiting.info(f"Your statement is number {place} in line.", icon=":material/hourglass_top:")


def _title(found: State) -> None:
    st.title(plain(found.book.title))
    if found.book.about:
        st.markdown(f":gray[{plain(found.book.about)}]")


def _tools(context: PageContext, found: State, run: Run) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Run all", icon=":material/play_arrow:", key="own_run_all", on_click=book.run_all,
            type="primary" if any(one.draft is not None for one in found.cells) else "secondary",
        )  # fmt: skip
        last = found.before[-1][0] if found.before else ""
        st.button(
            "Undo", icon=":material/undo:", key="own_undo", on_click=book.undo, disabled=not found.before,
            help=f"Takes back {last}." if last else "Nothing to take back yet.",
        )  # fmt: skip
        shelf(context, found)
        take_away(context, found, run)


def _values(context: PageContext, found: State, run: Run) -> None:
    """The filters that the SQL names, and the notebook's own parameters, as widgets."""
    told = " ".join(cell.sql for cell in found.whole.sql.values())
    own = {one.name for one in found.book.parameters}
    filters = [
        name for name in context.view.filters
        if name != "as_of" and f"${FILTERS[name].parameter}" in told and FILTERS[name].parameter not in own
    ]  # fmt: skip
    if not filters and not found.book.parameters:
        return
    with st.container(horizontal=True, gap="medium", key="own_values"):
        for one in found.book.parameters:
            with st.container(width=260):
                _widget(found, one)
        for name in filters:
            with st.container(width=260):
                draw_filter(FILTERS[name], context.bounds, "_own")
    assert run.book is not None


def _widget(found: State, one: Parameter) -> None:
    value = found.own.get(one.name, one.value)
    key = f"own_value_{one.name}"
    given: OwnValue | None
    if one.kind == "number":
        whole = isinstance(one.value, float) and one.value.is_integer()
        number = float(value) if isinstance(value, int | float) else 0.0
        given = st.number_input(
            one.label,
            min_value=one.least,
            max_value=one.most,
            value=number,
            step=1.0 if whole else None,
            format="%g",
            key=key,
            on_change=changed,
        )
    elif one.kind == "day":
        given = st.date_input(one.label, value=value, format="YYYY-MM-DD", key=key, on_change=changed)  # type: ignore[arg-type]
    elif one.kind == "choice":
        given = st.selectbox(one.label, one.choices, index=one.choices.index(str(value)), key=key, on_change=changed)
    else:
        given = st.text_input(one.label, value=str(value), max_chars=200, key=key, on_change=changed)
    if given is not None and not one.fits(given) and given != value:
        found.own[one.name] = given
        st.rerun()


def _adding(found: State) -> None:
    names = list(found.whole.sql)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Add text", icon=":material/notes:", key="own_add_text", on_click=book.add, args=(TextCell(_NEW_TEXT),)
        )
        name = book.free_name(found, "rows")
        sql = f"SELECT *\nFROM {names[-1]}" if names else "SELECT title, published\nFROM sources\nORDER BY title"
        st.button(
            "Add SQL", icon=":material/database:", key="own_add_sql", on_click=book.add, args=(SqlCell(name, sql),)
        )
        st.button(
            "Add chart", icon=":material/bar_chart:", key="own_add_chart", on_click=book.add, disabled=not names,
            args=(ChartCell(names[-1] if names else ""),),
        )  # fmt: skip
