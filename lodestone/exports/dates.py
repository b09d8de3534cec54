"""Deadlines, call dates, days to look again and events of a view as one calendar file."""

from __future__ import annotations

from lodestone.answers import call_watch, calls, timeline
from lodestone.exports.calendar import all_dates_calendar
from lodestone.exports.gather import Request


def dates(request: Request) -> bytes:
    """All dates under the request's filters as iCalendar (RFC 5545); the same view gives the same bytes."""
    return all_dates_calendar(
        *(request.answer(cell) for cell in (timeline.CLOCKS, calls.CALLS, call_watch.WATCH, timeline.EVENTS))
    )
