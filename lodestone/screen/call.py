"""One call, watched program or partner in Japan opened: all on record, whom it suits and why, and the sources."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from lodestone.answers import call_watch, calls
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.figures.call_layout import dates_in_words
from lodestone.figures.tokens import CALL_STATE
from lodestone.filters import to_address
from lodestone.language import fmt_date, joined, plain
from lodestone.page_list import entry
from lodestone.screen import cards
from lodestone.screen.drawing import SOURCE_COLUMNS, show_table
from lodestone.screen.mineral_ways import ways_by_name
from lodestone.screen.page_context import PageContext, page_context

_FIRST = 8


def state_badge(state: str) -> str:
    """A call's state as icon, colour and word."""
    look = CALL_STATE[state]
    return f":{look.colour}-badge[{look.icon} {look.word}]"


_RESTS_ON = {
    "published": "a published date",
    "listing": "one listing, not confirmed",
    "past rhythm": "a guess from past rounds",
    "none": "nothing: no next round is known",
}


def open_entry(context: PageContext, _key: str) -> None:
    """Everything on record about the chosen call or watched program, whatever the other filters hide."""
    answer = context.answer(calls.ONE)
    if answer.table.empty:
        _open_program(context)
    else:
        _open_call(context, answer)


def _open_program(context: PageContext) -> None:
    """A program that is watched beyond the calls: all that is known of it stands on the watch list."""
    answer = context.answer(call_watch.NEXT)
    row = answer.table.iloc[0].to_dict()
    with st.container(border=True):
        st.markdown(f"## {plain(row['title'])}")
        st.markdown(f":gray[On the watch list, beyond the calls · {plain(row['kind'])}]")
        left, right = st.columns([1, 1.15])
        with left:
            context.card(call_watch.NEXT, "Next round", _next)
            with st.container(border=True, gap="xxsmall"):
                _agency(context, row)
                cards.facts([("Role of a university", plain(row["university_role"]) or ":gray[not stated]")])
        with right:
            context.card(call_watch.DOORS, "Public doors", lambda answer: cards.door_list(answer.table))
            context.card(calls.DEPARTMENTS, "Departments it suits", _departments)
        _sources(answer)


def _open_call(context: PageContext, answer: Answer) -> None:
    row = answer.table.iloc[0].to_dict()
    with st.container(border=True):
        st.markdown(f"### {plain(row['title'])}")
        note = row["state_note"]
        st.markdown(f"{state_badge(row['state'])} {plain(note[:1].upper() + note[1:] + '.') if note else ''}")
        left, right = st.columns([1, 1.15])
        with left:
            context.card(calls.ONE, "What is asked for and given", lambda answer: cards.facts(_terms(row, answer)))
            with st.container(border=True, gap="xxsmall"):
                _agency(context, row)
                cards.facts(_subject(row))
                ways_by_name(context, row["minerals"])
        with right:
            context.card(call_watch.NEXT, "Next round", _next)
            context.card(call_watch.DOORS, "Public doors", lambda answer: cards.door_list(answer.table))
            context.card(calls.DEPARTMENTS, "Departments it suits", _departments)
        _sources(answer)


def _terms(row: Mapping[Hashable, Any], answer: Answer) -> list[tuple[str, str]]:
    role = str(row["university_role"]) + (f". {row['role_note']}" if row["role_note"] else "")
    dates = dates_in_words(row["opens"], row["closes"], answer.view.as_of)
    return [
        ("Role of a university", plain(role)),
        ("Open to", plain(row["eligible"]) or ":gray[not recorded]"),
        ("Dates", plain(dates)),
        ("Amounts as published", plain(calls.amounts(row))),
        ("Cost share", plain(row["cost_share"]) or ":gray[not recorded]"),
        ("Comes again", plain(row["recurring"]) or ":gray[not recorded]"),
        ("Note", plain(row["note"])),
    ]


def _subject(row: Mapping[Hashable, Any]) -> list[tuple[str, str]]:
    return [
        ("Office", plain(row["office"])),
        ("Number", plain(row["number"])),
        ("Kind", plain(row["type"])),
        ("Pillars", plain(joined(row["pillars"]))),
        ("Minerals", plain(joined(row["minerals"])) or ":gray[none named]"),
        ("Fields", plain(joined(row["fields"])) or ":gray[none named]"),
        ("Topics, with the words that justify each", plain("; ".join(row["topics"]))),
        ("Tie to Japan", plain(row["japan_angle"]) or ":gray[none stated]"),
    ]


def _agency(context: PageContext, row: Mapping[Hashable, Any]) -> None:
    """Who calls, with the way to its place on the page Agencies."""
    st.markdown(f":gray[Agency]  \n{plain(row['agency'])}")
    if row["organization_id"]:
        where = to_address(
            {"as_of": context.view.as_of, "organization": row["organization_id"]},
            entry("agencies").filters,
            context.bounds,
        )
        st.page_link(
            page_context().pages["agencies"],
            label=f"{plain(row['organization'])} on the page Agencies",
            query_params=where,
            icon=":material/account_tree:",
        )


def _next(answer: Answer) -> None:
    """What to have ready for the next round, what came before, and the page to watch."""
    for row in each_row(answer.table):
        pairs = [
            ("Have ready", plain(row.prepare)),
            ("The next round rests on", _RESTS_ON[row.next_basis]),
            ("How often so far", plain(row.rhythm)),
            ("Past rounds", plain(row.past_rounds)),
            ("Note", plain(row.note)),
            ("Read on", fmt_date(row.read_on)),
        ]
        cards.facts(pairs)
        if row.watch_url:
            st.link_button("Page to watch", row.watch_url, icon=":material/open_in_new:")


def _departments(answer: Answer) -> None:
    """Clear business with its reason; what is thin in one line below. All of it is behind Check."""
    clear = answer.table[answer.table["strength"] == "clear"]
    for row in each_row(clear.head(_FIRST)):
        st.markdown(f"**{plain(row.short_name)}** · {row.verdict}  \n:small[:gray[{plain(row.reason)}]]")
    if len(clear) > _FIRST:
        st.markdown(f":small[:gray[{len(clear) - _FIRST} more are in the table behind Check.]]")
    if thin := list(answer.table[answer.table["strength"] == "thin"]["short_name"]):
        st.markdown(f":small[:gray[Possible, but thin: {plain(', '.join(thin))}.]]")


def _sources(answer: Answer) -> None:
    st.markdown("#### Sources")
    show_table(answer.sources, SOURCE_COLUMNS, f"shown_sources_{answer.cell.key}", "sources")


def open_partner(context: PageContext, partner_id: str) -> None:
    """Everything on record about the chosen partner, whatever the other filters hide."""
    unfiltered = dict.fromkeys(calls.NARROWING) | {"partner": partner_id}
    row = context.engine.ask(context.warehouse, "calls/partners", context.view, unfiltered).frame.iloc[0].to_dict()
    with st.container(border=True):
        st.markdown(f"### {plain(row['name'])}")
        place = f", {plain(row['place'])}" if row["place"] else ""
        name_ja = f" · {plain(row['name_ja'])}" if row["name_ja"] else ""
        st.markdown(f":gray[{plain(str(row['type']).capitalize())}{place}{name_ja}]")
        left, right = st.columns([1.25, 1])
        with left:
            answer = context.card(calls.STATEMENTS, "What sources say", _statements)
        with right:
            cards.facts(
                [
                    ("Tie to Vanderbilt", plain(row["vanderbilt_link"]) or ":gray[none stated]"),
                    ("Tie to the United States", plain(row["us_link"]) or ":gray[none stated]"),
                    ("Topics, with the words that justify each", plain("; ".join(row["topics"]))),
                ]
            )
            context.card(calls.HOSTS, "Departments with business", _departments)
        _sources(answer)


def _statements(answer: Answer) -> None:
    for row in each_row(answer.table):
        ties = " ".join(part for part in (row.us_link, row.vanderbilt_link) if part)
        source = " · ".join(part for part in (row.publisher, row.published) if part)
        st.markdown(f"{plain(row.focus)} {plain(ties)}  \n:small[:gray[{plain(source)}]]")
