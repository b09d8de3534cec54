"""Deadlines, call dates, days to look again and events of a view as one calendar file."""

from __future__ import annotations

from lodestone.answers import calls, timeline
from lodestone.answers.call_watch import WATCH
from lodestone.exports.calendar import all_dates_calendar
from lodestone.exports.gather import Request


def dates(request: Request, *, past: bool = False) -> bytes:
    """The dates from the as-of day on, with `past` all of them, as iCalendar (RFC 5545).

    The same view gives the same bytes.
    """
    cells = (timeline.CLOCKS, calls.CALLS, WATCH, timeline.EVENTS)
    return all_dates_calendar(*(request.answer(cell) for cell in cells), past=past)
