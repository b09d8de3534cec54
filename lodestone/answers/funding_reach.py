"""For whom the money is narrowed: what a chosen department leaves of it, said at the end of every finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from lodestone.cells.cell import Frames
from lodestone.each_row import each_row, known
from lodestone.filters import View
from lodestone.language import counted, dollars
from lodestone.queries import Value

# The query that a cell needs for it.
REACH = "funding/reach"
# What such a cell fixes when it looks at all projects, not at those tied to Japan or of one state.
ANYWHERE: Mapping[str, Value] = MappingProxyType({"japan": None, "area": None})
Finding = Callable[[Frames, View], str]


def department_name(view: View) -> str:
    """The chosen department as it is called; empty when the page is not narrowed to one."""
    chosen = view.values.get("department") if "department" in view.filters else None
    return view.labels.get(f"department|{chosen}", str(chosen)) if chosen else ""


def for_department(finding: Finding, whole: Literal["firm", "projects", "awards", ""] = "") -> Finding:
    """The finding, ended with the department it is narrowed for and with what there is without one.

    `whole` is what that is said in: firm dollars, projects, awards, or nothing. A department that leaves nothing out is
    said to narrow nothing.
    """

    def said(frames: Frames, view: View) -> str:
        return finding(frames, view) + _reach(frames, view, whole)

    return said


def _reach(frames: Frames, view: View, whole: str) -> str:
    name = department_name(view)
    if not name:
        return ""
    row = next(each_row(frames[REACH]))
    if not row.all_awards:
        return ""
    if row.awards == row.all_awards:
        return f"; choosing {name} narrows nothing"
    everything = {
        "firm": f"{dollars(row.all_firm_usd)} firm" if known(row.all_firm_usd) else "",
        "projects": counted(row.all_projects, "project"),
        "awards": counted(row.all_awards, "award"),
        "": "",
    }[whole]
    return f"; narrowed for {name}" + (f" from {everything} in all" if everything else "")


def reach_note(frames: Frames, view: View) -> str:
    """How a department narrows the money, in a sentence or two for the head of a page; empty when none is chosen."""
    name = department_name(view)
    if not name:
        return ""
    row = next(each_row(frames[REACH]))
    rule = f"For {name}: all money of projects that serve what is clearly its business; none was given to it."
    if row.awards == row.all_awards:
        return f"{rule} It narrows nothing: all {counted(row.all_awards, 'award')} are shown."
    return f"{rule} {row.awards} of {counted(row.all_awards, 'award')} are shown."
