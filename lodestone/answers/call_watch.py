"""The watch list: what to look at next, on which day, and on what the expectation rests."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from lodestone.answers.one_organization import DOORS as ORGANIZATION_DOORS
from lodestone.answers.one_organization import doors_finding
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.tokens import tokens
from lodestone.figures.watch_calendar import watch_calendar
from lodestone.filters import View
from lodestone.language import counted, fmt_date, joined, number_word

# How far ahead "soon" reaches.
SOON = timedelta(days=60)
NAMED = 3


def _watch(frames: Frames, view: View) -> str:
    rows = frames["calls/watch"]
    if rows.empty:
        return "Nothing on the watch list fits these filters"
    live = rows[rows["standing"] == "open"]
    ahead = rows[rows["standing"] == "ahead"].sort_values("look_again", kind="stable")
    parts = [f"open now: {joined(list(live['short_title'].head(NAMED)))}"] if len(live) else []
    late = rows[rows["late"].astype(bool)]
    if len(late):
        parts.append(f"look again now: {look_names(late)}")
    if len(ahead):
        parts.append(f"look first on {first_look(ahead)}")
        soon = int((ahead["look_again"] <= view.as_of + SOON).sum())
        if soon and soon < len(ahead):
            which = f"{number_word(soon)} of {number_word(len(ahead))} entries with a day ahead"
            parts.append(f"{which} {'falls' if soon == 1 else 'fall'} within {SOON.days} days")
    if without := int(rows["standing"].isin(["passed", "no day"]).sum()) - len(late):
        parts.append(f"{counted(without, 'entry', 'entries')} without a day ahead")
    said = "; ".join(parts)
    return said[:1].upper() + said[1:]


def first_look(ahead: pd.DataFrame) -> str:
    """The day to look again of the first row, and all that is to be looked at on it."""
    day = ahead["look_again"].iloc[0]
    return f"{fmt_date(day)}: {look_names(ahead[ahead['look_again'] == day])}"


def look_names(rows: pd.DataFrame) -> str:
    """What is to be looked at: all by name if they are few."""
    names = list(rows["short_title"])
    return joined(names) if len(names) <= NAMED else f"{', '.join(names[:2])} and {number_word(len(names) - 2)} more"


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["calls/watch"]
    drawn = int((rows["standing"] == "ahead").sum())
    rest = (
        f"not drawn: {counted(len(rows) - drawn, 'entry', 'entries')} without a day ahead" if len(rows) > drawn else ""
    )
    return watch_calendar(
        rows[rows["standing"] == "ahead"],
        as_of=view.as_of,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=" · ".join(
            part
            for part in (
                "Mark: day to look again; bar: next round expected; hollow and dotted: a guess, or not confirmed",
                rest,
                words.subtitle,
            )
            if part
        ),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _in_words(frames: Frames, view: View) -> str:
    rows = frames["calls/watch"]
    ahead = rows[rows["standing"] == "ahead"]
    return (
        "; ".join(f"{fmt_date(row.look_again)}: {row.short_title}, {row.expected}" for row in each_row(ahead))
        or "No day to look again lies ahead"
    ) + "."


WATCH = Cell(
    "calls/watch",
    "What must be looked at next?",
    ("calls/watch",),
    _watch,
    (
        Column("short_title", "Call or program", phone=170),
        Column("look_again", "Look again", "day", empty="no day known", phone=110),
        Column("standing", "Day is"),
        Column("expected", "Next round", width="large"),
        Column("units", "Departments it clearly suits", "list", "large", "none"),
        Column("strength", "Clear or thin", empty=NO_DEPARTMENT),
        Column("why", "Why it concerns the department", empty=NO_DEPARTMENT),
        Column("prepare", "Have ready", width="large", empty="nothing said"),
        Column("university_role", "Role of a university", empty="not stated"),
        Column("kind", "Kind"),
        Column("agency", "Agency"),
        Column("rhythm", "How often so far"),
        Column("past_rounds", "Past rounds", width="large", empty="none known"),
        Column("watch_url", "Page to watch", "link"),
        Column("read_on", "Read on", "day"),
        Column("note", "Note", width="large", empty=""),
        Column("watch_id", "Id", width="small"),
    ),
    figure=_figure,
    alt=_in_words,
    fixed={"opened": None},
    readable_from=600,
    identifier="watch_id",
)


def _of_organization(frames: Frames, view: View) -> str:
    rows = frames["agencies/watch"]
    if rows.empty:
        return "Nothing of it is on the watch list"
    late = rows["late"].astype(bool)
    # What is to be answered or looked at at once, else the soonest day; only the first of them by name.
    for now, found in (("Open now", rows[rows["standing"] == "open"]), ("Look again now", rows[late])):
        if len(found):
            more = f" and {number_word(len(found) - 1)} more" if len(found) > 1 else ""
            return f"{now}: {found['short_title'].iloc[0]}{more}"
    ahead = rows[rows["standing"] == "ahead"]
    if ahead.empty:
        return f"{counted(len(rows), 'entry', 'entries')}, none with a day ahead on which to look again"
    first = ahead.iloc[0]
    more = f"; {number_word(len(ahead))} of {number_word(len(rows))} entries have a day ahead" if len(ahead) > 1 else ""
    return f"Look first on {fmt_date(first['look_again'])}: {first['short_title']}{more}"


OF_ORGANIZATION = Cell(
    "agencies/watch",
    "What of it must be looked at next?",
    ("agencies/watch",),
    _of_organization,
    (
        Column("short_title", "Call or program", width="medium"),
        Column("look_again", "Look again", "day", empty="no day known"),
        Column("standing", "Day is"),
        Column("expected", "Next round", width="large"),
        Column("through", "Through"),
        Column("kind", "Kind"),
        Column("university_role", "Role of a university", empty="not stated"),
        Column("rhythm", "How often so far"),
        Column("read_on", "Read on", "day"),
    ),
    needs="organization",
)


def _next(frames: Frames, view: View) -> str:
    rows = frames["calls/watch"]
    if rows.empty:
        return "Nothing is on record of a next round"
    row = rows.iloc[0]
    if row["standing"] == "open":
        return f"Open until {fmt_date(row['closes'])}"
    looked = {"ahead": "look again on", "passed": "a day to look again has passed:"}.get(row["standing"])
    return f"Next round: {row['expected']}" + (
        f"; {looked} {fmt_date(row['look_again'])}" if looked else "; no day to look again is known"
    )


NEXT = Cell(
    "calls/next",
    "When does it come again, and what to have ready?",
    ("calls/watch",),
    _next,
    WATCH.columns,
    fixed=dict.fromkeys(("department", "q")),
    needs="opened",
)

DOORS = Cell(
    "calls/doors",
    "Through which public door?",
    ("calls/doors",),
    lambda frames, view: doors_finding(frames["calls/doors"]),
    ORGANIZATION_DOORS.columns,
    needs="opened",
)
