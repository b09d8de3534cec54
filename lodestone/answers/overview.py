"""Overview: everything needed before a meeting."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lodestone.answers import clocks, one_project
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.bars import movement_bars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import fmt_date, joined, number_word

DUE_ROWS = 5


def _scores(frames: Frames, view: View) -> str:
    rows = frames["overview/scores"]
    top = rows[rows["score"] == rows["score"].max()]
    low = rows[rows["score"] == rows["score"].min()]
    reasonless = int(rows["rationale"].isna().sum())
    tail = f"; {number_word(reasonless)} of {len(rows)} scores comes without a reason" if reasonless == 1 else ""
    return (
        f"The brief rates {joined(list(top['title'].str.lower()))} highest ({top['score'].iloc[0]} of 5), "
        f"{joined(list(low['title'].str.lower()))} lowest ({low['score'].iloc[0]}){tail}."
    )


SCORES = Cell(
    "overview/scores",
    "How relevant does the brief say the Framework is to Vanderbilt?",
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
        how = "confirmed" if last["rests_on"].startswith("original text") else "reported"
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
    named = rows[rows["units"].map(len) > 0]
    first = rows.iloc[0]
    who = f" ({joined(list(first['units']))})" if first["units"] else ""
    how_many = f"{number_word(len(named))} of {number_word(len(rows))}"
    return f"Best supported: {first['title'].lower()}{who}; {how_many} name a department."


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
    silent = int((rows["events"] == 0).sum())
    drew = "draws most events" if len(top) == 1 else "draw most events"
    none = f"; none on {number_word(silent)} of {number_word(len(rows))} pillars" if silent else ""
    return f"{joined([top[0], *map(_lower, top[1:])])} {drew} by both countries since the signing ({joint}){none}."


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


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
    return f"{by['provisions']} provisions, {by['events']} events and {by['sources']} sources, all open to inspection."


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
