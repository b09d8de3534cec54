"""One provision opened: what it says, its clock, who holds it, what happened, and where the brief differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from lodestone.cells import cards
from lodestone.cells.model import Told
from lodestone.cells.screen import Desk, show_table
from lodestone.cells.window import is_narrow
from lodestone.cells.words import joined, plain
from lodestone.filters.screen import set_value
from lodestone.notebook import project, provisions

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


def pick_row(told: Told) -> None:
    """The provisions as a table in which a row can be chosen."""
    def take() -> None:
        rows = st.session_state[_TABLE].selection.rows
        set_value("provision", str(told.table["provision_id"].iloc[rows[0]]) if rows else None)

    if len(told.table):
        show_table(told.table, told.cell.columns, _TABLE, told.answer, on_select=take, selection_mode="single-row")


def pick_one(desk: Desk, told: Told, name: str, column: str) -> None:
    """A cell's rows as a table in which one can be chosen for the filter `name`, by its identifier in `column`.

    A phone shows the rows of a wide cell anyway.
    """
    key = f"pick_{told.cell.key.replace('/', '-')}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        set_value(name, str(told.table[column].iloc[rows[0]]) if rows else None)

    if len(told.table) and not (told.cell.wide and is_narrow()):
        show_table(told.table, told.cell.columns, key, told.answer, on_select=take, selection_mode="single-row")


def open_provision(desk: Desk, provision_id: str) -> None:
    """Everything on record about one provision, whatever the other filters hide."""
    unfiltered = desk.notebook.ask(desk.warehouse, "provisions/provisions", desk.view,
                                   {"pillars": None, "products": None, "statuses": None, "q": None, "unit": None}).frame
    row = provisions.one(unfiltered, provision_id)
    with st.container(border=True):
        st.markdown(f"## {provision_id} · {plain(row['title'])}")
        left, right = st.columns([1.3, 1])
        with left:
            cards.facts([
                ("What it says", plain(row["commitment"])),
                ("Instruments", plain(joined(row["instruments"]))),
                ("Derivative products", plain(joined(row["products"]))),
                ("Actors", plain(joined(row["actors"]))),
            ])
            desk.card(provisions.CLOCK, "Clock", _clock)
        with right:
            cards.facts([
                ("Pillar", plain(row["pillar"])),
                ("How much of the text was read", plain(row["text_seen"])),
                ("Place in the text", plain(row["locator"]) or ":gray[not recorded]"),
                ("Note", plain(row["note"])),
            ])
            desk.card(provisions.HOLDERS, "Who holds the lever", _holders)
        desk.card(provisions.DIFFERENCES, "Brief against text", lambda told: cards.side_by_side(told.table))
        desk.card(provisions.ONE_EVENTS, "Events",
                  lambda told: show_table(told.table, told.cell.columns, "one_events", told.answer) if len(told.table) else None)
        desk.card(project.SERVED, "Projects",
                  lambda told: show_table(told.table, told.cell.columns, "one_projects", told.answer) if len(told.table) else None)
        desk.card(provisions.BRIEF_ITEMS, "In the brief",
                  lambda told: show_table(told.table, told.cell.columns, "one_items", told.answer) if len(told.table) else None)


def _clock(told: Told) -> None:
    cards.due_list(told.table, record=True)


def _holders(told: Told) -> None:
    for row in told.table.itertuples():
        held = f" {plain(row.office)}: {plain(row.person)} (as of {row.person_as_of})." if row.person else ""
        st.markdown(f"**{plain(row.name)}** ({plain(row.country)}): {plain(row.role)}.{held}".replace("..", "."))
