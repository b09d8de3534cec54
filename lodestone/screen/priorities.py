"""Sliders for the weights of the priority index; they travel in the address like any filter."""

from __future__ import annotations

import streamlit as st

from lodestone.answers.board_rows import weights_of
from lodestone.models.priority import PUBLISHED, TERMS, TITLES
from lodestone.screen.filters import set_value
from lodestone.screen.page_context import PageContext


def draw_priorities(page: PageContext) -> None:
    """One slider a term, set to the weight in use, and the way back to the published ones."""
    keys = [f"priority_{term}" for term in TERMS]
    in_use = weights_of(page.view)

    def take() -> None:
        chosen = tuple(int(st.session_state[key]) for key in keys)
        set_value("priorities", () if chosen == PUBLISHED or not any(chosen) else chosen)

    with st.grid(len(keys), min_column_width=150):
        for key, title, weight in zip(keys, TITLES, in_use, strict=True):
            st.session_state[key] = weight
            with st.container():
                st.slider(title, 0, 100, step=5, key=key, on_change=take)
                st.markdown(f":small[:gray[{100 * weight / sum(in_use):.0f} % of the index]]")
    st.button(
        "Published weights",
        icon=":material/restart_alt:",
        on_click=set_value,
        args=("priorities", ()),
        disabled=in_use == PUBLISHED,
        key="published_priorities",
    )
