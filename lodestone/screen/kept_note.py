"""That what is shown of what readers keep is what was last known, while their database is away."""

from __future__ import annotations

import streamlit as st

from lodestone.backends import away
from lodestone.paths import Project


def note_if_away(project: Project) -> None:
    """One line above a list of what readers keep; nothing while all is well."""
    if away(project):
        st.caption(
            "The database that holds what readers keep does not answer at present. Shown is what was last known; "
            "nothing can be saved or removed until it is back."
        )
