"""The minerals to worry about, and for whom: the first three places of the Rapid Response Board, for the Overview."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.answers.board import LEADERS, settled
from lodestone.answers.board_rows import QUERIES, every_row
from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import first_few, first_lower, first_upper, joined


def _rows(frames: Frames, view: View) -> pd.DataFrame:
    """The first three places, each with all minerals that share it, what both countries import and the departments."""
    found = []
    for place, (_, rows) in enumerate(settled(every_row(frames, view)).groupby("us_rank", sort=True), start=1):
        units = list(dict.fromkeys(unit for many in rows["clear_departments"] for unit in many))
        first = rows.iloc[0]
        found.append(
            {
                "place": place,
                "minerals": ", ".join(str(one) for one in rows["mineral"]),
                "named": list(rows["mineral"]),
                "united_states": _united_states(first),
                "japan": _japan(first),
                "departments": units,
                "mineral_id": first["mineral_id"],
                "source_ids": sorted({one for many in rows["source_ids"] for one in many}),
            }
        )
    return pd.DataFrame(found, columns=_COLUMNS).head(LEADERS)


_COLUMNS = ("place", "minerals", "named", "united_states", "japan", "departments", "mineral_id", "source_ids")


def _percent(said: str) -> str:
    """A share with its unit behind the number: '18 %', '79.6 % (rare earths)'."""
    number, bracket, whose = said.partition(" (")
    return f"{number} %{bracket}{whose}"


def _united_states(row: Any) -> str:
    china = f", {_percent(row['us_china'])} from China" if isinstance(row["us_china"], str) else ""
    return f"net imports are {row['reliance']} % of use{china}"


def _japan(row: Any) -> str | None:
    if not isinstance(row["japan_china"], str):
        return None
    number, bracket, whose = row["japan_china"].partition(" (")
    return f"{number} % of imports from China{bracket}{whose}"


def whom(row: Any, *, near: bool = True) -> str:
    """For whom, in short: the countries whose figures say so and, asked `near`, the department nearest to it."""
    countries = "U.S., Japan" if isinstance(row.japan, str) else "U.S. figures only"
    if not near or not len(row.departments):
        return countries
    # Letters in brackets would take a line of the card more.
    return f"{countries}; near {row.departments[0].partition(' (')[0]}"


def _finding(frames: Frames, view: View) -> str:
    rows = frames["overview/minerals"]
    if rows.empty:
        return "No mineral has the figures to be ranked"
    led = list(dict.fromkeys(unit for many in rows["departments"] for unit in many))
    near = f"; nearest to {first_few(led, 2)}" if led else ""
    named = [first_lower(str(one)) for many in rows["named"] for one in many]
    leads = "lead" if len(named) > 1 else "leads"
    return f"{first_upper(joined(named))} {leads} among minerals with full U.S. figures{near}"


MINERALS = Cell(
    "overview/minerals",
    "Which minerals give most cause to worry, and to whom?",
    QUERIES,
    _finding,
    (
        Column("place", "Place", "number"),
        Column("minerals", "Mineral"),
        Column("united_states", "For the United States"),
        Column("japan", "For Japan", empty="not on record"),
        Column("departments", "Departments with clear business, by our reading", "list", empty="none"),
    ),
    # The first places are those among all minerals, for whomever.
    fixed={"minerals": None, "products": None, "department": None},
    work=_rows,
)
