"""What the cards of the Overview and of an opened provision hold, drawn from a cell's rows with native elements."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.each_row import each_row
from lodestone.filters import to_address
from lodestone.language import plain
from lodestone.page_list import entry
from lodestone.screen import card_lines
from lodestone.screen.card_lines import Lines
from lodestone.screen.drawing import draw
from lodestone.screen.page_context import PageContext
from lodestone.screen.viewport import is_narrow

# Doors that a card shows; the rest is behind Check.
DOORS = 6


def way_card(
    page: PageContext,
    cell: Cell,
    title: str,
    behind: str,
    body: Callable[[Answer], None],
    *,
    finding: bool = True,
    label: str = "",
) -> None:
    """A cell as a card with the way to the page that says more, which opens with the filters both pages have.

    `behind` is the address of that page. `finding` is false where the body says the same line by line;
    `label` is a shorter name of the page where its title has no room.
    """

    def way() -> None:
        shared = [name for name in page.view.filters if name in entry(behind).filters]
        st.page_link(
            page.pages[behind],
            label=label or entry(behind).title,
            query_params=to_address(page.view.values, shared, page.bounds) or None,
            width="content",
        )

    page.card(cell, title, body, stretch=True, beside=way, finding=finding)


def lines(answer: Answer, said: Callable[[Answer], Lines]) -> None:
    """What a card says of an answer; the lines are made once for all who see the same answer.

    They are one element, not one each: a browser draws all elements of a page anew with every view. A phone, where most
    take several lines of the screen, sets them apart.
    """
    if found := answer.once(said):
        st.markdown(("\n\n" if is_narrow() else "  \n").join(found))


def score_strip(answer: Answer) -> None:
    """The brief's scores side by side, each with its dots, what it rates and why."""
    with st.container(border=True, key="scores"), st.grid(len(answer.table), min_column_width=165):
        for score, why in answer.once(card_lines.scores):
            st.markdown(f"{score}  \n{why}")


def money(answer: Answer) -> None:
    """What of the money is in Tennessee, and the projects on a small map; nothing where no award is left."""
    if answer.blank:
        return
    lines(answer, card_lines.money)
    draw(answer, "card")


def due_list(answer: Answer, *, dated: bool = False) -> None:
    """Clocks one below the other: name, status, when, and what is on record about each; those with a day alone."""
    if said := answer.once(card_lines.dated_clocks if dated else card_lines.clocks):
        st.markdown("\n\n".join(said))


def difference_table(rows: pd.DataFrame) -> None:
    """All differences as one table whose texts wrap and which prints whole; on a phone one below the other."""
    if rows.empty:
        return
    if is_narrow():
        side_by_side(rows.assign(topic=rows["provision_id"] + " " + rows["title"] + ": " + rows["topic"]))
        return
    answer = pd.DataFrame(
        {
            "Provision": rows["provision_id"] + " " + rows["title"],
            "On": rows["topic"],
            "What differs": rows["kind"],
            "The brief says": rows["brief_says"],
            "The published text says": rows["text_says"].fillna("seen in no rendering that was read"),
        }
    )
    st.table(
        answer.map(plain),
        hide_index=True,
        border="horizontal",
        alt="Differences between the brief and the published text",
    )


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Short facts as a list of label and text; those without text are left out."""
    if said := [f":gray[{label}]  \n{text}" for label, text in pairs if text]:
        st.markdown("\n\n".join(said))


def side_by_side(rows: pd.DataFrame) -> None:
    """Brief and published text next to each other, one pair a difference."""
    for row in each_row(rows):
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{plain(row.topic)}** :gray-badge[{row.kind}]")
            brief, text = st.columns(2)
            brief.markdown(f":gray[The brief says]  \n{plain(row.brief_says)}")
            text.markdown(
                f":gray[The published text says]  \n"
                f"{plain(row.text_says) or ':gray[Seen in no rendering that was read]'}"
            )


def door_list(rows: pd.DataFrame) -> None:
    """The first public doors of an organization: office, for whom, the channel and what it is good for."""
    said = [
        f"**{plain(row.office)}** · {plain(row.for_whom)}  \n{plain(row.channel)}  \n"
        f":small[:gray[{plain(row.purpose)}]]"
        for row in each_row(rows[rows["channel"].notna()].head(DOORS))
    ]
    if said:
        st.markdown("\n\n".join(said))
