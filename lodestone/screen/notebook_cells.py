"""The cells of a reader's notebook on screen: text, SQL with its rows, chart; each with its own small menu."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lodestone.dictionary import Table
from lodestone.figures.base import HEIGHT, SLIDE, WIDTH, config
from lodestone.language import counted, plain
from lodestone.notebooks.charts import chosen
from lodestone.notebooks.document import CHARTS, ChartCell, SqlCell, TextCell
from lodestone.notebooks.reading import NAME
from lodestone.notebooks.running import Outcome, Run, taken_names
from lodestone.notebooks.words import filled, inert, missing
from lodestone.screen import notebook_state as book
from lodestone.screen.drawing import show_table
from lodestone.screen.notebook_check import check_rows
from lodestone.screen.notebook_state import Placed, State
from lodestone.screen.page_context import PageContext
from lodestone.screen.sql_editor import Wrong, sql_editor
from lodestone.screen.viewport import is_narrow

CHART_NAMES = {
    "": "Whatever suits the columns", "bar": "Bars", "line": "Lines", "area": "Stacked areas", "scatter": "Scatter",
    "histogram": "Histogram", "matrix": "Matrix of marks", "treemap": "Treemap", "points": "Points on the map",
    "countries": "Countries on the map",
}  # fmt: skip
_ROLES = {"x": "Across", "y": "Value or down", "colour": "Colour", "label": "Name", "size": "Size"}
_HEIGHT = 320


@dataclass(frozen=True)
class Desk:
    """What every cell needs: the window's notebook, its run, and the tables of the database."""

    context: PageContext
    state: State
    run: Run
    tables: Mapping[str, Table]


def draw_cell(desk: Desk, placed: Placed, charts: int) -> None:
    """One cell, whichever kind; `charts` counts the charts up to it."""
    with st.container(border=True, gap="small", key=f"own_cell_{placed.number}"):
        if isinstance(placed.cell, TextCell):
            _text(desk, placed, placed.cell)
        elif isinstance(placed.cell, SqlCell):
            _sql(desk, placed, placed.cell)
        else:
            _chart(desk, placed, placed.cell, charts)


# Text ---------------------------------------------------------------------------------------------------------------


def _text(desk: Desk, placed: Placed, cell: TextCell) -> None:
    with _head("Text", ":material/notes:"):
        if st.button(
            "Done" if placed.editing else "Edit", key=f"own_edit_{placed.number}", type="tertiary",
            icon=":material/check:" if placed.editing else ":material/edit:",
        ):  # fmt: skip
            placed.editing = not placed.editing
            st.rerun()
        _menu(desk, placed)
    if placed.editing:
        key = f"own_text_{placed.number}"
        st.session_state.setdefault(key, cell.text)
        st.text_area(
            "Text in Markdown", key=key, height=160,
            on_change=lambda: book.change(placed.number, TextCell(st.session_state[key])),
            help="{name.column} writes the value of a SQL cell's first row, {name.rows} how many rows it has.",
        )  # fmt: skip
    frames = desk.run.frames(cell.text)
    st.markdown(filled(inert(cell.text), frames, plain) or ":gray[Nothing is written yet.]")
    if lost := missing(cell.text, frames):
        st.caption(f":material/warning: {plain(', '.join(lost))}: the rows have no such column.")


# SQL ----------------------------------------------------------------------------------------------------------------


def _sql(desk: Desk, placed: Placed, cell: SqlCell) -> None:
    with _head(f"`{cell.name}`", ":material/database:"):
        st.button(
            "Run", key=f"own_run_{placed.number}", icon=":material/play_arrow:", on_click=book.run,
            args=(placed.number,),
            type="primary" if placed.draft is not None else "secondary",
            help="Or Ctrl+Enter (Cmd+Enter) in the editor.",
        )  # fmt: skip
        with st.popover("Name", type="tertiary", icon=":material/label:"):
            _naming(desk, placed, cell)
        _menu(desk, placed)
    if cell.question:
        st.markdown(f"## {plain(cell.question)}")
    outcome = desk.run.sql(cell.name) if cell.sql.strip() else Outcome(wrong="Write a SELECT, then run it.")
    refused = outcome.refused
    sql_editor(
        f"own_sql_{placed.number}",
        placed.draft if placed.draft is not None else cell.sql,
        label=f"SQL of the cell {cell.name}; Escape, then Tab leaves the editor",
        version=_version(placed, cell),
        tables=_completions(desk, cell.name),
        parameters=sorted(desk.run.values()),
        changed=lambda text: book.draft(placed.number, text),
        run=lambda text: book.run(placed.number, text),
        wrong=Wrong(refused.line, refused.column, refused.word)
        if refused and refused.line and not refused.cell
        else None,
    )
    if placed.draft is not None:
        st.caption("Changed since it was run; what stands below is of before.")
    if outcome.answer is None or outcome.rows is None:
        st.error(plain(outcome.wrong), icon=":material/error:")
        return
    rows, answer = outcome.rows, outcome.answer
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        milliseconds = max(1, round(1000 * rows.seconds))
        told = [answer.finding, f"{milliseconds:,} ms", _sources(answer.sources, answer.unsourced)]
        st.markdown(f":small[:gray[{plain(' · '.join(told))}]]", width="content")
        check_rows(desk.context, placed.number, answer, rows)
    if len(rows.frame):
        high = min(_HEIGHT, 36 + 34 * len(rows.frame))
        shown = tuple(one for one in answer.cell.columns if one.name not in {"source_ids", "source_id"})
        show_table(
            rows.frame,
            shown or answer.cell.columns,
            f"own_rows_{placed.number}",
            answer.finding,
            height=high,
        )


def _sources(sources: object, unsourced: str) -> str:
    count = len(sources)  # type: ignore[arg-type]
    return f"{counted(count, 'source')} of exactly these rows" if count else f"sources: {unsourced}"


def _version(placed: Placed, cell: SqlCell) -> int:
    """Another number when the SQL was changed by something else than the editor."""
    told = st.session_state.get(f"own_sql_{placed.number}")
    shown = placed.draft if placed.draft is not None else cell.sql
    in_editor = told.get("sql") if told else None
    asked = (told.get("run") or {}).get("sql") if told else None
    seen = f"own_seen_{placed.number}"
    if st.session_state.get(seen) not in {None, shown} and shown not in {in_editor, asked}:
        placed.version += 1
    st.session_state[seen] = shown
    return placed.version


def _completions(desk: Desk, name: str) -> dict[str, list[tuple[str, str]]]:
    found = {table.name: [(column.name, column.type) for column in table.columns] for table in desk.tables.values()}
    for earlier, _ in desk.state.whole.before(name):
        rows = desk.run.sql(earlier).rows
        found[earlier] = [(column, kind) for column, kind in rows.kinds.items()] if rows else []
    return found


def _naming(desk: Desk, placed: Placed, cell: SqlCell) -> None:
    name_key, question_key = f"own_name_{placed.number}", f"own_question_{placed.number}"
    st.session_state.setdefault(name_key, cell.name)
    st.session_state.setdefault(question_key, cell.question)
    name = st.text_input("Name, by which later cells select from it", key=name_key, max_chars=40)
    question = st.text_input("Question above its rows", key=question_key, max_chars=120)
    others = {one.cell.name for one in desk.state.cells if isinstance(one.cell, SqlCell) and one is not placed}
    wrong = (
        "Use small letters, digits and _, a letter first." if not NAME.fullmatch(name)
        else f"Another cell is named “{name}”." if name in others
        else f"“{name}” is the name of a table or a word of SQL." if name in taken_names(desk.run.warehouse)
        else ""
    )  # fmt: skip
    if wrong:
        st.caption(f":material/warning: {plain(wrong)}")
    if st.button("Take over", key=f"own_take_{placed.number}", disabled=bool(wrong)):
        if name != cell.name:
            book.rename(placed.number, name)
        renamed = placed.cell
        assert isinstance(renamed, SqlCell)
        book.change(placed.number, replace(renamed, question=" ".join(question.split())))
        st.rerun()


# Chart --------------------------------------------------------------------------------------------------------------


def _chart(desk: Desk, placed: Placed, cell: ChartCell, number: int) -> None:
    outcome = desk.run.chart(cell, number)
    with _head(f"Chart of `{cell.of}`", ":material/bar_chart:"):
        with st.popover("Choose", type="tertiary", icon=":material/tune:"):
            _choosing(desk, placed, cell, outcome)
        if outcome.answer is not None and not outcome.answer.blank:
            st.button(
                "Slide", key=f"own_slide_{placed.number}", type="tertiary", icon=":material/image:",
                on_click=_show_slide, args=(outcome,), help="The figure as a 16:9 slide, to be saved as a picture.",
            )  # fmt: skip
        if outcome.answer is not None and outcome.rows is not None:
            check_rows(desk.context, placed.number, outcome.answer, outcome.rows)
        _menu(desk, placed)
    if outcome.answer is None:
        st.warning(plain(outcome.wrong), icon=":material/warning:")
        return
    if outcome.answer.blank:
        st.markdown(":gray[No row is left to draw.]")
        return
    figure = outcome.answer.draw("page")
    height = figure.layout.height or HEIGHT
    name = f"lodestone-notebook-{cell.of}"
    st.plotly_chart(
        figure, theme=None, config=config(name, (WIDTH, max(HEIGHT, height)), camera=not is_narrow()),
        alt=outcome.answer.alt, key=f"own_figure_{placed.number}",
    )  # fmt: skip


@st.dialog("Slide", width="large")
def _show_slide(outcome: Outcome) -> None:
    assert outcome.answer is not None
    kind = st.segmented_control(
        "Picture", ["PNG", "SVG"], default="PNG", required=True, key="own_picture", label_visibility="collapsed"
    )
    name = outcome.answer.cell.key.replace("/", "-")
    st.plotly_chart(
        outcome.answer.draw("slide"), theme=None, alt=outcome.answer.alt, key="own_slide_figure",
        config=config(f"lodestone-{name}", SLIDE, "svg" if kind == "SVG" else "png"),
    )  # fmt: skip
    st.markdown(f":small[:gray[The camera button at the upper right saves a {kind} of 1920 × 1080 pixels.]]")


def _choosing(desk: Desk, placed: Placed, cell: ChartCell, outcome: Outcome) -> None:
    """The panel in which a chart is chosen: of which cell, which kind, which columns, which title."""
    names = list(desk.state.whole.sql)
    of = st.selectbox(
        "Of the cell", names, index=names.index(cell.of) if cell.of in names else None, key=f"own_of_{placed.number}"
    )
    kind = st.selectbox(
        "Kind", list(CHART_NAMES), format_func=CHART_NAMES.__getitem__, index=list(CHART_NAMES).index(cell.kind),
        key=f"own_kind_{placed.number}",
    )  # fmt: skip
    rows = outcome.rows if of == cell.of else desk.run.sql(of).rows if of else None
    roles: dict[str, str] = {}
    if rows is not None:
        drawn, usual, _ = chosen(
            ChartCell(of or "", kind or "", "", cell.roles if kind == cell.kind else {}), rows.kinds, len(rows.frame)
        )
        for role in (*CHARTS[drawn][0], *CHARTS[drawn][1]) if drawn else ():
            options = ["", *rows.kinds]
            value = usual.get(role, "")
            picked = st.selectbox(
                _ROLES[role], options, index=options.index(value) if value in options else 0,
                format_func=lambda name: name or "none", key=f"own_role_{placed.number}_{drawn}_{role}",
            )  # fmt: skip
            if picked:
                roles[role] = picked
    title = st.text_input(
        "Title: the finding", value=cell.title, key=f"own_title_{placed.number}", max_chars=200,
        placeholder="Said by itself when left empty",
        help="{name.column} writes a value, so that the finding is computed.",
    )  # fmt: skip
    wanted = ChartCell(of or cell.of, kind or "", " ".join(title.split()), roles)
    if st.button("Draw", key=f"own_draw_{placed.number}", type="primary", disabled=wanted == cell):
        book.change(placed.number, wanted)
        st.rerun()


# What all have ------------------------------------------------------------------------------------------------------


def _head(title: str, icon: str) -> DeltaGenerator:
    line = st.container(horizontal=True, vertical_alignment="center", gap="small")
    line.markdown(f"{icon} {title}", width="stretch")
    return line


def _menu(desk: Desk, placed: Placed) -> None:
    number, cells = placed.number, desk.state.cells
    with st.popover("More", type="tertiary", icon=":material/more_vert:"):
        st.button("Move up", key=f"own_up_{number}", icon=":material/arrow_upward:", on_click=book.move,
                  args=(number, -1), disabled=cells[0] is placed, width="stretch")  # fmt: skip
        st.button("Move down", key=f"own_down_{number}", icon=":material/arrow_downward:", on_click=book.move,
                  args=(number, 1), disabled=cells[-1] is placed, width="stretch")  # fmt: skip
        st.button("Copy", key=f"own_copy_{number}", icon=":material/content_copy:", on_click=book.copy, args=(number,),
                  width="stretch")  # fmt: skip
        if isinstance(placed.cell, SqlCell):
            st.button("Add a chart below", key=f"own_add_chart_{number}", icon=":material/bar_chart:", width="stretch",
                      on_click=book.add, args=(ChartCell(placed.cell.name), number))  # fmt: skip
        used = book.uses(desk.state, number)
        st.button("Delete", key=f"own_delete_{number}", icon=":material/delete:", on_click=book.delete, args=(number,),
                  width="stretch", help=f"Used by {', '.join(used)}." if used else None)  # fmt: skip
        if used:
            st.caption(f":material/warning: Used by {plain(', '.join(used))}; what uses it will say what is missing.")
