"""One provision opened: what it says, its clock, who holds it, what happened, and where the brief differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from lodestone.answers import one_project, provisions
from lodestone.cells.answer import Answer
from lodestone.language import joined, plain
from lodestone.screen import cards
from lodestone.screen.cell import PageContext, show_table
from lodestone.screen.filters import set_value
from lodestone.screen.viewport import is_narrow

_FIGURE, _TABLE = "figure_page_provisions-provisions", "pick_provisions"


def picked(points: Iterable[Mapping[str, Any]]) -> str | None:
    """The provision a figure's selection names in its customdata, if any."""
    for point in points:
        data = point.get("customdata")
        value = data[0] if isinstance(data, list | tuple) and data else data
        if isinstance(value, str):
            return value
    return None


def pick_mark() -> None:
    """Open the provision whose mark was clicked; a click beside the marks changes nothing."""
    if chosen := picked(st.session_state[_FIGURE].selection.points):
        set_value("provision", chosen)


def pick_row(answer: Answer) -> None:
    """The provisions as a table in which a row can be chosen."""

    def take() -> None:
        rows = st.session_state[_TABLE].selection.rows
        set_value("provision", str(answer.table["provision_id"].iloc[rows[0]]) if rows else None)

    if len(answer.table):
        show_table(
            answer.table, answer.cell.columns, _TABLE, answer.finding, on_select=take, selection_mode="single-row"
        )


def pick_one(context: PageContext, answer: Answer, name: str, column: str) -> None:
    """A cell's rows as a table in which one can be chosen for the filter `name`, by its identifier in `column`.

    A phone shows the rows of a wide cell anyway.
    """
    key = f"pick_{answer.cell.key.replace('/', '-')}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        set_value(name, str(answer.table[column].iloc[rows[0]]) if rows else None)

    if len(answer.table) and not (answer.cell.wide and is_narrow()):
        show_table(answer.table, answer.cell.columns, key, answer.finding, on_select=take, selection_mode="single-row")


def open_provision(context: PageContext, provision_id: str) -> None:
    """Everything on record about one provision, whatever the other filters hide."""
    unfiltered = context.engine.ask(
        context.warehouse,
        "provisions/provisions",
        context.view,
        {"pillars": None, "products": None, "statuses": None, "q": None, "unit": None},
    ).frame
    row = provisions.one(unfiltered, provision_id)
    with st.container(border=True):
        st.markdown(f"## {provision_id} · {plain(row['title'])}")
        left, right = st.columns([1.3, 1])
        with left:
            cards.facts(
                [
                    ("What it says", plain(row["commitment"])),
                    ("Instruments", plain(joined(row["instruments"]))),
                    ("Derivative products", plain(joined(row["products"]))),
                    ("Actors", plain(joined(row["actors"]))),
                ]
            )
            context.card(provisions.CLOCK, "Clock", _clock)
        with right:
            cards.facts(
                [
                    ("Pillar", plain(row["pillar"])),
                    ("How much of the text was read", plain(row["text_seen"])),
                    ("Place in the text", plain(row["locator"]) or ":gray[not recorded]"),
                    ("Note", plain(row["note"])),
                ]
            )
            context.card(provisions.HOLDERS, "Who holds the lever", _holders)
        context.card(provisions.DIFFERENCES, "Brief against text", lambda answer: cards.side_by_side(answer.table))
        context.card(
            provisions.ONE_EVENTS,
            "Events",
            lambda answer: (
                show_table(answer.table, answer.cell.columns, "one_events", answer.finding)
                if len(answer.table)
                else None
            ),
        )
        context.card(
            one_project.SERVED,
            "Projects",
            lambda answer: (
                show_table(answer.table, answer.cell.columns, "one_projects", answer.finding)
                if len(answer.table)
                else None
            ),
        )
        context.card(
            provisions.BRIEF_ITEMS,
            "In the brief",
            lambda answer: (
                show_table(answer.table, answer.cell.columns, "one_items", answer.finding)
                if len(answer.table)
                else None
            ),
        )


def _clock(answer: Answer) -> None:
    cards.due_list(answer.table, record=True)


def _holders(answer: Answer) -> None:
    for row in answer.table.itertuples():
        held = f" {plain(row.office)}: {plain(row.person)} (as of {row.person_as_of})." if row.person else ""
        st.markdown(f"**{plain(row.name)}** ({plain(row.country)}): {plain(row.role)}.{held}".replace("..", "."))
