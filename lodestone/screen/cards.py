"""What the cards of the Overview and of an opened provision hold, drawn from a cell's rows with native elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lodestone.cells.answer import Answer
from lodestone.figures.tokens import STATUS
from lodestone.filters import slug
from lodestone.language import counted, days, fmt_date, joined, plain
from lodestone.screen.viewport import is_narrow

Links = Mapping[str, Any]
# Doors that a card shows; the rest is behind Check.
DOORS = 6


def status_badge(status: str) -> str:
    """A status as icon, colour and word."""
    look = STATUS[status]
    return f":{look.colour}-badge[{look.icon} {status.capitalize()}]"


def due_words(row: Any) -> str:
    """When a clock runs out, in words: 'due 26 Apr 2026 · 210 days ago', 'starts on receipt of a written notice'."""
    if not isinstance(row.due_date, date):
        return f"starts on {row.trigger.removeprefix('receipt of ')}; none on record"
    return f"due {fmt_date(row.due_date)} · {days(int(row.days_past))}"


def score_strip(answer: Answer) -> None:
    """The brief's scores side by side, each with its dots and its reason."""
    with st.grid(len(answer.table), min_column_width=160):
        for row in answer.table.itertuples():
            with st.container(border=True, height="stretch", gap="xxsmall"):
                dots = "●" * row.score + "○" * (5 - row.score)
                st.metric(f"{row.title}  :yellow[{dots}]", f"{row.score} of 5")
                reason = plain(row.rationale) if row.rationale else "No reason stated in the brief"
                st.markdown(f":small[:gray[{reason}]]")


def due_list(rows: pd.DataFrame, *, record: bool = False) -> None:
    """Clocks one below the other: name, status, when and, on request, what is on record about each."""
    for row in rows.itertuples():
        st.markdown(f"**{plain(row.title)}**  \n{status_badge(row.status)} :gray[{due_words(row)}]")
        if record and row.on_record:
            st.markdown(plain(row.on_record))


def latest_list(rows: pd.DataFrame) -> None:
    """What happened last and on what that rests, then the dates set: passed without a known outcome, or ahead."""
    for row in rows.itertuples():
        known = {"passed": "outcome not found", "ahead": "set or planned"}.get(row.stage, row.rests_on)
        st.markdown(f"**{plain(row.label)}** :gray[{fmt_date(row.date)} · {plain(known)}]")


def opportunity_list(rows: pd.DataFrame) -> None:
    """Opportunities with the department the brief names, what is behind each, and the next step it gives."""
    for row in rows.itertuples():
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{row.rank}. {plain(row.title)}**")
            who = joined([plain(unit) for unit in row.units]) or "No department named"
            st.markdown(f":gray[{who} · rests on {', '.join(row.provisions)}]")
            next_step = (
                f" :small[**Next:** {plain(row.next_action[:1].lower() + row.next_action[1:])}.]"
                if row.next_action
                else ""
            )
            behind = [counted(row.actions, "key action")] if row.actions else []
            behind += [counted(row.programs, "impacted program")] if row.programs else []
            behind += [
                f"{counted(row.events, 'event') if row.events else 'no event'} by both countries since the signing"
            ]
            first = row.text.split(". ")[0].removesuffix(".") + "."
            st.markdown(f":small[{plain(first)}]{next_step}  \n:small[:gray[Behind it: {joined(behind)}]]")


def count_links(
    rows: pd.DataFrame, pages: Links, address: Mapping[str, str], money: tuple[str, Mapping[str, str]]
) -> None:
    """Numbers that open the page behind them, and the money in a sentence beside the last ones.

    `address` is what of the present view goes along to a block of the brief; `money` is that sentence and the address
    of its page.
    """

    def link(row: Any, **size: Any) -> None:
        query = {**address, "section": slug(row.section)} if row.section else None
        st.page_link(pages[row.page], label=f"**{row.count:,}** {row.what}", query_params=query, **size)

    full = len(rows) - len(rows) % 3
    with st.grid(3, min_column_width=115, gap="xxsmall"):
        for row in rows.head(full).itertuples():
            link(row)
    with st.container(horizontal=True, gap="xxsmall"):
        for row in rows.iloc[full:].itertuples():
            link(row, width="content")
        st.page_link(pages["funding"], label=plain(money[0]), query_params=dict(money[1]) or None, width="content")


def money_note(text: str) -> None:
    """What of the money is the Framework's doing, below the money itself."""
    st.markdown(f":small[{plain(text)}]")


def reading_note(row: pd.Series) -> None:
    """How far the reading behind the events goes, so that silence is not taken for absence."""
    st.markdown(f":small[:gray[{plain(row['coverage_note'])}]]")


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
    for label, text in pairs:
        if text:
            st.markdown(f":gray[{label}]  \n{text}")


def side_by_side(rows: pd.DataFrame) -> None:
    """Brief and published text next to each other, one pair a difference."""
    for row in rows.itertuples():
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
    for row in rows[rows["channel"].notna()].head(DOORS).itertuples():
        st.markdown(
            f"**{plain(row.office)}** · {plain(row.for_whom)}  \n{plain(row.channel)}  \n"
            f":small[:gray[{plain(row.purpose)}]]"
        )
