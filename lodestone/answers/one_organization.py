"""One organization, opened: what it does under the Framework, who answers for it, and who here should talk to it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures import go
from lodestone.figures.agency_flow import MOST, agency_flow
from lodestone.figures.link_marks import BASES
from lodestone.figures.text import parts_within
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import below_the_line, counted, fmt_date, joined, number_word

# The longest finding, in characters.
LONGEST = 110


def _links(frames: Frames, view: View) -> str:
    rows = frames["agencies/links"]
    if rows.empty:
        return "No link to a provision is on record"
    counts = rows["link_basis"].value_counts()
    words = {
        "leads": "it leads",
        "named in the brief": "named in the brief",
        "implied in the brief": "implied in the brief",
        "reported": "as reported",
        "our reading": "by our reading",
    }
    return _parts(counted(len(rows), "provision"), {words[one]: int(counts[one]) for one in BASES if one in counts})


def _parts(whole: str, parts: Mapping[str, int]) -> str:
    """A number and what it is made of: '3 calls: two open and one closed'; with a single part '3 calls, closed'."""
    if len(parts) == 1:
        return f"{whole}, {next(iter(parts))}"
    return f"{whole}: {joined([f'{number_word(number)} {words}' for words, number in parts.items()])}"


LINKS = Cell(
    "agencies/links",
    "What does it do under the Framework?",
    ("agencies/links",),
    _links,
    (
        Column("provision_id", "No.", width="small"),
        Column("title", "Provision"),
        Column("pillar", "Pillar"),
        Column("role", "Role"),
        Column("link_basis", "How this is known"),
        Column("words", "The words behind it", width="large"),
    ),
    needs="organization",
)


def _officials(frames: Frames, view: View) -> str:
    rows = frames["agencies/officials"]
    if rows.empty:
        return "No official is recorded by this day"
    return f"{counted(len(rows), 'official')} on record, last seen in office on {fmt_date(max(rows['person_as_of']))}"


OFFICIALS = Cell(
    "agencies/officials",
    "Who answers for it?",
    ("agencies/officials",),
    _officials,
    (
        Column("office", "Office"),
        Column("person", "Held by"),
        Column("person_as_of", "As of", "day"),
        Column("named_by", "Named by"),
        Column("trust", "Distance from the act"),
    ),
    needs="organization",
)


def _calls(frames: Frames, view: View) -> str:
    rows = frames["agencies/calls"]
    if rows.empty:
        return "No call of its own is on record"
    counts = rows["state"].value_counts()
    words = {"open": "open", "not yet open": "not yet open", "unknown": "of unknown state", "closed": "closed"}
    return _parts(counted(len(rows), "call"), {word: int(counts[one]) for one, word in words.items() if one in counts})


CALLS = Cell(
    "agencies/calls",
    "Which calls does it fund?",
    ("agencies/calls",),
    _calls,
    (
        Column("short_title", "Call", width="medium"),
        Column("state", "State", "state"),
        Column("closes", "Closes", "day"),
        Column("opens", "Opens", "day"),
        Column("through", "Through"),
        Column("number", "Number", empty=""),
        Column("university_role", "Role of a university"),
        Column("state_note", "On its state", empty=""),
    ),
    needs="organization",
)


def _events(frames: Frames, view: View) -> str:
    rows = frames["agencies/events"]
    if rows.empty:
        return "No event on record ties it to the Framework"
    return f"{counted(len(rows), 'event')}, the last on {fmt_date(rows['date'].iloc[0])}"


EVENTS = Cell(
    "agencies/events",
    "What happened that ties it to the Framework?",
    ("agencies/events",),
    _events,
    (
        Column("date", "Date", "day"),
        Column("title", "Event", width="large"),
        Column("provisions", "Bears on", "list"),
        Column("status", "Occurred or set"),
        Column("summary", "In short", width="large"),
        Column("open_question", "What is not known", empty="nothing open"),
        Column("event_id", "Id", width="small"),
    ),
    needs="organization",
)


def doors_finding(rows: pd.DataFrame) -> str:
    """How many public doors are on record and when they were last seen. `rows`: channel, seen_date."""
    known = rows[rows["channel"].notna()]
    if rows.empty:
        return "No public door is on record"
    if known.empty:
        return f"No public door was found when looked for on {fmt_date(rows['seen_date'].max())}"
    return f"{counted(len(known), 'public door')} on record, last seen on {fmt_date(known['seen_date'].max())}"


DOORS = Cell(
    "agencies/doors",
    "Through which public door?",
    ("agencies/doors",),
    lambda frames, view: doors_finding(frames["agencies/doors"]),
    (
        Column("office", "Office", width="large", empty="not found"),
        Column("channel", "Channel", width="large", empty="none found"),
        Column("for_whom", "For whom", empty="nobody"),
        Column("field", "For which field or matter", empty="any, or not found"),
        Column("purpose", "Good for", width="large", empty="not found"),
        Column("seen_date", "Seen on", "day"),
        Column("note", "Note", width="large", empty=""),
    ),
    needs="organization",
)


def _departments(frames: Frames, view: View) -> str:
    rows = frames["agencies/departments"]
    if rows.empty:
        return "No department has business with it, by either reading"
    clear = rows[rows["strength"] == "clear"]
    thin = len(rows) - len(clear)
    rest = below_the_line(thin) if thin else ""
    if clear.empty:
        return parts_within(LONGEST, f"No department has clear business with it; {below_the_line(thin)}")
    owners = list(clear[clear["grade"] == 3]["short_name"])
    first = owners or list(clear["short_name"])
    who = joined(first) if len(first) <= 3 else f"{', '.join(first[:2])} and {number_word(len(first) - 2)} more"
    said = f"{who} first" if owners else f"{who}: clear business"
    more = (
        f"{number_word(len(clear) - len(owners))} more with clear business"
        if owners and len(clear) > len(owners)
        else ""
    )
    return parts_within(LONGEST, said, more, rest)


def _flow(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    chosen = view.values.get("organization")
    rows = frames["agencies/departments"]
    name = view.labels.get(f"organization|{chosen}", str(chosen))
    first = f"first {MOST} of {len(rows)} · " if len(rows) > MOST else ""
    return agency_flow(
        name,
        frames["agencies/links"],
        rows,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"{name}, its provisions and the departments with business · {first}Lodestone's own reading",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


DEPARTMENTS = Cell(
    "agencies/departments",
    "Which departments should talk to it, and why?",
    ("agencies/departments", "agencies/links"),
    _departments,
    (
        Column("short_name", "Department"),
        Column("verdict", "Business, by our reading"),
        Column("reason", "Why", width="large"),
        Column("first_question", "Ask first", width="large", empty="none stated"),
        Column("provisions", "Shared provisions", "list", empty="none"),
        Column("basis", "Rests on"),
        Column("kind", "Kind"),
        Column("school", "School"),
    ),
    figure=_flow,
    readable_from=600,
    needs="organization",
)
