"""Timeline: the clocks that run, and what has happened."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lodestone.answers import clocks
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.bars import before_after_bars
from lodestone.figures.base import SLIDE
from lodestone.figures.timeline import timeline
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, joined, number_word


def _clocks(frames: Frames, view: View) -> str:
    rows = frames["timeline/clocks"]
    if rows.empty and frames["timeline/events"].empty:
        return "No clock and no event fits these filters"
    return clocks.finding(rows)


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    slide = form == "slide"
    events = frames["timeline/events"]
    subtitle = (
        f"Clocks of the Framework and of related decisions, and {counted(len(events), 'event')} · {words.subtitle}"
    )
    return timeline(
        frames["timeline/clocks"],
        events,
        as_of=view.as_of,
        signed=frames["overview/framework"]["signed_date"][0],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=subtitle,
        source_line=words.source_line,
        labels="key" if slide else "all",
        width=SLIDE[0] if slide else view.width,
        height=SLIDE[1] if slide else None,
    )


CLOCKS = Cell(
    "timeline/clocks",
    "Which clocks run, and what has happened?",
    ("timeline/clocks", "timeline/events", "overview/framework"),
    _clocks,
    (
        Column("title", "Clock", phone=170),
        Column("owner", "Set by"),
        Column("status", "Status", "status", phone=170),
        Column("start_date", "Started", "day"),
        Column("due_date", "Due", "day", empty="no day yet"),
        Column("days_past", "Days past the due date", "days", empty="no day yet"),
        Column("trigger", "Starts on"),
        Column("provision_id", "Provision"),
        Column("on_record", "What is on record", width="large"),
        Column("rests_on", "Rests on"),
    ),
    figure=_figure,
    drawn=2,
    wide=True,
)


def _record(frames: Frames, view: View) -> str:
    rows = frames["timeline/clocks"]
    rows = rows[rows["due_date"].notna()]
    passed = int((rows["days_past"] > 0).sum())
    proven = int(rows["status"].isin(["met", "in progress", "overdue"]).sum())
    if rows.empty:
        return "No clock with a date fits these filters."
    settled = number_word(proven) if proven else "none"
    return f"{counted(passed, 'dated clock')} of {len(rows)} ran out by this day; evidence settles {settled}."


RECORD = Cell(
    "timeline/record", "What is on record about each dated clock?", ("timeline/clocks",), _record, CLOCKS.columns
)


def _sides(frames: Frames, view: View) -> str:
    rows = frames["timeline/before_after"]
    if not (rows["before"].sum() + rows["after"].sum()):
        return "No event that occurred fits these filters"
    top = rows.sort_values(["after", "lane_position"], ascending=[False, True]).iloc[0]
    said = (
        f"{counted(int(rows['before'].sum()), 'event')} up to the day of the signing, {int(rows['after'].sum())} since"
    )
    most = f"; most since then: {str(top['lane']).lower().replace('china', 'China')} ({top['after']})"
    return said + (most if top["after"] else "")


def _sides_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return before_after_bars(
        frames["timeline/before_after"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"Events that occurred by kind; since means after the day of the signing · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


SIDES = Cell(
    "timeline/before_after",
    "What kinds of event came up to the signing and since?",
    ("timeline/before_after",),
    _sides,
    (
        Column("lane", "Kind of event"),
        Column("before", "Up to the day of the signing", "number"),
        Column("after", "Since the signing (after its day)", "number"),
        Column("countries", "Countries involved", "list", "large"),
    ),
    figure=_sides_figure,
)


def _events(frames: Frames, view: View) -> str:
    rows = frames["timeline/events"]
    if rows.empty:
        return "No event fits these filters"
    sure = rows[rows["status"] == "occurred"]
    rest = len(rows) - len(sure)
    countries = pd.Series([c for many in rows["countries"] for c in many]).value_counts().head(2)
    most = joined([f"{country} in {count}" for country, count in countries.items()])
    ahead = f", {rest} {'is a date' if rest == 1 else 'are dates'} set or planned" if rest else ""
    return f"{counted(len(sure), 'event')} occurred{ahead}; {most}"


EVENTS = Cell(
    "timeline/events",
    "Which events are these, and where do they come from?",
    ("timeline/events",),
    _events,
    (
        Column("date", "Date", "day"),
        Column("title", "Event", width="large"),
        Column("lane", "Kind"),
        Column("status", "Occurred or set"),
        Column("countries", "Countries", "list"),
        Column("provisions", "Bears on", "list", "small"),
        Column("summary", "In short", width="large"),
        Column("reasons", "Why it concerns the department", "list", empty="no department chosen"),
        Column("open_question", "What is not known", empty="nothing open"),
        Column("date_precision", "Date is"),
        Column("actors", "Actors"),
        Column("event_id", "Id", width="small"),
        Column("source_ids", "Sources", "list"),
    ),
)

PAGE = (CLOCKS, RECORD, SIDES, EVENTS)
