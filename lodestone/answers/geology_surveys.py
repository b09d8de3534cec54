"""Who maps the ground: survey and mapping programmes, what they covered and what it cost."""

from __future__ import annotations

import pandas as pd

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row, known
from lodestone.figures import go
from lodestone.figures.programmes import places_of, programme_years
from lodestone.figures.site_legend import names
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_said, joined, none_or
from lodestone.paths import here


def area_names() -> dict[str, str]:
    """U.S. states and Japanese prefectures by their code, as the outlines call them."""
    folder = here().basemap
    return names(folder / "us_states.geojson") | names(folder / "japan_prefectures.geojson")


def _programmes(frames: Frames, view: View) -> str:
    rows = frames["geology/programs"]
    if rows.empty:
        return "No survey or mapping program fits these filters"
    states = pd.Series(
        [place for row in each_row(rows) for place in places_of(row, area_names()) if row.areas], dtype=object
    ).value_counts()
    programmes = counted(len(rows), "program")
    if states.empty:
        return f"{programmes}, none tied to a state or prefecture"
    # Which state has most programmes says who publishes them; what can be used is what names minerals and gives data.
    named = int(sum(len(minerals) > 0 for minerals in rows["minerals"]))
    data = int(rows["data_url"].notna().sum())
    where = counted(len(states), "state or prefecture", "states and prefectures")
    if len(rows) == 1:
        return f"One program in {where}, {'with' if data else 'without'} published data"
    name = "names" if named == 1 else "name"
    link = "links" if data == 1 else "link"
    return f"{programmes} in {where}: {none_or(named)} {name} minerals, {none_or(data)} {link} to data"


def _left(rows: pd.DataFrame) -> str:
    """What the picture cannot place in time or space."""
    undated, nowhere = int(rows["year_start"].isna().sum()), sum(not areas for areas in rows["areas"])
    return (
        f"{undated or 'none'} without a year (counted, not drawn) · {nowhere or 'none'} without a state or prefecture"
    )


def _programmes_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["geology/programs"]
    return programme_years(
        rows,
        area_names(),
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"A mark: one program that year; a number: several · {_left(rows)} · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


_WHERE_WHEN = (
    Column("title", "Program", width="large", phone=200),
    Column("programme", "Run as"),
    Column("place", "Place", width="medium"),
    Column("year_start", "From (year)", "number", phone=90),
    Column("year_end", "To (year)", "number"),
)


def _programmes_alt(frames: Frames, view: View) -> str:
    return first_said(
        [
            f"{row.title} ({joined(list(row.countries))}): "
            f"{f'from {row.year_start}' if known(row.year_start) else 'year not known'}"
            for row in each_row(frames["geology/programs"])
        ]
    )


PROGRAMMES = Cell(
    "geology/programs",
    "Who maps the ground, where and when?",
    ("geology/programs",),
    _programmes,
    (
        *_WHERE_WHEN,
        Column("areas", "States", "list", empty="none named"),
        Column("countries", "Countries", "list"),
        Column("methods", "Methods", "list"),
        Column("minerals", "Minerals", "list", "medium", "none named"),
        Column("lead", "Lead"),
        Column("note", "Note", empty=""),
        Column("data_url", "Data", "link"),
    ),
    figure=_programmes_figure,
    alt=_programmes_alt,
    readable_from=600,
)


def _costs(frames: Frames, view: View) -> str:
    rows = frames["geology/programs"]
    if rows.empty:
        return "No survey or mapping program fits these filters"
    cost, area = int(rows["cost_usd"].notna().sum()), int(rows["area_sq_km"].notna().sum())
    has = "has" if cost < 2 else "have"
    if len(rows) == 1:
        known = joined([word for word, number in (("a published cost", cost), ("an area", area)) if number], "and")
        return f"The one program has {known or 'neither a published cost nor an area'}"
    return (
        f"Of {counted(len(rows), 'program')}, {none_or(cost)} {has} a published cost and "
        f"{none_or(area)} an area; they overlap and are not added"
    )


# A programme is listed with its costs when one of these is published.
PUBLISHED = ("area_sq_km", "cost_usd")
COSTS = Cell(
    "geology/costs",
    "How much was covered, at what cost?",
    ("geology/programs",),
    _costs,
    (
        Column("title", "Program", width="large", phone=150),
        Column("area_sq_km", "Area (sq km)", "number", phone=90),
        Column("area_as_published", "Area as published"),
        Column("cost_usd", "Cost as published (US$)", "usd", phone=110),
        Column("cost_note", "What the cost is", width="large", empty=""),
        *_WHERE_WHEN[1:],
    ),
)


def published_costs(answer: Answer) -> pd.DataFrame:
    """The programs of COSTS of which an area or a cost is published."""
    return answer.table.dropna(subset=list(PUBLISHED), how="all")
