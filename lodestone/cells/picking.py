"""A matrix mark picked: what stands behind it, and the way to keep some of that."""

from __future__ import annotations

import streamlit as st

from lodestone.cells.door import page_objects
from lodestone.cells.opened import picked
from lodestone.cells.screen import Desk, show_table
from lodestone.cells.words import plain
from lodestone.filters.address import to_address
from lodestone.filters.screen import set_value
from lodestone.notebook import opportunities
from lodestone.site import entry


def pick_cell(figure: str) -> None:
    """Take over the mark that was clicked in a figure; a click beside the marks changes nothing."""
    if chosen := picked(st.session_state[figure].selection.points):
        set_value("cell", chosen)


def behind(desk: Desk) -> None:
    """What stands behind the picked department and pillar, each row with why it fits; rows can be kept."""
    told = desk.tell(opportunities.BEHIND)
    unit, _, pillar = str(desk.view.values["cell"]).partition("|")
    name = desk.bounds.word("department", unit)

    def keep() -> None:
        rows = st.session_state["pick_behind"].selection.rows
        known = set(desk.bounds.of("shortlist"))
        fresh = [str(told.table["id"].iloc[row]) for row in rows if str(told.table["id"].iloc[row]) in known]
        kept = desk.view.values.get("shortlist") or ()
        if isinstance(kept, tuple):
            set_value("shortlist", tuple(dict.fromkeys([*map(str, kept), *fresh])))

    with st.container(border=True, gap="xsmall"):
        st.markdown(f"## {plain(name)} and {plain(pillar)}")
        st.markdown(plain(told.answer))
        if len(told.table):
            show_table(told.table, told.cell.columns, "pick_behind", told.answer, on_select=keep, selection_mode="multi-row")
            st.markdown(":small[:gray[Tick an action, an opportunity or a call to keep it on the shortlist.]]")
        if {"call", "partner in Japan"} & set(told.table["kind"]):
            where = to_address({"as_of": desk.view.as_of, "department": unit}, entry("calls").filters, desk.bounds)
            st.page_link(page_objects()["calls"], label=f"Calls and partners for {plain(name)}: dates, terms, statements",
                         icon=":material/campaign:", query_params=where)
