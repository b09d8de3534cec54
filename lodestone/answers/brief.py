"""The brief: everything it lists, and who is responsible."""

from __future__ import annotations

from lodestone.answers import chosen_briefs
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import counted, joined

_SIGNATORIES = "Signatories"


def _stands(view: View) -> bool:
    """Where briefs are chosen, what they say stands in the place of what the Framework's own says."""
    return not view.values.get("among")


def _items(frames: Frames, view: View) -> str:
    rows = frames["brief/items"]
    if rows.empty:
        return "No item of the brief fits these filters"
    units = {unit for many in rows["units"] for unit in many}
    named = f", {counted(len(units), 'Vanderbilt unit')} named" if units else ", no Vanderbilt unit named"
    # Who signed is no part of the brief: we draw it from an item of its summary.
    own = rows[rows["section"] != _SIGNATORIES]
    drawn = f" and its {counted(len(rows) - len(own), 'signatory', 'signatories')}" if len(own) < len(rows) else ""
    if own.empty:
        return f"The brief's {counted(len(rows), 'signatory', 'signatories')}{named}"
    return f"{counted(len(own), 'item')} in {counted(own['section'].nunique(), 'part')} of the brief{drawn}{named}"


ITEMS = Cell(
    "brief/items",
    "What does the brief say, item by item?",
    ("brief/items",),
    _items,
    (
        Column("section", "Part of the brief"),
        Column("heading", "Group", empty=""),
        Column("title", "Item", width="medium", phone=130),
        Column("text", "In short", width="large", phone=200),
        Column("units", "Department", "list", empty="none named"),
        Column("organizations", "Government body", "list", empty="none named"),
        Column("provisions", "Rests on", "list"),
        Column("reason", "Why it concerns the department", empty=NO_DEPARTMENT),
        Column("locator", "Where in the brief"),
    ),
    stands=_stands,
)


def _officials(frames: Frames, view: View) -> str:
    rows = frames["brief/officials"]
    charged = rows[rows["capacity"] == "responsible"]
    signed = rows[rows["capacity"] == "signatory"]
    return (
        f"{joined(['the ' + office for office in charged['office']])} answer for it; "
        f"{joined(list(signed['person']))} signed it"
    ).replace("the ", "The ", 1)


OFFICIALS = Cell(
    "brief/officials",
    "Who is responsible, and who signed?",
    ("brief/officials",),
    _officials,
    (
        Column("office", "Office"),
        Column("country", "Country"),
        Column("capacity", "Capacity"),
        Column("duty", "Duty", width="large"),
        Column("person", "Held by"),
        Column("person_as_of", "As of", "day"),
        Column("organization", "Organization"),
        Column("locator", "Where in the brief"),
    ),
    stands=_stands,
)

PAGE = (ITEMS, OFFICIALS, chosen_briefs.ITEMS, chosen_briefs.OFFICIALS)
