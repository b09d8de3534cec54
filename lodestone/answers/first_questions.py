"""Whom in Washington and Tokyo to ask first, with which question, and who of Vanderbilt asks it."""

from __future__ import annotations

from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import first_upper, joined, number_word


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
