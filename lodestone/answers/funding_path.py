"""Which way the money takes: from who gives it to what it leads to, and where a chain has none at its next stage."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lodestone.answers.funding_levels import level_row
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.money_chain import chain_matrix
from lodestone.figures.money_flow import money_flow
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, dollars, joined


def _flow(frames: Frames, view: View) -> str:
    rows = frames["funding/flow"]
    if rows.empty:
        return "No firm award with a known dollar amount fits these filters"
    total = float(rows["usd"].sum())
    payers = rows.groupby("funder_group")["usd"].sum().astype(float)
    types = rows.groupby("instrument")["usd"].sum().astype(float)
    top, kind = str(payers.idxmax()), str(types.idxmax())
    kind_words = {"loan": "loans are", "grant": "grants are", "equity": "shares are"}.get(kind, f"{kind}:")
    if len(payers) == 1:
        return f"All {dollars(total)} of firm money of known amount comes from {top}"
    paid, of_kind = 100 * payers[top] / total, 100 * types[kind] / total
    return f"{paid:.0f} % of the firm money comes from {top}; {kind_words} {of_kind:.0f} %"


def not_drawn(levels: pd.DataFrame) -> str:
    """What a flow of firm and known money cannot show, in a sentence."""
    row = level_row(levels, "firm")
    unknown = 0 if row is None else int(row["unknown"])
    others = [
        f"{row.awards} {row.commitment_level}"
        for row in levels.itertuples()
        if row.commitment_level not in {"firm", "cancelled", "superseded"}
    ]
    parts = [
        f"{counted(unknown, 'firm award')} of unknown amount" if unknown else "",
        f"{joined(others)} awards" if others else "",
    ]
    said = joined([part for part in parts if part])
    return f"not drawn: {said}" if said else ""


def _flow_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rest = not_drawn(frames["funding/levels"])
    return money_flow(
        frames["funding/flow"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=" · ".join(part for part in ("Firm awards of known amount", rest, words.subtitle) if part),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


FLOW = Cell(
    "funding/flow",
    "Through which hands does firm money go?",
    ("funding/flow", "funding/levels"),
    _flow,
    (
        Column("funder_group", "Funder", phone=130),
        Column("instrument", "Type of award"),
        Column("stage", "Stage", phone=90),
        Column("product", "Leads to"),
        Column("usd", "US$", "usd", phone=120),
        Column("awards", "Awards", "number"),
    ),
    figure=_flow_figure,
    wide=True,
    alt=lambda frames, view: (
        "; ".join(
            f"{row.funder_group}, {row.instrument}, {row.stage}, {row.product}: {dollars(row.usd)}"
            for row in frames["funding/flow"].head(8).itertuples()
        )
        + "."
    ),
)


def _chain(frames: Frames, view: View) -> str:
    rows = frames["funding/chain"]
    if rows.empty:
        return "No award that counts names a mineral under these filters"
    gaps = rows[rows["gap"]]
    if gaps.empty:
        return "Every firm award here is followed by a firm one at the next stage of its chain, or ends it"
    known = gaps[gaps["firm_usd"].notna()]
    if known.empty:
        return f"{counted(len(gaps), 'gap')} in the chains, none with a known amount"
    top = known.loc[known["firm_usd"].astype(float).idxmax()]
    more = f"; {counted(len(gaps) - 1, 'more gap')} like it" if len(gaps) > 1 else ""
    has = "have" if top["mineral_id"] in {"rare-earths", "platinum-group-metals"} else "has"
    return (
        f"Largest gap: {top['mineral'].lower()} {has} {dollars(top['firm_usd'])} firm for {top['stage']}, "
        f"none for {top['next_stage']}{more}"
    )


def _chain_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["funding/chain"]
    picked = view.values.get("crossing")
    key = (
        "● firm, area by money · ◇ other levels only · "
        "dotted frame: nothing firm here, though the stage before has firm money · "
        "an award for several minerals is whole under each"
    )
    first = (
        f" · first 18 of {rows['mineral'].nunique()} minerals"
        if form == "slide" and rows["mineral"].nunique() > 18
        else ""
    )
    return chain_matrix(
        rows,
        picked=str(picked) if picked else None,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"{key}{first} · {words.subtitle}",
        source_line=f"{CHAINS}; gaps are judged over all awards known on the day · {words.source_line}",
        form=form,
        width=view.width,
    )


CHAINS = (
    "Chains as we read them: rare earths from mining over separation and refining or metal to magnets, "
    "others from mining to refining"
)
CHAIN = Cell(
    "funding/chain",
    "Where does the chain have money, and none at the next stage?",
    ("funding/chain",),
    _chain,
    (
        Column("mineral", "Mineral", phone=95),
        Column("stage", "Stage", phone=95),
        Column("firm_usd", "Firm, known (US$)", "usd", empty="none known", phone=150),
        Column("firm_awards", "Firm awards", "number"),
        Column("firm_unknown", "Of these, without a dollar amount", "number"),
        Column("other_awards", "Awards of other levels", "number"),
        Column("next_stage", "Next stage", empty="end of the chain"),
        Column("gap", "Nothing firm at the next stage", "yes"),
    ),
    figure=_chain_figure,
    wide=True,
    alt=lambda frames, view: (
        "Gaps: "
        + (
            "; ".join(
                f"{row.mineral}, {row.stage}: none for {row.next_stage}"
                for row in frames["funding/chain"].itertuples()
                if row.gap
            )
            or "none"
        )
        + "."
    ),
)
