"""Overview: everything needed before a meeting."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.answers import clocks
from lodestone.answers.overview_minerals import MINERALS
from lodestone.answers.overview_money import MONEY
from lodestone.answers.to_do import TO_DO
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Frames
from lodestone.each_row import each_row
from lodestone.filters import View
from lodestone.language import days, first_lower, first_upper, fmt_date, joined, none_or, number_word

DUE_QUERY = "overview/due"


def _scores(frames: Frames, view: View) -> str:
    rows = frames["overview/scores"]
    top = rows[rows["score"] == rows["score"].max()]
    low = rows[rows["score"] == rows["score"].min()]
    without = list(rows[rows["rationale"].isna()]["title"].str.lower())
    tail = f"; no reason for {joined(without)}" if without else ""
    # Its reasons speak of how many agencies there are and how high the officials rank.
    return (
        f"The brief scores {joined(list(top['title'].str.lower()))} highest ({top['score'].iloc[0]} of 5), "
        f"{joined(list(low['title'].str.lower()))} lowest ({low['score'].iloc[0]}); "
        f"agencies go by number, officials by rank{tail}."
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
    rows = frames[DUE_QUERY]
    ahead = rows[rows["standing"] == "ahead"]
    # A day to look again for a call is nobody's deadline: it stands with what comes due, not here.
    said = "No dated thing lies ahead on record"
    if len(ahead):
        day = ahead["due_date"].iloc[0]
        same = [named(row) for row in each_row(ahead[ahead["due_date"] == day])]
        said = f"Next date set: {joined(same)}, {fmt_date(day)}, {days(int(ahead['days_past'].iloc[0]))}"
    return f"{said}; {first_lower(own_clocks(frames))}." if (rows["standing"] == "passed").any() else f"{said}."


def named_in(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of DUE that its finding speaks of: what comes next, then the Framework's own dated commitments."""
    ahead = rows[rows["standing"] == "ahead"]
    soonest = ahead[ahead["due_date"] == ahead["due_date"].min()]
    own = rows[(rows["clock"] == "fixed") & (rows["owner"] == "framework")]
    told = own if (rows["standing"] == "passed").any() else own.head(0)
    return pd.concat([soonest, told.drop(soonest.index, errors="ignore")])


def named(row: Any) -> str:
    """What the day of a row of DUE brings: a pause ends, price floors begin; a commitment or an event is its title."""
    brings = f"{first_upper(row.title)} {row.at_end}" if row.at_end else first_upper(row.title)
    return f"{brings} (in doubt)" if row.in_doubt else brings


def own_clocks(frames: Frames) -> str:
    """How the Framework's own dated commitments stand, as a sentence without its full stop."""
    rows = frames[DUE_QUERY]
    return clocks.finding(rows[(rows["clock"] == "fixed") & (rows["owner"] == "framework")])


DUE = Cell(
    DUE_QUERY,
    "What is due next, and what has passed?",
    (DUE_QUERY,),
    _due,
    (
        Column("title", "What"),
        Column("status", "Status", "status"),
        Column("due_date", "Due", "day", empty="no day yet"),
        Column("days_past", "Days to or past the due date", "days", empty="no day yet"),
        Column("meaning", "What the day means", width="large", empty="starts on a request or a notice"),
        Column("open_question", "What is not known", width="large", empty="nothing open"),
        Column("bears_on", "Bears on", "list", empty="no pillar"),
        Column("trigger", "Starts on"),
        Column("provision_id", "Provision", empty="none"),
        Column("on_record", "What is on record of its outcome", width="large", empty="nothing"),
        Column("rests_on", "Rests on"),
    ),
)


def _latest(frames: Frames, view: View) -> str:
    rows = frames["overview/latest"]
    if rows.empty:
        return (
            "No event on record bears on a provision that concerns it."
            if view.values.get("department")
            else "Nothing on record."
        )
    parts = []
    first: dict[str, Any] = {}
    for row in each_row(rows):
        first.setdefault(row.stage, row)
    if (last := first.get("happened")) is not None:
        # Confirmed is said only where the text of the body that acted was read.
        how = "confirmed" if "original" in last.rests_on else "reported"
        parts.append(f"Last {how} on {fmt_date(last.date)}")
    if passed := int(rows["passed"].iloc[0]):
        have = "set date has" if passed == 1 else "set dates have"
        parts.append(f"{number_word(passed)} {have} passed since, outcome not found")
    if (ahead := first.get("ahead")) is not None:
        parts.append(f"the next date set is {fmt_date(ahead.date)}")
    said = "; ".join(parts) or f"A set date has passed, outcome not found: {first['passed'].label}"
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
        return "No opportunity of the brief clearly concerns this department."
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
        Column("why", "Why it concerns the department", "list", "large", NO_DEPARTMENT),
        Column("text", "In the brief", width="large"),
        Column("locator", "Where in the brief"),
    ),
)


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
        Column("reaches_to", "Press read to", "day"),
        Column("papers_to", "White House papers read to", "day"),
        Column("coverage_note", "On the reading"),
    ),
)

PAGE = (FRAMEWORK, DUE, TO_DO, SCORES, MINERALS, MONEY, OPPORTUNITIES, LATEST)
