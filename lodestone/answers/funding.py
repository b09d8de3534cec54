"""Funding: who has put how much into what, and how firmly; its levels and its path have files of their own."""

from __future__ import annotations

from dataclasses import replace

from lodestone.answers import funding_ties, one_project, projects
from lodestone.answers.funding_levels import LEVEL, LEVELS, RULE, beside, level_sum
from lodestone.answers.funding_path import CHAIN, FLOW, by_name
from lodestone.answers.funding_reach import ANYWHERE, REACH, for_department
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row, known, sums
from lodestone.figures import go
from lodestone.figures.base import is_slide
from lodestone.figures.money_panels import SLIDE_SHOWN, money_panels
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import dollars, joined, the

__all__ = ["CHAIN", "FILTERED", "FLOW", "LEVELS", "MONEY", "RULE", "beside"]

# The country of an award's funder and the rest that narrows, to be taken off where one project is opened.
FILTERED = (
    "department",
    "minerals",
    "stages",
    "instruments",
    "funder_countries",
    "levels",
    "ties",
    "products",
    "years",
    "q",
)


# A group as it stands in a sentence, where that is not its name.
_PAID_FOR = {
    "several stages": "several stages at once",
    "magnet": "magnets",
    "battery": "batteries",
    "stockpile": "stockpiles",
    "country not stated": "countries not stated",
}
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
        rest = [f"{dollars(row.usd)} {row.commitment_level}" for row in each_row(levels) if row.known]
        return f"No firm money of known amount; {joined(rest)}" if rest else "No award here has a known dollar amount"
    parts = sums((row for row in each_row(groups) if row.commitment_level == "firm"), "label", "usd")
    top = max(parts, key=lambda label: parts[label])
    # No first place where two share it.
    first = "" if list(parts.values()).count(parts[top]) > 1 else _share(top, parts[top], firm, len(parts), view)
    return f"Firm money is {dollars(firm)}{first}{_compared(firm, conditional)}"


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
        "stage": f", {share} for {_PAID_FOR.get(top, top)}",
        "instrument": f", {share} {top}" + ("s" if top in {"loan", "grant"} else ""),
        "country": f", {share} from {_PAID_FOR.get(top, the(top))}",
        "funder": f", {share} from {by_name(top)}",
    }[by]


def _compared(firm: float, conditional: float) -> str:
    if not conditional:
        return ""
    if conditional >= 1.05 * firm:
        return f"; {conditional / firm:.1f} times as much is only conditional"
    return f"; {dollars(conditional)} more is only conditional"


def _money_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    by = str(view.values.get("by") or "stage")
    whole = {
        "mineral": " · an award for several minerals is whole under each, so rows do not add up",
        "stage": " · an award stands at the stage it mostly pays for, one for a chain of stages under several stages",
    }.get(by, "")
    labels = frames["funding/groups"]["label"].nunique()
    first = f" · first {SLIDE_SHOWN} of {labels}" if is_slide(form) and labels > SLIDE_SHOWN else ""
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
    found: dict[tuple[str, str], float] = {}
    for row in each_row(frames["funding/groups"]):
        if known(row.usd):
            key = (row.label, row.commitment_level)
            found[key] = found.get(key, 0.0) + float(row.usd)
    return "; ".join(f"{label}, {level}: {dollars(amount)}" for (label, level), amount in found.items()) + "."


MONEY = Cell(
    "funding/groups",
    "What does the money go to?",
    ("funding/groups", "funding/levels", REACH),
    for_department(_money, "firm"),
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
    readable_from=820,
    fixed=ANYWHERE,
)

PAGE = (
    LEVELS,
    funding_ties.DOING,
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
    funding_ties.UNSHIPPED,
)
