"""One department on a page that prints: its head, what to do next, and its sections as plain tables."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from lodestone.answers import department
from lodestone.answers.next_steps import NO_STEP, Step, sourced_steps
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell, Column
from lodestone.cells.table import in_words, readable
from lodestone.each_row import each_row
from lodestone.figures.text import cut_chars
from lodestone.filters import FILTERS, to_address
from lodestone.language import first_lower, fmt_date, plain
from lodestone.page_list import entry
from lodestone.screen.cell_tools import headed
from lodestone.screen.filters import draw_filter
from lodestone.screen.page_context import PageContext, page_context

# A link does not wrap: of what a step is about it tells so much.
LINK_CHARS = 40
# Two printed pages hold so much: the first rows and these columns; the rest is behind Check and in the CSV. Of past
# calls and of works the sentence says enough: what comes next stands in the watch list.
ROWS = 3
PRINTED = {
    "department/named": ("kind", "title", "why"),
    "department/ranked": ("title", "fit", "reasons"),
    "department/watch": ("short_title", "look_again", "why"),
    "department/agencies": ("organization", "reason"),
    "department/partners": ("name", "why"),
}


def choose(context: PageContext) -> None:
    """The box in which a department is chosen, by its name or by a field: few know how it is called in short."""
    rows = context.engine.ask(context.warehouse, "department/fields", context.view).frame
    told = {row.unit_id: ": ".join(filter(None, (row.short_name, _fields(row)))) for row in each_row(rows)}
    draw_filter(FILTERS["department"], context.bounds, "_page", told)


def _fields(row: Any) -> str:
    return ", ".join(first_lower(one) for one in dict.fromkeys((*row.topics, *row.fields)))


def header(context: PageContext) -> None:
    """Name, school, what ties it to the Framework, and how old the sources are."""
    answer = context.answer(department.UNIT)
    row = answer.table.iloc[0]
    headed(context, answer, lambda: st.title(plain(row["name"]), width="stretch"))
    seen = (
        f"newest source read: {row['last_seen_year']}"
        if pd.notna(row["last_seen_year"])
        else "the sources read are undated"
    )
    note = f" · {plain(row['status_note'])}" if row["status_note"] else ""
    st.markdown(f":gray[{plain(row['school'])} · {seen}{note} · as of {fmt_date(context.view.as_of)}]")
    st.markdown(f"{plain(row['relevance'])} **{plain(answer.finding)}.**")


def steps(answers: dict[str, Answer]) -> None:
    """What to do next, in order."""
    found = sourced_steps({key: answer.frames for key, answer in answers.items()})
    with st.container(border=True, gap="xxsmall"):
        st.markdown("## What to do next :small[:gray[by Lodestone's reading]]")
        st.markdown("\n".join(f"{number}. {plain(one.text)}" for number, one in enumerate(found, start=1)) or NO_STEP)
        with st.container(horizontal=True, gap="small"):
            for one in found:
                _open(one)


def _open(step: Step) -> None:
    """The way to what a step is about, where the notebook shows it whole."""
    if step.opens is None:
        return
    context = page_context()
    page, name, value = step.opens
    kept = {one: context.view.values.get(one) for one in ("as_of", "department")}
    where = to_address({**kept, name: value}, entry(page).filters, context.bounds)
    st.page_link(
        context.pages[page], label=plain(cut_chars(step.about, LINK_CHARS)), query_params=where, width="content"
    )


# Sections whose rows stand on another page, and what the link to it says: on a phone a longer word would be cut.
ELSEWHERE = {
    "department/calls": "Dates and terms of these calls",
    "department/partners": "What sources say of these partners",
}


def section(context: PageContext, title: str, cell: Cell) -> None:
    """One section: its heading, the answer and the first rows as a table that prints whole."""
    answer = context.answer(cell)
    printed = PRINTED.get(cell.key, ())
    rows = _clear(answer.table).head(ROWS) if printed else answer.table
    part = f" :small[:gray[first {len(rows)} of {len(answer.table)}]]" if 0 < len(rows) < len(answer.table) else ""
    with st.container(gap="xxsmall"):
        headed(context, answer, lambda: context.heading(f"{title}{part}", cell))
        st.markdown(plain(answer.finding))
        context.note(answer)
        if len(rows) and printed:
            columns = tuple(column for name in printed for column in cell.columns if column.name == name)
            st.table(_printed(rows, columns), hide_index=True, border="horizontal", alt=answer.finding)
        if len(answer.table) and cell.key in ELSEWHERE:
            where = to_address(context.view.values, ("as_of", "department"), context.bounds)
            st.page_link(page_context().pages["calls"], label=ELSEWHERE[cell.key], query_params=where)


def _clear(rows: pd.DataFrame) -> pd.DataFrame:
    """What is thin is counted in the sentence and stands behind Check."""
    if "clear" in rows:
        return rows[rows["clear"].astype(bool)]
    return rows[rows["strength"] == "clear"] if "strength" in rows else rows


def _printed(frame: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    # The first reason is the weightiest; all of them are behind Check.
    brief = frame.assign(reasons=frame["reasons"].map(lambda reasons: reasons[:1])) if "reasons" in frame else frame
    shown = readable(brief, columns)
    for column in columns:
        shown[column.title] = [plain(in_words(value, column)) for value in shown[column.title]]
    return shown
