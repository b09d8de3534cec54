"""The clocks as a calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from lodestone.cells.model import Told
from lodestone.cells.words import fmt_date


def deadlines_calendar(told: Told) -> bytes:
    """The due dates of the cell's clocks as an iCalendar file; clocks without a date are left out.

    `told` is the answer of a cell whose first query gives clocks. Times are whole days. The stamp is the as-of day,
    so the same view gives the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Lodestone//U.S.-Japan critical minerals framework//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Critical minerals framework deadlines")
    names = dict(zip(told.sources["source_id"], told.sources["title"], strict=True))
    for row in told.table.itertuples():
        if not isinstance(row.due_date, date):
            continue
        event = Event()
        event.add("uid", f"{row.clock_id}@lodestone")
        event.add("dtstamp", datetime.combine(told.view.as_of, time(), tzinfo=UTC))
        event.add("dtstart", row.due_date)
        event.add("dtend", row.due_date + timedelta(days=1))
        event.add("summary", f"{row.title} ({row.status})")
        lines = [f"Status as of {fmt_date(told.view.as_of)}: {row.status}.", f"Clock starts on {row.trigger}."]
        lines += [str(row.on_record)] if row.on_record else []
        lines += [f"Source: {names[source]}" for source in row.source_ids if source in names]
        event.add("description", "\n".join(lines))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
