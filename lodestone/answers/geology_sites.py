"""Recorded sites in rows: as a list, by country, and by tonnage and grade."""

from __future__ import annotations

import pandas as pd

from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.grade_tonnage import grade_tonnage
from lodestone.figures.site_countries import OURS, country_bars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, decimal, first_lower, first_said, joined, none_or, the

ROWS = 200
SITE_COLUMNS = (
    Column("name", "Site", width="medium"),
    Column("mineral", "Main mineral"),
    Column("kind", "Kind"),
    Column("country", "Country"),
    Column("status", "Status"),
    Column("deposit_type", "Type of deposit", width="medium"),
    Column("latitude", "Latitude (°)", "number"),
    Column("longitude", "Longitude (°)", "number"),
    Column("site_key", "Id"),
)


def _list(frames: Frames, view: View) -> str:
    rows = frames["geology/sites"]
    if rows.empty:
        return "No recorded site fits these filters"
    found = int(rows["found"].iloc[0])
    if found > ROWS:
        return f"{found:,} sites fit; these are the first {ROWS} by name"
    return f"{counted(found, 'site fits', 'sites fit')} these filters"


SITES = Cell(
    "geology/sites",
    "Which sites are these?",
    ("geology/sites",),
    _list,
    (*SITE_COLUMNS[:4], Column("admin_area", "State or province"), *SITE_COLUMNS[4:]),
    fixed={"rows": ROWS},
    identifier="site_key",
)


def _countries(frames: Frames, view: View) -> str:
    rows = frames["geology/countries"]
    if rows.empty:
        return "No recorded site fits these filters"
    top, total = rows.iloc[0], int(rows["sites"].sum())
    if len(rows) == 1:
        return (
            f"{'Both' if total == 2 else f'All {total:,}'} recorded sites lie in {the(top.country)}"
            if total > 1
            else f"The one recorded site lies in {the(top.country)}"
        )
    by = dict(zip(rows["country"], rows["sites"], strict=True))
    ours = joined([f"{int(by[name]):,} in {the(name)}" for name in OURS if name in by])
    # Who keeps the records decides how many a country has: no sentence ranks countries by them.
    at_sea, unknown = rows["country"].str.endswith(" Ocean"), rows["country"] == "Country not recorded"
    lands = counted(int((~at_sea & ~unknown).sum()), "country", "countries")
    where = f"{lands}{' and open oceans' if at_sea.any() else ''}, {ours or 'none in the United States or Japan'}"
    if unknown.any():
        where += f", {int(rows['sites'][unknown].sum()):,} without a country on record"
    return f"{counted(total, 'record')} in {where}{_kept(rows)}"


def _kept(rows: pd.DataFrame) -> str:
    """Whose record keeping the count reflects, where one body's is most of it."""
    share = 100 * float(rows["usgs"].sum()) / float(rows["sites"].sum())
    if share < 50:
        return "; a count of records, not of what lies in the ground"
    return f"; {share:.0f} % are USGS records, which tells of its coverage"


def _countries_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return country_bars(
        frames["geology/countries"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"Records, not resources · ◆ the two sides of the Framework · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _countries_alt(frames: Frames, view: View) -> str:
    rows = each_row(frames["geology/countries"])
    return first_said([f"{row.country}: {counted(int(row.sites), 'record')}" for row in rows])


COUNTRIES = Cell(
    "geology/countries",
    "Which countries have records of it?",
    ("geology/countries",),
    _countries,
    (
        Column("country", "Country"),
        Column("sites", "Recorded sites", "number"),
        Column("share_pct", "Share (%)", "number"),
        Column("plants", "Plants among them", "number"),
        Column("mineral", "Most often"),
        Column("minerals", "Different main minerals", "number"),
        Column("side", "Side of the Framework"),
    ),
    figure=_countries_figure,
    alt=_countries_alt,
)


def _grades(frames: Frames, view: View) -> str:
    rows = frames["geology/grades"]
    if rows.empty:
        asked = " of the mineral asked for" if view.values.get("mineral") else ""
        return f"No site with both tonnage and grade{asked} fits these filters"
    top, number = rows.iloc[0], rows["side"].value_counts()
    mineral = str(top.mineral).lower()
    tonnes = _tonnes(float(top.contained_t))
    if len(rows) == 1:
        return f"One site with {mineral} figures: {top['name']}, {the(top.country)} ({tonnes} of {mineral})"
    ours = joined([f"{none_or(int(number.get(name, 0)))} in {the(name)}" for name in OURS])
    equal = int((rows["contained_t"] == top.contained_t).sum())
    largest = f"largest by content: {top['name']}, {the(top.country)} ({tonnes})" if equal == 1 else ""
    return "; ".join(part for part in (f"{len(rows)} sites with {mineral} figures, {ours}", largest) if part)


def _tonnes(value: float) -> str:
    return (
        f"{value / 1e6:,.1f} million t"
        if value >= 1e6
        else f"{round(value, -3):,.0f} t"
        if value >= 1e4
        else f"{value:,.0f} t"
    )


def _grades_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    opened = view.values.get("site")
    return grade_tonnage(
        frames["geology/grades"],
        opened=str(opened) if opened else None,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"As published, of different years and kinds of estimate; dotted: equal content · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _grades_alt(frames: Frames, view: View) -> str:
    """The sites with their grade and their ore, the largest by content first."""
    rows = frames["geology/grades"]
    said = [
        f"{row.name}, {row.country}: {decimal(row.grade)} {row.unit} {first_lower(row.mineral)} in "
        f"{row.ore_tonnes / 1e6:,.1f} million t of ore"
        for row in each_row(rows.head(12))
    ]
    return first_said(said, of=len(rows))


GRADES = Cell(
    "geology/grades",
    "How large and how rich are the deposits?",
    ("geology/grades",),
    _grades,
    (
        Column("name", "Site", width="medium"),
        Column("country", "Country"),
        Column("ore_tonnes", "Ore (t)", "number"),
        Column("grade", "Grade", "number"),
        Column("unit", "Unit of grade", width="small"),
        Column("contained_t", "Content (t), computed", "number"),
        Column("as_published", "Grade as published", width="medium"),
        Column("deposit_type", "Type of deposit"),
        Column("resource_note", "Note", empty=""),
        Column("site_key", "Id"),
    ),
    figure=_grades_figure,
    alt=_grades_alt,
)
