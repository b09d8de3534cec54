"""Cells on screen.

Question, figure with the finding inside, and behind three buttons the rows, the SQL with its sources, and the
downloads. What lies behind a button is worked out when it is opened, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell, Column, Form
from lodestone.cells.engine import Engine
from lodestone.cells.table import for_phone, readable, to_csv
from lodestone.exports.cite import apa, bibtex
from lodestone.figures.base import HEIGHT, SLIDE, WIDTH, config
from lodestone.figures.text import held
from lodestone.filters.model import Bounds, View
from lodestone.language import counted, fmt_date, plain
from lodestone.page_list import OWN, TAKEAWAY
from lodestone.screen.filters import picks, set_value, takeaway_address
from lodestone.screen.viewport import is_narrow
from lodestone.warehouse import Warehouse

SOURCE_COLUMNS = (
    Column("title", "Source", width="large"),
    Column("publisher", "Publisher"),
    Column("published", "Published"),
    Column("trust", "Distance from the act"),
    Column("how_read", "Read"),
    Column("url", "Address", "link"),
    Column("note", "Note"),
)


@dataclass(frozen=True)
class PageContext:
    """What a page works with: the notebook, the open database and the reader's view."""

    engine: Engine
    warehouse: Warehouse
    view: View
    bounds: Bounds

    def answer(self, cell: Cell) -> Answer:
        """Answer a cell for this view."""
        return self.engine.answer(self.warehouse, cell, self.view)

    def show(self, cell: Cell, *, table: bool | None = None, **selection: Any) -> Answer:
        """Draw a whole cell: head, figure (or the answer as a sentence) and, on request, the table below it.

        Without a word on `table`, the rows stand in where the window is too narrow for the figure.
        """
        answer = self.answer(cell)
        with st.container(gap="xsmall"):
            self._head(answer)
            if cell.figure is None:
                st.markdown(f"#### {plain(held(answer.finding))}")
            elif answer.blank:
                empty(answer)
            elif cell.wide and is_narrow():
                st.markdown(f"#### {plain(held(answer.finding))}")
                st.markdown(":small[:gray[The figure needs a wider window; these are its rows.]]")
                table = table is None or table
            elif cell.live is not None:
                draw_live(answer, **selection)
            else:
                draw(answer, "page", **selection)
            if table and len(answer.table):
                show_table(answer.table, cell.columns, f"table_{cell.key}", answer.finding)
        return answer

    def card(self, cell: Cell, title: str, body: Callable[[Answer], None], *, stretch: bool = False) -> Answer:
        """Draw a cell as a bordered card: a short title, the answer in a sentence, then whatever `body` draws."""
        answer = self.answer(cell)
        with st.container(border=True, gap="xxsmall", height="stretch" if stretch else "content"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"#### {title}", width="stretch")
                with st.container(width="content"):
                    check(self, answer)
            st.markdown(plain(held(answer.finding)))
            body(answer)
        return answer

    def _head(self, answer: Answer) -> None:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.markdown(f"##### {answer.cell.question}", width="stretch")
            with st.container(width="content"):
                tools(self, answer)


def draw(answer: Answer, form: Form = "page", *, kind: str = "png", **selection: Any) -> None:
    """The figure of a cell, ready for a slide when downloaded as a picture of that `kind`."""
    figure = answer.draw(form)
    height = figure.layout.height or HEIGHT
    name = answer.cell.key.replace("/", "-")
    # A page figure taller than a slide keeps its own height when it is downloaded, else its rows are pressed together.
    size = (WIDTH, max(HEIGHT, height)) if form == "page" else SLIDE
    st.plotly_chart(
        figure,
        theme=None,
        config=config(f"lodestone-{name}", size, kind),
        alt=answer.alt,
        key=f"figure_{form}_{name}",
        **selection,
    )


def draw_live(answer: Answer, **selection: Any) -> None:
    """The map of a cell with its words around it: a map in the browser has no place for them inside."""
    drawn = answer.draw_live()
    name = answer.cell.key.replace("/", "-")
    st.markdown(f"#### {plain(held(answer.finding))}")
    st.markdown(f":small[:gray[{plain(drawn.subtitle)} · {plain(answer.words.subtitle)}]]")
    st.pydeck_chart(drawn.deck, height=drawn.height, key=map_key(answer.cell), alt=answer.alt, **selection)
    if drawn.scale is not None:
        st.plotly_chart(
            drawn.scale,
            theme=None,
            key=f"scale_{name}",
            config={"displayModeBar": False},
            alt="Scale of the colours: sites in a cell, from 1 to 128 and more.",
        )
    st.markdown(f":small[:gray[{plain(answer.words.source_line)} · outlines: Natural Earth]]")


def map_key(cell: Cell) -> str:
    """A live map's key. On a phone it is a map of its own: one that was drawn for a wider window would keep its zoom."""
    return f"map_{cell.key.replace('/', '-')}{'_phone' if is_narrow() else ''}"


def show_table(frame: pd.DataFrame, columns: tuple[Column, ...], key: str, alt: str, **options: Any) -> Any:
    """The rows under plain headings; what is empty says so."""
    settings: dict[str, Any] = {}
    narrow = is_narrow()
    columns = for_phone(columns) if narrow else columns
    for column in columns:
        width = column.phone if narrow and column.phone else column.width
        if column.kind == "day":
            settings[column.title] = st.column_config.DateColumn(format="D MMM YYYY", width=width)
        elif column.kind == "usd" or (column.kind == "number" and not column.year):
            settings[column.title] = st.column_config.NumberColumn(format="localized", width=width)
        elif column.kind == "score":
            settings[column.title] = st.column_config.NumberColumn(format="%.1f", width=width)
        elif column.kind == "link":
            settings[column.title] = st.column_config.LinkColumn(display_text="open", width="small")
        elif width:
            settings[column.title] = st.column_config.Column(width=width)
    # One word stands for all empty numbers of a table: that of its amounts, if it has any.
    blank = next((column.empty for column in columns if column.kind == "usd"), "not recorded")
    return st.dataframe(
        readable(frame, columns),
        hide_index=True,
        row_height=34,
        placeholder=blank,
        column_config=settings,
        key=key,
        alt=f"Table: {alt}",
        **options,
    )


def empty(answer: Answer) -> None:
    """What stands in the place of a figure when no row is left: what was asked for, and the way back."""
    with st.container(border=True, horizontal_alignment="center"):
        st.markdown(f"**{plain(held(answer.finding))}**")
        st.markdown(f":gray[Looked for: {plain(answer.view.sentence())}, as of {fmt_date(answer.view.as_of)}.]")


@st.fragment
def tools(context: PageContext, answer: Answer) -> None:
    """The three buttons of a cell, in a row."""
    key = answer.cell.key
    with st.container(horizontal=True, gap="small", width="content"):
        with st.popover("Table", icon=":material/table:", type="tertiary", key=f"t_{key}", on_change="rerun") as table:
            if table.open:
                _rows(answer)
        with st.popover(
            "SQL and sources", icon=":material/code:", type="tertiary", key=f"s_{key}", on_change="rerun"
        ) as sql:
            if sql.open:
                _sql(context, answer)
        with st.popover(
            "Download", icon=":material/download:", type="tertiary", key=f"d_{key}", on_change="rerun"
        ) as download:
            if download.open:
                _downloads(context, answer, f"d_{key}")


@st.fragment
def check(context: PageContext, answer: Answer) -> None:
    """The same three behind one button, for cards."""
    key = answer.cell.key
    with st.popover(
        "Check", type="tertiary", key=f"c_{key}", on_change="rerun", help="Rows, SQL, sources, download"
    ) as box:
        if box.open:
            rows, sql, download = st.tabs(["Table", "SQL and sources", "Download"])
            with rows:
                _rows(answer)
            with sql:
                _sql(context, answer)
            with download:
                _downloads(context, answer, f"c_{key}")


def _rows(answer: Answer) -> None:
    st.markdown(f"**{counted(len(answer.table), 'row')}** · {plain(answer.cell.question)}", width=900)
    show_table(answer.table, answer.cell.columns, f"rows_{answer.cell.key}", answer.finding)


def _sql(context: PageContext, answer: Answer) -> None:
    for asked in answer.asked:
        query = asked.query
        st.markdown(f"**{plain(query.summary)}**  \n:small[:gray[queries/{plain(query.name)}.sql]]", width=900)
        if query.parameters:
            rows = [(f"${name}", _value(asked.values.get(name)), p.meaning) for name, p in query.parameters.items()]
            st.dataframe(
                pd.DataFrame(rows, columns=["Parameter", "Value now", "Meaning"]),
                hide_index=True,
                key=f"parameters_{answer.cell.key}_{query.name}",
                alt=f"Parameters of {query.name}",
            )
        # Without colours: Streamlit's for SQL stand out from the page by 2:1 to 4:1 only, too little to be read.
        st.code(query.sql, language=None, height=260)
        if shared := context.engine.macros(query):
            st.markdown(":small[:gray[Builds on these shared rules:]]")
            st.code(shared, language=None, height=200)
    st.markdown(f"**{counted(len(answer.sources), 'source')}** of exactly these rows")
    show_table(answer.sources, SOURCE_COLUMNS, f"sources_{answer.cell.key}", "sources")


def _value(value: object) -> str:
    if value is None:
        return "NULL (no filter)"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _downloads(context: PageContext, answer: Answer, popover: str) -> None:
    name = answer.cell.key.replace("/", "-")
    st.download_button(
        "Rows as CSV",
        to_csv(answer),
        f"lodestone-{name}-{answer.view.as_of}.csv",
        "text/csv",
        icon=":material/table:",
        key=f"csv_{name}",
        on_click="ignore",
        help="With a head that states question, filters, as-of day, database version and sources.",
    )
    if answer.cell.figure is not None and not answer.blank:
        st.button(
            "Slide picture",
            icon=":material/image:",
            key=f"slide_{name}",
            on_click=_close_and_show,
            args=(answer, popover),
            help="Shows the figure as a 16:9 slide; its camera button saves a picture of 1920 × 1080 pixels.",
        )
    _keep(context, answer.cell.pick)
    st.markdown(":small[:gray[To cite this answer]]")
    st.code(apa(answer), language=None, wrap_lines=True)
    st.download_button(
        "Answer and sources as BibTeX",
        bibtex(answer),
        f"lodestone-{name}-{answer.view.as_of}.bib",
        "application/x-bibtex",
        icon=":material/format_quote:",
        key=f"bib_{name}",
        on_click="ignore",
    )


def _keep(context: PageContext, name: str) -> None:
    """Put the cell on the reader's own slides, or take it off; the whole page runs again, for the links that carry the choice."""
    chosen = picks()
    kept = name in chosen
    if st.button(
        "Take off your own slides" if kept else "Add to your own slides",
        key=f"keep_{name}",
        icon=":material/playlist_remove:" if kept else ":material/playlist_add:",
    ):
        set_value("pick", tuple(one for one in chosen if one != name) if kept else (*chosen, name))
        st.rerun()
    if chosen:
        st.page_link(
            TAKEAWAY.script,
            label=f"Your own slides: {counted(len(chosen), 'figure or table', 'figures and tables')}",
            icon=TAKEAWAY.icon,
            query_params=takeaway_address(OWN, context.bounds),
        )


def _close_and_show(answer: Answer, popover: str) -> None:
    st.session_state[popover] = False
    slide(answer)


@st.dialog("Slide", width="large")
def slide(answer: Answer) -> None:
    """The figure alone in slide form, with the camera button in view."""
    kind = st.segmented_control(
        "Picture", ["PNG", "SVG"], default="PNG", required=True, key="picture_kind", label_visibility="collapsed"
    )
    draw(answer, "slide", kind="svg" if kind == "SVG" else "png")
    st.markdown(
        f":small[:gray[The camera button at the upper right of the figure saves a {kind} of 1920 × 1080 pixels.]]"
    )
