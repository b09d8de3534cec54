"""A matrix mark picked: what stands behind it, and the way to keep some of that."""

from __future__ import annotations

import streamlit as st

from lodestone.answers import opportunities
from lodestone.filters import FILTERS, to_address
from lodestone.language import plain
from lodestone.page_list import entry
from lodestone.screen.drawing import show_table
from lodestone.screen.filters import set_value
from lodestone.screen.page_context import PageContext, page_context


def open_opportunity(context: PageContext, pair: str) -> None:
    """What stands behind the picked department and pillar, each row with why it fits; rows can be kept."""
    answer = context.answer(opportunities.BEHIND)
    unit, _, pillar = pair.partition("|")
    name = context.bounds.word("department", unit)

    def keep() -> None:
        rows = st.session_state["pick_behind"].selection.rows
        known = set(FILTERS["shortlist"].choices(context.bounds))
        fresh = [str(answer.table["id"].iloc[row]) for row in rows if str(answer.table["id"].iloc[row]) in known]
        kept = context.view.values.get("shortlist") or ()
        if isinstance(kept, tuple):
            set_value("shortlist", tuple(dict.fromkeys([*map(str, kept), *fresh])))

    with st.container(border=True, gap="xsmall"):
        st.markdown(f"### {plain(name)} and {plain(pillar)}")
        st.markdown(plain(answer.finding))
        context.note(answer)
        if len(answer.table):
            show_table(
                answer.table,
                answer.cell.columns,
                "pick_behind",
                answer.finding,
                on_select=keep,
                selection_mode="multi-row",
            )
            st.markdown(":small[:gray[Tick an action, an opportunity or a call to keep it on the shortlist.]]")
        if {"call", "partner in Japan"} & set(answer.table["kind"]):
            where = to_address(
                {"as_of": context.view.as_of, "department": unit}, entry("calls").filters, context.bounds
            )
            st.page_link(
                page_context().pages["calls"],
                label=f"Calls and partners for {plain(name)}: dates, terms, statements",
                icon=":material/campaign:",
                query_params=where,
            )
