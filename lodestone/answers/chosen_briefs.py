"""What the briefs that a reader has chosen say on the pages of the Framework and the university."""

from __future__ import annotations

import pandas as pd

from lodestone.answers import briefs
from lodestone.answers.dated_briefs import AMONG, LATER, chosen_briefs, on_the_day, stand_on
from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import counted, first_upper, joined, number_word

_NEEDS = AMONG
_BRIEF = Column("brief", "Brief", width="medium")


def _silent(rows: pd.DataFrame, view: View) -> str:
    """Which of several briefs say nothing of it: '; three of the briefs say nothing of it'."""
    rest = len(chosen_briefs(view)) - rows["brief_id"].nunique()
    return f"; {number_word(rest)} of the briefs {'says' if rest == 1 else 'say'} nothing of it" if rest > 0 else ""


def _items(frames: Frames, view: View) -> str:
    rows = frames["brief/chosen"]
    if rows.empty:
        return f"No item of {stand_on(view)} fits these filters"
    units = {unit for many in rows["units"] for unit in many}
    named = f"{counted(len(units), 'Vanderbilt unit')} named" if units else "no Vanderbilt unit named"
    return f"{first_upper(counted(len(rows), 'item'))} in {stand_on(view)}, {named}{_silent(rows, view)}"


ITEMS = Cell(
    "brief/chosen",
    "What do the briefs chosen say, item by item?",
    ("brief/chosen", LATER),
    on_the_day(_items),
    (
        _BRIEF,
        Column("section", "Part of the brief"),
        Column("heading", "Group", empty=""),
        Column("text", "Item", width="large", phone=220),
        Column("units", "Department", "list", empty="none named"),
        Column("locator", "Where in the brief"),
    ),
    needs=_NEEDS,
)


def _officials(frames: Frames, view: View) -> str:
    rows = frames["brief/answerable"]
    if rows.empty:
        return f"No official is made responsible in {stand_on(view)}"
    offices = rows["office"].nunique()
    return f"{first_upper(counted(offices, 'office'))} made responsible in {stand_on(view)}{_silent(rows, view)}"


OFFICIALS = Cell(
    "brief/answerable",
    "Whom do the briefs chosen make responsible?",
    ("brief/answerable", LATER),
    on_the_day(_officials),
    (_BRIEF, Column("office", "Office", phone=170), Column("duty", "Duty", width="large", empty="none stated")),
    needs=_NEEDS,
)


# The parts of a brief that say what is decided or to be done, and what an item of each is called.
_STATED = {"Action summary": "summary point", "Timeline": "timeline item", "Key actions": "key action"}


def _decided(frames: Frames, view: View) -> str:
    rows = frames["provisions/chosen_briefs"]
    if rows.empty:
        return f"No item of {stand_on(view)} fits these filters"
    numbers = rows["section"].value_counts()
    said = joined([counted(int(numbers[part]), words) for part, words in _STATED.items() if part in numbers])
    states = "the brief states" if len(set(rows["brief_id"])) == 1 else "the briefs state"
    them = "it" if len(rows) == 1 else "them"
    return f"{first_upper(said)} in {stand_on(view)}, as {states} {them}{_silent(rows, view)}"


DECIDED = Cell(
    "provisions/chosen_briefs",
    "What do the briefs chosen say is decided, by when, and what to do?",
    ("provisions/chosen_briefs", LATER),
    on_the_day(_decided),
    (
        _BRIEF,
        Column("section", "Part of the brief"),
        Column("heading", "Group", empty=""),
        Column("text", "As the brief states it", width="large", phone=220),
        Column("provisions", "Provision it rests on", "list", empty="none, no published text compared"),
        Column("locator", "Where in the brief"),
    ),
    needs=_NEEDS,
)


def _clocks(frames: Frames, view: View) -> str:
    said = briefs.clocks(frames, view)
    return f"{said} ({stand_on(view)})" if len(frames["briefs/deadlines"]) else said


CLOCKS = Cell(
    "timeline/chosen_briefs",
    "Which clocks do the briefs chosen set?",
    briefs.DEADLINES.queries,
    on_the_day(_clocks),
    briefs.DEADLINES.columns,
    figure=briefs.DEADLINES.figure,
    needs=_NEEDS,
)


def _organizations(frames: Frames, view: View) -> str:
    rows = frames["agencies/chosen_briefs"]
    if rows.empty:
        return f"No organization is named in {stand_on(view)}"
    unknown = int(rows["country"].isna().sum())
    known = (
        ("all matched with one" if not unknown else f"{number_word(unknown)} of them not matched with one")
        + " on record"
        if len(rows) > 1
        else "on record"
        if not unknown
        else "new"
    )
    shared = int((rows["briefs"] > 1).sum())
    more = f"; {number_word(shared)} named by more than one" if shared else ""
    return f"{first_upper(counted(len(rows), 'organization'))} named in {stand_on(view)}, {known}{more}"


ORGANIZATIONS = Cell(
    "agencies/chosen_briefs",
    "Which organizations do the briefs chosen name?",
    ("agencies/chosen_briefs", LATER),
    on_the_day(_organizations),
    (
        Column("organization", "Organization", phone=150),
        Column("country", "Country", empty="not matched with one on record"),
        Column("briefs", "Briefs that name it", "number", phone=90),
        Column("named_by", "Named by", "list", width="large"),
        Column("implied", "Only implied", "yes"),
        Column("roles", "What the briefs say of it", "list", width="large", empty="nothing"),
        Column("as_written", "As written", "list"),
    ),
    needs=_NEEDS,
)


def _asked(frames: Frames, view: View) -> str:
    rows = frames["department/chosen_briefs"]
    chosen = view.values.get("department")
    whom = str(view.labels.get(f"department|{chosen}", chosen)) if chosen else "a unit of the university"
    if rows.empty:
        return f"No item of {stand_on(view)} names {whom}"
    items, names = counted(len(rows), "item"), "names" if len(rows) == 1 else "name"
    return f"{first_upper(items)} of {stand_on(view)} {names} {whom}{_silent(rows, view)}"


ASKED = Cell(
    "department/chosen_briefs",
    "What do the briefs chosen ask of it?",
    ("department/chosen_briefs", LATER),
    on_the_day(_asked),
    (
        _BRIEF,
        Column("section", "Section"),
        Column("text", "Item", width="large", phone=220),
        Column("units", "Units named", "list"),
    ),
    needs=_NEEDS,
)


def _scores(frames: Frames, view: View) -> str:
    return f"{briefs.scores(frames, view)} ({stand_on(view)})"


SCORES = Cell(
    "relevance/chosen_briefs",
    "How do the briefs chosen score what they ask?",
    briefs.SCORES.queries,
    on_the_day(_scores),
    briefs.SCORES.columns,
    figure=briefs.SCORES.figure,
    compares=briefs.SCORES.compares,
    needs=_NEEDS,
)

# What goes along with a set of slides or a memo where briefs are chosen, by the filter that the set needs.
TAKEN_ALONG = {"": (DECIDED, CLOCKS, ORGANIZATIONS, ASKED), "department": (ASKED, DECIDED)}
