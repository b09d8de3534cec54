"""Provisions: what the two governments set out to do, how much of the text was read, and what came of it."""

from __future__ import annotations

import pandas as pd

from lodestone.answers import chosen_briefs, clocks, one_project
from lodestone.answers.resting import ground
from lodestone.answers.timeline import EVENTS as ALL_EVENTS
from lodestone.answers.timeline import events_said
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.provisions import provision_marks
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_said, first_upper, joined, number_word

# How the published text of a provision was read, in words.
_SEEN = {
    "full": "read in full",
    "near-full": "read nearly in full",
    "summary only": "seen in a summary",
    "brief only": "seen only in the brief",
}


def _provisions(frames: Frames, view: View) -> str:
    rows = frames["provisions/provisions"]
    if rows.empty:
        return "No provision fits these filters"
    pillars = rows["pillar"].nunique()
    counts = rows["text_seen"].value_counts()
    known = {words: int(counts[seen]) for seen, words in _SEEN.items() if seen in counts}
    if len(known) == 1:
        both = "both " if len(rows) == 2 else "all " if len(rows) > 2 else ""
        return f"{counted(len(rows), 'provision')} in {counted(pillars, 'pillar')}, {both}{next(iter(known))}"
    said = joined([f"{number_word(number)} {words}" for words, number in known.items()])
    return f"{counted(len(rows), 'provision')} in {counted(pillars, 'pillar')}: {said}"


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    opened = view.values.get("provision")
    return provision_marks(
        frames["provisions/provisions"],
        opened=str(opened) if opened else None,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=words.subtitle,
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _alt(frames: Frames, view: View) -> str:
    """The provisions in the order of the text, each with how much of its text was seen and the state of its clock."""
    return first_said(
        [
            f"{row.title} ({row.provision_id}): {_SEEN.get(row.text_seen, row.text_seen)}"
            f"{f', clock: {row.status}' if row.status else ''}"
            for row in each_row(frames["provisions/provisions"])
        ]
    )


PROVISIONS = Cell(
    "provisions/provisions",
    "What does the Framework provide for, and how much of its text was read?",
    ("provisions/provisions",),
    _provisions,
    (
        Column("provision_id", "No.", width="small", phone=50),
        Column("title", "Provision", width="medium", phone=145),
        Column("pillar", "Pillar"),
        Column("status", "Status of its clock", "status", "medium", "sets no clock", phone=125),
        Column("events", "Events by both countries, or naming the Framework", "number"),
        Column("others", "Events of one country, or around it", "number"),
        Column("differences", "Differences brief / text", "number"),
        Column("text_seen", "Text read"),
        Column("rests_on", "Rests on"),
        Column("reasons", "Why it concerns the department", "list", empty=NO_DEPARTMENT),
        Column("instruments", "Instruments", "list"),
        Column("products", "Derivative products", "list", empty="none named"),
        Column("commitment", "What it says", width="large"),
        Column("actors", "Actors", "list"),
        Column("note", "Note", empty=""),
    ),
    figure=_figure,
    alt=_alt,
    readable_from=600,
    identifier="provision_id",
    ground=lambda frames: ground(frames["provisions/provisions"], "provision"),
)


def _differences(frames: Frames, view: View) -> str:
    rows = frames["provisions/differences"]
    if rows.empty:
        return "Brief and published text agree, as far as the text was read"
    counts = rows["kind"].value_counts(sort=False)
    words = {"brief says less": "less", "brief says otherwise": "something else", "brief says more": "more"}
    if len(rows) == 1:
        word = words.get(str(rows["kind"].iloc[0]))
        return f"One difference: the brief says {word}" if word else "One point was seen in the brief only"
    parts = [f"{word} in {number_word(int(counts[kind]))}" for kind, word in words.items() if kind in counts]
    said = [f"the brief says {joined(parts)}"] if parts else []
    if only := int(counts.get("seen in the brief only", 0)):
        text = "was" if only == 1 else "were"
        said.append(f"{number_word(only)} {text} seen in the brief only")
    return (
        f"{counted(len(rows), 'difference')} on {counted(rows['provision_id'].nunique(), 'provision')}: "
        f"{'; '.join(said)}"
    )


DIFFERENCE_COLUMNS = (
    Column("provision_id", "No.", width="small"),
    Column("topic", "On"),
    Column("kind", "What differs"),
    Column("brief_says", "The brief says", width="large"),
    Column("text_says", "The published text says", width="large"),
    Column("brief_locator", "Where in the brief"),
)
ALL_DIFFERENCES = Cell(
    "provisions/differences",
    "Where does the brief say less, more or other than the published text?",
    ("provisions/differences",),
    _differences,
    DIFFERENCE_COLUMNS,
    fixed={"provision": None},
)
DIFFERENCES = Cell(
    "provisions/one_differences",
    "Does the brief say what the published text says?",
    ("provisions/differences",),
    _differences,
    DIFFERENCE_COLUMNS,
    fixed={"pillars": None},
    needs="provision",
)


def _clock(frames: Frames, view: View) -> str:
    rows = frames["provisions/clock"]
    if rows.empty:
        return "It sets no deadline"
    return clocks.one(rows.iloc[0])


CLOCK = Cell(
    "provisions/clock",
    "Does it set a clock?",
    ("provisions/clock",),
    _clock,
    (
        Column("title", "Clock"),
        Column("status", "Status", "status"),
        Column("due_date", "Due", "day", empty="no day yet"),
        Column("days_past", "Days to or past the due date", "days", empty="no day yet"),
        Column("trigger", "Starts on"),
        Column("on_record", "What is on record", width="large"),
        Column("rests_on", "Rests on"),
    ),
    needs="provision",
    ground=lambda frames: ground(frames["provisions/clock"], "clock"),
)


def _one_events(frames: Frames, view: View) -> str:
    rows = frames["timeline/events"]
    if rows.empty:
        return "No event on record bears on this provision"
    return first_upper(events_said(rows))


ONE_EVENTS = Cell(
    "provisions/events",
    "What has happened?",
    ("timeline/events",),
    _one_events,
    ALL_EVENTS.columns,
    fixed={"pillars": None, "q": None, "lanes": None, "countries": None, "department": None, "ties": None},
    needs="provision",
)


def _holders(frames: Frames, view: View) -> str:
    rows = frames["provisions/holders"]
    if rows.empty:
        return "No body is tied to this provision in the brief"
    first = list(dict.fromkeys(rows["abbreviation"].fillna(rows["name"])))
    rest = [f"{number_word(len(first) - 3)} more"] if len(first) > 4 else first[3:4]
    are = "is" if len(first) == 1 else "are"
    return f"{joined([*first[:3], *rest])} {are} tied to it"


HOLDERS = Cell(
    "provisions/holders",
    "Who holds the lever?",
    ("provisions/holders",),
    _holders,
    (
        Column("name", "Organization"),
        Column("country", "Country"),
        Column("mention", "In the brief"),
        Column("role", "Role"),
        Column("office", "Office"),
        Column("person", "Held by"),
        Column("person_as_of", "As of", "day"),
        Column("link_basis", "How this is known"),
    ),
    needs="provision",
)


def _brief_items(frames: Frames, view: View) -> str:
    every = frames["provisions/brief_items"]
    rows = every[every["kind"] != "summary"]
    summary = "; its summary names it too" if len(rows) < len(every) else ""
    units = sorted({unit for many in rows["units"] for unit in many})
    if rows.empty:
        return "The brief builds nothing on it beyond the summary"
    return (
        f"{counted(len(rows), 'item')} of the brief {'rests' if len(rows) == 1 else 'rest'} on it"
        + (f", naming {joined(units)}" if units else "")
        + summary
    )


BRIEF_ITEMS = Cell(
    "provisions/brief_items",
    "What does the brief build on it?",
    ("provisions/brief_items",),
    _brief_items,
    (
        Column("section", "Part of the brief"),
        Column("title", "Item"),
        Column("units", "Department", "list", empty="none named"),
        Column("text", "In short", width="large"),
        Column("locator", "Where in the brief"),
    ),
    needs="provision",
)


def one(rows: pd.DataFrame, provision_id: str) -> pd.Series:
    """The row of one provision."""
    return rows[rows["provision_id"] == provision_id].iloc[0]


PAGE = (
    PROVISIONS,
    ALL_DIFFERENCES,
    CLOCK,
    HOLDERS,
    DIFFERENCES,
    ONE_EVENTS,
    BRIEF_ITEMS,
    one_project.SERVED,
    chosen_briefs.DECIDED,
)
