"""Disruption: what is lost if suppliers stop, what is on record to fill it, what-ifs from events, and price floors."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.answers.disruption_rows import QUERIES, about, condition, losses, number, shock_of, suppliers_of
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row, known
from lodestone.figures import go
from lodestone.figures.priority_board import priority_board
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import (
    counted,
    dollars,
    first_few,
    first_lower,
    first_said,
    first_upper,
    joined,
    number_word,
    span,
    the,
)
from lodestone.models.price_floor import support

ASSUMED = (
    "An accounting what-if, no forecast: prices, thrift and substitutes are left out. Lost at first is net import "
    "reliance times the suppliers' share of imports times the cut; then comes off what others make up, then a stock of "
    "so many days of use. U.S. shares are averages of 2021 to 2024, reliance is of 2025; a supplier without a row of "
    "its own may supply nothing or all of what unlisted countries do. Imports by way of a third country count as that "
    "country's. A mineral without figures of its own has those of its group, marked †: so have most rare earths for "
    "the United States and all of them for Japan. For Japan only the share of China is on record, and not what it "
    "uses: its loss is of imports, before any stock. Amounts of different minerals are never added."
)


def shock_words(view: View) -> str:
    """What is assumed in a view: 'China cut by 50 % for 6 months, no stock, nothing re-routed'."""
    shock, who = shock_of(view), suppliers_of(view)
    stock = f"a stock of {counted(number(view, 'cover'), 'day')}" if number(view, "cover") else "no stock"
    others = f"{shock.rerouted_pct:.0f} % re-routed" if shock.rerouted_pct else "nothing re-routed"
    named = joined([the(one) for one in who])
    time = counted(int(shock.months), "month")
    return f"{first_upper(named)} cut by {shock.cut_pct:.0f} % for {time}, {stock}, {others}"


def _lost(frames: Frames, view: View) -> str:
    rows = frames["disruption/lost"]
    who = joined([the(one) for one in suppliers_of(view)])
    if rows.empty:
        return f"No import figure on record says what {who} supplies of these minerals"
    hit = rows[rows["us_left_high"] > 0]
    abroad = rows[rows["japan_imports_high"] > 0]
    if hit.empty and abroad.empty:
        return f"Nothing is lost{f' {condition(view)}' if shock_of(view).cut_pct else ''}{_why(rows, view)}"
    said = []
    if len(hit):
        first = hit.iloc[0]
        equal = hit[hit["us_lost"] == first["us_lost"]]
        # Where the range of a loss begins at nothing, whether anything is lost is not known.
        sure = int((hit["us_left_low"] > 0).sum())
        number_hit = f"{len(hit)}" if sure == len(hit) else f"{sure} to {len(hit)}" if sure else f"up to {len(hit)}"
        more = f", the most of {number_hit} minerals hit" if len(hit) > 1 else ""
        tonnes = (
            f" (about {about(first['us_tonnes_low'], first['us_tonnes_high'])} t)"
            if known(first["us_tonnes_high"]) and len(equal) == 1
            else ""
        )
        lost = first_few([first_lower(one) for one in equal["mineral"]], 3)
        said.append(f"the United States would lose {first['us_lost']} % of its {lost}{tonnes}{more}")
    else:
        said.append("the United States would lose nothing of these")
    if len(abroad):
        top = abroad.sort_values("japan_imports_high", ascending=False, kind="stable").iloc[0]
        what = first_lower(top["japan_group"] or top["mineral"])
        said.append(f"Japan {top['japan_lost']} % of its imports of {what}")
    return f"{first_upper(condition(view))}, {'; '.join(said)}"


def _why(rows: pd.DataFrame, view: View) -> str:
    shock = shock_of(view)
    if not shock.cut_pct:
        return ": nothing is cut"
    if shock.rerouted_pct == 100:
        return ": others make up for all of it"
    if rows["us_first_high"].fillna(0).gt(0).any():
        return ": the stock lasts for all that time"
    return ": these suppliers have no share on record"


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["disruption/lost"]
    drawn = rows.assign(
        us_index_low=rows["us_left_low"],
        us_index_high=rows["us_left_high"],
        us_place=_marked(rows, "us_lost", "us_group"),
        japan_index_low=rows["japan_imports_low"],
        japan_index_high=rows["japan_imports_high"],
        japan_place=_marked(rows, "japan_lost", "japan_group"),
        settled=rows["us_left_low"] == rows["us_left_high"],
    )
    return priority_board(
        drawn,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=" · ".join(
            part
            for part in (
                shock_words(view),
                "mark: at most, open where a bound; line: down to at least",
                "†: with figures of its group" if rows["us_group"].any() or rows["japan_group"].any() else "",
                words.subtitle,
            )
            if part
        ),
        source_line=words.source_line,
        form=form,
        width=view.width,
        heads=("United States: % of consumption", "Japan: % of imports"),
        axis_title="percent lost",
        beside="lost",
    )


def _marked(rows: pd.DataFrame, lost: str, group: str) -> list[str | None]:
    return [
        f"{said} %{' †' if of_group else ''}" if isinstance(said, str) else None
        for said, of_group in zip(rows[lost], rows[group], strict=True)
    ]


def _lost_alt(frames: Frames, view: View) -> str:
    """The first rows in words, for both countries."""
    said = []
    for row in each_row(frames["disruption/lost"]):
        sides = (("U.S. consumption", row.us_lost), ("Japan's imports", row.japan_lost))
        parts = [f"{loss} % of {of}" for of, loss in sides if isinstance(loss, str)]
        said += [f"{row.mineral}: {joined(parts)}"] if parts else []
    return first_said(said)


LOST = Cell(
    "disruption/lost",
    "What is lost, and where?",
    QUERIES,
    _lost,
    (
        Column("mineral", "Mineral", phone=110),
        Column("us_lost", "U.S. loss (% of consumption)", empty="not on record", phone=100),
        Column("us_t", "U.S. loss (t in that time)", empty="not on record", phone=90),
        Column("us_at_first", "U.S. loss before stock and re-routing (%)", empty="not on record"),
        Column("reliance", "U.S. net import reliance (as published)", empty="not published"),
        Column("japan_lost", "Japan's loss (% of imports)", empty="not on record"),
        Column("japan_form", "Japan's imports of", empty="not on record"),
        Column("japan_t", "Japan's loss (t in that time)", empty="not on record"),
        Column("us_form", "U.S. imports of", empty="not on record"),
        Column("group_figures", "Figures of its group", "list", "medium", empty="none"),
        Column("caveat", "What the figures do not say", width="large", empty="nothing more"),
    ),
    figure=_figure,
    alt=_lost_alt,
    work=losses,
    readable_from=760,
    identifier="mineral_id",
)


def _felt_rows(frames: Frames, view: View) -> pd.DataFrame:
    rows = losses(frames, view)
    hit = rows[(rows["us_left_high"] > 0) | (rows["japan_imports_high"] > 0)]
    found = hit.merge(frames["supply/fillers"].drop(columns="source_ids"), on="mineral_id", how="left")
    projects = [[] if isinstance(one, float) or one is None else list(one) for one in found["projects"]]
    return found.assign(firm_awards=found["firm_awards"].fillna(0).astype(int), projects=projects)


def _felt(frames: Frames, view: View) -> str:
    rows = frames["disruption/felt"]
    if rows.empty:
        return "No product feels a loss, as far as the figures go"
    uses = [one for one in dict.fromkeys(use for many in rows["uses"] for use in many) if one != "other uses"]
    units = dict.fromkeys(unit for many in rows["departments"] for unit in many)
    bare = int((rows["firm_awards"] == 0).sum())
    money = (
        f"no firm award on record for {number_word(bare)} of {len(rows)} minerals"
        if bare and len(rows) > 1
        else "no firm award on record"
        if bare
        else "firm awards on record for each"
        if len(rows) > 1
        else f"{counted(int(rows['firm_awards'].iloc[0]), 'firm award')} on record"
    )
    ours = (
        f"{counted(len(units), 'department')} {'has' if len(units) == 1 else 'have'}" if units else "no department has"
    )
    felt = first_upper(first_few(uses, 2)) if uses else "Other uses"
    return f"{felt} may feel the loss; by our reading {ours} to do with it; {money}"


FELT = Cell(
    "disruption/felt",
    "Which products may feel it, which departments have to do with it, and what is on record to fill the gap?",
    (*QUERIES, "supply/fillers"),
    _felt,
    (
        Column("mineral", "Mineral", phone=110),
        Column("uses", "Products", "list", phone=110),
        Column("departments", "Departments, by our reading", "list", "medium", empty="none", phone=120),
        Column("firm_awards", "Firm awards", "number"),
        Column("firm_usd", "Firm, for it or its whole group (US$)", "usd", empty="none known"),
        Column("projects", "Projects on record", "list", "large", empty="none"),
    ),
    work=_felt_rows,
)


def _scenarios(frames: Frames, view: View) -> str:
    rows = frames["supply/disruptions"]
    if rows.empty:
        return "No event on record by this day makes a what-if"
    number = first_upper(number_word(len(rows)))
    follow = "what-if follows" if len(rows) == 1 else "what-ifs follow"
    return f"{number} {follow} from events on record; cut and duration are our assumptions"


SCENARIOS = Cell(
    "disruption/scenarios",
    "Which what-ifs follow from events on record?",
    ("supply/disruptions",),
    _scenarios,
    (
        Column("title", "What if"),
        Column("event", "Event", width="medium"),
        Column("date", "Date", "day"),
        Column("suppliers", "Suppliers", "list"),
        Column("minerals", "Minerals", "list"),
        Column("cut_pct", "Cut, assumed (%)", "number"),
        Column("months", "Months, assumed", "number"),
        Column("note", "What is assumed", width="large"),
    ),
)


# Market price, floor, volume and years.
FLOOR_NUMBERS = 4


def floor_of(view: View) -> tuple[int, ...]:
    """Market price, floor (dollars a tonne), tonnes a year and years that the reader has set; empty where none."""
    given = view.values.get("floor")
    return tuple(map(int, given)) if isinstance(given, tuple) and len(given) == FLOOR_NUMBERS else ()


def _floor(frames: Frames, view: View) -> str:
    given = floor_of(view)
    rows = frames["supply/price_floors"]
    if not given:
        if rows.empty:
            return "No price floor is on record by this day"
        floors = "price floor by weight is" if len(rows) == 1 else "price floors by weight are"
        number = first_upper(number_word(len(rows)))
        return f"{number} {floors} on record; what one would cost depends on the market price, and on who pays"
    market, floor, volume, years = given
    cost = support(market, floor, volume, years)
    if not floor or not volume or not years:
        return "A floor, a volume and a number of years are needed to work out a cost"
    if not cost.gap_usd_t:
        return f"At ${market:,} a t the market pays the floor of ${floor:,}: nothing is to be paid"
    over = f", {dollars(cost.total_usd)} over {counted(years, 'year')}" if years > 1 else ""
    return f"A floor of ${floor:,} a t over a market of ${market:,} costs {dollars(cost.year_usd)} a year{over}"


FLOOR = Cell(
    "disruption/floor",
    "What would holding a price cost? (an illustration)",
    ("supply/price_floors",),
    _floor,
    (
        Column("title", "Floor on record"),
        Column("floor_usd_t", "Floor (US$ a t)", "number"),
        Column("volume_t_year", "Volume (t a year)", "number", empty="not published"),
        Column("years", "Years", "number", width="small", empty="not said"),
        Column("date", "Set on", "day", empty="day not on record"),
        Column("set_by", "Set by", width="medium"),
        Column("note", "Who pays", width="large"),
    ),
)


def bands(row: Any) -> str:
    """Both losses of one mineral in short words, for a list."""
    us = span(row.us_left_low, row.us_left_high)
    return f"{row.mineral}: {us} % of U.S. consumption" if us else str(row.mineral)


PAGE = (LOST, FELT, SCENARIOS, FLOOR)
