"""The ways from a mineral that another page names to the same mineral opened on the Rapid Response Board."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lodestone.filters import to_address
from lodestone.language import plain
from lodestone.page_list import entry
from lodestone.screen.page_context import PageContext

_MOST = 6


def ways_from_filter(page: PageContext) -> None:
    """The ways for the minerals that the filter of the page keeps."""
    chosen = page.view.values.get("mineral")
    mineral_ways(page, [str(one) for one in chosen] if isinstance(chosen, tuple) else [])


def ways_by_name(page: PageContext, names: Sequence[str]) -> None:
    """The ways for minerals by the names that the notebook itself gives them; other words lead nowhere."""
    known = {word.lower(): key.split("|", 1)[1] for key, word in page.view.labels.items() if key.startswith("element|")}
    mineral_ways(page, [known[name.lower()] for name in names if name.lower() in known])


def mineral_ways(page: PageContext, minerals: Sequence[str]) -> None:
    """A link a listed mineral, at most six, to its place on the board."""
    known = [one for one in dict.fromkeys(minerals) if f"element|{one}" in page.view.labels]
    if not known:
        return
    with st.container(horizontal=True, gap="small"):
        for one in known[:_MOST]:
            st.page_link(
                page.pages["board"],
                label=f"{plain(page.view.labels[f'element|{one}'])}: where it hurts",
                icon=":material/crisis_alert:",
                query_params=to_address(
                    {"as_of": page.view.as_of, "element": one}, entry("board").filters, page.bounds
                ),
                width="content",
            )
