"""How firm the money is: the sum of each commitment level, and what no sum holds. Sums never cross levels."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.answers.funding_reach import ANYWHERE, REACH, for_department
from lodestone.answers.resting import money_ground
from lodestone.cells.cell import Cell, Column, Frames
from lodestone.each_row import each_row, known
from lodestone.filters import View
from lodestone.language import counted, dollars, joined

RULE = (
    "Sums never cross these levels, and what is cancelled, superseded or left out is in none. "
    "A level is the one last read, whatever the as-of day."
)
LEVEL = Column("commitment_level", "How firm")
# Levels that are in no sum as a whole.
GONE = ("cancelled", "superseded")


def level_row(levels: pd.DataFrame, level: str) -> Any:
    """The row of one commitment level; None where no award has it."""
    return next((row for row in each_row(levels) if row.commitment_level == level), None)


def level_sum(levels: pd.DataFrame, level: str) -> float:
    """The known dollars at one level; 0 only where nothing is known, so for comparisons, never to be shown."""
    row = level_row(levels, level)
    return float(row.usd) if row is not None and known(row.usd) else 0.0


def count_words(row: Any) -> str:
    """How many awards a level's sum counts, and how many it leaves out: '19 counted, 1 left out'."""
    out = f", {row.left_out} left out" if row.left_out else ""
    return f"{row.awards} counted{out}"


def known_words(row: Any) -> str:
    """How many of the counted awards have an amount: '12 of 19 awards with a known amount; 1 left out'."""
    out = f"; {row.left_out} left out" if row.left_out else ""
    return f"{row.known} of {row.awards} awards with a known amount{out}"


def gone_words(levels: pd.DataFrame) -> str:
    """What is cancelled or superseded, with its amounts, which are in no sum: '7 cancelled ($1.5 B)'."""
    said = [
        f"{row.left_out} {row.commitment_level}"
        + ("" if pd.isna(row.left_out_usd) else f" ({dollars(row.left_out_usd)})")
        for row in each_row(levels)
        if row.commitment_level in GONE
    ]
    return joined(said)


def beside(levels: pd.DataFrame) -> str:
    """What the sums leave out, in words: amounts not known, awards left out, undated ones."""
    if levels.empty:
        return ""
    parts, rows = [], list(each_row(levels))
    foreign = sum(row.foreign_only for row in rows)
    if unknown := sum(row.unknown for row in rows):
        parts.append(
            f"unknown: {counted(unknown, 'award')} without a dollar amount"
            + (f", {foreign} of them published in another currency" if foreign else "")
        )
    if out := sum(row.left_out for row in rows if row.commitment_level not in GONE):
        parts.append(f"{counted(out, 'award')} left out of the sums, the reason is in the table of awards")
    if undated := sum(row.undated for row in rows):
        parts.append(f"{counted(undated, 'undated award')} kept on every as-of day")
    if ceilings := sum(row.ceilings for row in rows):
        parts.append(f"{ceilings} {'amount is an upper limit' if ceilings == 1 else 'amounts are upper limits'}")
    return " · ".join(parts)


def mostly(row: Any) -> str:
    """The one upper limit that is more than half of a level's sum of several, in brackets; empty where none is."""
    if row.known < 2 or not row.top_is_ceiling or row.top_usd * 2 <= row.usd:
        return ""
    return f" (up to {dollars(row.top_usd)} of it for {row.top_project})"


def _levels(frames: Frames, view: View) -> str:
    rows = frames["funding/levels"]
    said = [f"{dollars(row.usd)} {row.commitment_level}{mostly(row)}" for row in each_row(rows) if row.known]
    if not said:
        return "No award with a known dollar amount fits these filters"
    return f"Apart, never to be added: {joined(said)}"


LEVELS = Cell(
    "funding/levels",
    "How much is firm, and how much is not?",
    ("funding/levels", REACH, "funding/rests"),
    for_department(_levels, "firm"),
    (
        LEVEL,
        Column("usd", "Sum of known amounts (US$)", "usd", empty="no sum"),
        Column("awards", "Awards counted", "number"),
        Column("left_out", "Awards in no sum", "number"),
        Column("left_out_usd", "Their amounts (US$)", "usd", empty="no sum"),
        Column("known", "Counted, with a dollar amount", "number"),
        Column("unknown", "Without one", "number"),
        Column("foreign_only", "Of these, in another currency", "number"),
        Column("undated", "Undated", "number"),
        Column("ceilings", "Upper limits", "number"),
        Column("projects", "Projects", "number"),
    ),
    fixed=ANYWHERE,
    ground=lambda frames: money_ground(frames["funding/rests"]),
)
