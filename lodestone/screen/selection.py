"""A mark or a row that a reader picks opens what it names: one way for figures, maps and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from lodestone.cells.answer import Answer
from lodestone.screen.filters import set_value


def clicked(points: Iterable[Mapping[str, Any]]) -> str | None:
    """The identifier that a figure's selection names in its customdata, if any."""
    for point in points:
        data = point.get("customdata")
        value = data[0] if isinstance(data, list | tuple) and data else data
        if isinstance(value, str):
            return value
    return None


def clicked_on_map(objects: Mapping[str, Iterable[Mapping[str, Any]]]) -> str | None:
    """The identifier that a live map's selection names, if any."""
    return next((str(one["k"]) for many in objects.values() for one in many if isinstance(one.get("k"), str)), None)


def figure_options(key: str, opens: str) -> dict[str, Any]:
    """What makes the marks of the figure drawn under `key` open something; a click beside them changes nothing."""

    def take() -> None:
        if found := clicked(st.session_state[key].selection.points):
            set_value(opens, found)

    return {"on_select": take, "selection_mode": "points"} if opens else {}


def map_options(key: str, opens: str) -> dict[str, Any]:
    """The same for a live map."""

    def take() -> None:
        if found := clicked_on_map(st.session_state[key].selection.objects):
            set_value(opens, found)

    return {"on_select": take, "selection_mode": "single-object"} if opens else {}


def row_options(key: str, opens: str, answer: Answer) -> dict[str, Any]:
    """The same for the rows of a table drawn under `key`; a row let go closes what it opened."""

    def take() -> None:
        rows = st.session_state[key].selection.rows
        set_value(opens, str(answer.table[answer.cell.identifier].iloc[rows[0]]) if rows else None)

    return {"on_select": take, "selection_mode": "single-row"}


def key_of(kind: str, answer: Answer) -> str:
    """The key of an element that shows a cell: 'pick_agencies-matrix'."""
    return f"{kind}_{answer.cell.key.replace('/', '-')}"
