"""One mineral opened: reliance, output, reserves, trade and controls, as the official figures have them."""

from __future__ import annotations

import pandas as pd

from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.production_bars import in_words, percent, production_bars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import first_few, first_lower, first_upper, fmt_date, joined, span, the

# Forms that are the mineral itself.
_WHOLE = ("all forms", "total", "total imports", "metal", "combined total")
_PLAIN = {"withheld": "withheld (W)", "not available": "not available (NA)", "not calculable": "cannot be added (XX)"}


def amount(low: object, high: object, flag: object, published: object = None) -> str:
    """An amount in tonnes as it may be said: '270,000', 'more than 2,000,000', 'withheld (W)'."""
    if pd.isna(low) and pd.isna(high):
        return _PLAIN.get(str(flag), str(flag))
    if flag == "more than" or pd.isna(high):
        return f"more than {float(low):,.0f}"  # type: ignore[arg-type]
    if flag in {"less than", "below half a unit"}:
        return f"less than {float(high):,.0f}"  # type: ignore[arg-type]
    digits = 0 if float(high) >= 10 or float(high) == int(float(high)) else 1  # type: ignore[arg-type]
    return span(float(low), float(high), digits)  # type: ignore[arg-type]


def _production_rows(frames: Frames, view: View) -> pd.DataFrame:
    rows = frames["supply/one_production"]
    said = [amount(row.low_t, row.high_t, row.flag) for row in each_row(rows)]
    return rows.assign(
        amount=said,
        stage_form=rows["stage"] + ": " + rows["form"] + " (" + rows["content_basis"] + ")",
        kind=["estimate" if one else "reported" for one in rows["estimated"]],
    )


def _production(frames: Frames, view: View) -> str:
    rows = frames["board/one_production"]
    if rows.empty:
        return "No output by country is on record"
    if not rows["addable"].any():
        return f"Each country reports another form: nothing can be added or compared, {int(rows['year'].iloc[0])}"
    parts = []
    for form, mine in rows.groupby("form", sort=False):
        listed = mine[mine["aggregate"].isna() & mine["share_pct"].gt(0)]
        if len(listed) > 1:
            top = listed.iloc[0]
            verb = "mines" if top["stage"] == "mine" else "makes"
            parts.append(f"{top['country']} {verb} {percent(top['share_pct'])} of {form}")
    if not parts:
        return f"No share of a country can be worked out, {int(rows['year'].iloc[0])}"
    group = f", {rows['owner'].iloc[0].lower()} as a group" if _grouped(rows, view) else ""
    return f"{'; '.join(parts[:3])}{group}, {int(rows['year'].iloc[0])}"


def _grouped(rows: pd.DataFrame, view: View) -> bool:
    name = str(view.labels.get(f"element|{view.values.get('element')}", rows["owner"].iloc[0]))
    return bool(rows["owner"].iloc[0] != name)


def _production_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["board/one_production"]
    shares = "Bars: percent of the countries listed for a form" if rows["share_pct"].notna().any() else "In tonnes"
    estimates = (
        "all estimates" if rows["estimated"].all() else "some of it estimated" if rows["estimated"].any() else ""
    )
    ranges = "open: up to the end of a range" if (rows["low_t"] < rows["high_t"]).any() else ""
    said = [shares, ranges, estimates, "forms are never added", words.subtitle]
    return production_bars(
        rows,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=" · ".join(filter(None, said)),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _production_alt(frames: Frames, view: View) -> str:
    return in_words(frames["board/one_production"])


PRODUCTION = Cell(
    "board/one_production",
    "Who makes it?",
    ("supply/one_production",),
    _production,
    (
        Column("country", "Country", phone=110),
        Column("amount", "Output (t)", phone=90),
        Column("share_pct", "Share of the form (%)", "number", phone=80),
        Column("stage_form", "Stage and form", width="medium"),
        Column("published", "As published", empty="capacity alone"),
        Column("unit", "Unit published"),
        Column("year", "Year", "number"),
        Column("kind", "Kind"),
        Column("capacity_t", "Capacity (t)", "number"),
        Column("owner", "Figures of"),
        Column("note", "Note", width="large", empty="none"),
    ),
    figure=_production_figure,
    alt=_production_alt,
    needs="element",
    work=_production_rows,
)


def _reserve_rows(frames: Frames, view: View) -> pd.DataFrame:
    rows = frames["supply/one_reserves"]
    return rows.assign(amount=[amount(row.low_t, row.high_t, row.flag) for row in each_row(rows)])


def _reserves(frames: Frames, view: View) -> str:
    rows = frames["board/one_reserves"]
    listed = rows[rows["aggregate"].isna() & rows["low_t"].gt(0)]
    if listed.empty:
        return "No reserves by country are on record"
    top = listed.sort_values("low_t", ascending=False, kind="stable").iloc[0]
    ours = [
        f"{row.amount} t in {the(row.country)}" for row in each_row(listed) if row.country in ("United States", "Japan")
    ]
    group = f" ({rows['owner'].iloc[0].lower()} as a group)" if _grouped(rows, view) else ""
    if ours and top["country"] not in ("United States", "Japan"):
        return f"Largest reserves: {the(top['country'])}, {top['amount']} t{group}; {joined(ours)}"
    return f"Largest reserves: {the(top['country'])}, {top['amount']} t{group}"


RESERVES = Cell(
    "board/one_reserves",
    "Who has reserves?",
    ("supply/one_reserves",),
    _reserves,
    (
        Column("country", "Country"),
        Column("amount", "Reserves (t)"),
        Column("form", "Of what"),
        Column("content_basis", "Tonnes of", empty="not said"),
        Column("owner", "Figures of"),
        Column("year", "Year", "number"),
    ),
    needs="element",
    work=_reserve_rows,
)


def _trade(frames: Frames, view: View) -> str:
    rows = frames["supply/one_trade"]
    said = []
    for importer in ("United States", "Japan"):
        mine = rows[(rows["importer"] == importer) & rows["headline"]]
        if mine.empty:
            said.append(f"for {the(importer)} no supplier is on record")
            continue
        latest = mine[mine["period_end"] == mine["period_end"].max()]
        named = latest[latest["supplier"] != "other countries"]
        listed = first_few([f"{the(row.supplier)} ({row.published} %)" for row in each_row(named)], 3)
        years = sorted({latest["period_start"].min().year, latest["period_end"].max().year})
        possessive = "Japan" if importer == "Japan" else "The United States"
        form = first_lower(str(mine["form"].iloc[0]))
        what = "it" if form in _WHOLE else form
        when = "–".join(map(str, years))
        said.append(f"{possessive} imports {what} from {listed or 'countries not named'} ({when})")
    return first_upper("; ".join(said))


TRADE = Cell(
    "board/one_trade",
    "From where do the two import it?",
    ("supply/one_trade",),
    _trade,
    (
        Column("importer", "Importer", phone=110),
        Column("supplier", "Supplier", phone=110),
        Column("published", "Share (%)", phone=70),
        Column("form", "Form"),
        Column("headline", "Stands for the mineral", "yes"),
        Column("period_start", "From", "day"),
        Column("period_end", "To", "day"),
        Column("basis", "Percent of"),
        Column("owner", "Figures of"),
        Column("note", "Note", width="large", empty="none"),
    ),
    needs="element",
)


def _reliance(frames: Frames, view: View) -> str:
    rows = frames["supply/one_reliance"]
    if rows.empty:
        return "U.S. net import reliance is not published"
    row = rows.iloc[0]
    whose = "" if row["scope"] == "this mineral" else f" ({row['scope']})"
    if row["published"] == "E":
        return f"The United States is a net exporter of {row['form']}{whose}, {row['year']}"
    if row["published"] == "NA":
        return f"U.S. net import reliance is not available, {row['year']}"
    return f"U.S. net import reliance: {row['published']} % ({row['form']}){whose}, {row['year']}"


RELIANCE = Cell(
    "board/one_reliance",
    "How much of it does the United States import, net?",
    ("supply/one_reliance",),
    _reliance,
    (
        Column("form", "Form"),
        Column("year", "Year", "number"),
        Column("published", "As published (%)"),
        Column("low_pct", "At least (%)", "number", empty="not known"),
        Column("high_pct", "At most (%)", "number", empty="not known"),
        Column("scope", "Figure of"),
    ),
    needs="element",
)


def _controls(frames: Frames, view: View) -> str:
    rows, events = frames["supply/one_controls"], frames["supply/one_control_events"]
    named = first_few([f"{row.country} ({row.kind}, {row.year})" for row in each_row(rows)], 3)
    listed = (
        f"Export controls listed in November 2025: {named}"
        if named
        else "No export control was listed in November 2025"
    )
    # The list is of one day; what countries did since then, or set, is told by events.
    latest = [f"; latest on record: “{row.title}”, {fmt_date(row.date)}" for row in each_row(events.head(1))]
    return "".join([listed, *latest])


CONTROLS = Cell(
    "board/one_controls",
    "Who controls its export?",
    ("supply/one_controls", "supply/one_control_events"),
    _controls,
    (
        Column("country", "Country"),
        Column("kind", "Control"),
        Column("what", "On", empty="any form"),
        Column("year", "Since year", "number"),
        Column("scope", "Known of"),
    ),
    needs="element",
)


FIGURES = (RELIANCE, PRODUCTION, RESERVES, TRADE, CONTROLS)
