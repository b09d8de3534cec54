"""Movement: on which pillars of the Framework something happened since it was signed."""

from __future__ import annotations

import pandas as pd

from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.bars import movement_bars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import first_lower, first_said, first_upper, joined, number_word

# More pillars than this in one place are counted, not named.
MOST_NAMED = 3


def _movement(frames: Frames, view: View) -> str:
    rows = frames["changes/movement"]
    if rows.empty:
        return "No provision concerns this department"
    joint, others = int(rows["events"].max()), int(rows["others"].sum())
    if not joint:
        beside = "; there are events of one country, or around it" if others else ""
        return f"No event since the signing names the Framework or is by both countries{beside}"
    top = list(rows[rows["events"] == joint]["pillar"])
    who = joined([top[0], *map(first_lower, top[1:])]) if len(top) <= MOST_NAMED else f"{number_word(len(top))} pillars"
    first = "draws" if len(top) == 1 else "draw"
    events = "the one event" if joint == 1 and len(top) == 1 and (rows["events"] > 0).sum() == 1 else "most events"
    each = f" ({joint}{' each' if len(top) > 1 else ''})" if events == "most events" else ""
    return f"{first_upper(who)} {first} {events} by both countries since the signing{each}{_without(rows)}"


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
        frames["changes/movement"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle="Bar: events after the signing that name the Framework or are by both countries; others: by one "
        "country, or around it; one can bear on several pillars; general provisions ask for no action and are left out",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _movement_alt(frames: Frames, view: View) -> str:
    """The pillars with their events: those by both countries or naming the Framework, and all others."""
    said = first_said([f"{row.pillar} {row.events} and {row.others}" for row in each_row(frames["changes/movement"])])
    return f"Events by both countries or naming the Framework, and others: {said}" if said else ""


MOVEMENT = Cell(
    "changes/movement",
    "On which pillars have both countries acted since the signing?",
    ("changes/movement",),
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
    alt=_movement_alt,
)
