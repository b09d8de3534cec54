"""Whom one unit of the university should talk to: organizations on both sides, and partners in Japan."""

from __future__ import annotations

import pandas as pd

from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import below_the_line, counted, joined


def _agencies(frames: Frames, view: View) -> str:
    rows = frames["department/agencies"]
    return (
        _business(rows, "organization", list(rows["organization"]))
        if len(rows)
        else "No organization on record is its business"
    )


FEW, SHORT = 3, 20


def _business(rows: pd.DataFrame, noun: str, names: list[str]) -> str:
    """How many it has clear business with, by name if they are FEW and SHORT, and how many are thin.

    Only what is clear is named; its rows come first. A school is told whether it is its departments'.
    """
    clear = int((rows["strength"] == "clear").sum())
    below = int(rows["through"].notna().sum())
    thin = len(rows) - clear
    rest = f"; {below_the_line(thin)}" if thin else ""
    if not clear:
        return f"No clear business{rest}"
    names = names[:clear]
    short = [name for name in names[:FEW] if len(name) <= SHORT]
    which = (
        f": {joined(names)}" if len(short) == clear else f", first {joined(names[:FEW])}" if len(short) == FEW else ""
    )
    whose = "" if not below else " of its departments" if below == clear else ", its departments' included,"
    return f"Clear business{whose} with {counted(clear, noun)}{which}{rest}"


AGENCIES = Cell(
    "department/agencies",
    "Whom should it talk to in Washington and Tokyo?",
    ("department/agencies",),
    _agencies,
    (
        Column("organization", "Organization"),
        Column("country", "Country"),
        Column("verdict", "Business, by our reading"),
        Column("reason", "Why", width="large"),
        Column("first_question", "Ask first", width="large", empty="none stated"),
        Column("doors", "Public doors, as seen on the day named", "list", "large", "none on record"),
        Column("role", "What it does", width="large"),
        Column("provisions", "Acts on", "list"),
    ),
    needs="department",
)


def _partners(frames: Frames, view: View) -> str:
    rows = frames["department/partners"]
    return (
        _business(rows, "partner", list(rows["name"])) if len(rows) else "No Japanese partner on record is its business"
    )


PARTNERS = Cell(
    "department/partners",
    "Which Japanese partners should it know?",
    ("department/partners",),
    _partners,
    (
        Column("name", "Partner"),
        Column("name_ja", "Name in Japanese"),
        Column("strength", "Clear or thin"),
        Column("why", "Why, by our reading", width="large"),
        Column("focus", "Work", width="large"),
        Column("us_link", "Tie to the United States", empty="none stated"),
        Column("vanderbilt_link", "Tie to Vanderbilt", empty="none stated"),
    ),
    needs="department",
)
