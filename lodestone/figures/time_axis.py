"""Where everything on the timeline stands: pure geometry in px, so that overlaps can be tested without a browser."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import pandas as pd

from lodestone.figures.text import cut, cut_chars, safe_width
from lodestone.language import fmt_date, fmt_month

Side = Literal["right", "left", "none"]

LABEL_CHARS = 46
MARK = 6.5
# Plotly sets the text of a mark of 10 px this far from the mark's centre, which is too tight to read well.
MARK_TO_TEXT = 7.25
# Hard spaces between mark and label: Plotly has no other way to move a label away from its mark.
SPACER = "\u00a0\u00a0"
GAP = 9.0
_EDGE = 4.0


@dataclass(frozen=True)
class Clock:
    """One row of the Gantt part, its missing values as None."""

    clock_id: str
    title: str
    owner: str
    kind: str
    trigger: str
    start: date | None
    due: date | None
    status: str
    days_past: int | None
    entered: bool


@dataclass(frozen=True)
class Event:
    """One event, its label cut to the most that is drawn."""

    event_id: str
    day: date
    precision: str
    label: str
    title: str
    lane: str
    lane_position: int
    status: str
    question: str | None
    turning_point: bool
    tie: str
    joint: bool


@dataclass(frozen=True)
class Spot:
    """Where one event stands in its lane: mark and label in px from the plot's left edge, row from 0."""

    event: Event
    row: int
    mark_x: float
    text: str
    side: Side
    x0: float
    x1: float


@dataclass(frozen=True)
class Lane:
    """The events of one lane, placed in `rows` rows."""

    name: str
    position: int
    rows: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Axis:
    """A time axis from day `start` to day `end` (proleptic ordinals, with fractions), `width` px long."""

    start: float
    end: float
    width: float

    def px(self, day: date) -> float:
        """Return how many px right of the plot's left edge `day` stands."""
        return (day.toordinal() - self.start) / (self.end - self.start) * self.width


def read_clocks(frame: pd.DataFrame) -> list[Clock]:
    """Turn the frame of clocks (columns as in `timeline`) into rows: the framework's first, order kept."""
    clocks = [
        Clock(
            clock_id=str(row["clock_id"]),
            title=_words(row["title"]),
            owner=str(row["owner"]),
            kind=str(row["clock"]),
            trigger=_words(row["trigger"]),
            start=_day(row["start_date"]),
            due=_day(row["due_date"]),
            status=str(row["status"]),
            days_past=None if pd.isna(row["days_past"]) else int(row["days_past"]),
            entered=_flag(row["entered"]),
        )
        for row in frame.to_dict("records")
    ]
    return sorted(clocks, key=lambda clock: clock.owner != "framework")


def read_events(frame: pd.DataFrame) -> list[Event]:
    """Turn the frame of events (columns as in `timeline`) into rows by lane, then date; undated rows are left out."""
    events = [
        Event(
            event_id=str(row["event_id"]),
            day=day,
            precision=_words(row["date_precision"]),
            label=cut_chars(_words(row["label"]), LABEL_CHARS),
            title=_words(row["title"]),
            lane=_words(row["lane"]),
            lane_position=int(row["lane_position"]),
            status=str(row["status"]),
            question=_words(row["open_question"]) or None,
            turning_point=_flag(row["turning_point"]),
            tie=_words(row["tie"]),
            joint=_flag(row["joint"]),
        )
        for row in frame.to_dict("records")
        if (day := _day(row["date"])) is not None
    ]
    return sorted(events, key=lambda event: (event.lane_position, event.lane, event.day, event.event_id))


def make_axis(days: Sequence[date], width: float, rooms: Sequence[tuple[date, float, float]]) -> Axis:
    """Fit an axis `width` px long around `days`, with room in px to the left and right of some of them.

    `rooms` holds (day, px left, px right): words that stand beside a date and must not run out of the plot.
    """
    first, last = min(days).toordinal(), max(days).toordinal()
    pad = max(10.0, (last - first) * 0.02)
    start, end = first - pad, last + pad
    # Making room for words widens the span, which makes the words cover more days: settle by repetition.
    for _ in range(200):
        per_px = (end - start) / width
        lower = min([first - pad, *(day.toordinal() - left * per_px for day, left, _ in rooms)])
        upper = max([last + pad, *(day.toordinal() + right * per_px for day, _, right in rooms)])
        if abs(lower - start) + abs(upper - end) < 0.01:
            break
        start, end = lower, upper
    return Axis(start, end, width)


def ticks(axis: Axis) -> list[tuple[date, str]]:
    """Return the tick dates and their words, as many as stand at least 80 px apart."""
    first, last = date.fromordinal(int(axis.start) + 1), date.fromordinal(int(axis.end))
    most = max(2.0, axis.width / 80)
    months = (last.year - first.year) * 12 + last.month - first.month
    steps = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
    step = next((step for step in steps if months / step <= most), steps[-1])
    found = []
    # Counted from year 0, so that steps of two or more months always start in January.
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(month // 12, month % 12 + 1, 1)
        # A tick's words are about 60 px wide and centred: the last ones would run out of the figure.
        if month % step == 0 and day >= first and axis.px(day) <= axis.width - 14:
            found.append((day, f"{day:%Y}" if step >= 12 else fmt_month(day)))
    return found or [(first, fmt_date(first))]


def pack_lanes(
    events: Sequence[Event], axis: Axis, *, as_of: date, size: float, labelled: frozenset[str], tight: bool
) -> list[Lane]:
    """Put each event in the first row of its lane where mark and label stand free.

    A label stands right of its mark; left where the right would run out of the plot or across the as-of line, and,
    if `tight`, wherever that saves a row. Events not in `labelled` are marks only and fill the gaps.
    """
    lanes: list[Lane] = []
    for position, name in sorted({(event.lane_position, event.lane) for event in events}):
        choices = [
            _options(event, event.label if event.event_id in labelled else "", axis, axis.px(as_of), size)
            for event in events
            if (event.lane_position, event.lane) == (position, name)
        ]
        choices.sort(key=lambda options: (not options[0].text, options[0].mark_x))
        orders = [choices]
        if tight:
            # No order is best for all lanes: fewest rows wins, then fewest labels on the unusual side.
            orders.append(sorted(choices, key=lambda options: (not options[0].text, -options[0].mark_x)))
            orders.append(sorted(choices, key=lambda options: options[0].x0 - options[0].x1))
            orders += [[options[::-1] for options in order] for order in orders]
        spots = min((_place(order, tight) for order in orders), key=_cost)
        spots.sort(key=lambda spot: (spot.mark_x, spot.event.event_id))
        lanes.append(Lane(name, position, _row_count(spots), tuple(spots)))
    return lanes


def _row_count(spots: Sequence[Spot]) -> int:
    return 1 + max(spot.row for spot in spots)


def _options(event: Event, text: str, axis: Axis, line_x: float, size: float) -> list[Spot]:
    """Return the ways to place an event within the plot, best first; the row is still to be found."""
    x = axis.px(event.day)
    if not text:
        return [Spot(event, 0, x, "", "none", x - MARK, x + MARK)]
    # A label longer than the room on either side, as on a very narrow figure, is cut to the wider one.
    room = max(axis.width - x, x) - MARK_TO_TEXT - safe_width(SPACER, size, event.joint) - _EDGE
    text = cut(text, size, room, event.joint)
    reach = MARK_TO_TEXT + safe_width(SPACER + text, size, event.joint)
    right = Spot(event, 0, x, text, "right", x - MARK, x + reach)
    left = Spot(event, 0, x, text, "left", x - reach, x + MARK)
    inside = [spot for spot in (right, left) if spot.x0 >= _EDGE - MARK and spot.x1 <= axis.width - _EDGE + MARK]
    inside = inside or [right if axis.width - x >= x else left]
    return sorted(inside, key=lambda spot: spot.x0 < line_x < spot.x1 and abs(x - line_x) > MARK)


def _cost(spots: Sequence[Spot]) -> tuple[int, int]:
    return _row_count(spots), sum(spot.side == "left" for spot in spots)


def _place(choices: Sequence[Sequence[Spot]], tight: bool) -> list[Spot]:
    """Go through events in this order; an event takes the first free row, or with none a new one."""
    rows: list[list[tuple[float, float]]] = []
    spots: list[Spot] = []
    for options in choices:
        spot = _first_free(options if tight else options[:1], rows)
        if spot.row == len(rows):
            rows.append([])
        rows[spot.row].append((spot.x0, spot.x1))
        spots.append(spot)
    return spots


def _first_free(options: Sequence[Spot], rows: Sequence[Sequence[tuple[float, float]]]) -> Spot:
    for spot in options:
        for number, row in enumerate(rows):
            if all(spot.x1 + GAP <= x0 or x1 + GAP <= spot.x0 for x0, x1 in row):
                return replace(spot, row=number)
    return replace(options[0], row=len(rows))


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _words(value: Any) -> str:
    return "" if pd.isna(value) else " ".join(str(value).split())


def _flag(value: Any) -> bool:
    return not pd.isna(value) and bool(value)
