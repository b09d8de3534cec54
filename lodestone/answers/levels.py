"""How firmly money is promised: the rule that keeps the levels apart, and one level's row of many."""

from __future__ import annotations

import pandas as pd

from lodestone.cells.cell import Column

RULE = (
    "Sums never cross these levels, and what is cancelled, superseded or left out is in none. A level is the one last read, "
    "whatever the as-of day."
)
LEVEL = Column("commitment_level", "How firm")


def level_row(levels: pd.DataFrame, level: str) -> pd.Series | None:
    """The row of one commitment level, if any award has it."""
    rows = levels[levels["commitment_level"] == level]
    return None if rows.empty else rows.iloc[0]


def level_sum(levels: pd.DataFrame, level: str) -> float:
    """The known dollars at one level; 0 only where nothing is known, so for comparisons, never to be shown."""
    row = level_row(levels, level)
    return 0.0 if row is None or pd.isna(row["usd"]) else float(row["usd"])
