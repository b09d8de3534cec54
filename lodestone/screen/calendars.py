"""The days of a cell as a file for the reader's own calendar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from lodestone.cells.answer import Answer


def offer_calendar(label: str, answer: Answer, write: Callable[[Answer], bytes], file: str) -> None:
    """The button that gives them; the file is written when somebody asks for it, not with each view."""
    st.download_button(
        f"{label} as calendar (.ics)",
        partial(write, answer),
        f"lodestone-{file}.ics",
        "text/calendar",
        icon=":material/event:",
        on_click="ignore",
    )
