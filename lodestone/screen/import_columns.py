"""The boxes in which a reader says which column of a file is used as what."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lodestone.imports.columns import Columns, Mapping
from lodestone.imports.layouts import MINERALS, REQUIRED, USES
from lodestone.imports.synonyms import offers
from lodestone.language import joined, plain

# What stands first: the place and what lies there.
_ORDER = (
    *REQUIRED,
    MINERALS,
    "status",
    "country",
    *(use for use in USES if use not in {*REQUIRED, MINERALS, "status", "country"}),
)


def choose_columns(header: Sequence[str], columns: Columns | None, file: str) -> Mapping:
    """Draw a box for each use, filled as the file is read by itself; returns what differs from that.

    Where no layout fits (`columns` is None), the boxes are filled by what the columns are usually called.
    """
    names = list(dict.fromkeys(" ".join(cell.split()) for cell in header if cell.strip()))
    usual = _usual(names, columns)
    chosen = {}
    with st.grid(4, min_column_width=190, gap="small"):
        for use in _ORDER:
            chosen[use] = _box(use, names, usual[use], file)
    if chosen[MINERALS]:
        # Once more in full: a phone cuts the names in the box, and the dark theme writes them white on gold.
        st.markdown(f":small[:gray[Minerals are read from {plain(joined(chosen[MINERALS]))}, the main one first.]]")
    read = dict.fromkeys(USES, ()) | ({use: tuple(columns.of(use)) for use in USES} if columns else {})
    return tuple((use, column) for use in _ORDER if chosen[use] != read[use] for column in (chosen[use] or ("",)))


def lacking(mapping: Mapping, columns: Columns | None) -> str:
    """What must be chosen before the file can be read, in a sentence; empty when nothing is missing."""
    given = dict(mapping)
    missing = [use for use in REQUIRED if not (given[use] if use in given else columns and columns.of(use))]
    return f"Choose the column of {joined(missing)} to go on." if missing else ""


def _usual(names: Sequence[str], columns: Columns | None) -> dict[str, tuple[str, ...]]:
    if columns is not None:
        return {use: tuple(columns.of(use)) for use in USES}
    guessed = {use: (column,) for use, column in offers(names, USES)}
    return {use: guessed.get(use, tuple(name for name in names if name.casefold() == use)[:1]) for use in USES}


def _box(use: str, names: list[str], usual: tuple[str, ...], file: str) -> tuple[str, ...]:
    key = f"import_{use}_{file}"
    label = USES[use][0].upper() + USES[use][1:]
    if use == MINERALS:
        return tuple(
            st.multiselect(label, names, [one for one in usual if one in names], key=key, placeholder="No column")
        )
    options = ["", *names]
    found = st.selectbox(
        label,
        options,
        options.index(usual[0]) if usual and usual[0] in names else 0,
        format_func=lambda name: plain(name) if name else "No column",
        key=key,
    )
    return (found,) if found else ()
