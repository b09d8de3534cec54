"""The words of the glossary as lists that wrap and print; a table would cut their meanings."""

from __future__ import annotations

import streamlit as st

from lodestone.answers.glossary import OWN
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.language import plain


def list_provisions(answer: Answer) -> None:
    """Each code with its title and pillar, and what the provision says."""
    st.markdown(answer.once(_provisions))


def list_words(answer: Answer) -> None:
    """Each word with its meaning, and whose it is where it is not Lodestone's own."""
    st.markdown(answer.once(_words))


def _provisions(answer: Answer) -> str:
    return "\n".join(
        f"- **{row.provision_id} {plain(row.title)}** · {plain(row.pillar)}  \n  {plain(row.commitment)}"
        for row in each_row(answer.table)
    )


def _words(answer: Answer) -> str:
    return "\n".join(
        f"- **{plain(row.term)}**: {plain(row.meaning)}{'' if row.whose == OWN else f' :gray[({plain(row.whose)})]'}"
        for row in each_row(answer.table)
    )
