"""Dates as a calendar file, for the reader's own calendar."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.figures.text import cut_chars
from lodestone.figures.tokens import CALL_STATE
from lodestone.language import fmt_date

# From this day on each later as-of day makes a later version of an entry.
_FIRST = date(2025, 1, 1)
# When a reminder comes, after the beginning of a day: a week before it, else the day before, else on it.
_LOOK = (timedelta(hours=9),)
_DEADLINE = (timedelta(days=-7), timedelta(days=-1), *_LOOK)
# An item of a brief can be a paragraph: so much of it is the entry's title, all of it stands below.
_TITLE = 80


def deadlines_calendar(answer: Answer) -> bytes:
    """The due dates of the cell's clocks as an iCalendar file; clocks without a date are left out.

    `answer` is the answer of a cell whose first query gives clocks.
    """
    return _written("Critical minerals framework deadlines", _deadlines(answer))


def briefs_calendar(answer: Answer) -> bytes:
    """The days that timelines of briefs name as an iCalendar file; clocks without a day are left out.

    `answer` is the answer of a cell whose first query gives the clocks of briefs.
    """
    return _written("Deadlines of briefs", _brief_days(answer))


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


def all_dates_calendar(
    clocks: Answer, calls: Answer, watch: Answer, events: Answer, *briefs: Answer, past: bool = False
) -> bytes:
    """Deadlines, call dates, days to look again and events in one iCalendar file, from the as-of day on.

    `briefs` are the clocks of briefs that were chosen. With `past`, what lies before that day is in it too. Each
    answer is a cell's, read from its first query.
    """
    deadlines = list(_deadlines(clocks))
    deadlines += [one for answer in briefs for one in _brief_days(answer)]
    found = (*deadlines, *_calls(calls), *_watch(watch), *_events(events, {_day(one) for one in deadlines}))
    # A related clock is the date of an event: it stands once, as the deadline.
    once = {one["uid"]: one for one in reversed(found)}.values()
    day = clocks.view.as_of
    kept = sorted((one for one in once if past or _day(one) >= day), key=lambda one: (_day(one), str(one["uid"])))
    what = "past dates too" if past else "from that day on"
    return _written("Critical minerals framework: all dates", kept, f"As of {fmt_date(day)}, {what}")


def _deadlines(answer: Answer) -> Iterator[Event]:
    for row in each_row(answer.table):
        if isinstance(row.due_date, date):
            lines = [f"Status as of {fmt_date(answer.view.as_of)}: {row.status}.", f"Clock starts on {row.trigger}."]
            lines += [str(row.on_record)] if row.on_record else []
            what = f"{row.title} {row.at_end}" if row.at_end else f"Due: {row.title}"
            title = f"{what}{_standing(row)}"
            event = _event(answer, str(row.clock_id), row.due_date, title, lines, row.source_ids)
            _filed(event, "Deadline", _address(answer, row.source_ids))
            yield _remind(event, title, row.due_date, answer.view.as_of, _DEADLINE)


def _standing(row: Any) -> str:
    """What a title says of a clock beside its day: of one that lies ahead nothing but that its day is in doubt."""
    said = ([] if row.status == "not due" else [row.status]) + (["in doubt"] if row.in_doubt else [])
    return f" ({', '.join(said)})" if said else ""


def _brief_days(answer: Answer) -> Iterator[Event]:
    for row in each_row(answer.table):
        if isinstance(row.due_date, date):
            title = f"Due: {cut_chars(row.what, _TITLE)}"
            lines = [f"Brief: {row.brief}.", row.what] + ([f"Within {row.length}."] if row.length else [])
            lines += [f"Starts {row.trigger}."] if row.trigger else []
            event = _event(answer, str(row.clock_id), row.due_date, title, lines, row.source_ids)
            _filed(event, "Deadline", _address(answer, row.source_ids))
            yield _remind(event, title, row.due_date, answer.view.as_of, _DEADLINE)


def _calls(answer: Answer) -> Iterator[Event]:
    for row in each_row(answer.table):
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
                event = _event(answer, key, day, f"{what}: {row.short_title} ({state})", lines, row.source_ids)
                yield _filed(event, "Call", _address(answer, row.source_ids))


def _watch(answer: Answer) -> Iterator[Event]:
    for row in each_row(answer.table):
        if row.standing == "ahead":
            lines = [f"{row.kind.capitalize()} of {row.agency}. Next round: {row.expected}."]
            lines += [f"Have ready: {row.prepare}"] if row.prepare else []
            lines += [f"Departments it clearly suits: {', '.join(row.units)}."] if row.units else []
            lines += [f"Page to watch: {row.watch_url}"] if row.watch_url else []
            guess = {"past rhythm": " (a guess)", "listing": " (not confirmed)"}.get(row.next_basis, "")
            title = f"Look again: {row.short_title}{guess}"
            event = _event(answer, f"{row.watch_id}-look", row.look_again, title, lines, row.source_ids)
            _filed(event, "Look again", row.watch_url or _address(answer, row.source_ids))
            yield _remind(event, title, row.look_again, answer.view.as_of, _LOOK)


def _events(answer: Answer, deadlines: Container[date]) -> Iterator[Event]:
    """What happened or is set; a calculated day of the Framework's is left out where its deadline stands already."""
    for row in each_row(answer.table):
        if row.status == "calculated" and row.date in deadlines:
            continue
        lines = [str(row.summary), *([f"Open: {row.open_question}."] if row.open_question else [])]
        unknown = ", outcome not known" if row.status != "occurred" and row.date < answer.view.as_of else ""
        title = f"{row.title} ({row.status}{unknown})"
        event = _event(answer, str(row.event_id), row.date, title, lines, row.source_ids)
        yield _filed(event, "Event", _address(answer, row.source_ids))


def _day(event: Event) -> date:
    day: date = event.decoded("dtstart")
    return day


def _filed(event: Event, category: str, url: str | None) -> Event:
    """The event under its category, with the page to open where an address is on record."""
    event.add("categories", [category])
    if url and re.match(r"https?://\S+$", url):
        event.add("url", url)
    return event


def _remind(event: Event, text: str, day: date, as_of: date, when: Sequence[timedelta]) -> Event:
    """The event of a day with the first of some reminders, each so long after the day begins, that is yet to come."""
    for one in when:
        if (datetime.combine(day, time()) + one).date() > as_of:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", one)
            alarm.add("description", text)
            event.add_component(alarm)
            break
    return event


def _address(answer: Answer, source_ids: Sequence[str]) -> str | None:
    """The address of the source of a row that stands nearest to the act."""
    mine = answer.sources[answer.sources["source_id"].isin(list(source_ids)) & answer.sources["url"].notna()]
    return None if mine.empty else str(mine["url"].iloc[0])


def _written(name: str, events: Iterable[Event], about: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Lodestone//U.S.-Japan critical minerals framework//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    if about:
        calendar.add("x-wr-caldesc", about)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(answer: Answer, key: str, day: date, summary: str, lines: Sequence[str], source_ids: Sequence[str]) -> Event:
    """A whole day. Stamp and sequence come from the as-of day: the same view gives the same bytes, a later one wins."""
    names = dict(zip(answer.sources["source_id"], answer.sources["title"], strict=True))
    event = Event()
    event.add("uid", f"{key}@lodestone")
    event.add("dtstamp", datetime.combine(answer.view.as_of, time(), tzinfo=UTC))
    event.add("sequence", max(0, (answer.view.as_of - _FIRST).days))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add(
        "description", "\n".join([*lines, *(f"Source: {names[source]}" for source in source_ids if source in names)])
    )
    event.add("transp", "TRANSPARENT")
    return event
