"""What leadership can do next: the brief's best-supported opportunity with its owner, then the soonest looks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.answers.next_steps import Step, awaited, looking
from lodestone.cells.cell import Frames
from lodestone.each_row import each_row
from lodestone.language import first_lower, fmt_date, joined

MOST_LOOKS = 4


def leadership_steps(frames: dict[str, Frames]) -> list[Step]:
    """One step for the opportunity and at most four for the watch list, each with its ground (frames by cell key).

    What is open comes before looks that are late and days to look again, the soonest first; an entry without something
    to have ready gives no step. Every step names the departments it suits or that the brief names.
    """
    opportunities = frames["overview/opportunities"]["overview/opportunities"]
    watch = frames["calls/watch"]["calls/watch"]
    ready = watch[watch["prepare"].notna()]
    live = ready[ready["standing"] == "open"]
    ahead = ready[(ready["standing"] == "ahead") | ready["late"].astype(bool)].sort_values("look_again", kind="stable")
    return [
        *(Step(_opportunity(row), row.source_ids) for row in each_row(opportunities.head(1))),
        *(Step(_look(row), row.source_ids) for row in each_row(pd.concat([live, ahead]).head(MOST_LOOKS))),
    ]


def _opportunity(row: Any) -> str:
    owner = f"the brief names {joined(list(row.units))} for it" if len(row.units) else "the brief names nobody for it"
    action = f"; its key action: {first_lower(row.next_action)}" if isinstance(row.next_action, str) else ""
    return f"Best-supported opportunity of the brief: {first_lower(row.title)}; {owner}{action}."


def _look(row: Any) -> str:
    if row.standing == "open":
        until = f" until {fmt_date(row.closes)}" if not pd.isna(row.closes) else ""
        when = f"Open{until}: {row.short_title} ({row.agency})"
    else:
        when = f"{looking(row, f'{row.short_title} ({row.agency})')}; {awaited(row)}"
    suits = f"; it clearly suits {joined(list(row.units))}" if len(row.units) else ""
    return f"{when}{suits}. {row.prepare}"
