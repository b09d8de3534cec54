"""Figures, maps and tables of a cell, drawn with Streamlit's own elements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from lodestone.cells.answer import Answer
from lodestone.cells.cell import NO_DEPARTMENT, Column, Form
from lodestone.cells.table import NUMBERS, for_phone, readable_arrow, very_small
from lodestone.figures.base import HEIGHT, SLIDE, WIDTH, config
from lodestone.figures.text import held
from lodestone.language import counted, fmt_date, plain
from lodestone.remembered import Remembered
from lodestone.screen.explained import column_help
from lodestone.screen.selection import figure_options, map_options
from lodestone.screen.sent_figure import sent
from lodestone.screen.viewport import is_narrow

# The height of a row (px) by its lines of text: Streamlit breaks lines in rows higher than 4rem alone. A line of a wide
# column takes so many letters.
_ROW = {1: 34, 2: 66, 3: 76}
_LINE_LETTERS = 56
# About how wide columns are (px; without a width said they grow with texts), and where those begin that few look for.
_WIDTHS = {"small": 75, "medium": 200, "large": 400, "": 0}
_IN_VIEW = 900
# Rows that tell how long texts are, and the letters of a day or a number.
_LOOKED_AT, _NUMBER = 500, 11
# Cells that the browser itself draws from days and numbers, with one word for all that are empty.
_NATIVE = {"day", "usd", "number", "score"}
SOURCE_COLUMNS = (
    Column("title", "Source", width="large"),
    Column("publisher", "Publisher"),
    Column("published", "Published"),
    Column("trust", "Distance from the act"),
    Column("how_read", "Read"),
    Column("note", "Note"),
    Column("url", "Address", "link"),
)


def draw(answer: Answer, form: Form = "page", *, kind: str = "png", opens: str = "") -> None:
    """The figure of a cell, ready for a slide when downloaded as a picture of that `kind`."""
    figure = sent(answer, form)
    height = figure.height or HEIGHT
    name = answer.cell.key.replace("/", "-")
    # A page figure taller than a slide keeps its own height when it is downloaded, else its rows are pressed together.
    size = (WIDTH, max(HEIGHT, height)) if form == "page" else SLIDE
    key = f"figure_{form}_{name}"
    st.plotly_chart(
        figure,
        theme=None,
        # A phone has nothing that hovers: the camera would always stand on the finding. The slide keeps it.
        config=config(answer.stem, size, kind, camera=form == "slide" or not is_narrow()),
        alt=answer.alt,
        key=key,
        # A slide keeps its shape, whatever the room of the dialog that shows it.
        width="content" if form == "slide" else "stretch",
        **figure_options(key, opens),
    )


def draw_live(answer: Answer, opens: str = "") -> None:
    """The map of a cell with its words around it: a map in the browser has no place for them inside."""
    drawn = answer.draw_live()
    name = answer.cell.key.replace("/", "-")
    st.markdown(f"### {plain(held(answer.finding))}")
    st.markdown(f":small[:gray[{plain(drawn.subtitle)} · {plain(answer.words.subtitle)}]]")
    # For each step of the window's width a map of its own: one drawn for another width would keep its zoom.
    key = f"map_{answer.cell.key.replace('/', '-')}_{answer.view.window}"
    st.pydeck_chart(drawn.deck, height=drawn.height, key=key, alt=answer.alt, **map_options(key, opens))
    if drawn.scale is not None:
        st.plotly_chart(
            drawn.scale,
            theme=None,
            key=f"scale_{name}",
            config={"displayModeBar": False},
            alt="Scale of the colours: sites in a cell, from 1 to 128 and more.",
        )
    st.markdown(f":small[:gray[{plain(answer.words.source_line)} · outlines: Natural Earth]]")


def show_table(
    frame: pd.DataFrame, columns: tuple[Column, ...], key: str, alt: str, *, of: Answer | None = None, **options: Any
) -> Any:
    """The rows under plain headings; what is empty says so.

    Where they are the rows `of` an answer, they are laid out once for all who see the same.
    """
    narrow = is_narrow()
    laid_out = partial(_lay_out, frame, for_phone(columns) if narrow else columns, narrow)
    shown = laid_out() if of is None else _TABLES.get((of.cell, of.basis or of.view.state, narrow), laid_out)
    if of is not None:
        # A table in the browser draws what is in view alone, on paper too; print.css shows this there and nowhere else.
        with st.container(key=f"paper_{key}"):
            st.markdown(f":small[:gray[{_on_paper(len(frame))}]]")
    return st.dataframe(
        shown.rows,
        hide_index=True,
        row_height=_ROW[shown.lines],
        placeholder=shown.blank,
        column_config=shown.settings,
        key=key,
        alt=f"Table: {alt}",
        **options,
    )


def _on_paper(rows: int) -> str:
    """What a sheet of paper must say above a table, of which it holds what was in view."""
    return (
        f"On paper this table of {counted(rows, 'row')} holds only what was in view on the screen. All of it: Check, "
        "then Download; or “Take this page away”."
    )


@dataclass(frozen=True)
class _Table:
    """Rows as they are sent, how each column is shown, the word for an empty number, and the lines of text in a row."""

    rows: pa.Table
    settings: dict[str, Any]
    blank: str
    lines: int


_TABLES: Remembered[_Table] = Remembered(256, most=32_000_000, size=lambda table: table.rows.nbytes)


def _lay_out(frame: pd.DataFrame, columns: tuple[Column, ...], narrow: bool) -> _Table:
    # Without a department the column that says why it is concerned would hold nothing but that.
    columns = tuple(one for one in columns if one.empty != NO_DEPARTMENT or frame[one.name].map(bool).any())
    settings: dict[str, Any] = {}
    rows = readable_arrow(frame, columns)
    for column in columns:
        held = rows.schema.field(column.title).type
        width = column.phone if narrow and column.phone else column.width
        told: dict[str, Any] = {"width": width, "help": column_help(column, frame)}
        if pa.types.is_timestamp(held):
            settings[column.title] = st.column_config.DatetimeColumn(format="D MMM YYYY HH:mm:ss", **told)
        elif column.kind in NUMBERS and pa.types.is_string(held):
            # Numbers in words: a column of numbers would read them as such again.
            settings[column.title] = st.column_config.TextColumn(**told)
        elif column.kind == "day":
            settings[column.title] = st.column_config.DateColumn(format="D MMM YYYY", **told)
        elif column.kind == "usd" or (column.kind == "number" and not column.year):
            # What is written as people do has three decimals at most.
            form = "plain" if very_small(frame[column.name]) else "localized"
            settings[column.title] = st.column_config.NumberColumn(format=form, **told)
        elif column.kind == "score":
            settings[column.title] = st.column_config.NumberColumn(format="%.1f", **told)
        elif column.kind == "link":
            settings[column.title] = st.column_config.LinkColumn(display_text="open", width="small")
        elif any(told.values()):
            settings[column.title] = st.column_config.Column(**told)
    # One word stands for all empty days and numbers of a table: theirs where they agree, else that of its amounts.
    words = {one.empty for one in columns if one.kind in _NATIVE and frame[one.name].isna().any()}
    blank = next((column.empty for column in columns if column.kind == "usd"), "not recorded")
    blank = words.pop() if len(words) == 1 else blank
    return _Table(rows, settings, blank, 1 if narrow else _row_lines(rows, columns))


def _row_lines(rows: pa.Table, columns: tuple[Column, ...]) -> int:
    """How many lines a row needs, at most three, for four of five of its texts in wide columns that are in view."""
    if not len(rows):
        return 1
    lines, begins, first = 1, 0, rows.slice(0, _LOOKED_AT)
    for column in columns:
        values = first[column.title]
        lengths = (
            sorted(len(text or "") for text in values.to_pylist()) if pa.types.is_string(values.type) else [_NUMBER]
        )
        if column.width == "large" and begins < _IN_VIEW:
            lines = max(lines, 1 + lengths[len(lengths) * 4 // 5] // _LINE_LETTERS)
        begins += _WIDTHS[column.width or ""] or min(_WIDTHS["large"], 20 + 7 * max(lengths[-1], len(column.title)))
    return min(max(_ROW), lines)


def empty(answer: Answer) -> None:
    """What stands in the place of a figure when no row is left: what was asked for, and the way back."""
    with st.container(border=True, horizontal_alignment="center"):
        st.markdown(f"**{plain(held(answer.finding))}**")
        st.markdown(f":gray[Looked for: {plain(answer.filtered)}, as of {fmt_date(answer.view.as_of)}.]")
