"""Behind the button of a SQL cell or chart: the sources of exactly its rows, the rows as files, and the own slides."""

from __future__ import annotations

import streamlit as st

from lodestone.cells.table import to_csv
from lodestone.exports.own_rows import parquet
from lodestone.exports.workbook import cells_workbook
from lodestone.language import counted, plain
from lodestone.notebooks.own_cells import OwnAnswer
from lodestone.sandbox.asking import Answer as Rows
from lodestone.screen.cell_tools import keep_for_slides
from lodestone.screen.drawing import SOURCE_COLUMNS, show_table
from lodestone.screen.page_context import PageContext

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@st.fragment
def check_rows(context: PageContext, number: int, answer: OwnAnswer, rows: Rows) -> None:
    """The button, and what lies behind it, worked out when it is opened."""
    with st.popover(
        "Check", type="tertiary", key=f"own_check_{number}", on_change="rerun", help="Sources, types, download"
    ) as box:
        if not box.open:
            return
        name = f"lodestone-{answer.cell.key.replace('/', '-')}-{answer.view.as_of}"
        with st.container(horizontal=True):
            for label, data, ending, kind in (
                ("CSV", to_csv(answer), "csv", "text/csv"),
                ("XLSX", cells_workbook([answer]), "xlsx", _XLSX),
                ("Parquet", parquet(rows.frame), "parquet", "application/vnd.apache.parquet"),
            ):
                st.download_button(
                    label, data, f"{name}.{ending}", kind, icon=":material/download:", on_click="ignore",
                    key=f"own_{ending}_{number}",
                )  # fmt: skip
        keep_for_slides(context, answer.cell.pick)
        st.markdown(f"**{counted(len(answer.sources), 'source')}** of exactly these rows")
        if len(answer.sources):
            show_table(answer.sources, SOURCE_COLUMNS, f"own_sources_{number}", "sources")
        else:
            st.markdown(
                f":gray[{plain(answer.unsourced[:1].upper() + answer.unsourced[1:])}. Select the column `source_ids` "
                "(or `source_id`) and they are told here, in the figure and in every file.]"
            )
        told = "; ".join(f"{column} {kind}" for column, kind in rows.kinds.items())
        st.caption(f"Types: {plain(told)}")
