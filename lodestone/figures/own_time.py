"""Days and times along the axis of a reader's chart: ticks in words, none said twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from lodestone.figures.text import safe_width
from lodestone.language import fmt_date, fmt_moment, fmt_month

_SIZE, _GAP = 13, 18.0
# The most ticks, and of how few points each has its own.
_MOST, _EACH = 8, 8
_HOURS, _DAYS = (1, 3, 6, 12), (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000)
Tick = tuple[datetime, str]


def time_axis(days: Sequence[date], width: float) -> dict[str, Any]:
    """The settings of an axis `width` px long for these days or times: a tick at each of few, else at round ones."""
    found = sorted({_moment(one) for one in days})
    ticks = (_at_each(found, width) or _round(found[0], found[-1], width)) if found else []
    return {
        "type": "date",
        "tickmode": "array",
        "tickvals": [one.isoformat() for one, _ in ticks],
        "ticktext": [text for _, text in ticks],
    }


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())


def _at_each(found: list[datetime], width: float) -> list[Tick]:
    """A tick a point, where all of them have room; else none."""
    timed = any(one.time() != time() for one in found)
    ticks = [(one, fmt_moment(one) if timed else fmt_date(one)) for one in found]
    if len(found) > _EACH:
        return []
    whole = (found[-1] - found[0]).total_seconds() or 1.0
    # Plotly leaves a little air at both ends.
    room = [0.9 * width * (later - one).total_seconds() / whole for one, later in pairwise(found)]
    return ticks if all(space >= _widest(ticks) + _GAP for space in room) else []


def _widest(ticks: list[Tick]) -> float:
    return max((safe_width(text, _SIZE) for _, text in ticks), default=0.0)


def _round(first: datetime, last: datetime, width: float) -> list[Tick]:
    """Ticks at round hours, days, months or years, as many as have room: the finest of them."""
    steps = [
        *((timedelta(hours=one), fmt_moment) for one in _HOURS),
        *((timedelta(days=one), fmt_date) for one in _DAYS),
    ]
    for step, say in steps:
        if (last - first) / step <= _MOST:
            ticks = [(one, say(one)) for one in _every(first, last, step)]
            if len(ticks) * (_widest(ticks) + _GAP) <= width:
                return ticks
    for months in _MONTHS:
        ticks = _monthly(first, last, months)
        if len(ticks) <= _MOST and len(ticks) * (_widest(ticks) + _GAP) <= width:
            return ticks
    return []


def _every(first: datetime, last: datetime, step: timedelta) -> list[datetime]:
    """From the first midnight of a day, or the first full step of an hour, on."""
    start = datetime.combine(first.date(), time())
    if step < timedelta(days=1):
        start += step * -((start - first) // step)
    elif start < first:
        start += timedelta(days=1)
    return [start + step * number for number in range((last - start) // step + 1)]


def _monthly(first: datetime, last: datetime, months: int) -> list[Tick]:
    """The first of every so many months, counted from year 0: of several months they begin in January."""
    found = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if number % months == 0:
            one = datetime(number // 12, number % 12 + 1, 1)  # noqa: DTZ001, times as the statement has them
            if one >= first:
                found.append((one, f"{one.year}" if months >= 12 else fmt_month(one)))
    return found
