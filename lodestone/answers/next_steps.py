"""What one department can do next: at most four steps, each from a row of its page that gives the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lodestone.cells.cell import Frames
from lodestone.language import first_lower, first_upper, fmt_date

MOST_STEPS = 4
NO_STEP = "No step has ground: the brief names it at no action, and no clear business was seen by both readings."


@dataclass(frozen=True)
class Step:
    """One thing to do, in words, and the sources of the row that gives its ground."""

    text: str
    source_ids: tuple[str, ...]


def next_steps(frames: dict[str, Frames]) -> list[str]:
    """The sentences of `sourced_steps`."""
    return [step.text for step in sourced_steps(frames)]


def sourced_steps(frames: dict[str, Frames]) -> list[Step]:
    """What to do next, at most four steps, each from a row that gives its ground (by cell key).

    In this order: a call that is open and clearly suits the department, an action of the brief that names it, up to two
    agencies it has clear business with, each with the question to ask first and the door, the program to look at again
    first (its day not yet past), a partner with clear business. An organization without a question gives no step, so
    that nobody has to write to ministers.
    """
    ranked = frames["department/ranked"]["department/ranked"]
    calls = frames["department/calls"]["department/ranked"]
    agencies = _clear(frames["department/agencies"]["department/agencies"])
    watch = _clear(frames["department/watch"]["department/watch"])
    partners = _clear(frames["department/partners"]["department/partners"])
    actions = ranked[(ranked["kind"] == "action") & (ranked["named"] > 0)].head(1)
    live = calls[(calls["state"] == "open") & calls["clear"].astype(bool)].sort_values("closes").head(1)
    asked = agencies[agencies["first_question"].notna()].head(2)
    due = watch[watch["ahead"].astype(bool) & watch["prepare"].notna()].head(1)
    found = [
        *((row, f"Apply: {row.title} is open until {fmt_date(row.closes)}.") for row in live.itertuples()),
        *((row, f"The brief names it: {first_lower(row.title)}.") for row in actions.itertuples()),
        *((row, f"{row.organization}: {first_upper(row.first_question)}{_door(row)}") for row in asked.itertuples()),
        *(
            (row, f"Look again on {fmt_date(row.look_again)} for {row.short_title}{guess(row)}. {row.prepare}")
            for row in due.itertuples()
        ),
        *((row, f"{row.name}: {row.why.partition(': ')[2]}") for row in partners.head(1).itertuples()),
    ]
    return [Step(text, row.source_ids) for row, text in found[:MOST_STEPS]]


def _clear(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["strength"] == "clear"]


def _door(row: Any) -> str:
    """The public doors on record, for whom, and when they were last seen (addresses stand on the page Agencies)."""
    if not len(row.offices):
        return " No working-level door is on record: ask Federal Relations."
    doors = "Door" if len(row.offices) == 1 else "Doors"
    whom = {"university researchers": "researchers", "industry partners": "companies"}.get(row.door, row.door)
    whom = "Federal Relations" if whom == "federal relations" else whom
    return f" {doors} on record for {whom}: {'; '.join(row.offices)} (seen {fmt_date(row.door_seen)})."


def guess(row: Any) -> str:
    """Said of a day that rests on nothing but the rhythm of past rounds; empty where somebody published it."""
    return " (a guess from past rounds)" if row.next_basis == "past rhythm" else ""
