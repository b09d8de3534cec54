"""What can be asked of: every table and view with its columns, five rows and the pages that use it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
import streamlit as st

from lodestone.answers.catalogue import CELLS
from lodestone.cells.engine import Engine
from lodestone.dictionary import Table
from lodestone.language import plain
from lodestone.notebooks.columns import columns
from lodestone.page_list import entry
from lodestone.screen.drawing import show_table
from lodestone.screen.page_context import PageContext


@st.fragment
def schema_browser(context: PageContext, tables: Mapping[str, Table]) -> None:
    """The browser of tables, shut until it is opened."""
    with st.expander("Tables and columns", icon=":material/schema:", key="own_schema", on_change="rerun") as box:
        if not box.open:
            return
        name = st.selectbox(
            "Table", list(tables), index=None,
            placeholder=f"One of {len(tables)} tables, views and rules; type a part of its name",
            format_func=lambda one: f"{one}: {tables[one].about}"[:140], key="own_table",
        )  # fmt: skip
        if name:
            _table(context, tables[name])


def _table(context: PageContext, table: Table) -> None:
    st.markdown(f"**`{table.name}`** {plain(table.about)}")
    if table.columns:
        _columns(context, table)
    if pages := used_on(context.engine, table.name):
        st.markdown(":small[:gray[Used by]]")
        with st.container(horizontal=True, gap="small"):
            for page in pages:
                one = entry(page)
                st.page_link(one.script, label=one.title, icon=one.icon)


def _columns(context: PageContext, table: Table) -> None:
    """Its columns and five of its rows."""
    rows = [
        (
            column.name,
            column.type,
            "; ".join(column.keys),
            " ".join(filter(None, [column.meaning, f"One of: {', '.join(column.words)}." if column.words else ""])),
            column.empty or "never empty",
        )
        for column in table.columns
    ]
    st.dataframe(
        pd.DataFrame(rows, columns=["Column", "Type", "Key", "Meaning", "Empty means"]),
        hide_index=True,
        height=min(360, 38 + 35 * len(rows)),
        key=f"own_columns_{table.name}",
        alt=f"Columns of {table.name}",
    )
    cursor = context.warehouse.cursor()
    try:
        relation = cursor.table(table.name).limit(5)
        kinds = {name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True)}
        found = relation.fetchall()
    finally:
        cursor.close()
    frame = pd.DataFrame(
        [["; ".join(map(str, one)) if isinstance(one, list) else one for one in row] for row in found],
        columns=list(kinds),
        dtype=object,
    )
    st.markdown(":small[:gray[Five of its rows]]")
    shown = columns(dict.fromkeys(kinds, "VARCHAR"))
    show_table(frame.map(lambda one: None if one is None else str(one)), shown, f"own_five_{table.name}", table.name)


@lru_cache(maxsize=512)
def used_on(engine: Engine, table: str) -> tuple[str, ...]:
    """The addresses of the pages whose questions, or the shared rules they build on, name a table."""
    word = re.compile(rf"\b{re.escape(table)}\b")
    found = {}
    for cell in CELLS:
        for name in cell.queries:
            query = engine.library.get(name)
            if word.search(re.sub(r"--.*", "", f"{query.sql}\n{engine.macros(query)}")):
                found[cell.page] = True
    return tuple(found)
