"""Timeline: the clocks that run, and what has happened."""

from __future__ import annotations

import pandas as pd

from lodestone.answers import chosen_briefs, clocks
from lodestone.answers.resting import ground
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.bars import before_after_bars
from lodestone.figures.base import is_slide, size_of
from lodestone.figures.timeline import timeline
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_said, first_upper, fmt_date, joined, none_or, number_word


def _clocks(frames: Frames, view: View) -> str:
    rows = frames["timeline/clocks"]
    if rows.empty and frames["timeline/events"].empty:
        return "No clock and no event fits these filters"
    return clocks.finding(rows)


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    slide = is_slide(form)
    width, height = size_of(form, view.width)
    events = whole = frames["timeline/events"]
    drawn = f"{clocks.tally(frames['timeline/clocks']).kinds()}; {_events_counted(events)}"
    if slide:
        # The clocks above say the deadlines already.
        events = whole[whole["joint"].astype(bool) & (whole["lane"] != "Deadlines")]
    if len(events) < len(whole):
        drawn = f"all clocks; {len(events)} of {len(whole)} events, those by both countries or naming the Framework"
    subtitle = f"Drawn: {drawn} · {words.subtitle}"
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
        width=width,
        height=height or None,
    )


def _clocks_alt(frames: Frames, view: View) -> str:
    """The clocks as they stand in the figure, each with its day and its status."""
    return first_said(
        [
            f"{row.title}: {fmt_date(row.due_date) if row.due_date else 'no day set'}, {row.status}"
            for row in each_row(frames["timeline/clocks"])
        ]
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
        Column("days_past", "Days to or past the due date", "days", empty="no day yet"),
        Column("trigger", "Starts on"),
        Column("provision_id", "Provision"),
        Column("on_record", "What is on record", width="large"),
        Column("rests_on", "Rests on"),
    ),
    figure=_figure,
    alt=_clocks_alt,
    drawn=2,
    readable_from=820,
    ground=lambda frames: ground(frames["timeline/clocks"], "clock"),
)


def _record(frames: Frames, view: View) -> str:
    rows = frames["timeline/clocks"]
    rows = rows[rows["due_date"].notna()]
    counts = clocks.tally(rows)
    if rows.empty:
        return "No clock with a date fits these filters."
    kinds = first_upper(counts.kinds(dated_only=True))
    if not counts.past:
        return f"{kinds}: {'it has not' if counts.dated == 1 else 'none has'} run out by this day."
    proven = int(rows["status"].isin(["met", "in progress", "overdue"]).sum())
    past = "it" if counts.dated == 1 else "all" if counts.past == counts.dated else number_word(counts.past)
    have = "has" if counts.past == 1 else "have"
    return f"{kinds}: {past} {have} run out by this day; public evidence settles {none_or(proven)}."


RECORD = Cell(
    "timeline/record", "What is on record about each dated clock?", ("timeline/clocks",), _record, CLOCKS.columns
)


def _sides(frames: Frames, view: View) -> str:
    rows = frames["timeline/before_after"]
    if not (rows["before"].sum() + rows["after"].sum()):
        return "No event that occurred fits these filters"
    before, after = int(rows["before"].sum()), int(rows["after"].sum())
    said = (
        f"{counted(before, 'event') if before else 'No event'} up to the day of the signing, "
        f"{none_or(after) if after < 2 else after} since"
    )
    if not after:
        return said
    joint = int(rows["joint"].sum())
    return f"{said}; {none_or(joint) if joint < 2 else joint} of those since by both countries or naming the Framework"


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


def _sides_alt(frames: Frames, view: View) -> str:
    return first_said(
        [
            f"{row.lane}: {row.before} up to the day of the signing, {row.after} since"
            for row in each_row(frames["timeline/before_after"])
        ]
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
        Column("joint", "Of these, by both countries or naming the Framework", "number"),
        Column("countries", "Countries involved", "list", "large"),
    ),
    figure=_sides_figure,
    alt=_sides_alt,
)


def _events_counted(rows: pd.DataFrame) -> str:
    """How many events occurred and how many are only dates: '82 events occurred, 8 dates are set or planned'."""
    occurred = int((rows["status"] == "occurred").sum())
    rest = len(rows) - occurred
    ahead = f", {counted(rest, 'date')} {'is' if rest == 1 else 'are'} set or planned" if rest else ""
    return f"{counted(occurred, 'event') if occurred else 'no event'} occurred{ahead}"


def events_said(rows: pd.DataFrame) -> str:
    """How many events occurred and how many are only dates, and how many of each count as the Framework's own.

    '82 events occurred, 8 dates are set or planned; 12 of the events and four of the dates by both countries or naming
    the Framework'.
    """
    return _events_counted(rows) + _joint_said(rows)


def _joint_said(rows: pd.DataFrame) -> str:
    """Which of some events name the Framework or are by both countries; all others stand beside."""
    ours = "by both countries or naming the Framework"
    joint = rows["joint"].astype(bool)
    if len(rows) == 1:
        return f", {ours}" if joint.all() else ", neither by both countries nor naming the Framework"
    if joint.all() or not joint.any():
        return f"; {'all' if joint.all() else 'none'} of them {ours}" if len(rows) else ""
    happened = rows["status"] == "occurred"
    parts = [_part(joint[happened], "event"), _part(joint[~happened], "date")]
    return f"; {joined([part for part in parts if part])} {ours}"


def _part(joint: pd.Series, noun: str) -> str:
    """How many of some events or dates are joint: '12 of the events', 'the date', 'all three dates'; empty for none."""
    number, whole = int(joint.sum()), len(joint)
    if not number:
        return ""
    if whole == 1:
        return f"the {noun}"
    some = number_word(number)
    return f"{'both' if whole == 2 else f'all {some}'} {noun}s" if number == whole else f"{some} of the {noun}s"


def _events(frames: Frames, view: View) -> str:
    rows = frames["timeline/events"]
    if rows.empty:
        return "No event fits these filters"
    return first_upper(events_said(rows))


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
        Column("tie", "Tie to the Framework"),
        Column("tie_reason", "Why this tie", width="large"),
        Column("countries", "Countries", "list"),
        Column("provisions", "Bears on", "list", "small"),
        Column("summary", "In short", width="large"),
        Column("reasons", "Why it concerns the department", "list", empty=NO_DEPARTMENT),
        Column("open_question", "What is not known", empty="nothing open"),
        Column("date_precision", "Date is"),
        Column("actors", "Actors"),
        Column("event_id", "Id", width="small"),
        Column("source_ids", "Sources", "list"),
    ),
)

PAGE = (CLOCKS, RECORD, SIDES, EVENTS, chosen_briefs.CLOCKS)
