"""Findings and rows as sentences that stand alone: in a memo, or on a slide that brings several cells together."""

from __future__ import annotations

import re

import pandas as pd

from lodestone.answers import overview
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.exports.files import clean
from lodestone.language import dollars, first_lower, first_upper, fmt_date, joined


def sentence(text: str) -> str:
    """A finding as a sentence of prose: begun with a capital, closed, and without the codes of provisions."""
    plain = re.sub(r" \(P\d\d\)", "", clean(text)).strip()
    return first_upper(plain if plain.endswith((".", "!", "?")) else f"{plain}.")


def alone(answer: Answer) -> str:
    """A finding as a sentence that can be read without the question it answers."""
    said = sentence(answer.finding)
    if answer.cell is overview.FRAMEWORK:
        return said.replace(", it is ", ", the Framework is ", 1)
    if answer.cell is overview.OPPORTUNITIES and "opportunit" not in said:
        return f"Of the brief's opportunities, {first_lower(said)}"
    return said


def due_that_day(rows: pd.DataFrame) -> str:
    """All that comes due on one day, in one sentence. `rows` columns: kind, title, what."""
    looks = rows[(rows["kind"] == "Watch list") & rows["what"].str.startswith("look again;")]
    others = rows.drop(looks.index)
    # What is said of a clock goes on from its title: a pause ends, price floors begin.
    said = [f"{clean(row.title)}{' ' if row.kind == 'Clock' else ': '}{clean(row.what)}" for row in each_row(others)]
    if len(looks):
        said.append(f"look again for {joined([clean(title) for title in looks['title']])}")
    return sentence("; ".join(said))


def past(rows: pd.DataFrame) -> str:
    """The clocks that have run out and that nothing public settles, the Framework's own first; empty when none has.

    `rows` columns: title, owner, status, due_date, days_past, in_doubt.
    """
    passed = gone(rows)
    said = []
    for owner, whose in (("framework", "of the Framework"), ("related", "of related decisions")):
        mine = passed[passed["owner"] == owner]
        names = [
            f"{clean(row.title)} ({fmt_date(row.due_date)}{', in doubt' if row.in_doubt else ''})"
            for row in each_row(mine)
        ]
        if names:
            said.append(f"{whose}, {joined([names[0], *map(first_lower, names[1:])])}")
    return f"Passed without public evidence of what came of it: {'; '.join(said)}." if said else ""


def gone(rows: pd.DataFrame) -> pd.DataFrame:
    """The clocks that have run out and that nothing public settles; `rows` columns: status, days_past."""
    return rows[rows["status"].isin(["no public evidence", "overdue"]) & (rows["days_past"].fillna(0) > 0)]


def money_rows(ties: pd.DataFrame) -> tuple[tuple[str, str, str], ...]:
    """Firm money by day of announcement and conditional money in one sum: what it is, how much, how many awards.

    `ties` columns: commitment_level, announced_when, usd, awards, known. Levels are never added to each other.
    """
    firm = ties["commitment_level"] == "firm"
    parts = (
        ("Firm, announced since the signing", firm & (ties["announced_when"] == "since the signing")),
        ("Firm, announced up to the day of the signing", firm & (ties["announced_when"] == "up to the signing")),
        ("Firm, when is not on record", firm & (ties["announced_when"] == "undated")),
        ("Conditional, whenever announced", ties["commitment_level"] == "conditional"),
    )
    return tuple(
        (
            what,
            dollars(ties.loc[mine, "usd"].sum()) if ties.loc[mine, "known"].sum() else "none known",
            f"{int(ties.loc[mine, 'known'].sum())} of {int(ties.loc[mine, 'awards'].sum())}",
        )
        for what, mine in parts
        if mine.any()
    )
