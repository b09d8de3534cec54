"""One provision opened: what it says, its clock, who holds it, what happened, and where the brief differs."""

from __future__ import annotations

import streamlit as st

from lodestone.answers import one_project, provisions
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.language import joined, plain
from lodestone.screen import cards
from lodestone.screen.drawing import show_table
from lodestone.screen.page_context import PageContext


def open_provision(context: PageContext, provision_id: str) -> None:
    """Everything on record about one provision, whatever the other filters hide."""
    unfiltered = context.engine.ask(
        context.warehouse,
        "provisions/provisions",
        context.view,
        {"pillars": None, "products": None, "statuses": None, "q": None, "department": None},
    ).frame
    row = provisions.one(unfiltered, provision_id)
    with st.container(border=True):
        st.markdown(f"### {provision_id} · {plain(row['title'])}")
        left, right = st.columns([1.3, 1])
        with left:
            cards.facts(
                [
                    ("What it says", plain(row["commitment"])),
                    ("Instruments", plain(joined(row["instruments"]))),
                    ("Derivative products", plain(joined(row["products"]))),
                    ("Actors", plain(joined(row["actors"]))),
                ]
            )
            context.card(provisions.CLOCK, "Clock", _clock)
        with right:
            cards.facts(
                [
                    ("Pillar", plain(row["pillar"])),
                    ("How much of the text was read", plain(row["text_seen"])),
                    ("Place in the text", plain(row["locator"]) or ":gray[not recorded]"),
                    ("Note", plain(row["note"])),
                ]
            )
            context.card(provisions.HOLDERS, "Who holds the lever", _holders)
        context.card(provisions.DIFFERENCES, "Brief against text", lambda answer: cards.side_by_side(answer.table))
        context.card(
            provisions.ONE_EVENTS,
            "Events",
            lambda answer: (
                show_table(answer.table, answer.cell.columns, "one_events", answer.finding)
                if len(answer.table)
                else None
            ),
        )
        context.card(
            one_project.SERVED,
            "Projects",
            lambda answer: (
                show_table(answer.table, answer.cell.columns, "one_projects", answer.finding)
                if len(answer.table)
                else None
            ),
        )
        context.card(
            provisions.BRIEF_ITEMS,
            "In the brief",
            lambda answer: (
                show_table(answer.table, answer.cell.columns, "one_items", answer.finding)
                if len(answer.table)
                else None
            ),
        )


def _clock(answer: Answer) -> None:
    cards.due_list(answer)


def _holders(answer: Answer) -> None:
    for row in each_row(answer.table):
        held = f" {plain(row.office)}: {plain(row.person)} (as of {row.person_as_of})." if row.person else ""
        st.markdown(f"**{plain(row.name)}** ({plain(row.country)}): {plain(row.role)}.{held}".replace("..", "."))
