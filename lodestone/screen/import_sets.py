"""The data sets that were imported on this computer, each with the way to see it and to remove it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from lodestone import store
from lodestone.errors import LodestoneError
from lodestone.imports.run import remove_sites
from lodestone.language import counted, fmt_date, plain
from lodestone.paths import Project
from lodestone.screen.kept_note import note_if_away
from lodestone.screen.page_context import PageContext, page_context
from lodestone.screen.sign_in import reader_address


def draw_sets(context: PageContext) -> None:
    """Every imported data set, whole or damaged."""
    st.header("Imported data sets", anchor="sets")
    project = context.engine.keeper.project
    note_if_away(project)
    found, problems = store.datasets(project)
    if not found and not problems:
        st.markdown(":gray[None so far.]")
    for one in found:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            with st.container(gap="xxsmall"):
                st.markdown(f"**{plain(one.title)}** · {counted(one.rows_kept, 'site')}")
                st.markdown(f":small[:gray[{_about(one)}]]")
            st.page_link(
                page_context().pages["geology"],
                label="On the map",
                icon=":material/terrain:",
                query_params={"dataset": one.dataset, "map": "sites"},
                width="content",
            )
            if one.report:
                with st.popover("Report", icon=":material/receipt_long:", width="content", key=f"report_{one.dataset}"):
                    st.code(one.report, language=None, wrap_lines=True)
            _remove(project, one.dataset, one.title)
    for problem in problems:
        name = Path(problem.file).stem
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(f":red[{plain(problem.wrong)}]")
            _remove(project, name, name)


def _about(dataset: store.Dataset) -> str:
    dropped = dataset.rows_read - dataset.rows_kept
    try:
        day = fmt_date(date.fromisoformat(dataset.imported_at))
    except ValueError:
        day = plain(dataset.imported_at)
    left = f" · {counted(dropped, 'row')} dropped" if dropped else ""
    return f"{plain(dataset.file_name)} · layout {plain(dataset.layout)} · {day}{left}"


def _remove(project: Project, name: str, title: str) -> None:
    """A button that asks once more; nothing brings a removed set back but its file."""
    with st.popover("Remove", icon=":material/delete:", width="content", key=f"remove_{name}"):
        st.markdown(f"Remove **{plain(title)}** from the notebook? Only its file can bring it back.")
        if st.button("Remove it", key=f"remove_now_{name}"):
            try:
                remove_sites(project, name, reader_address())
            except LodestoneError as error:
                st.error(plain(str(error)), icon=":material/error:")
            else:
                st.rerun()
