"""How a cell stands on a slide outside the sets: on its page's slides, or chosen by the reader alone."""

from __future__ import annotations

from collections.abc import Mapping

from lodestone.answers import calls, chosen_briefs, geology, provisions, sources, timeline
from lodestone.cells.cell import Cell
from lodestone.exports.chart_kinds import Bars
from lodestone.exports.sets import SETS, Slide

_ROWS = 12
_DUE = ("title", "status", "due_date", "days_past", "on_record")
# Only cells whose first four columns, or whose picture, are not what a meeting wants to see.
_SLIDES: Mapping[str, Slide] = {
    slide.cell.key: slide
    for slide in (
        Slide(
            sources.TRUST,
            chart=Bars("trust", (("sources", "Sources"),), note="Sources by distance from the act they report."),
        ),
        Slide(sources.LIST, ("title", "publisher", "published", "rows_citing"), _ROWS),
        Slide(sources.COUNTS, ("what", "count"), _ROWS),
        Slide(timeline.EVENTS, ("date", "title", "status", "tie"), _ROWS),
        Slide(timeline.RECORD, _DUE, _ROWS),
        Slide(provisions.CLOCK, _DUE),
        Slide(provisions.DIFFERENCES, ("topic", "kind", "brief_says", "text_says"), _ROWS),
        Slide(calls.ONE, ("title", "state", "opens", "closes", "agency", "eligible")),
        Slide(chosen_briefs.CLOCKS, ("due_date", "what", "length", "brief")),
        Slide(chosen_briefs.ORGANIZATIONS, ("organization", "briefs", "named_by", "roles")),
        Slide(chosen_briefs.SCORES, ("section", "brief", "raw", "rationale")),
        Slide(calls.PARTNERS, ("name", "topics", "vanderbilt_link", "us_link"), 10),
        Slide(geology.COSTS, ("title", "area_sq_km", "cost_usd", "cost_note"), 10, filled=geology.PUBLISHED),
    )
}


def slide_of(cell: Cell) -> Slide:
    """As in the first set that draws the cell, else as said above, else by its figure or its first four columns."""
    drawn = (slide for one in SETS.values() for slide in (*one.slides, *one.printed) if isinstance(slide, Slide))
    found = next((slide for slide in drawn if slide.cell is cell and not slide.table), None)
    return found or _SLIDES.get(cell.key) or Slide(cell, rows=_ROWS)
