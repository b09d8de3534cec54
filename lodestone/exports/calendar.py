"""Dates as a calendar file, for the reader's own calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
from icalendar import Calendar, Event

from lodestone.cells.answer import Answer
from lodestone.figures.tokens import CALL_STATE
from lodestone.language import fmt_date


def deadlines_calendar(answer: Answer) -> bytes:
    """The due dates of the cell's clocks as an iCalendar file; clocks without a date are left out.

    `answer` is the answer of a cell whose first query gives clocks.
    """
    return _written("Critical minerals framework deadlines", _deadlines(answer))


def calls_calendar(answer: Answer) -> bytes:
    """The opening and closing days of the cell's calls as an iCalendar file; calls without a date are left out.

    `answer` is the answer of a cell whose first query gives calls.
    """
    return _written("Calls for proposals on critical minerals", _calls(answer))


def watch_calendar_file(answer: Answer) -> bytes:
    """The days to look again of the watch list as an iCalendar file; entries without a day ahead are left out.

    `answer` is the answer of a cell whose first query gives the watch list.
    """
    return _written("Look again: calls on critical minerals", _watch(answer))


def all_dates_calendar(clocks: Answer, calls: Answer, watch: Answer, events: Answer) -> bytes:
    """Deadlines, call dates, days to look again and events in one iCalendar file.

    Each is a cell's answer, read from its first query. A guessed day says that it is a guess.
    """
    # A due date that is on record as an event too stands once, as the deadline.
    due = clocks.table.loc[clocks.table["due_date"].notna(), "event_id"]
    others = events.table[~events.table["event_id"].isin(due)]
    found = (*_deadlines(clocks), *_calls(calls), *_watch(watch), *_events(events, others))
    return _written("Critical minerals framework: all dates", found)


def _deadlines(answer: Answer) -> Iterator[Event]:
    for row in answer.table.itertuples():
        if isinstance(row.due_date, date):
            lines = [f"Status as of {fmt_date(answer.view.as_of)}: {row.status}.", f"Clock starts on {row.trigger}."]
            lines += [str(row.on_record)] if row.on_record else []
            yield _event(answer, str(row.clock_id), row.due_date, f"{row.title} ({row.status})", lines, row.source_ids)


def _calls(answer: Answer) -> Iterator[Event]:
    for row in answer.table.itertuples():
        state = CALL_STATE[row.state].word
        lines = [
            f"State as of {fmt_date(answer.view.as_of)}: {state}.",
            f"Agency: {row.agency}. Role of a university: {row.university_role}.",
        ]
        lines += [f"Number: {row.number}."] if row.number else []
        lines += [f"Departments that fit: {', '.join(row.units)}."] if row.units else []
        for what, day in (("Opens", row.opens), ("Closes", row.closes)):
            if isinstance(day, date):
                key = f"{row.call_id}-{what.lower()}"
                yield _event(answer, key, day, f"{what}: {row.short_title} ({state})", lines, row.source_ids)


def _watch(answer: Answer) -> Iterator[Event]:
    for row in answer.table.itertuples():
        if row.standing == "ahead":
            lines = [f"{row.kind.capitalize()} of {row.agency}. Next round: {row.expected}."]
            lines += [f"Have ready: {row.prepare}"] if row.prepare else []
            lines += [f"Departments it clearly suits: {', '.join(row.units)}."] if row.units else []
            lines += [f"Page to watch: {row.watch_url}"] if row.watch_url else []
            guess = " (a guess)" if row.next_basis == "past rhythm" else ""
            yield _event(
                answer,
                f"{row.watch_id}-look",
                row.look_again,
                f"Look again: {row.short_title}{guess}",
                lines,
                row.source_ids,
            )


def _events(answer: Answer, rows: pd.DataFrame) -> Iterator[Event]:
    for row in rows.itertuples():
        lines = [str(row.summary), *([f"Open: {row.open_question}."] if row.open_question else [])]
        yield _event(answer, str(row.event_id), row.date, f"{row.title} ({row.status})", lines, row.source_ids)


def _written(name: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Lodestone//U.S.-Japan critical minerals framework//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(answer: Answer, key: str, day: date, summary: str, lines: Sequence[str], source_ids: Sequence[str]) -> Event:
    """A whole day. The stamp is the as-of day, so that the same view gives the same bytes."""
    names = dict(zip(answer.sources["source_id"], answer.sources["title"], strict=True))
    event = Event()
    event.add("uid", f"{key}@lodestone")
    event.add("dtstamp", datetime.combine(answer.view.as_of, time(), tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add(
        "description", "\n".join([*lines, *(f"Source: {names[source]}" for source in source_ids if source in names)])
    )
    event.add("transp", "TRANSPARENT")
    return event
