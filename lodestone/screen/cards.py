"""What the cards of the Overview and of an opened provision hold, drawn from a cell's rows with native elements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lodestone.answers.clocks import counted_word
from lodestone.answers.overview_minerals import whom
from lodestone.answers.overview_money import by_day, home, on_the_map
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.figures.tokens import STATUS
from lodestone.filters import to_address
from lodestone.language import counted, days, first_lower, first_upper, fmt_date, joined, number_word, plain
from lodestone.page_list import entry
from lodestone.screen.drawing import draw
from lodestone.screen.page_context import PageContext
from lodestone.screen.viewport import is_narrow

# Doors that a card shows; the rest is behind Check.
DOORS = 6
# Dates ahead that the Overview names; the rest is on the Timeline.
AHEAD = 3


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
    """The brief's scores side by side, each with its dots, what it rates and why."""
    with st.container(border=True), st.grid(len(answer.table), min_column_width=165):
        for row in answer.table.itertuples():
            with st.container(gap="xxsmall"):
                dots = "●" * row.score + "○" * (5 - row.score)
                st.markdown(f"{row.title} **{row.score} of 5** :yellow[{dots}]")
                rated = joined([first_lower(plain(block)) for block in row.closes.split(", ")])
                why = plain(row.rationale) if row.rationale else "no reason stated in the brief."
                st.markdown(f":small[:gray[Rates {rated}: {first_lower(why)}]]")


def mineral_lines(rows: pd.DataFrame) -> None:
    """The minerals to worry about, a line each, with the countries and the departments nearest to it."""
    for row in rows.itertuples():
        st.markdown(f"**{plain(row.minerals)}** :small[{plain(whom(row))}]")


def due_list(rows: pd.DataFrame, *, record: bool = False) -> None:
    """Clocks one below the other: name, status, when and, on request, what is on record about each."""
    for row in rows.itertuples():
        st.markdown(f"**{plain(row.title)}**  \n{status_badge(row.status)} :gray[{due_words(row)}]")
        if record and row.on_record:
            st.markdown(plain(row.on_record))


def next_due(rows: pd.DataFrame) -> None:
    """What comes next with what its day means and leaves open, what follows, and, shorter, what passed or waits."""
    ahead = rows[rows["standing"] == "ahead"]
    for number, row in enumerate(ahead.head(AHEAD).itertuples()):
        when = f"{fmt_date(row.due_date)} · {days(int(row.days_past))}"
        st.markdown(f"**{plain(row.title)}** :orange-badge[:material/event: {when}]")
        if number == 0:
            bears = f" It bears on {joined([first_lower(plain(one)) for one in row.bears_on])}." if row.bears_on else ""
            open_ = f" {plain(row.open_question)}." if row.open_question else ""
            st.markdown(f":small[{plain(row.meaning or '')}{bears}{open_}]")
    related = int(((rows["standing"] == "passed") & (rows["owner"] == "related")).sum())
    waits = int((rows["standing"] == "waits").sum())
    more = len(ahead) - AHEAD
    said = [f"{number_word(more)} more {'day lies' if more == 1 else 'days lie'} ahead"] if more > 0 else []
    if waits:
        said.append(f"{counted_word(waits, 'clock')} {'waits' if waits == 1 else 'wait'} for a paper, none on record")
    if related:
        said.append(f"{counted_word(related, 'clock')} of related decisions passed, outcome not found")
    if said:
        st.markdown(f":small[:gray[{first_upper('; '.join(said))}.]]")


def to_do_lines(rows: pd.DataFrame) -> None:
    """What to decide or do, a line a day: what is open, when to look again and for whom, and what the brief asks."""
    for _, mine in rows.groupby("line", sort=True):
        first = mine.iloc[0]
        each = [f"{plain(row.what)} ({joined([plain(unit) for unit in row.units])})" for row in mine.itertuples()]
        if first["kind"] == "brief":
            who = joined([plain(unit) for unit in first["units"]])
            st.markdown(f"**The brief asks {who}:** {first_lower(plain(first['what']))}.")
            continue
        day = "" if pd.isna(first["day"]) else fmt_date(first["day"])
        what = f"Open{f' until {day}' if day else ''}" if first["kind"] == "apply" else f"Look again on {day}"
        guess = " (a guess from past rounds)" if mine["guess"].all() else ""
        st.markdown(f"**{what}**{guess}: :small[{'; '.join(each)}.]")


def money(answer: Answer) -> None:
    """What of the money is in Tennessee, and the projects on a small map."""
    st.markdown(
        f":small[{plain(by_day(answer.frames))} {plain(home(answer.frames))}. {plain(on_the_map(answer.frames))}]"
    )
    draw(answer, "card")


def latest(answer: Answer) -> None:
    """The last changes on record: what happened and on what that rests, then the dates set."""
    # For one department the sentence above is long, and the rows say the same day by day.
    if not answer.view.values.get("department"):
        st.markdown(f":small[{plain(answer.finding)}]")
    for row in answer.table.itertuples():
        known = {"passed": "outcome not found", "ahead": "set or planned"}.get(row.stage, row.rests_on)
        st.markdown(f"**{plain(row.label)}** :small[:gray[{fmt_date(row.date)} · {plain(known)}]]")


def opportunity_list(rows: pd.DataFrame) -> None:
    """Opportunities with the department the brief names, the next step it gives, and what is behind each."""
    for row in rows.itertuples():
        who = joined([plain(unit) for unit in row.units]) or "no department named"
        step = f" **Next:** {first_lower(plain(row.next_action))}." if row.next_action else ""
        behind = [counted(row.actions, "key action")] if row.actions else []
        behind += [counted(row.programs, "impacted program")] if row.programs else []
        behind += [f"{counted(row.events, 'event') if row.events else 'no event'} by both countries"]
        first = row.text.split(". ")[0].removesuffix(".") + "."
        st.markdown(
            f"**{row.rank}. {plain(row.title)}** · {who}  \n:small[{plain(first)}{step}]  \n"
            f":small[:gray[Rests on {', '.join(row.provisions)}; behind it: {joined(behind)}]]"
        )


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
