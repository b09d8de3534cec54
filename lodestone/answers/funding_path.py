"""Which way the money takes: from who gives it to what it leads to, and where a chain has none at its next stage."""

from __future__ import annotations

import pandas as pd

from lodestone.answers.funding_levels import GONE, count_words, level_row
from lodestone.answers.funding_reach import ANYWHERE, REACH, for_department
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row, sums
from lodestone.figures import go
from lodestone.figures.base import few_rows
from lodestone.figures.money_chain import SLIDE_ROWS, chain_matrix
from lodestone.figures.money_flow import money_flow
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, dollars, joined


def by_name(funder: str) -> str:
    """A funder as it stands in a sentence: 'the Department of Energy', 'JBIC and NEXI'."""
    return f"the {funder}" if funder.startswith(("Department ", "U.S. ")) else funder


def _flow(frames: Frames, view: View) -> str:
    rows = frames["funding/flow"]
    if rows.empty:
        return "No firm award with a known dollar amount fits these filters"
    paid_by, of_type = (sums(each_row(rows), name, "usd") for name in ("funder_group", "instrument"))
    total = sum(paid_by.values())
    # Of equals the first by name.
    top, kind = (max(sorted(amounts), key=amounts.__getitem__) for amounts in (paid_by, of_type))
    kind_words = {"loan": "loans are", "grant": "grants are", "equity": "equity stakes are"}.get(kind, f"{kind}:")
    if len(paid_by) == 1:
        return f"All {dollars(total)} of firm money of known amount comes from {by_name(top)}"
    paid, of_kind = 100 * paid_by[top] / total, 100 * of_type[kind] / total
    return f"{paid:.0f} % of the firm money comes from {by_name(top)}; {kind_words} {of_kind:.0f} %"


def not_drawn(levels: pd.DataFrame) -> str:
    """What a flow of firm and known money cannot show, in a sentence."""
    row = level_row(levels, "firm")
    unknown = 0 if row is None else row.unknown
    others = [
        f"{row.commitment_level} awards ({count_words(row)})"
        for row in each_row(levels)
        if row.commitment_level not in {"firm", *GONE}
    ]
    said = joined([*([f"{counted(unknown, 'firm award')} of unknown amount"] if unknown else []), *others])
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
    ("funding/flow", "funding/levels", REACH),
    for_department(_flow, "firm"),
    (
        Column("funder_group", "Funder", phone=130),
        Column("instrument", "Type of award"),
        Column("stage", "Stage", phone=90),
        Column("product", "Leads to"),
        Column("usd", "US$", "usd", phone=120),
        Column("awards", "Awards", "number"),
    ),
    figure=_flow_figure,
    readable_from=820,
    alt=lambda frames, view: (
        "; ".join(
            f"{row.funder_group}, {row.instrument}, {row.stage}, {row.product}: {dollars(row.usd)}"
            for row in each_row(frames["funding/flow"].head(8))
        )
        + "."
    ),
    fixed=ANYWHERE,
)


def _chain(frames: Frames, view: View) -> str:
    rows = frames["funding/chain"]
    if rows.empty:
        return "No award that counts names a mineral under these filters"
    gaps = rows[rows["gap"]]
    if not rows["firm_awards"].sum():
        return "No firm award names a mineral under these filters, so no gap can be told"
    if gaps.empty:
        return "No gap: every stage with firm money has firm money further along its chain, or ends it"
    known = gaps[gaps["firm_usd"].notna()]
    if known.empty:
        return f"{counted(len(gaps), 'gap')} in the chains, none of known amount"
    top = known.loc[known["firm_usd"].astype(float).idxmax()]
    more = f"; {counted(len(gaps) - 1, 'more gap')} like it" if len(gaps) > 1 else ""
    has = "have" if top["mineral_id"] in {"rare-earths", "platinum-group-metals"} else "has"
    return (
        f"Largest gap: {top['mineral'].lower()} {has} {dollars(top['firm_usd'])} firm for {top['stage']}, "
        f"nothing firm for {top['next_stage']}{more}"
    )


def _chain_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["funding/chain"]
    picked = view.values.get("crossing")
    key = (
        "● firm, area by money · ◇ other levels only, with their number · "
        "dotted frame: nothing firm here, though the stage before has firm money · "
        "an award is whole at each stage it pays for and under each mineral it names, so nothing here adds up"
    )
    first = (
        f" · {SLIDE_ROWS} of {rows['mineral'].nunique()} minerals: those with a gap, and the first of the rest"
        if few_rows(form) and rows["mineral"].nunique() > SLIDE_ROWS
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
    "others from mining to refining; an award that itself goes on to a later stage leaves no gap"
)
CHAIN = Cell(
    "funding/chain",
    "Where does the chain have money, and none at the next stage?",
    ("funding/chain", REACH),
    for_department(_chain),
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
    readable_from=600,
    alt=lambda frames, view: (
        "Gaps: "
        + (
            "; ".join(
                f"{row.mineral}, {row.stage}: nothing firm for {row.next_stage}"
                for row in each_row(frames["funding/chain"])
                if row.gap
            )
            or "none"
        )
        + "."
    ),
    fixed=ANYWHERE,
)
