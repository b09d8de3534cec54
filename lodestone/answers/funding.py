"""Funding: who has put how much into what, where, and how firmly. Sums never cross commitment levels."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from lodestone.answers import one_project, projects
from lodestone.answers.levels import LEVEL, level_row, level_sum
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.money_chain import chain_matrix
from lodestone.figures.money_flow import money_flow
from lodestone.figures.money_panels import money_panels
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, dollars, joined

# The country of an award's funder and the rest that narrows, to be taken off where one project is opened.
FILTERED = ("unit", "minerals", "stages", "instruments", "funder_countries", "levels", "products", "years", "q")


def beside(levels: pd.DataFrame) -> str:
    """What the sums leave out, in words: amounts not known, awards left out, undated ones."""
    if levels.empty:
        return ""
    parts = []
    foreign = int(levels["foreign_only"].sum())
    if unknown := int(levels["unknown"].sum()):
        parts.append(
            f"unknown: {unknown} awards without a dollar amount"
            + (f", {foreign} of them published in another currency" if foreign else "")
        )
    if out := int(levels["left_out"].sum()):
        parts.append(f"{counted(out, 'award')} left out of the sums, the reason is in the table of awards")
    if undated := int(levels["undated"].sum()):
        parts.append(f"{counted(undated, 'undated award')} kept on every as-of day")
    if ceilings := int(levels["ceilings"].sum()):
        parts.append(f"{ceilings} {'amount is an upper limit' if ceilings == 1 else 'amounts are upper limits'}")
    return " · ".join(parts)


def _levels(frames: Frames, view: View) -> str:
    rows = frames["funding/levels"]
    said = [f"{dollars(row.usd)} {row.commitment_level}" for row in rows.itertuples() if row.known]
    if not said:
        return "No award with a known dollar amount fits these filters"
    return f"Apart, never to be added: {joined(said)}"


LEVELS = Cell(
    "funding/levels",
    "How much is firm, and how much is not?",
    ("funding/levels",),
    _levels,
    (
        LEVEL,
        Column("usd", "Known amounts (US$)", "usd", empty="none known"),
        Column("awards", "Awards", "number"),
        Column("known", "With a dollar amount", "number"),
        Column("unknown", "Without one", "number"),
        Column("foreign_only", "Of these, in another currency", "number"),
        Column("left_out", "Left out of the sum", "number"),
        Column("undated", "Undated", "number"),
        Column("ceilings", "Upper limits", "number"),
        Column("projects", "Projects", "number"),
    ),
)

_BY = {
    "stage": "stage",
    "instrument": "type of award",
    "country": "country of the funder",
    "mineral": "mineral",
    "funder": "funder",
}


def _money(frames: Frames, view: View) -> str:
    groups, levels = frames["funding/groups"], frames["funding/levels"]
    firm, conditional = level_sum(levels, "firm"), level_sum(levels, "conditional")
    if groups.empty:
        return "No award that counts fits these filters"
    if not firm:
        rest = [f"{dollars(row.usd)} {row.commitment_level}" for row in levels.itertuples() if row.known]
        return f"No firm money of known amount; {joined(rest)}" if rest else "No award here has a known dollar amount"
    mine = groups[(groups["commitment_level"] == "firm") & groups["usd"].notna()]
    sums = mine.groupby("label", sort=False)["usd"].sum().astype(float)
    top = str(sums.idxmax())
    return f"Firm money is {dollars(firm)}{_share(top, sums[top], firm, len(sums), view)}{_compared(firm, conditional)}"


def _share(top: str, part: float, firm: float, groups: int, view: View) -> str:
    by = str(view.values.get("by") or "stage")
    if by == "mineral":
        return (
            f", {dollars(part)} of it for projects that name {top[:1].lower() + top[1:]}"
            if not top.startswith("no ")
            else ""
        )
    if groups == 1:
        return ""
    share = f"{100 * part / firm:.0f} % of it"
    return {
        "stage": f", {share} for {top}",
        "instrument": f", {share} {top}" + ("s" if top in {"loan", "grant"} else ""),
        "country": f", {share} from {top}",
        "funder": f", {share} from {top}",
    }[by]


def _compared(firm: float, conditional: float) -> str:
    if not conditional:
        return ""
    if conditional >= 1.05 * firm:
        return f"; {conditional / firm:.1f} times as much is only conditional"
    return f"; {dollars(conditional)} more is only conditional"


def _money_figure(frames: Frames, view: View, words: Words, form: Form) -> object:
    by = str(view.values.get("by") or "stage")
    whole = " · an award for several minerals is whole under each, so rows do not add up" if by == "mineral" else ""
    labels = frames["funding/groups"]["label"].nunique()
    first = f" · first 12 of {labels}" if form == "slide" and labels > 12 else ""
    return money_panels(
        frames["funding/groups"],
        frames["funding/levels"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"Public money by {_BY[by]}, same dollar scale in all panels{whole}{first} · {words.subtitle}",
        source_line=f"Solid: firm · hatched: conditional · outline: indicative · dotted: announced · "
        f"{beside(frames['funding/levels'])} · {words.source_line}",
        form=form,
        width=view.width,
    )


def _money_alt(frames: Frames, view: View) -> str:
    rows = frames["funding/groups"]
    sums = rows[rows["usd"].notna()].groupby(["label", "commitment_level"], sort=False)["usd"].sum()
    return "; ".join(f"{label}, {level}: {dollars(amount)}" for (label, level), amount in sums.items()) + "."


MONEY = Cell(
    "funding/groups",
    "What does the money go to?",
    ("funding/groups", "funding/levels"),
    _money,
    (
        Column("label", "Group", phone=90),
        replace(LEVEL, phone=100),
        Column("instrument", "Type of award"),
        Column("usd", "Known amounts (US$)", "usd", empty="none known", phone=150),
        Column("awards", "Awards", "number"),
        Column("unknown", "Without a dollar amount", "number"),
    ),
    figure=_money_figure,
    alt=_money_alt,
    wide=True,
)


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
    return f"{100 * payers[top] / total:.0f} % of the firm money comes from {top}; {kind_words} {100 * types[kind] / total:.0f} %"


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


def _flow_figure(frames: Frames, view: View, words: Words, form: Form) -> object:
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


def _chain_figure(frames: Frames, view: View, words: Words, form: Form) -> object:
    rows = frames["funding/chain"]
    picked = view.values.get("crossing")
    key = (
        "● firm, area by money · ◇ other levels only · dotted frame: nothing firm here, though the stage before has firm money · "
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


CHAINS = "Chains as we read them: rare earths from mining over separation and refining or metal to magnets, others from mining to refining"
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

PAGE = (
    LEVELS,
    MONEY,
    FLOW,
    projects.PLACES,
    CHAIN,
    projects.TIME,
    projects.JAPAN,
    projects.HOME,
    one_project.AWARDS,
    one_project.PROVISIONS,
    one_project.FUNDERS,
    projects.CROSSING,
)
