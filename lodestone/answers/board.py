"""Rapid Response Board: which minerals need attention first, who depends where the other does not, who stocks what."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.answers.board_rows import NOT_IN_JAPAN, QUERIES, kept_rows
from lodestone.answers.one_mineral import FIGURES
from lodestone.answers.one_mineral_ties import TIES
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.bars import share_bars
from lodestone.figures.priority_board import priority_board
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_lower, first_said, first_upper, joined, number_word
from lodestone.models.stockpiling import MEETING, compared

FORMULA = (
    "Lodestone's own index, 0 to 100: the weighted mean of five terms, each 0 to 1. Concentration: HHI of world output "
    "at its most concentrated stage on record. Exposure: net import reliance times the political risk of suppliers. "
    "Recycling: 1 less the end-of-life recycling input rate of the European Union. Products: how many of the four "
    "goods that the Framework names it goes into. Stock: 0 to 0.5 where some is held, else 0 to 1: no quantity is "
    "published. What is not known counts as the worst it may be, and the line shows how far down it may stand. What "
    "could replace a mineral is in no table here, so substitution is left out."
)
# As many lead as a sentence can hold.
LEADERS = 3
MINERAL = Column("mineral", "Mineral", phone=120)


def settled(rows: pd.DataFrame, number: int = LEADERS) -> pd.DataFrame:
    """The first rows of which concentration and reliance are published as numbers, not as bounds, and their equals."""
    ranked = rows[rows["settled"] & rows["us_rank"].notna()]
    return ranked[ranked["us_rank"] <= ranked["us_rank"].nsmallest(number).max()]


def names(rows: pd.DataFrame) -> str:
    """Minerals as a sentence lists them."""
    return joined([first_lower(str(name)) for name in rows["mineral"]])


def _ranking(frames: Frames, view: View) -> str:
    rows = frames["board/ranking"]
    ranked = rows[rows["us_rank"].notna()]
    if rows.empty:
        return "No listed mineral fits these filters"
    if ranked.empty:
        few = f"{first_upper(names(rows))}: not ranked, too little is on record"
        return few if len(rows) <= LEADERS else f"None of {len(rows)} minerals is ranked: too little is on record"
    first = settled(rows)
    if first.empty:
        row = ranked.iloc[0]
        return f"{row['mineral']} ranks first ({int(row['us_rank'])} of all), on figures that are missing or bounds"
    above = ranked[~ranked["settled"] & (ranked["us_rank"] < first["us_rank"].iloc[-1])]
    more = f"; {number_word(len(above))} with gaps in the figures may stand as high" if len(above) else ""
    verb = "leads" if len(first) == 1 else "lead"
    return f"{first_upper(names(first))} {verb} among those with full U.S. figures{more}"


def _ranking_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return priority_board(
        frames["board/ranking"].dropna(subset=["us_rank"]),
        tokens=tokens(view.theme),
        title=words.title,
        subtitle="Mark: the end that ranks, open where a figure is missing or a bound; line: how far down it may be; "
        f"in brackets the rank in nine of ten weightings · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _ranking_alt(frames: Frames, view: View) -> str:
    """The first rows in words: for each country the rank, its range, and the index."""
    rows = frames["board/ranking"].dropna(subset=["us_rank"])
    return first_said([f"{row.mineral}: {joined(_ranks(row))}" for row in each_row(rows)])


def _ranks(row: Any) -> list[str]:
    sides = (("U.S.", row.us_place, row.us_index), ("Japan", row.japan_place, row.japan_index))
    return [f"{whose} rank {place}, index {index}" for whose, place, index in sides if isinstance(place, str)]


RANKING = Cell(
    "board/ranking",
    "Which minerals need attention first, in each country?",
    QUERIES,
    _ranking,
    (
        MINERAL,
        Column("us_place", "U.S. rank (range)", empty="not ranked", phone=100),
        Column("japan_place", "Japan: rank (range)", empty="not ranked", phone=100),
        Column("us_index", "U.S. index (0 to 100)", empty="not ranked"),
        Column("japan_index", "Japan: index (0 to 100)", empty="not ranked"),
        Column("us_reliance", "U.S. net import reliance", empty="not published"),
        Column("hhi", "HHI of output (0 to 1)"),
        Column("weighted", "HHI weighted by governance"),
        Column("led", "Largest producer", width="medium"),
        Column("us_china", "U.S. imports from China (%)"),
        Column("japan_china", "Japan's imports from China (%)"),
        Column("geopolrisk", "GeoPolRisk score, approximate"),
        Column("input_rate_pct", "Recycled input, EU (%)", "number"),
        Column("uses", "Goes into", "list"),
        Column("departments", "Departments, by our reading", "list", empty="none"),
        Column("controls", "Export controls listed", "list", empty="none listed"),
        Column("caveat", "What the figures do not say", width="large", empty="nothing more"),
        Column("figures_note", "Note", width="large", empty="none"),
    ),
    figure=_ranking_figure,
    alt=_ranking_alt,
    work=kept_rows,
    readable_from=760,
    identifier="mineral_id",
)


def _meets(frames: Frames, view: View) -> pd.DataFrame:
    rows = kept_rows(frames, view)
    rows = rows[~rows["is_group"].astype(bool) | rows["us_partner_low"].gt(0)]
    telling = rows["together"].str.replace(NOT_IN_JAPAN, "", regex=False).str.strip("; ") != ""
    # A group stands in for those of its members that have no figure of their own.
    own = rows["us_owner"].isna() | (rows["us_owner"] == rows["mineral"])
    own |= rows["japan_owner"].notna() & (rows["japan_owner"] == rows["mineral"])
    rows = rows[telling & own].sort_values(["us_partner_low", "mineral"], ascending=[False, True], kind="stable")
    return rows.reset_index(drop=True)


def _complement(frames: Frames, view: View) -> str:
    rows = frames["board/complement"]
    if rows.empty:
        return "Nothing on record sets the two countries apart here"
    supplied = rows[rows["together"].str.contains("Japan supplies")]
    parts = []
    if len(supplied):
        most = supplied.iloc[0]
        parts.append(
            f"Japan supplies the United States with {_several(supplied, 0)}, "
            f"{first_lower(most['mineral'])} above all ({most['us_japan']} % of imports)"
            if len(supplied) > 1
            else f"Japan supplies {most['us_japan']} % of U.S. imports of {first_lower(most['mineral'])}"
        )
    both = rows[rows["together"].str.contains("both import mostly")]
    if len(both):
        parts.append(f"both import {_several(both, LEADERS)} mostly from China")
    return "; ".join(parts) or f"{counted(len(rows), 'mineral')} where the two differ"


def _several(rows: pd.DataFrame, named: int) -> str:
    """Minerals by name, up to so many, or counted, and the groups among them, which are no minerals, by name."""
    grouped = rows["is_group"].astype(bool)
    single = rows[~grouped]
    said = (
        [
            names(single)
            if len(single) <= named
            else f"{number_word(len(single))} {'mineral' if len(single) == 1 else 'minerals'}"
        ]
        if len(single)
        else []
    )
    return joined([*said, *([f"{names(rows[grouped])} as a group"] if grouped.any() else [])])


def _complement_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["board/complement"]
    own = rows["together"].str.contains("Japan supplies")
    # Where no share of its own is on record there is no bar, which is not the same as none.
    rows = rows.assign(percent=rows["us_partner_low"].where(own).astype(float).round().astype("Int64"))
    said = [one.split(" % of U.S. imports")[-1].strip("; ") for one in rows["together"]]
    notes = [" · ".join(filter(None, ["%" if mine else "", one])) for mine, one in zip(own, said, strict=True)]
    return share_bars(
        rows,
        label="mineral",
        value="percent",
        notes=notes,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"Bars: percent of U.S. imports that come from Japan, average of 2021 to 2024 · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _complement_alt(frames: Frames, view: View) -> str:
    return first_said(
        [f"{row.mineral}: {row.together.replace('; ', ', ')}" for row in each_row(frames["board/complement"])]
    )


COMPLEMENT = Cell(
    "board/complement",
    "Who depends where the other does not?",
    QUERIES,
    _complement,
    (
        MINERAL,
        Column("together", "How the two meet", width="large", phone=180),
        Column("us_japan", "U.S. imports from Japan (%)"),
        Column("us_china", "U.S. imports from China (%)"),
        Column("japan_china", "Japan's imports from China (%)", empty="not on record"),
        Column("us_reliance", "U.S. net import reliance", empty="not published"),
        Column("us_form", "Form imported by the United States"),
        Column("japan_form", "Form imported by Japan", empty="not on record"),
    ),
    figure=_complement_figure,
    alt=_complement_alt,
    work=_meets,
    readable_from=600,
)


def _stocks(frames: Frames, view: View) -> pd.DataFrame:
    rows = frames["supply/minerals"]
    return compared(rows[rows["kept"].astype(bool)])


def _stock(frames: Frames, view: View) -> str:
    rows = frames["board/stock"]
    if rows.empty:
        return "No listed mineral fits these filters"
    number = rows["meeting"].value_counts()
    both, gap = int(number.get(MEETING[0], 0)), int(number.get(MEETING[5], 0))
    aims = int(number.get(MEETING[1], 0)) + int(number.get(MEETING[4], 0))
    if len(rows) == 1:
        return f"{rows['mineral'].iloc[0]}: {rows['meeting'].iloc[0]}"
    held = (
        f"Both governments are reported to hold some of {number_word(both)} of {len(rows)} minerals"
        if both
        else f"None of {len(rows)} minerals is reported to be held by both governments"
    )
    aimed = (
        f"Japan aims to stock {number_word(aims)}{' more' if both else ''}, those of a group counted one by one"
        if aims
        else "no aim of Japan to stock one is on record"
    )
    return f"{held}; {aimed}" + (f"; nothing is on record for {number_word(gap)}" if gap else "")


STOCK = Cell(
    "board/stock",
    "Who stocks what, as far as public?",
    ("supply/minerals",),
    _stock,
    (
        MINERAL,
        Column("meeting", "How the two meet", width="large", phone=200),
        Column("us_stock", "United States", empty="nothing on record"),
        Column("japan_stock", "Japan", empty="nothing on record"),
        Column("us_consumption_t", "U.S. consumption (t a year)", "number", empty="not published"),
    ),
    work=_stocks,
)

PAGE = (RANKING, COMPLEMENT, STOCK, *FIGURES, *TIES)
