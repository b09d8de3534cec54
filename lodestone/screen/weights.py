"""Sliders for the weights of the fit score; they travel in the address like any filter."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lodestone.each_row import each_row
from lodestone.language import plain
from lodestone.screen.filters import set_value


def draw_weights(terms: pd.DataFrame) -> None:
    """One slider a term, set to the weight in use; `terms` has term, title, published, in_use, share_pct, meaning."""
    published = tuple(int(weight) for weight in terms["published"])
    keys = [f"weight_{term}" for term in terms["term"]]

    def take() -> None:
        chosen = tuple(int(st.session_state[key]) for key in keys)
        set_value("weights", () if chosen == published or not any(chosen) else chosen)

    with st.grid(len(keys), min_column_width=150):
        for key, row in zip(keys, each_row(terms), strict=True):
            st.session_state[key] = int(row.in_use)
            with st.container():
                st.slider(row.title, 0, 100, step=5, key=key, on_change=take, help=plain(row.meaning))
                st.markdown(f":small[:gray[{row.share_pct} % of the score]]")
    st.button(
        "Published weights",
        icon=":material/restart_alt:",
        on_click=set_value,
        args=("weights", ()),
        disabled=tuple(terms["in_use"]) == published,
    )
