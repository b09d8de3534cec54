"""Saying once what a name in imported briefs means."""

from __future__ import annotations

import streamlit as st

from lodestone.answers.briefs import UNKNOWN
from lodestone.briefs.naming import map_name
from lodestone.errors import LodestoneError
from lodestone.language import plain
from lodestone.screen.page_context import PageContext


def draw_naming(context: PageContext) -> None:
    """A way to say which organization or unit a name stands for; nothing is drawn where every name is known."""
    unknown = context.answer(UNKNOWN).table
    kinds = dict(zip(unknown["name"], unknown["kind"], strict=True))
    names = list(kinds)
    if not names:
        return
    bounds = context.bounds
    with st.popover("Say what a name means", icon=":material/label:", width="content"):
        name = st.selectbox("Name in the briefs", names, index=None, key="naming_name")
        of = "department" if kinds.get(name or "") == "University unit" else "organization"
        target = st.selectbox(
            "It is",
            list(bounds.options[of]),
            format_func=lambda one: bounds.word(of, one),
            index=None,
            key="naming_target",
        )
        if st.button("Keep it", key="naming_keep", disabled=not (name and target)) and name and target:
            try:
                map_name(context.engine.keeper.project, name, target)
            except LodestoneError as error:
                st.error(plain(str(error)), icon=":material/error:")
            else:
                st.rerun()
