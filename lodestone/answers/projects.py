"""Projects: where they are, when their money came, which are tied to Japan or stand in Tennessee, and one opened."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.answers.award_columns import AWARD_COLUMNS
from lodestone.answers.funding_reach import ANYWHERE, REACH, for_department
from lodestone.answers.funding_ties import JOINT, TIES, sums
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import few_rows
from lodestone.figures.money_map import REGIONS, on_map, project_map
from lodestone.figures.money_time import money_time
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, dollars, fmt_date, joined, number_word
from lodestone.paths import here

SUMS = ("firm", "conditional", "indicative", "announced")


def money_words(row: Any) -> str:
    """The money of one project in words, a sum a level: 'firm $310 M; 1 award without a dollar amount'."""
    sums = [
        f"{level} {dollars(getattr(row, f'{level}_usd'))}"
        for level in SUMS
        if not pd.isna(getattr(row, f"{level}_usd"))
    ]
    if row.unknown:
        sums.append(f"{counted(row.unknown, 'award')} without a dollar amount")
    return "; ".join(sums) or ("in no sum" if row.counted == 0 else "amount not published")


def summed(rows: pd.DataFrame, most: int = len(SUMS)) -> str:
    """The known money of some projects, a sum a level, the firmest first: '$416 M firm and $755 M conditional'."""
    sums = [f"{dollars(rows[f'{level}_usd'].sum())} {level}" for level in SUMS if rows[f"{level}_usd"].notna().any()]
    return joined(sums[:most]) if sums else "no amount in a sum"


def _region(view: View) -> str:
    return str(view.values.get("region") or next(iter(REGIONS)))


def _places(frames: Frames, view: View) -> str:
    rows = frames["funding/projects"]
    if rows.empty:
        return "No project fits these filters"
    inside, _, unknown = on_map(rows, _region(view))
    known = len(rows) - len(unknown)
    name = {"usa": "on this map", "tennessee": "in and around Tennessee", "world": "on this map"}[_region(view)]
    if not known:
        return f"No place is recorded for {'this project' if len(rows) == 1 else f'these {len(rows)} projects'}"
    firm = sum(row.level == "firm" for row in inside)
    sure = f", {firm} with firm money" if firm else ", none with firm money" if len(inside) else ""
    have = f"{known} of {len(rows)} projects {'has' if known == 1 else 'have'}" if len(rows) > 1 else "The project has"
    return f"{have} a recorded place; {len(inside) or 'none'} {name}{sure}"


def _places_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows, region = frames["funding/projects"], _region(view)
    rows = rows.assign(said=[money_words(row) for row in each_row(rows)])
    _, away, unknown = on_map(rows, region)
    parts = [
        f"{REGIONS[region].title}: a mark is a project, in the town recorded for it; its shape tells its firmest award",
        f"{len(unknown)} without a recorded place are in the table only" if len(unknown) else "",
        f"elsewhere: {joined([row.project for row in away])}"
        if 0 < len(away) <= 5
        else f"{len(away)} elsewhere"
        if len(away)
        else "",
        words.subtitle,
    ]
    picked = view.values.get("project")
    return project_map(
        rows,
        region=region,
        picked=str(picked) if picked else None,
        basemap=here().basemap,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=" · ".join(part for part in parts if part),
        source_line=f"{words.source_line} · outlines: Natural Earth",
        form=form,
        width=view.width,
    )


_MONEY = (
    Column("firm_usd", "Firm (US$)", "usd", empty="no sum"),
    Column("conditional_usd", "Conditional (US$)", "usd", empty="no sum"),
    Column("indicative_usd", "Indicative (US$)", "usd", empty="no sum"),
    Column("announced_usd", "Announced (US$)", "usd", empty="no sum"),
    Column("cancelled_usd", "Cancelled (US$)", "usd", empty="no sum"),
    Column("left_out_usd", "Left out (US$)", "usd", empty="no sum"),
    Column("unknown", "Awards without an amount", "number"),
)
_WHERE = (Column("countries", "Country", "list"), Column("admin_area", "State or province"))
PLACES = Cell(
    "funding/places",
    "Where are the projects?",
    ("funding/projects", REACH),
    for_department(_places, "projects"),
    (
        Column("project", "Project"),
        Column("level", "Firmest award"),
        *_WHERE,
        Column("place_precision", "Place on the map", empty="no place recorded"),
        *_MONEY,
        Column("company", "Company"),
        Column("minerals", "Minerals", "list", empty="none named"),
        Column("stages", "Stages paid for", "list"),
        Column("outcome", "What came of it", width="large"),
        Column("reasons", "Why it concerns the department", "list", empty="no department chosen"),
    ),
    figure=_places_figure,
    readable_from=600,
    fixed=ANYWHERE,
    alt=lambda frames, view: (
        "; ".join(
            f"{row.project}, {row.admin_area or ', '.join(row.countries)}: {row.level}"
            for row in on_map(frames["funding/projects"], _region(view)).inside
        )
        + "."
    ),
    identifier="project_id",
)


def _time(frames: Frames, view: View) -> str:
    rows = frames["funding/awards"]
    if rows.empty:
        return "No award fits these filters"
    firm = rows[
        rows["counted"] & (rows["commitment_level"] == "firm") & rows["announced"].notna() & rows["amount_usd"].notna()
    ]
    if firm.empty:
        out = int((~rows["counted"]).sum())
        rest = f", {number_word(out)} left out" if out else ""
        return f"{counted(len(rows) - out, 'award')} counted{rest}; none is firm, dated and of known amount"
    top = firm.loc[firm["amount_usd"].astype(float).idxmax()]
    if len(firm) == 1:
        day = fmt_date(top["announced"])
        return f"One dated firm award of known amount: {top['project']}, {dollars(top['amount_usd'])} on {day}"
    total, day = dollars(firm["firm_to_date"].iloc[-1]), fmt_date(firm["announced"].iloc[-1])
    return f"Dated firm awards reached {total} by {day}; the largest is {top['project']} ({dollars(top['amount_usd'])})"


def _time_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["funding/awards"]
    undated = rows[rows["announced"].isna()]
    firm = undated[undated["counted"] & (undated["commitment_level"] == "firm")]
    known = f" ({dollars(firm['amount_usd'].sum())} of it firm)" if firm["amount_usd"].notna().any() else ""
    rest = f"{counted(len(undated), 'undated award')}{known} not drawn" if len(undated) else ""
    picked = view.values.get("project")
    mark = "a month with an award, a number: so many" if few_rows(form) else "an award"
    return money_time(
        rows,
        as_of=view.as_of,
        picked=str(picked) if picked else None,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=" · ".join(
            part
            for part in (f"Line: firm awards of known amount so far; a mark is {mark}", rest, words.subtitle)
            if part
        ),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


TIME = Cell(
    "funding/time",
    "When did the money come?",
    ("funding/awards", REACH),
    for_department(_time, "firm"),
    AWARD_COLUMNS,
    figure=_time_figure,
    fixed={**ANYWHERE, "crossing": None},
    readable_from=600,
    alt=lambda frames, view: _by_year(frames["funding/awards"]),
    identifier="project_id",
)


def _by_year(rows: pd.DataFrame) -> str:
    """Firm awards by year, and how many have no day."""
    firm = rows[(rows["commitment_level"] == "firm") & rows["counted"]]
    years = pd.Series([row.announced.year if row.announced else "undated" for row in each_row(firm)], dtype=object)
    said = [f"{year}: {counted(int(number), 'firm award')}" for year, number in years.value_counts(sort=False).items()]
    return f"{'; '.join(said)}." if said else "No firm award."


def _crossing(frames: Frames, view: View) -> str:
    rows = frames["funding/awards"]
    if rows.empty:
        return "No award that counts pays for it under these filters"
    firm = rows[rows["commitment_level"] == "firm"]
    known = f", {dollars(firm['amount_usd'].sum())} known" if firm["amount_usd"].notna().any() else ""
    return f"{counted(len(rows), 'award')} counted here, {number_word(len(firm)) if len(firm) else 'none'} firm{known}"


CROSSING = Cell(
    "funding/crossing",
    "Which awards pay for this stage of this mineral?",
    ("funding/awards", REACH),
    for_department(_crossing),
    AWARD_COLUMNS,
    needs="crossing",
    identifier="project_id",
    fixed=ANYWHERE,
)


def _japan(frames: Frames, view: View) -> str:
    rows = frames["funding/projects"]
    if rows.empty:
        return "No project with a tie to Japan fits these filters"
    joint, firms = rows[rows["japan_link"] == "joint"], rows[rows["japan_link"] == "commercial"]
    both = sums(frames[TIES][frames[TIES]["tie"] == JOINT]) or "no known amount"
    parts = [
        f"{counted(len(joint), 'joint project')} (joint awards: {both})" if len(joint) else "",
        f"{len(firms)} with a Japanese company ({summed(firms, most=2)})" if len(firms) else "",
    ]
    return f"Tied to Japan: {'; '.join(part for part in parts if part)}"


JAPAN = Cell(
    "funding/japan",
    "What is U.S.–Japan in it?",
    ("funding/projects", TIES, REACH),
    for_department(_japan),
    (
        Column("project", "Project"),
        Column("japan_link", "Tie to Japan"),
        Column("japan_note", "Which", width="large"),
        Column("level", "Firmest award"),
        *_MONEY,
        *_WHERE,
        Column("company", "Company"),
        Column("outcome", "What came of it", width="large"),
    ),
    fixed={"japan": True, "area": None},
    identifier="project_id",
)


def _home(frames: Frames, view: View) -> str:
    rows = frames["funding/projects"]
    if rows.empty:
        return "No project in Tennessee fits these filters"
    lost, usd = int(rows["cancelled"].sum()), rows["cancelled_usd"]
    known = f" ({dollars(usd.sum())})" if usd.notna().any() else ""
    gone = f"; {number_word(lost)} {'award' if lost == 1 else 'awards'} cancelled{known}" if lost else ""
    return f"{counted(len(rows), 'project')} in Tennessee: {summed(rows)}{gone}"


HOME = Cell(
    "funding/tennessee",
    "What comes to Tennessee?",
    ("funding/projects", REACH),
    for_department(_home, "projects"),
    (
        Column("project", "Project", phone=150),
        Column("level", "Firmest award", phone=90),
        *_MONEY,
        Column("company", "Company"),
        Column("minerals", "Minerals", "list", empty="none named"),
        Column("stages", "Stages paid for", "list"),
        Column("outcome", "What came of it", width="large"),
    ),
    fixed={"japan": None, "area": "Tennessee"},
    identifier="project_id",
)
