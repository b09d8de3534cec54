"""What to decide or do at once: from the watch list and the graded relations, and from what the brief asks of units."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import first_lower, first_upper, fmt_date, joined, number_word

TO_DO_QUERY = "overview/to_do"
# Lines on the Overview; what shares a day shares a line.
LINES = 3
# Days ahead within which a day to look again is something to do at once.
WITHIN = 120
# More names than this are counted in the sentence; the lines name them all.
_NAMED = 2


def _to_do(frames: Frames, view: View) -> str:
    rows = frames[TO_DO_QUERY]
    if rows.empty:
        return f"Nothing open, no day to look again within {WITHIN} days and no action of the brief concerns it."
    said = []
    for _, mine in rows.groupby("line", sort=True):
        first = mine.iloc[0]
        names = list(mine["what"])
        what = joined(names) if len(names) <= _NAMED else f"{number_word(len(names))} programs"
        if first["kind"] == "apply":
            said.append(f"{what} {'is' if len(names) == 1 else 'are'} open{_until(first)}")
        elif first["kind"] == "look" and not any("look again" in one for one in said):
            guess = _guessed(first) if len(names) == 1 else ""
            when = "now" if first["late"] else f"on {fmt_date(first['day'])}"
            said.append(f"look again {when} for {what}{guess}")
        elif first["kind"] == "brief" and not said:
            said.append(f"the brief asks {joined(list(first['units']))} to {first_lower(what)}")
    none = "" if (rows["kind"] == "apply").any() else "No listed call is confirmed open; "
    return first_upper(f"{none}{'; '.join(said)}.")


def _until(row: Any) -> str:
    return f" until {fmt_date(row['day'])}" if row["day"] is not None and not pd.isna(row["day"]) else ""


def _guessed(row: Any) -> str:
    """The one day on which past rounds have the next one due: it may be close behind the day to look again."""
    if row["next_basis"] != "past rhythm" or pd.isna(row["next_until"]) or row["next_from"] != row["next_until"]:
        return ""
    return f", due about {fmt_date(row['next_until'])} if past rounds are a guide"


TO_DO = Cell(
    TO_DO_QUERY,
    "What is to be decided or done?",
    (TO_DO_QUERY,),
    _to_do,
    (
        Column("what", "What", width="large"),
        Column("day", "Day", "day", empty="no day set"),
        Column("units", "For whom, by our reading or the brief", "list"),
        Column("expected", "What is expected", width="large"),
        Column("prepare", "Have ready", width="large", empty="nothing said"),
        Column("kind", "Kind"),
    ),
    fixed={"rows": LINES, "within": WITHIN},
)
