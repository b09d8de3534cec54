"""How much of the money is the Framework's doing: by tie to it and by day, and what is known of it and not shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from lodestone.answers.funding_levels import LEVEL
from lodestone.answers.funding_reach import ANYWHERE, REACH, for_department
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.each_row import sums as added
from lodestone.figures import go
from lodestone.figures.money_ties import tie_bars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, dollars, joined, number_word

_ONE_NOT_FIRM = "the one by both countries is not firm"
NAMED, JOINT = "names the Framework", "both countries"
TIES = "funding/ties"


def sums(rows: Iterable[Any]) -> str:
    """The known money of some rows, a sum a level: '$600 M announced'; empty where none is known."""
    return joined([f"{dollars(amount)} {level}" for level, amount in added(rows, "commitment_level", "usd").items()])


def named(rows: pd.DataFrame, view: View) -> str:
    """How many awards name the Framework: 'no award on record names the Framework'."""
    mine = [row for row in each_row(rows) if row.tie == NAMED]
    number = sum(row.awards for row in mine)
    if not number:
        return f"no award {'here' if view.narrowed() else 'on record'} names the Framework"
    known = f" ({sums(mine)})" if sums(mine) else ""
    return f"{number_word(number)} {'award names' if number == 1 else 'awards name'} the Framework{known}"


def _joint(rows: Sequence[Any]) -> str:
    """How many awards are by both countries, and what of them is firm: 'of six by both countries none is firm'."""
    mine = [row for row in rows if row.tie == JOINT]
    number, firm = sum(row.awards for row in mine), [row for row in mine if row.commitment_level == "firm"]
    if not number:
        return "none is by both countries"
    if not firm:
        return f"of {number_word(number)} by both countries none is firm" if number > 1 else _ONE_NOT_FIRM
    amounts = added(firm, "commitment_level", "usd")
    known = f" ({dollars(amounts['firm'])})" if amounts else ""
    return (
        f"{number_word(number)} by both countries, {number_word(sum(row.awards for row in firm))} of them firm{known}"
    )


def since(rows: pd.DataFrame) -> str:
    """Known firm money by day: '$2.7 B since the signing, $7.7 B before it, $270 M undated'."""
    amounts = added((row for row in each_row(rows) if row.commitment_level == "firm"), "announced_when", "usd")
    before = "before it" if "since the signing" in amounts else "before the signing"
    words = {"since the signing": "since the signing", "up to the signing": before, "undated": "undated"}
    return ", ".join(f"{dollars(amounts[when])} {said}" for when, said in words.items() if when in amounts)


def doing(frames: Frames, view: View) -> str:
    """What of the money is the Framework's doing, in a sentence."""
    rows = frames[TIES]
    if rows.empty:
        return "No award that counts fits these filters"
    days = f"firm money: {since(rows)}" if since(rows) else "no firm money of known amount"
    first = named(rows, view)
    return f"{first[:1].upper()}{first[1:]}; {_joint(list(each_row(rows)))}; {days}"


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return tie_bars(
        frames[TIES],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle="A bar is one commitment level, never added to another, by day of announcement; that of the signing "
        f"counts as before it · the tie is our reading, its reason stands at each award · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _alt(frames: Frames, view: View) -> str:
    said = [
        f"{row.commitment_level}, {row.announced_when}, {row.tie}: {dollars(row.usd)}, {counted(row.awards, 'award')}"
        for row in each_row(frames[TIES])
    ]
    return "; ".join(said) + "."


DOING = Cell(
    "funding/ties",
    "How much of it is the Framework's doing?",
    (TIES, REACH),
    for_department(doing, "firm"),
    (
        replace(LEVEL, phone=85),
        Column("announced_when", "Announced"),
        Column("tie", "Tie to the Framework", phone=110),
        Column("usd", "Known amounts (US$)", "usd", empty="none known", phone=125),
        Column("awards", "Awards", "number"),
        Column("known", "With a dollar amount", "number"),
        Column("unknown", "Without one", "number"),
    ),
    figure=_figure,
    alt=_alt,
    readable_from=600,
    fixed=ANYWHERE,
)


def _unshipped(frames: Frames, view: View) -> str:
    rows = frames["funding/unshipped"]
    if rows.empty:
        return "No award is known and held back"
    number = int(rows["record_count"].sum())
    from_one = f" in the data of {rows['publisher'].iloc[0]}" if len(rows) == 1 else ""
    why = joined(list(dict.fromkeys(reason.removesuffix(".") for reason in rows["reason"])))
    return (
        f"{counted(number, 'award')}{from_one} {'is' if number == 1 else 'are'} not shown: {why[:1].lower()}{why[1:]}"
    )


UNSHIPPED = Cell(
    "funding/unshipped",
    "What is known and not shown?",
    ("funding/unshipped",),
    _unshipped,
    (
        Column("title", "Data set", width="large", phone=210),
        Column("publisher", "Publisher"),
        Column("record_count", "Awards", "number", phone=90),
        Column("what", "What they are", width="large"),
        Column("reason", "Why they are not shown", width="large"),
    ),
)
