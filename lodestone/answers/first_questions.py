"""Whom in Washington and Tokyo to ask first, with which question, and who of Vanderbilt asks it."""

from __future__ import annotations

import re

from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import first_lower, first_upper, joined, number_word


def _asked(frames: Frames, view: View) -> str:
    rows = frames["agencies/questions"]
    if rows.empty:
        return "No organization is on record with a question to ask first"
    number = len(rows)
    said = first_upper(
        f"{number_word(number)} {'organization has' if number == 1 else 'organizations have'} a question to ask first"
    )
    most = int(rows["others"].map(len).max())
    if not most:
        return said
    top = list(rows[rows["others"].map(len) == most]["organization"])
    verb, each = ("concern", " each") if len(top) > 1 else ("concerns", "")
    return f"{said}; {joined(top)} {verb} the most departments and offices ({most + 1}{each})"


# Whom a door is meant for that takes comments, once the agency asks for some, and no questions.
COMMENTS = "public comment"

# What stands before a question: in which way it is put, to whom ('Once Federal Relations knows, for the Air Force: …').
_BEFORE = re.compile(
    r"(?P<how>(?:Once|Through|With|Together with) [^:?]*?)?(?:(?:, f|^F)or (?P<whom>[^:?]+))?: (?P<asked>.+)"
)


def asking(question: str, unit: str = "") -> str:
    """A question to ask first as something to do; with a `unit`, as what that unit asks.

    'For the program officer: is it in force?' becomes 'Ask the program officer: is it in force?' or '… asks the
    program officer: …'.
    """
    found = _BEFORE.fullmatch(question)
    if found is None or not (found["how"] or found["whom"]):
        return f"{unit} asks: {first_upper(question)}" if unit else first_upper(question)
    whom = f" {found['whom']}" if found["whom"] else ""
    if unit:
        how = f", {first_lower(found['how'])}" if found["how"] else ""
        return f"{unit} asks{whom}{how}: {found['asked']}"
    return f"{found['how']}, ask{whom}: {found['asked']}" if found["how"] else f"Ask{whom}: {found['asked']}"


QUESTIONS = Cell(
    "agencies/questions",
    "Whom to ask first, and who asks?",
    ("agencies/questions",),
    _asked,
    (
        Column("organization", "Organization", phone=130),
        Column("unit", "Who asks", phone=140),
        Column("first_question", "Question to ask first", width="large"),
        Column("offices", "Public door", "list", "large", "none that fits on record"),
        Column("door", "Meant for", empty="no door that fits on record"),
        Column("door_seen", "Door seen", "day", empty="no door that fits on record"),
        Column("others", "Also clear business of", "list", "large", "nobody else"),
        Column("country", "Country"),
        Column("verdict", "Business, by our reading"),
        Column("reason", "Why", width="large"),
    ),
    identifier="organization_id",
)
