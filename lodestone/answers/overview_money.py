"""The money on the Overview: how firm it is, when it came, what of it is in Tennessee, and where the projects are."""

from __future__ import annotations

from lodestone.answers import funding_ties
from lodestone.answers.funding_levels import LEVEL, level_row, mostly
from lodestone.answers.funding_reach import ANYWHERE, REACH, for_department
from lodestone.answers.projects import PLACES, money_words, summed
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row, known
from lodestone.figures import go
from lodestone.figures.money import LEVELS
from lodestone.figures.money_map import on_map, project_map_card
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, dollars, joined
from lodestone.paths import here

PROJECTS = "funding/projects"
NONE_HOME = "None is in Tennessee"


def _levels(frames: Frames) -> str:
    """Firm money, what of it is new, and conditional money: '$10.7 B firm, $2.7 B of it since the signing'."""
    said = []
    for level in ("firm", "conditional"):
        row = level_row(frames["funding/levels"], level)
        if row is not None and row.known:
            said.append(f"{dollars(row.usd)} {level}{mostly(row)}")
            new = funding_ties.since(frames[funding_ties.TIES]).partition(", ")[0]
            if level == "firm" and new.endswith("since the signing"):
                said[-1] += f", {new.replace(' since', ' of it since')}"
    return "; ".join(said) or "no known amount"


def by_day(frames: Frames, *, whose: bool) -> str:
    """Firm money by day of announcement as a sentence, such as 'Firm: $2.7 B since the signing, $8.0 B before it.'.

    Asked `whose`, it ends with the countries that it comes from.
    """
    said = funding_ties.since(frames[funding_ties.TIES])
    return f"Firm: {said}{_by_country(frames) if whose else ''}." if said else "No firm amount is known."


def _by_country(frames: Frames) -> str:
    """Whose the firm money is: '; $7.3 B from the U.S., $2.4 B from Japan and $957 M from others'."""
    rows = list(each_row(frames[PROJECTS]))

    def total(name: str) -> float:
        return sum(float(amount) for row in rows if known(amount := getattr(row, name)))

    ours, japan = total("firm_us_usd"), total("firm_japan_usd")
    amounts = {"from the U.S.": ours, "from Japan": japan, "from others": total("firm_usd") - ours - japan}
    return f"; {joined([f'{dollars(amount)} {whose}' for whose, amount in amounts.items() if amount])}"


def home(frames: Frames) -> str:
    """What of it is in Tennessee, whose projects are among all others: 'In Tennessee: six projects, $416 M firm'."""
    mine = [row for row in each_row(frames[PROJECTS]) if "Tennessee" in (row.admin_area or "")]
    return f"In Tennessee: {counted(len(mine), 'project')}, {summed(mine)}" if mine else NONE_HOME


def _money(frames: Frames, view: View) -> str:
    if frames["funding/levels"].empty:
        return (
            "No award on record serves what is clearly its business"
            if view.values.get("department")
            else "No award counts"
        )
    named = funding_ties.named(frames[funding_ties.TIES], view).replace(" on record", "", 1)
    return f"Public money: {_levels(frames)}; {named}"


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    if form != "card":
        assert PLACES.figure is not None
        return PLACES.figure(frames, view, words, form)
    rows = frames[PROJECTS]
    rows = rows.assign(said=[money_words(row) for row in each_row(rows)])
    return project_map_card(rows, basemap=here().basemap, tokens=tokens(view.theme))


def on_the_map(frames: Frames) -> str:
    """How many projects the small map holds, and what its marks mean, as a sentence."""
    rows = frames[PROJECTS]
    inside = on_map(rows, "usa").inside
    if not inside:
        return "None of these projects has a recorded place on this map."
    signs = ", ".join(
        f"{LEVELS[level].glyph}\u00a0{level}" for level in LEVELS if any(row.level == level for row in inside)
    )
    return (
        f"{len(inside)} of {counted(len(rows), 'project')} {'is' if len(inside) == 1 else 'are'} on this map: {signs}."
    )


MONEY = Cell(
    "overview/money",
    "How much public money goes to critical-mineral projects?",
    ("funding/levels", funding_ties.TIES, REACH, PROJECTS),
    for_department(_money, "firm"),
    (
        LEVEL,
        Column("usd", "Sum of known amounts (US$)", "usd", empty="no sum"),
        Column("awards", "Awards counted", "number"),
        Column("known", "With a dollar amount", "number"),
        Column("unknown", "Without one", "number"),
    ),
    figure=_figure,
    alt=PLACES.alt,
    fixed=ANYWHERE,
)
