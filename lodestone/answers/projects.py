"""Projects: where they are, when their money came, which are tied to Japan or stand in Tennessee, and one opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from lodestone.answers.award_columns import AWARD_COLUMNS
from lodestone.answers.funding_reach import ANYWHERE, REACH, for_department
from lodestone.answers.funding_ties import JOINT, TIES, sums
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row, known
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


def summed(rows: Sequence[Any], most: int = len(SUMS)) -> str:
    """The known money of some projects, a sum a level, the firmest first: '$416 M firm and $755 M conditional'."""
    amounts = {level: [one for row in rows if known(one := getattr(row, f"{level}_usd"))] for level in SUMS}
    said = [f"{dollars(sum(known_ones))} {level}" for level, known_ones in amounts.items() if known_ones]
    return joined(said[:most]) if said else "no amount in a sum"


def _region(view: View) -> str:
    return str(view.values.get("region") or next(iter(REGIONS)))


def _places(frames: Frames, view: View) -> str:
    rows = frames["funding/projects"]
    if rows.empty:
        return "No project fits these filters"
    inside, _, unknown = on_map(rows, _region(view))
    placed = len(rows) - len(unknown)
    name = {"usa": "on this map", "tennessee": "in and around Tennessee", "world": "on this map"}[_region(view)]
    if not placed:
        return f"No place is recorded for {'this project' if len(rows) == 1 else f'these {len(rows)} projects'}"
    firm = sum(row.level == "firm" for row in inside)
    sure = f", {firm} with firm money" if firm else ", none with firm money" if len(inside) else ""
    have = (
        f"{placed} of {len(rows)} projects {'has' if placed == 1 else 'have'}" if len(rows) > 1 else "The project has"
    )
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
        Column("reasons", "Why it concerns the department", "list", empty=NO_DEPARTMENT),
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
    firm = [
        row
        for row in each_row(rows)
        if row.counted and row.commitment_level == "firm" and known(row.announced) and known(row.amount_usd)
    ]
    if not firm:
        out = int((~rows["counted"]).sum())
        rest = f", {number_word(out)} left out" if out else ""
        return f"{counted(len(rows) - out, 'award')} counted{rest}; none is firm, dated and of known amount"
    top = max(firm, key=lambda row: row.amount_usd)
    if len(firm) == 1:
        day = fmt_date(top.announced)
        return f"One dated firm award of known amount: {top.project}, {dollars(top.amount_usd)} on {day}"
    total, day = dollars(firm[-1].firm_to_date), fmt_date(firm[-1].announced)
    return f"Dated firm awards reached {total} by {day}; the largest is {top.project} ({dollars(top.amount_usd)})"


def _time_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["funding/awards"]
    undated = [row for row in each_row(rows) if not known(row.announced)]
    firm = [
        row.amount_usd for row in undated if row.counted and row.commitment_level == "firm" and known(row.amount_usd)
    ]
    amount = f" ({dollars(sum(firm))} of it firm)" if firm else ""
    rest = f"{counted(len(undated), 'award')} without a day{amount} not drawn" if undated else ""
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
    years = Counter(
        row.announced.year if row.announced else "without a day"
        for row in each_row(rows)
        if row.commitment_level == "firm" and row.counted
    )
    said = [f"{year}: {counted(number, 'firm award')}" for year, number in years.items()]
    return f"{'; '.join(said)}." if said else "No firm award."


def _crossing(frames: Frames, view: View) -> str:
    rows = frames["funding/awards"]
    if rows.empty:
        return "No award that counts pays for it under these filters"
    firm = rows[rows["commitment_level"] == "firm"]
    amount = f", {dollars(firm['amount_usd'].sum())} known" if firm["amount_usd"].notna().any() else ""
    return f"{counted(len(rows), 'award')} counted here, {number_word(len(firm)) if len(firm) else 'none'} firm{amount}"


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


def _by_funder(rows: Sequence[Any]) -> str:
    """Their firm money by whose it is: 'firm: $2.2 B Japanese, $1.2 B other'; without any, what else they have."""
    japan = sum(row.firm_japan_usd for row in rows if known(row.firm_japan_usd))
    amounts = {"Japanese": japan, "other": sum(row.firm_usd for row in rows if known(row.firm_usd)) - japan}
    said = [f"{dollars(amount)} {whose}" for whose, amount in amounts.items() if amount]
    return f"firm: {', '.join(said)}" if said else summed(rows, most=2)


def _japan(frames: Frames, view: View) -> str:
    rows = frames["funding/projects"]
    if rows.empty:
        return "No project with a tie to Japan fits these filters"
    joint = [row for row in each_row(rows) if row.japan_link == "joint"]
    firms = [row for row in each_row(rows) if row.japan_link == "commercial"]
    both = sums(row for row in each_row(frames[TIES]) if row.tie == JOINT) or "no known amount"
    parts = [
        f"{counted(len(joint), 'joint project')} (joint awards: {both})" if joint else "",
        f"{len(firms)} with a Japanese owner, lender or buyer ({_by_funder(firms)})" if firms else "",
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
    rows = list(each_row(frames["funding/projects"]))
    if not rows:
        return "No project in Tennessee fits these filters"
    lost, usd = sum(row.cancelled for row in rows), [row.cancelled_usd for row in rows if known(row.cancelled_usd)]
    amount = f" ({dollars(sum(usd))})" if usd else ""
    gone = f"; {number_word(lost)} {'award' if lost == 1 else 'awards'} cancelled{amount}" if lost else ""
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
