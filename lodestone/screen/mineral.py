"""One mineral opened: the official figures, the ground, the money, the provisions, who acts and which departments."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lodestone.answers import one_mineral, one_mineral_ties
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.filters import to_address
from lodestone.language import plain
from lodestone.screen.drawing import show_table
from lodestone.screen.page_context import PageContext

# Pages that say more of a mineral, with the word for what they show.
_BEYOND = (("funding", "Its money"), ("geology", "Its ground"), ("disruption", "What if it stops?"))
_CALLS = "Calls that name it"
_ROWS = 8


def open_mineral(context: PageContext, mineral: str) -> None:
    """Everything on record about one mineral, whatever the other filters hide."""
    rows = context.engine.ask(context.warehouse, "supply/minerals", context.view).frame
    row = rows[rows["mineral_id"] == mineral].iloc[0]
    with st.container(border=True):
        symbol = f" ({plain(row['symbol'])})" if row["symbol"] else ""
        st.markdown(f"### {plain(row['mineral'])}{symbol}")
        for said in (row["caveat"], row["figures_note"]):
            if said:
                st.markdown(f":material/info: {plain(said)}")
        with st.container(horizontal=True, gap="small"):
            for page, label in _BEYOND:
                address = to_address(
                    {**context.view.values, "mineral": (mineral,)}, ("as_of", "mineral"), context.bounds
                )
                st.page_link(context.pages[page], label=label, query_params=address, width="content")
            asked = to_address({**context.view.values, "q": str(row["mineral"])}, ("as_of", "q"), context.bounds)
            st.page_link(context.pages["calls"], label=_CALLS, query_params=asked, width="content")
        context.show(one_mineral.PRODUCTION)
        context.show(one_mineral_ties.STAGES)
        left, right = st.columns(2)
        with left:
            _card(context, one_mineral.RELIANCE, "U.S. reliance")
            _card(context, one_mineral.RESERVES, "Reserves")
            _card(context, one_mineral.TRADE, "Trade")
            _card(context, one_mineral.CONTROLS, "Controls")
        with right:
            _card(context, one_mineral_ties.DEPARTMENTS, "Departments")
            _card(context, one_mineral_ties.MONEY, "Funded projects")
            _card(context, one_mineral_ties.ACTORS, "Who acts")
            _card(context, one_mineral_ties.PROVISIONS, "Provisions")
        context.show(one_mineral_ties.SITES)


def _card(context: PageContext, cell: Cell, title: str) -> None:
    context.card(cell, title, _table)


def _table(answer: Answer) -> None:
    if len(answer.table):
        shown = answer.table
        options: dict[str, Any] = {"height": 34 * (_ROWS + 1) + 2} if len(shown) > _ROWS else {}
        show_table(shown, answer.cell.columns, f"one_{answer.cell.key}", answer.finding, **options)
