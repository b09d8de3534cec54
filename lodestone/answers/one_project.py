"""One project opened: its awards in order, who pays, and which provisions it serves; and awards seen from elsewhere."""

from __future__ import annotations

from lodestone.answers.award_columns import AWARD_COLUMNS
from lodestone.answers.funding_levels import LEVEL
from lodestone.cells.cell import Cell, Column, Frames
from lodestone.each_row import each_row
from lodestone.figures.money import LEVELS
from lodestone.filters import View
from lodestone.language import counted, dollars, joined, number_word


def _awards(frames: Frames, view: View) -> str:
    rows = frames["funding/project_awards"]
    if rows.empty:
        return "No award was known by this day"
    counts = rows["commitment_level"].value_counts()
    said = []
    for level in (one for one in LEVELS if one in counts):
        number = counts[level]
        mine = rows[(rows["commitment_level"] == level) & rows["counted"]]
        notes = [f"{dollars(mine['amount_usd'].sum())} known"] if mine["amount_usd"].notna().any() else []
        if len(mine) < number:
            notes.append(f"{number_word(int(number - len(mine)))} in no sum" if len(mine) else "in no sum")
        said.append(f"{number_word(int(number))} {level}" + (f" ({', '.join(notes)})" if notes else ""))
    return f"{counted(len(rows), 'award')}: {joined(said)}"


AWARDS = Cell(
    "funding/project_awards",
    "Which awards, and what became of each?",
    ("funding/project_awards",),
    _awards,
    tuple(one for one in AWARD_COLUMNS if one.name not in {"project", "reasons"}),
    needs="project",
)


def _provisions(frames: Frames, view: View) -> str:
    rows = frames["funding/project_provisions"]
    return (
        f"It serves, by our reading, {joined([f'{row.title} ({row.provision_id})' for row in each_row(rows)])}"
        if len(rows)
        else "No provision is tied to it"
    )


PROVISIONS = Cell(
    "funding/project_provisions",
    "Which provisions does it serve?",
    ("funding/project_provisions",),
    _provisions,
    (
        Column("provision_id", "No.", width="small"),
        Column("title", "Provision"),
        Column("pillar", "Pillar"),
        Column("words", "Why", width="large"),
    ),
    needs="project",
)


def _funders(frames: Frames, view: View) -> str:
    rows = frames["funding/project_funders"]
    if rows.empty:
        return "No funder was known by this day"
    return (
        f"{counted(len(rows), 'funder')}: {joined(list(rows['funder']))}" if len(rows) <= 3 else f"{len(rows)} funders"
    )


FUNDERS = Cell(
    "funding/project_funders",
    "Who puts money in?",
    ("funding/project_funders",),
    _funders,
    (
        Column("funder", "Funder"),
        Column("name", "Organization", empty="none of ours"),
        Column("funder_country", "Country"),
        Column("levels", "How firm", "list"),
        Column("awards", "Awards", "list"),
    ),
    needs="project",
)


def _paid(frames: Frames, view: View) -> str:
    rows = frames["agencies/awards"]
    if rows.empty:
        return "No award of its own is on record"
    firm = rows[rows["counted"] & (rows["commitment_level"] == "firm")]
    known = f" ({dollars(firm['amount_usd'].sum())} known)" if firm["amount_usd"].notna().any() else ""
    out = int((~rows["counted"]).sum())
    rest = f", {number_word(out)} in no sum" if out else ""
    return f"{counted(len(rows), 'award')}, {number_word(len(firm)) if len(firm) else 'none'} firm{known}{rest}"


PAID = Cell(
    "agencies/awards",
    "Which awards has it made?",
    ("agencies/awards",),
    _paid,
    (
        Column("announced", "Announced", "day"),
        Column("project", "Project"),
        Column("title", "Award", width="large"),
        LEVEL,
        Column("tie", "Tie to the Framework"),
        Column("amount_usd", "US$", "usd", empty="not known"),
        Column("counted", "In a sum", "yes"),
        Column("instrument", "Type"),
        Column("stages", "Stages paid for", "list"),
        Column("status", "Status"),
        Column("tie_reason", "Why this tie", width="large"),
        Column("through", "Through"),
        Column("award_id", "Id", width="small"),
    ),
    needs="organization",
)


def _served(frames: Frames, view: View) -> str:
    rows = frames["provisions/projects"]
    if rows.empty:
        return "No project on record serves it"
    firm = rows[rows["firm_usd"].notna()]
    known = f"; {dollars(firm['firm_usd'].sum())} firm and known for {len(firm)} of them" if len(firm) else ""
    named = int(rows["named"].sum())
    number = number_word(named) if named else "none"
    cause = f"; {number} of their awards {'name' if named > 1 else 'names'} the Framework"
    return f"{counted(len(rows), 'project')} {'serves' if len(rows) == 1 else 'serve'} it, by our reading{known}{cause}"


SERVED = Cell(
    "provisions/projects",
    "Which projects serve it?",
    ("provisions/projects",),
    _served,
    (
        Column("project", "Project"),
        Column("words", "Why", width="large"),
        Column("level", "Firmest award"),
        Column("firm_usd", "Firm (US$)", "usd", empty="none known"),
        Column("conditional_usd", "Conditional (US$)", "usd"),
        Column("unknown", "Awards without a dollar amount", "number"),
        Column("awards", "Awards", "number"),
    ),
    needs="provision",
)
