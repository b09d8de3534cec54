"""The imported briefs on the page that adds them: whole or damaged, each to be removed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lodestone import brief_store
from lodestone.briefs.keeping import remove_brief
from lodestone.errors import LodestoneError
from lodestone.language import plain
from lodestone.screen.kept_note import note_if_away
from lodestone.screen.page_context import PageContext
from lodestone.screen.sign_in import reader_address

# Reading so many takes as long among thousands.
LISTED = 20


def draw_kept(context: PageContext) -> None:
    """Every imported brief, whole or damaged, with a way to remove it."""
    st.header("Imported briefs", anchor="kept")
    project = context.engine.keeper.project
    note_if_away(project)
    found, problems, more = brief_store.last_briefs(project, LISTED)
    if more and st.toggle(f"All, not the last {LISTED} imported alone", key="brief_kept_all"):
        found, problems = brief_store.briefs(project)
    if not found and not problems:
        st.markdown(":gray[None so far.]")
        return
    shown = pd.DataFrame(
        [
            {"Title": one.entry.title, "Date": one.entry.date or "", "Kind": one.entry.format,
             "Doubts": one.entry.flags, "File": one.entry.file_name, "Added": one.entry.imported_on}
            for one in found
        ]
    )  # fmt: skip
    if found:
        st.dataframe(shown, hide_index=True, key="brief_kept", alt="Table: the imported briefs")
    for problem in problems:
        st.markdown(f":red[{plain(problem.wrong)}]")
    names = {one.entry.brief_id: one.entry.title for one in found}
    names |= {one.wrong.split("'")[1]: "damaged" for one in problems if "'" in one.wrong}
    with st.popover("Remove a brief", icon=":material/delete:", width="content"):
        chosen = st.selectbox(
            "Brief", list(names), format_func=lambda one: f"{names[one]} ({one})", index=None, key="brief_remove_which"
        )
        st.markdown("Only its file can bring it back.")
        if st.button("Remove it", key="brief_remove", disabled=chosen is None) and chosen:
            try:
                remove_brief(project, chosen, reader_address())
            except LodestoneError as error:
                st.error(plain(str(error)), icon=":material/error:")
            else:
                st.rerun()
