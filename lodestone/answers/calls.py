"""Calls and partners: which calls can be answered and when, which departments fit, who in Japan works on the same."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from lodestone.answers.call_watch import DOORS, NEXT, WATCH
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Form, Frames, Words
from lodestone.figures import go
from lodestone.figures.call_calendar import call_calendar
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import below_the_line, counted, dollars, fmt_date, joined, none_or, number_word

# The parameters that narrow the lists; what is opened is shown whatever they say.
NARROWING = ("department", "call_states", "roles", "pillars", "topics", "q")


def _calendar(frames: Frames, view: View) -> str:
    rows = frames["calls/calls"]
    if rows.empty:
        return "No call fits these filters"
    day = fmt_date(view.as_of)
    live = rows[rows["state"] == "open"]
    if len(live):
        named = f": {joined(list(live['short_title']))}" if len(live) <= 2 else ""
        return f"{_kinds(rows)}; {len(live)} {'was' if len(live) == 1 else 'were'} open on {day}{named}"
    if len(rows) == 1:
        return f"{rows['short_title'].iloc[0]} was not confirmed open by {day}"
    return f"{_kinds(rows)}; none was confirmed open by {day}"


# Kinds are counted apart: only a funding call, a rolling program or a fellowship pays.
_KINDS = {
    "funding call": ("funding call", "funding calls"),
    "rolling program": ("rolling program", "rolling programs"),
    "fellowship": ("fellowship", "fellowships"),
    "notice": ("notice of intent", "notices of intent"),
    "request for views": ("request for views", "requests for views"),
    "precedent": ("precedent", "precedents"),
    "consortium": ("consortium", "consortia"),
    "seed fund": ("seed fund", "seed funds"),
}


def _kinds(rows: pd.DataFrame) -> str:
    number = rows["type"].value_counts()
    return joined([counted(int(number[kind]), *words) for kind, words in _KINDS.items() if kind in number])


def _calendar_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    opened = view.values.get("opened")
    return call_calendar(
        frames["calls/calls"],
        as_of=view.as_of,
        opened=str(opened) if opened else None,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"Bar: from opening to closing day; dotted: that end is not on record · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _in_words(frames: Frames, view: View) -> str:
    rows = frames["calls/calls"]
    dated = int((rows["opens"].notna() | rows["closes"].notna()).sum())
    return (
        f"A row a call, by state; {dated} with a bar or a mark at their dates, "
        f"{len(rows) - dated} without any date on record."
    )


CALLS = Cell(
    "calls/calls",
    "What was offered so far, and in what state is it?",
    ("calls/calls",),
    _calendar,
    (
        Column("short_title", "Call", phone=170),
        Column("state", "State", "state", phone=170),
        Column("university_role", "Role of a university"),
        Column("agency", "Agency"),
        Column("opens", "Opening day", "day"),
        Column("closes", "Closing day", "day"),
        Column("total_usd", "Total (US$)", "dollars", empty="not published"),
        Column("floor_usd", "Smallest award (US$)", "dollars", empty="none that binds, or not published"),
        Column("ceiling_usd", "Largest award (US$)", "dollars", empty="not published"),
        Column("units", "Departments it clearly suits", "list", "large", "none"),
        Column("reason", "Why it concerns the department", empty=NO_DEPARTMENT),
        Column("fields", "Fields", "list", "medium", "none stated"),
        Column("pillars", "Pillars", "list", "medium"),
        Column("state_note", "On its state", empty=""),
        Column("number", "Number", empty=""),
        Column("call_id", "Id", width="small"),
    ),
    figure=_calendar_figure,
    alt=_in_words,
    fixed={"opened": None},
    readable_from=600,
    identifier="call_id",
)


# One call, opened ---------------------------------------------------------------------------------------------------


def _one(frames: Frames, view: View) -> str:
    rows = frames["calls/calls"]
    if rows.empty:
        return "A program beyond the calls: what is known stands under its next round"
    return standing(rows.iloc[0].to_dict(), view)


def standing(row: Mapping[Hashable, Any], view: View) -> str:
    """What a call's state means for who would answer it."""
    opens, closes = row["opens"], row["closes"]
    if row["state"] == "open":
        return f"Open until {fmt_date(closes)}"
    if row["state"] == "not yet open":
        return f"Not yet open; it opens on {fmt_date(opens)}"
    if row["state"] == "closed":
        when = f" on {fmt_date(closes)}" if closes and closes < view.as_of else ""
        return f"Closed{when}; kept as a precedent for calls to come"
    return f"Whether it was open on {fmt_date(view.as_of)} is not known; ask the agency first"


def amounts(row: Mapping[Hashable, Any]) -> str:
    """The sums as published: 'total $69 M; awards from $1 to $3 M'; what is not published is said."""
    total, floor, ceiling = (
        None if pd.isna(row[name]) else dollars(int(row[name])) for name in ("total_usd", "floor_usd", "ceiling_usd")
    )
    said = [f"total {total}" if total else "total not published"]
    if floor and ceiling:
        said.append(f"awards from {floor} to {ceiling}")
    elif ceiling:
        said.append(f"awards up to {ceiling}")
    else:
        said.append(f"awards from {floor}" if floor else "size of an award not published")
    return "; ".join(said)


ONE = Cell(
    "calls/one",
    "What is on record of this call?",
    ("calls/calls",),
    _one,
    (
        Column("title", "Call", width="large"),
        *CALLS.columns[1:9],
        Column("cost_share", "Cost share"),
        Column("eligible", "Open to"),
        Column("role_note", "On the role", empty=""),
        Column("type", "Kind"),
        Column("office", "Office"),
        Column("number", "Number"),
        Column("minerals", "Minerals", "list"),
        Column("fields", "Fields", "list"),
        Column("pillars", "Pillars", "list"),
        Column("topics", "Topics (the words that justify each)", "list", "large"),
        Column("state_note", "On its state"),
        Column("recurring", "Recurring"),
        Column("japan_angle", "Tie to Japan"),
        Column("note", "Note", width="large"),
    ),
    fixed=dict.fromkeys(NARROWING),
    needs="opened",
)


def _business(rows: pd.DataFrame, what: str) -> str:
    """Who has business with it: natural owners first, then how many more, and what is thin, in words."""
    clear = rows[rows["strength"] == "clear"]
    thin = len(rows) - len(clear)
    rest = f"; {below_the_line(thin)}" if thin else ""
    if clear.empty:
        return (
            f"No department is clearly suited{rest}"
            if thin
            else f"No department has business with {what}, by either reading"
        )
    names = list(clear["short_name"])
    who = joined(names) if len(names) <= 3 else f"{', '.join(names[:2])} and {number_word(len(names) - 2)} more"
    return f"{who}: clear business{rest}"


def _departments(frames: Frames, view: View) -> str:
    return _business(frames["calls/departments"], "it")


DEPARTMENTS = Cell(
    "calls/departments",
    "Which departments does it suit, and why?",
    ("calls/departments",),
    _departments,
    (
        Column("short_name", "Department"),
        Column("verdict", "Business, by our reading"),
        Column("reason", "Why", width="large"),
        Column("works", "Work on record behind it", "list", empty="none named"),
        Column("kind", "Kind"),
        Column("school", "School"),
    ),
    needs="opened",
)


# Partners in Japan --------------------------------------------------------------------------------------------------


def _partners(frames: Frames, view: View) -> str:
    rows = frames["calls/partners"]
    if rows.empty:
        return "No partner in Japan fits these filters"
    past = rows[rows["link_ended"].notna() & ~rows["tied_now"].astype(bool)]
    said = [f"{none_or(int(rows['tied_now'].sum()))} with a stated tie to Vanderbilt"]
    if len(past):
        said.append(f"{number_word(len(past))} whose tie to it ended by {int(past['link_ended'].max())}")
    said.append(f"{none_or(int(rows['us_link'].notna().sum()))} with a stated tie to the United States")
    return f"{counted(len(rows), 'partner')} in Japan: {joined(said)}"


PARTNERS = Cell(
    "calls/partners",
    "Who in Japan works on the same?",
    ("calls/partners",),
    _partners,
    (
        Column("name", "Partner", width="large", phone=170),
        Column("topics", "Topics (the words that justify each)", "list", "large"),
        Column("units", "Departments with clear business", "list", "large", "none"),
        Column("reason", "Why it concerns the department", empty=NO_DEPARTMENT),
        Column("vanderbilt_link", "Tie to Vanderbilt", width="medium", empty="none stated", phone=150),
        Column("us_link", "Tie to the United States", width="medium", empty="none stated"),
        Column("type", "What it is"),
        Column("name_ja", "Name in Japanese"),
        Column("focus", "Work", width="large"),
    ),
    fixed={"partner": None},
    identifier="partner_id",
)


def _statements(frames: Frames, view: View) -> str:
    rows = frames["calls/statements"]
    if rows.empty:
        return "No statement is on record"
    sources = {one for many in rows["source_ids"] for one in many}
    return f"{counted(len(rows), 'statement')} on its work from {counted(len(sources), 'source')}"


STATEMENTS = Cell(
    "calls/statements",
    "What do sources say of this partner?",
    ("calls/statements",),
    _statements,
    (
        Column("focus", "Work", width="large"),
        Column("us_link", "Tie to the United States", empty="none stated"),
        Column("vanderbilt_link", "Tie to Vanderbilt", empty="none stated"),
        Column("stages", "Stages", "list"),
        Column("source", "Source"),
        Column("publisher", "Publisher"),
        Column("published", "Published"),
        Column("url", "Address", "link"),
    ),
    needs="partner",
)


def _hosts(frames: Frames, view: View) -> str:
    return _business(frames["calls/hosts"], "this partner")


HOSTS = Cell(
    "calls/hosts",
    "Which departments have business with it, and why?",
    ("calls/hosts",),
    _hosts,
    (
        Column("short_name", "Department"),
        Column("verdict", "Business, by our reading"),
        Column("reason", "Why", width="large"),
        Column("kind", "Kind"),
        Column("school", "School"),
    ),
    needs="partner",
)

PAGE = (WATCH, CALLS, PARTNERS, ONE, NEXT, DOORS, DEPARTMENTS, STATEMENTS, HOSTS)
