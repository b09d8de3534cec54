"""The rows of a cell as cards, one below the other: what a phone shows where a figure would be too wide."""

from __future__ import annotations

import streamlit as st

from lodestone.cells.answer import Answer
from lodestone.cells.table import for_phone, in_words, readable
from lodestone.figures.text import held
from lodestone.language import counted, plain
from lodestone.screen.filters import set_value
from lodestone.screen.selection import key_of

# Cards at first, where a page with six figures would be fifteen windows of a phone long, and with each press; what a
# card says below its head. All of it is behind Check.
_FIRST, _STEP = 3, 8
_LINES = 4


def row_cards(answer: Answer, opens: str = "") -> None:
    """The first rows as cards and a button for more; where `opens` names a filter, a card's head opens its row."""
    key = key_of("cards", answer)
    shown = st.session_state.get(key, _FIRST)
    columns = for_phone(answer.cell.columns)
    rows = readable(answer.table, columns).head(shown)
    for number, row in enumerate(rows.itertuples(index=False, name=None)):
        words = [in_words(value, column) for value, column in zip(row, columns, strict=True)]
        # A code alone says nothing: the name that follows stands with it.
        head = 2 if columns[0].name == answer.cell.identifier else 1
        title = f"**{plain(' '.join(words[:head]))}**"
        with st.container(border=True, gap="xxsmall"):
            if opens and answer.cell.identifier:
                identifier = str(answer.table[answer.cell.identifier].iloc[number])
                st.button(
                    title,
                    key=f"{key}_{identifier}",
                    type="tertiary",
                    on_click=set_value,
                    args=(opens, identifier),
                )
            else:
                st.markdown(title)
            said = [
                f":gray[{column.title}:] {plain(held(word))}"
                for column, word in zip(columns[head:], words[head:], strict=True)
                if word != column.empty
            ]
            st.markdown("  \n".join(f":small[{one}]" for one in said[:_LINES]))
    left = len(answer.table) - len(rows)
    if left > 0:
        more = min(_STEP, left)
        st.button(
            f"{more} more of {counted(len(answer.table), 'row')}",
            key=f"{key}_more",
            on_click=lambda: st.session_state.update({key: shown + _STEP}),
        )
