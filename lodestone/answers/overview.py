"""Overview: everything needed before a meeting."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lodestone.answers import clocks, one_project
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.bars import movement_bars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import first_lower, first_upper, fmt_date, joined, none_or, number_word

DUE_ROWS = 5
# More pillars than this in one place are counted, not named.
MOST_NAMED = 3


def _scores(frames: Frames, view: View) -> str:
    rows = frames["overview/scores"]
    top = rows[rows["score"] == rows["score"].max()]
    low = rows[rows["score"] == rows["score"].min()]
    without = list(rows[rows["rationale"].isna()]["title"].str.lower())
    tail = f"; {joined(without)} {'has' if len(without) == 1 else 'have'} none" if without else ""
    # Its reasons speak of how many agencies there are and how high the officials rank.
    return (
        f"The brief scores {joined(list(top['title'].str.lower()))} highest ({top['score'].iloc[0]} of 5), "
        f"{joined(list(low['title'].str.lower()))} lowest ({low['score'].iloc[0]}), by what its reasons name, "
        f"not relevance to Vanderbilt{tail}."
    )


SCORES = Cell(
    "overview/scores",
    "How does the brief score its own parts?",
    ("overview/scores",),
    _scores,
    (
        Column("title", "Score"),
        Column("score", "Value (1 to 5)", "number"),
        Column("rationale", "Reason in the brief", width="large", empty="no reason stated"),
        Column("closes", "Closes the blocks"),
        Column("locator", "Where in the brief"),
    ),
)


def _due(frames: Frames, view: View) -> str:
    return clocks.finding(frames["timeline/clocks"]) + "."


DUE = Cell(
    "overview/due",
    "What is due, overdue or waiting for a trigger?",
    ("timeline/clocks",),
    _due,
    (
        Column("title", "Clock"),
        Column("status", "Status", "status"),
        Column("due_date", "Due", "day", empty="no day yet"),
        Column("days_past", "Days past the due date", "days", empty="no day yet"),
        Column("trigger", "Starts on"),
        Column("provision_id", "Provision"),
        Column("on_record", "What is on record", width="large"),
        Column("rests_on", "Rests on"),
    ),
)


def due_order(rows: pd.DataFrame) -> pd.DataFrame:
    """The clocks a reader must see first: the Framework's dated ones, what is still ahead, what waits.

    Related clocks that have run out come last; they are on the Timeline.
    """
    ahead = rows["status"] == "not due"
    own = rows["owner"] == "framework"
    weight = (~(own & (rows["clock"] == "fixed"))).astype(int) * 2 + (~(ahead | own)).astype(int)
    return rows.assign(weight=weight).sort_values("weight", kind="stable").head(DUE_ROWS)


def _latest(frames: Frames, view: View) -> str:
    rows = frames["overview/latest"]
    if rows.empty:
        return "Nothing on record."
    parts = []
    first = {stage: rows[rows["stage"] == stage].iloc[0] for stage in rows["stage"].unique()}
    if (last := first.get("happened")) is not None:
        # Confirmed is said only where the text of the body that acted was read.
        how = "confirmed" if "original" in last["rests_on"] else "reported"
        parts.append(f"Last {how} on {fmt_date(last['date'])}")
    if passed := int(rows["passed"].iloc[0]):
        have = "set date has" if passed == 1 else "set dates have"
        parts.append(f"{number_word(passed)} {have} passed since, outcome not found")
    if (ahead := first.get("ahead")) is not None:
        parts.append(f"the next date set is {fmt_date(ahead['date'])}")
    said = "; ".join(parts) or f"A set date has passed, outcome not found: {first['passed']['label']}"
    return f"{said[:1].upper()}{said[1:]}."


LATEST = Cell(
    "overview/latest",
    "What changed most recently, and what is set to come?",
    ("overview/latest",),
    _latest,
    (
        Column("date", "Date", "day"),
        Column("title", "Event", width="large"),
        Column("stage", "Happened, passed or ahead"),
        Column("rests_on", "Rests on"),
        Column("lane", "Kind"),
        Column("open_question", "What is not known", empty="nothing open"),
    ),
    fixed={"rows": 2},
)


def _opportunities(frames: Frames, view: View) -> str:
    rows = frames["overview/opportunities"]
    if rows.empty:
        return "None of the brief's opportunities concerns this department."
    named = int((rows["units"].map(len) > 0).sum())
    first = rows.iloc[0]
    who = f" ({joined(list(first['units']))})" if len(first["units"]) else ""
    if len(rows) == 1:
        none = "" if named else "; the brief names no department for it"
        return f"One opportunity of the brief concerns it: {first_lower(first['title'])}{who}{none}."
    how_many = (
        f"all {number_word(named)}" if named == len(rows) else f"{none_or(named)} of the {number_word(len(rows))}"
    )
    return f"Best supported: {first_lower(first['title'])}{who}; the brief names a department for {how_many}."


OPPORTUNITIES = Cell(
    "overview/opportunities",
    "Which of the brief's opportunities have most behind them?",
    ("overview/opportunities",),
    _opportunities,
    (
        Column("rank", "Rank", "number"),
        Column("title", "Opportunity"),
        Column("units", "Named unit", "list", empty="none named"),
        Column("actions", "Key actions for it", "number"),
        Column("programs", "Impacted programs", "number"),
        Column("events", "Events by both countries, or naming the Framework", "number"),
        Column("others", "Events of one country, or around it", "number"),
        Column("provisions", "Rests on", "list"),
        Column("text", "In the brief", width="large"),
        Column("locator", "Where in the brief"),
    ),
)


def _movement(frames: Frames, view: View) -> str:
    rows = frames["overview/movement"]
    if rows.empty:
        return "No provision concerns this department."
    joint, others = int(rows["events"].max()), int(rows["others"].sum())
    if not joint:
        beside = "; events of one country or around it stand beside" if others else ""
        return f"No event since the signing names the Framework or is by both countries{beside}."
    top = list(rows[rows["events"] == joint]["pillar"])
    who = joined([top[0], *map(first_lower, top[1:])]) if len(top) <= MOST_NAMED else f"{number_word(len(top))} pillars"
    first = "draws" if len(top) == 1 else "draw"
    events = "the one event" if joint == 1 and len(top) == 1 and (rows["events"] > 0).sum() == 1 else "most events"
    each = f" ({joint}{' each' if len(top) > 1 else ''})" if events == "most events" else ""
    return f"{first_upper(who)} {first} {events} by both countries since the signing{each}{_without(rows)}."


def _without(rows: pd.DataFrame) -> str:
    """Where both countries did nothing together, which is not the same as nothing: one of them may have acted."""
    silent = rows[rows["events"] == 0]
    if silent.empty:
        return ""
    none = f"; none on {number_word(len(silent))} of {number_word(len(rows))} pillars"
    acted = int((silent["others"] > 0).sum())
    if not acted:
        return none
    which = "it" if len(silent) == 1 else number_word(acted)
    return f"{none} ({which} saw others)"


def _movement_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return movement_bars(
        frames["overview/movement"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle="Events after the signing that name the Framework or are by both countries; one can bear on several",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


MOVEMENT = Cell(
    "overview/movement",
    "Where has the Framework moved since it was signed?",
    ("overview/movement",),
    _movement,
    (
        Column("pillar", "Pillar"),
        Column("events", "Events by both countries, or naming the Framework", "number"),
        Column("others", "Events of one country, or around it", "number"),
        Column("provisions", "Provisions", "number"),
        Column("last_date", "Last event", "day"),
        Column("last_label", "Last event, in words", width="large"),
    ),
    figure=_movement_figure,
)

COUNTS = Cell(
    "overview/counts",
    "What does the notebook hold?",
    ("overview/counts",),
    lambda frames, view: _counts(frames["overview/counts"]),
    (Column("what", "What"), Column("count", "Number", "number"), Column("page", "Page")),
)


def _counts(rows: pd.DataFrame) -> str:
    by = dict(zip(rows["what"], rows["count"], strict=True))
    return f"{by['provisions']} provisions, {by['events']} events and set dates, and {by['sources']} sources."


FRAMEWORK = Cell(
    "overview/framework",
    "What is the Framework?",
    ("overview/framework",),
    lambda frames, view: str(frames["overview/framework"]["summary"].iloc[0]),
    (
        Column("title", "Title", width="large"),
        Column("posted_date", "Posted", "day"),
        Column("signed_date", "Signed", "day"),
        Column("signed_place", "Where"),
        Column("date_note", "Why the dates differ"),
        Column("reaches_to", "Reports read to", "day"),
        Column("coverage_note", "On the reading"),
    ),
)

PAGE = (FRAMEWORK, SCORES, DUE, LATEST, OPPORTUNITIES, MOVEMENT, COUNTS, one_project.OVERVIEW)
