"""A reader's notebook taken away: as a web page, PDF, Markdown, workbook or slides."""

from __future__ import annotations

import streamlit as st

from lodestone.errors import LodestoneError
from lodestone.exports.notebook import MAKE, report
from lodestone.language import plain
from lodestone.notebooks.kept import name_of
from lodestone.notebooks.running import Run
from lodestone.page_list import NOTEBOOK
from lodestone.screen.frame import present_link
from lodestone.screen.notebook_state import State
from lodestone.screen.page_context import PageContext
from lodestone.screen.take_away import request_of

_KINDS = {
    ".pptx": "Slides (PPTX)", ".pdf": "Report (PDF)", ".html": "Web page", ".md": "Markdown", ".xlsx": "Tables (XLSX)",
}  # fmt: skip
_MADE = "own_made"


def take_away(context: PageContext, found: State, run: Run) -> None:
    """The button, and the choice behind it; a file is made when it is asked for."""
    with st.popover("Take away", icon=":material/ios_share:", key="own_take_away", on_change="rerun") as box:
        if not box.open:
            return
        if found.word:
            present_link(NOTEBOOK.url_path, (*NOTEBOOK.filters, "book"), context.bounds)
        ending = st.radio("As", list(_KINDS), format_func=_KINDS.__getitem__, key="own_take_kind")
        if st.button("Make the file", key="own_make", type="primary"):
            try:
                with st.spinner("Being made; figures take some seconds."):
                    made = MAKE[ending](report(run, request_of(context)), lambda _: None)
            except LodestoneError as error:
                st.error(plain(str(error)), icon=":material/error:")
            else:
                st.session_state[_MADE] = (ending, made, found.word)
        done = st.session_state.get(_MADE)
        if done and done[0] == ending and done[2] == found.word:
            name = f"{name_of(found.book.title) or 'notebook'}-{context.view.as_of}{ending}"
            st.download_button(
                "Save it", done[1], name, icon=":material/download:", key="own_save_file", on_click="ignore"
            )
