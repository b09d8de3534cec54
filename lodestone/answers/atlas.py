"""Mineral atlas: all 60 listed minerals in the periodic table, coloured by any indicator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lodestone.answers.board import MINERAL
from lodestone.answers.board_rows import MOST_PCT, QUERIES, every_row
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.periodic import periodic_table
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_lower, first_said, first_upper, joined, none_or, number_word

# From this index on, output counts as highly concentrated: 0.25, as the U.S. merger guidelines of 2010 have it.
HIGH_HHI = 0.25
_UNKNOWN = "not known"


@dataclass(frozen=True)
class Indicator:
    """One way to colour the tiles: what it is, its classes, a mineral's value in words and its class (0: not known)."""

    said: str
    key: tuple[str, ...]
    words: Callable[[Any], str | None]
    level: Callable[[Any], int]


def _upto(value: object, ends: tuple[float, ...]) -> int:
    """The class of a value: 1 up to the first end, 2 up to the second and so on; 0 where it is not known."""
    return 0 if pd.isna(value) else 1 + sum(float(value) > end for end in ends)  # type: ignore[arg-type]


_PERCENT = (20, 40, 60, 80)
_PERCENTS = ("to 20 %", "to 40 %", "to 60 %", "to 80 %", "over 80 %")


def _reliance_words(row: Any) -> str | None:
    return row.reliance if isinstance(row.reliance, str) else None


INDICATORS = {
    "rank": Indicator(
        "U.S. rank by the priority index",
        ("after 40", "31 to 40", "21 to 30", "11 to 20", "first 10"),
        lambda row: None if pd.isna(row.us_rank) else str(int(row.us_rank)),
        lambda row: 0 if pd.isna(row.us_rank) else 6 - _upto(row.us_rank, (10, 20, 30, 40)),
    ),
    "reliance": Indicator(
        "U.S. net import reliance in percent, as published; E: net exporter",
        _PERCENTS,
        _reliance_words,
        lambda row: _upto(row.reliance_high_pct, _PERCENT),
    ),
    "concentration": Indicator(
        "HHI of world output at its most concentrated stage on record",
        ("to 0.2", "to 0.4", "to 0.6", "to 0.8", "over 0.8"),
        lambda row: None if pd.isna(row.hhi_high) else f"{row.hhi_high:.2f}",
        lambda row: _upto(row.hhi_high, (0.2, 0.4, 0.6, 0.8)),
    ),
    "china": Indicator(
        "Percent of U.S. imports that come from China, at most",
        _PERCENTS,
        lambda row: None if pd.isna(row.us_china_high) else f"{row.us_china_high:.0f}",
        lambda row: _upto(row.us_china_high, _PERCENT),
    ),
    "japan": Indicator(
        "Percent of Japan's imports that come from China",
        _PERCENTS,
        lambda row: None if pd.isna(row.japan_china_high) else f"{row.japan_china_high:.0f}",
        lambda row: _upto(row.japan_china_high, _PERCENT),
    ),
    "recycling": Indicator(
        "End-of-life recycling input rate of the European Union in percent",
        ("over 40 %", "to 40 %", "to 20 %", "to 10 %", "to 2 %"),
        lambda row: None if pd.isna(row.input_rate_pct) else f"{row.input_rate_pct:.0f}",
        lambda row: 0 if pd.isna(row.input_rate_pct) else 6 - _upto(row.input_rate_pct, (2, 10, 20, 40)),
    ),
    "departments": Indicator(
        "Departments with business in it, by our reading",
        ("none", "1 or 2", "3 to 5", "6 to 9", "10 or more"),
        lambda row: str(len(row.departments)),
        lambda row: _upto(len(row.departments), (0, 2, 5, 9)),
    ),
}


def chosen(view: View) -> str:
    """The indicator in use."""
    given = str(view.values.get("indicator") or "rank")
    return given if given in INDICATORS else "rank"


def _rows(frames: Frames, view: View) -> pd.DataFrame:
    rows = every_row(frames, view)
    rows = rows[~rows["is_group"].astype(bool) & rows["kept"].astype(bool)]
    one = INDICATORS[chosen(view)]
    found = list(each_row(rows))
    rows = rows.assign(
        value=[one.words(row) for row in found], level=[one.level(row) for row in found], of_what=one.said
    )
    return rows.sort_values(["level", "mineral"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _finding(frames: Frames, view: View) -> str:
    rows = frames["atlas/table"]
    if rows.empty:
        return "No listed mineral fits these filters"
    known, number = rows[rows["level"] > 0], len(rows)
    if known.empty:
        return f"No such figure is on record for {'it' if number == 1 else f'any of {number}'}"
    lack = number - len(known)
    gap = f"; {number_word(lack)} {'lacks' if lack == 1 else 'lack'} a figure for it" if lack else ""
    return _SAID[chosen(view)](known, f"of {counted(number, 'mineral')}") + gap


def _few(those: pd.Series) -> str:
    return none_or(int(those.sum()))


def _count(known: pd.DataFrame, column: str, least: float) -> str:
    return _few(known[column] >= least)


# What each indicator says of the minerals with a value; the second argument is 'of 60 minerals'.
_SAID: dict[str, Callable[[pd.DataFrame, str], str]] = {
    "rank": lambda known, all_: f"The U.S. index ranks {number_word(len(known))} {all_}",
    "reliance": lambda known, all_: (
        f"The United States imports all it uses, net, of {_count(known, 'reliance_low_pct', 100)} {all_}"
    ),
    "concentration": lambda known, all_: (
        f"World output of {_count(known, 'hhi_low', HIGH_HHI)} {all_} is highly concentrated (HHI of 0.25 or more)"
    ),
    "china": lambda known, all_: (
        f"China supplies half or more of U.S. imports of {_count(known, 'us_china_low', MOST_PCT)} {all_}"
    ),
    "japan": lambda known, all_: (
        f"China supplies half or more of Japan's imports of {_count(known, 'japan_china_low', MOST_PCT)} {all_}"
    ),
    "recycling": lambda known, all_: (
        f"Old scrap gives 2 % or less of what Europe takes in of {_few(known['input_rate_pct'] <= 2)} {all_}"
    ),
    "departments": lambda known, all_: (
        f"Departments have business with {_few(known['departments'].map(len) > 0)} {all_}, by our reading"
    ),
}


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    one = INDICATORS[chosen(view)]
    opened = view.values.get("element")
    return periodic_table(
        frames["atlas/table"],
        key=one.key,
        opened=str(opened) if opened else None,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"{one.said} · outlined: not listed · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _alt(frames: Frames, view: View) -> str:
    """What the colours stand for, and the minerals of each class that is not empty, the darkest first."""
    one, rows = INDICATORS[chosen(view)], frames["atlas/table"]
    said = [
        f"{name}: {joined([first_lower(mineral) for mineral in rows[rows['level'] == level]['mineral']])}"
        for level, name in reversed(list(enumerate((_UNKNOWN, *one.key))))
        if (rows["level"] == level).any()
    ]
    return f"{one.said}. {first_upper(first_said(said))}"


TABLE = Cell(
    "atlas/table",
    "How do all 60 minerals stand?",
    QUERIES,
    _finding,
    (
        MINERAL,
        Column("value", "Value", empty="not known", phone=70),
        Column("of_what", "Of what", width="medium", phone=130),
        Column("symbol", "Symbol", empty="none"),
        Column("us_place", "U.S. rank (range)", empty="not ranked"),
        Column("us_reliance", "U.S. net import reliance", empty="not published"),
        Column("hhi", "HHI of output (0 to 1)"),
        Column("led", "Largest producer", width="medium"),
        Column("us_china", "U.S. imports from China (%)"),
        Column("japan_china", "Japan's imports from China (%)"),
        Column("input_rate_pct", "Recycled input, EU (%)", "number"),
        Column("departments", "Departments, by our reading", "list", empty="none"),
        Column("caveat", "What the figures do not say", width="large", empty="nothing more"),
    ),
    figure=_figure,
    alt=_alt,
    work=_rows,
    readable_from=820,
    identifier="mineral_id",
)

PAGE = (TABLE,)
