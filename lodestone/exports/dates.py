"""Deadlines, call dates, days to look again, events and clocks of chosen briefs as one calendar file."""

from __future__ import annotations

from lodestone.answers import calls, chosen_briefs, timeline
from lodestone.answers.call_watch import WATCH
from lodestone.exports.calendar import all_dates_calendar
from lodestone.exports.gather import Request


def dates(request: Request, *, past: bool = False) -> bytes:
    """The dates from the as-of day on, with `past` all of them, as iCalendar (RFC 5545).

    The same view gives the same bytes.
    """
    cells = (timeline.CLOCKS, calls.CALLS, WATCH, timeline.EVENTS)
    chosen = request.ready([chosen_briefs.CLOCKS])
    return all_dates_calendar(*(request.answer(cell) for cell in (*cells, *chosen)), past=past)
