"""Behind the button of a cell: its rows, its SQL with its sources, and the downloads.

What lies behind it is worked out when it is opened, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from lodestone.cells.answer import Answer
from lodestone.cells.table import to_csv
from lodestone.exports.cite import apa, bibtex
from lodestone.language import counted, plain
from lodestone.notebooks.running import taken_names
from lodestone.notebooks.starting import of_queries
from lodestone.page_list import NOTEBOOK, OWN, TAKEAWAY
from lodestone.screen.drawing import SOURCE_COLUMNS, draw, show_table
from lodestone.screen.filters import address, picks, set_value, takeaway_address
from lodestone.screen.notebook_state import open_book

if TYPE_CHECKING:
    from lodestone.screen.page_context import PageContext

_LEAVING = "own_leaving"


@st.fragment
def headed(context: PageContext, answer: Answer, head: Callable[[], object]) -> None:
    """The line over a cell: what `head` draws, and the button behind which its rows, SQL and downloads lie.

    The whole line runs again when the button is used, and not the button alone: Streamlit copies for each fragment all
    that stands around it, and there is less around the line.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        head()
        _check(context, answer)


def _check(context: PageContext, answer: Answer) -> None:
    """The button of a cell: its rows, its SQL with its sources, and the downloads, a tab each."""
    key = answer.cell.key
    with st.popover(
        "Check", type="tertiary", key=f"c_{key}", on_change="rerun", help="Rows, SQL, sources, download"
    ) as box:
        if box.open:
            tabs = st.tabs(["Table", "SQL and sources", "Download"], key=f"tabs_{key}", on_change="rerun")
            for tab, show in zip(tabs, (_rows, _sql, _downloads), strict=True):
                if tab.open:
                    with tab:
                        show(context, answer)


def _rows(_: PageContext, answer: Answer) -> None:
    st.markdown(f"**{counted(len(answer.table), 'row')}** · {plain(answer.cell.question)}", width=900)
    show_table(answer.table, answer.cell.columns, f"rows_{answer.cell.key}", answer.finding)


def _sql(context: PageContext, answer: Answer) -> None:
    for asked in answer.asked:
        query = asked.query
        st.markdown(f"**{plain(query.summary)}**  \n:small[:gray[{plain(query.place)}]]", width=900)
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
        if shared := context.engine.macros(query, context.warehouse):
            st.markdown(":small[:gray[Builds on these shared rules:]]")
            st.code(shared, language=None, height=200)
    st.button(
        "Open in the notebook",
        key=f"own_{answer.cell.key}",
        icon=NOTEBOOK.icon,
        on_click=_open_notebook,
        args=(context, answer),
        help="This question with its SQL, to be changed, drawn otherwise and kept.",
    )
    if st.session_state.pop(_LEAVING, False):
        st.switch_page(NOTEBOOK.script, query_params=address(NOTEBOOK.address, context.bounds))
    st.markdown(f"**{counted(len(answer.sources), 'source')}** of exactly these rows")
    show_table(answer.sources, SOURCE_COLUMNS, f"sources_{answer.cell.key}", "sources")


def _open_notebook(context: PageContext, answer: Answer) -> None:
    """Put the questions of a cell into the reader's notebook, and go there with the next run."""
    taken = taken_names(context.warehouse)
    queries = [(one.query, dict(one.values)) for one in answer.asked]
    open_book(of_queries(queries, answer.cell.question, charted=answer.cell.figure is not None, taken=taken))
    set_value("book", None)
    st.session_state[_LEAVING] = True


def _value(value: object) -> str:
    if value is None:
        return "NULL (no filter)"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _downloads(context: PageContext, answer: Answer) -> None:
    name = answer.cell.key.replace("/", "-")
    st.download_button(
        "Rows as CSV",
        to_csv(answer),
        f"{answer.stem}-{answer.view.as_of}.csv",
        "text/csv",
        icon=":material/table:",
        key=f"csv_{name}",
        on_click="ignore",
        help="With a head that states question, filters, as-of day, database version and sources.",
    )
    if answer.pictured:
        st.button(
            "Slide picture",
            icon=":material/image:",
            key=f"slide_{name}",
            on_click=_close_and_show,
            args=(answer,),
            help="Shows the figure as a 16:9 slide; its camera button saves a picture of 1920 × 1080 pixels.",
        )
    keep_for_slides(context, answer.cell.pick)
    st.markdown(":small[:gray[To cite this answer]]")
    st.code(apa(answer), language=None, wrap_lines=True)
    st.download_button(
        "Answer and sources as BibTeX",
        bibtex(answer),
        f"{answer.stem}-{answer.view.as_of}.bib",
        "application/x-bibtex",
        icon=":material/format_quote:",
        key=f"bib_{name}",
        on_click="ignore",
    )


def keep_for_slides(context: PageContext, name: str) -> None:
    """Put the cell on the reader's own slides, or take it off; the page runs again, for the links carry the choice."""
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


def _close_and_show(answer: Answer) -> None:
    st.session_state[f"c_{answer.cell.key}"] = False
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
