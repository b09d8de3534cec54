"""The digest of what changed, to be saved from its page; each file is made when its button is pressed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lodestone.answers.changes import start
from lodestone.exports.changes import MAKERS
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.digest import digest
from lodestone.exports.names import file_name
from lodestone.screen.page_context import PageContext
from lodestone.screen.take_away import request_of

_BUTTONS = (
    (".html", "For a mail (HTML)", ":material/mail:", "text/html"),
    (".docx", "To edit (DOCX)", ":material/edit_document:",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (".pdf", "To print (PDF)", ":material/picture_as_pdf:", "application/pdf"),
)  # fmt: skip


def offer_digest(context: PageContext) -> None:
    """The digest of this view in its three kinds; none can be had of a span in which nothing can lie."""
    request = request_of(context)
    empty = start(context.view) >= request.as_of

    def make(ending: str) -> bytes:
        return MAKERS[ending](digest(request), request.as_of)

    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(":gray[All of this as a digest:]", width="content")
        for ending, label, icon, mime in _BUTTONS:
            lacking = ending == ".pdf" and find_chromium() is None
            st.download_button(
                label,
                partial(make, ending),
                file_name(request, "changes", ending),
                mime,
                icon=icon,
                on_click="ignore",
                disabled=empty or lacking,
                help=MISSING if lacking else None,
                key=f"digest{ending}",
            )
