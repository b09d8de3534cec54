"""Search: one ranked list over everything the notebook holds."""

from __future__ import annotations

import pandas as pd

from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import counted, joined, number_word

# More than there is, so that the table holds all hits; `found` tells should that ever not be so.
ROWS = 5000
# What one entry of a kind is called, and several.
KINDS = {
    "Mineral": ("mineral or group", "minerals and groups"),
    "Provision": ("provision", "provisions"),
    "Opportunity": ("opportunity", "opportunities"),
    "Action": ("action", "actions"),
    "Risk": ("risk", "risks"),
    "Program": ("program", "programs"),
    "Impact": ("impact", "impacts"),
    "Summary": ("summary point", "summary points"),
    "Deadline": ("deadline", "deadlines"),
    "Official": ("official", "officials"),
    "Difference": ("difference", "differences"),
    "Call": ("call", "calls"),
    "Watched program": ("watched program", "watched programs"),
    "Organization": ("organization", "organizations"),
    "Public door": ("public door", "public doors"),
    "University unit": ("university unit", "university units"),
    "Expertise": ("field of expertise", "fields of expertise"),
    "Partner": ("partner", "partners"),
    "Topic": ("topic", "topics"),
    "Event": ("event", "events"),
    "Project": ("project", "projects"),
    "Award": ("award", "awards"),
    "Mapping program": ("mapping program", "mapping programs"),
    "Word": ("word explained", "words explained"),
    "Brief": ("imported brief", "imported briefs"),
    "Source": ("source", "sources"),
    "Site": ("mineral site", "mineral sites"),
}


def counts(rows: pd.DataFrame) -> list[tuple[str, int]]:
    """How many entries of each kind are among the rows, in the order of KINDS; kinds without any are left out."""
    number = rows["kind"].value_counts()
    return [(kind, int(number[kind])) for kind in KINDS if kind in number]


# Found by their names only, and so many at most; without a search they are not listed.
BY_NAME, NAMED = "Site", 200


def searchable(text: str) -> bool:
    """Whether a search holds anything to look for: a letter or a digit."""
    return any(char.isalnum() for char in text)


def not_chosen(frames: Frames) -> str:
    """In how many briefs that are not chosen the words stand, and how to have them found; empty where in none."""
    rows = frames["search/not_chosen"]
    if rows.empty:
        return ""
    kind = "imported brief" if rows["is_imported"].all() else "brief"
    them = "it" if len(rows) == 1 else "them"
    return f"also in {counted(len(rows), kind)} not chosen: choose {them} on the page Briefs"


def _said(frames: Frames, view: View) -> str:
    more = not_chosen(frames)
    return f"{_hits(frames, view)}; {more}" if more else _hits(frames, view)


def _hits(frames: Frames, view: View) -> str:
    rows = frames["search/everything"]
    asked = str(view.values.get("q") or "")
    if asked and not searchable(asked):
        return f"“{asked}” holds no letter or digit to look for"
    if rows.empty:
        return f"No entry holds every word of “{asked}”"
    kinds = number_word(rows["kind"].nunique())
    among = "of one kind" if kinds == "one" else f"of {kinds} kinds"
    hits = counted(int(rows["found"].iloc[0]), "hit")
    slips = [slip.split(" → ") for slip in rows["mended"].iloc[0]]
    instead = joined([f"“{meant}” for “{word}”" for word, meant in slips])
    if not rows["whole"].iloc[0]:
        read = f", reading {instead}" if slips else ""
        return f"No entry holds every word of “{asked}”; {hits} with some of them{read}, {among}"
    if slips:
        return f"Nothing on record under “{asked}” as written; {hits} reading {instead}, {among}"
    if not asked:
        return f"{counted(int(rows['found'].iloc[0]), 'entry', 'entries')} of {kinds} kinds can be searched"
    return f"{hits} for “{asked}”, {among}"


def understood(rows: pd.DataFrame) -> str:
    """The search as it was read, for marking: without small words, slips mended, with what else counts as a word."""
    # What is written in several words is looked for as they follow each other; a space at the end: as a whole word.
    return " ".join(one.replace(" ", "-") for one in rows["looked_for"].iloc[0])


HITS = Cell(
    "search/everything",
    "What is on record?",
    ("search/everything", "search/not_chosen"),
    _said,
    (
        Column("kind", "Kind"),
        Column("title", "Title", width="large"),
        Column("also", "Also known as", empty=""),
        Column("about", "What it belongs to", empty=""),
        Column("text", "In short", width="large", empty=""),
        Column("score", "Score", "number"),
    ),
    fixed={"rows": ROWS},
    needs="q",
)

PAGE = (HITS,)
