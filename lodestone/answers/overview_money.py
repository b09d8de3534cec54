"""The money on the Overview: how firm it is, when it came, what of it is in Tennessee, and where the projects are."""

from __future__ import annotations

import plotly.graph_objects as go

from lodestone.answers import funding_ties
from lodestone.answers.funding_levels import LEVEL, level_row
from lodestone.answers.funding_reach import ANYWHERE, REACH, for_department
from lodestone.answers.projects import PLACES, money_words, summed
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.money import LEVELS
from lodestone.figures.money_map import on_map, project_map_card
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, dollars
from lodestone.paths import here

PROJECTS = "funding/projects"


def _levels(frames: Frames) -> str:
    """Firm money by day and conditional money: '$10.7 B firm ($2.7 B since the signing, ...), $18.4 B conditional'."""
    said = []
    for level in ("firm", "conditional"):
        row = level_row(frames["funding/levels"], level)
        if row is not None and row["known"]:
            days = f" ({funding_ties.since(frames[funding_ties.TIES])})" if level == "firm" else ""
            said.append(f"{dollars(row['usd'])} {level}{days}")
    return ", ".join(said) or "no known amount"


def home(frames: Frames) -> str:
    """What of it is in Tennessee, whose projects are among all others: 'In Tennessee: six projects, $416 M firm'."""
    rows = frames[PROJECTS]
    mine = rows[rows["admin_area"].fillna("").str.contains("Tennessee")]
    return f"In Tennessee: {counted(len(mine), 'project')}, {summed(mine)}" if len(mine) else "None is in Tennessee"


def _money(frames: Frames, view: View) -> str:
    named = funding_ties.named(frames[funding_ties.TIES], view)
    return f"Public money in the field: {_levels(frames)}; {named}"


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    if form != "card":
        assert PLACES.figure is not None
        return PLACES.figure(frames, view, words, form)
    rows = frames[PROJECTS]
    rows = rows.assign(said=[money_words(row) for row in rows.itertuples()])
    return project_map_card(rows, basemap=here().data / "basemap", tokens=tokens(view.theme))


def on_the_map(frames: Frames) -> str:
    """How many projects the small map holds, and what its marks mean, as in '26 of 103 projects are on this map: ● firm'."""
    rows = frames[PROJECTS]
    inside = on_map(rows, "usa")[0]
    if inside.empty:
        return "None of these projects has a recorded place on this map."
    signs = ", ".join(f"{LEVELS[level].glyph} {level}" for level in LEVELS if (inside["level"] == level).any())
    return (
        f"{len(inside)} of {counted(len(rows), 'project')} {'is' if len(inside) == 1 else 'are'} on this map: {signs}."
    )


MONEY = Cell(
    "overview/money",
    "How much public money goes to critical-mineral projects?",
    ("funding/levels", funding_ties.TIES, REACH, PROJECTS),
    for_department(_money, "firm"),
    (
        LEVEL,
        Column("usd", "Sum of known amounts (US$)", "usd", empty="no sum"),
        Column("awards", "Awards counted", "number"),
        Column("known", "With a dollar amount", "number"),
        Column("unknown", "Without one", "number"),
    ),
    figure=_figure,
    alt=PLACES.alt,
    fixed=ANYWHERE,
)
