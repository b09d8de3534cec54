"""The boxes of the what-if and of the price calculator; all of them travel in the address."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from lodestone.answers.disruption import floor_of
from lodestone.each_row import each_row
from lodestone.filters import FILTERS, Value
from lodestone.language import plain
from lodestone.screen.filters import draw_filter, set_value
from lodestone.screen.page_context import PageContext

_NUMBERS = ("cut", "months", "cover", "reroute")
_FLOOR = ("Market price (US$ a t)", "Floor (US$ a t)", "Volume (t a year)", "Years")
_MOST = 100_000_000


def draw_what_if(page: PageContext, scenarios: pd.DataFrame) -> None:
    """What is assumed: a button for each what-if from an event, suppliers, minerals, products and four numbers."""
    with st.container(horizontal=True, gap="small"):
        for row in each_row(scenarios):
            st.button(
                row.title, help=plain(row.note), on_click=_set, args=(_of(row),), key=f"what_if_{row.disruption_id}"
            )
    for names in (("supplier", "mineral", "product"), _NUMBERS):
        with st.grid(len(names), min_column_width=150):
            for name in names:
                with st.container():
                    draw_filter(FILTERS[name], page.bounds)


def _of(row: Any) -> dict[str, Value]:
    cut = () if row.cut_pct == 100 else (int(row.cut_pct),)
    months = () if row.months == 12 else (int(row.months),)
    return {
        "supplier": tuple(row.suppliers),
        "mineral": tuple(row.mineral_ids),
        "product": (),
        "cut": cut,
        "months": months,
        "cover": (),
        "reroute": (),
    }


def _set(values: dict[str, Value]) -> None:
    for name, value in values.items():
        set_value(name, value)


def draw_floor(page: PageContext, floors: pd.DataFrame) -> None:
    """A button for each floor on record, and the four numbers of the calculator."""
    given = floor_of(page.view) or (0, 0, 0, 0)

    def take() -> None:
        chosen = tuple(int(st.session_state[f"floor_{number}"]) for number in range(len(_FLOOR)))
        set_value("floor", chosen if any(chosen) else ())

    with st.container(horizontal=True, gap="small"):
        for row in each_row(floors):
            values = (given[0], int(row.floor_usd_t), _known(row.volume_t_year), _known(row.years))
            st.button(
                plain(row.title),
                help=plain(row.note),
                on_click=set_value,
                args=("floor", values),
                key=f"set_{row.floor_id}",
            )
    with st.grid(len(_FLOOR), min_column_width=150):
        for number, (label, value) in enumerate(zip(_FLOOR, given, strict=True)):
            key = f"floor_{number}"
            st.session_state[key] = value
            with st.container():
                st.number_input(label, 0, _MOST, step=1, key=key, on_change=take)


def _known(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)
