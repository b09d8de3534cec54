"""The timeline's composition: which words stand where, how high each part is, and what gives way on a slide."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations, product
from typing import Literal

from lodestone.figures.base import HEIGHT, Frame, measure_frame
from lodestone.figures.text import cut, safe_width
from lodestone.figures.time_axis import (
    MARK,
    Axis,
    Clock,
    Lane,
    Side,
    make_axis,
    pack_lanes,
)
from lodestone.figures.timeline_key import key_lines
from lodestone.figures.timeline_places import (
    HEAD,
    LANE_PAD,
    LINE_GAP,
    SECOND,
    WORDS_GAP,
    WORDS_SIZE,
    Ask,
    ClockRow,
    Labels,
    LaneBand,
    Layout,
    LineLabel,
)
from lodestone.language import fmt_date

# Between subtitle and plot, in px; a figure taller than a screen has tick labels there too.
ABOVE: Mapping[Labels, float] = {"all": 34, "key": 12}
NO_CLOCK = "no clock fits these filters"
NO_EVENT = "no event fits these filters"

_GROUP_GAP = 4.0
_CLOCK_TO_ROW = 1.25
# Row heights in label sizes: the least at which lines keep apart, what reads well, the most worth giving.
_TIGHT, _EASY, _WIDE = 1.12, 1.4, 1.7
_GROUPS = (("framework", "Framework clocks"), ("related", "Related clocks"))


def clock_words(clock: Clock, *, short: bool = False) -> str:
    """Say a clock's status in words: date, status, and (unless `short`) how far from the as-of date."""
    if clock.due is None:
        return "conditional: none on record" if short else f"conditional: starts on {clock.trigger}, none on record"
    past = clock.days_past or 0
    # What another decision sets may end that day, or begin.
    verb = "due" if clock.owner == "framework" else "set for"
    entered = " (start entered)" if clock.entered else ""
    days = f"{abs(past)} day" + ("" if abs(past) == 1 else "s")
    distance = f", {days} {'past' if past > 0 else 'ahead'}" if past else ", on the as-of date"
    if short or clock.days_past is None or clock.status == "met":
        distance = ""
    return f"{verb} {fmt_date(clock.due)}{entered}: {clock.status}{distance}"


def compose(ask: Ask) -> Layout:
    """Lay the timeline out; in the key form, labels give way until it fits a slide of this width."""
    names = [(clock.title, False) for clock in ask.clocks] + [(event.lane, True) for event in ask.events]
    names += [(head, True) for _, head in _GROUPS]
    gutter = max(safe_width(name, WORDS_SIZE, bold) for name, bold in names) + 16
    frame = measure_frame(
        title=ask.title,
        subtitle=ask.subtitle,
        source_line=ask.source_line,
        width=ask.width,
        left=round(min(gutter, ask.width * 0.3)),
        above=ABOVE[ask.labels],
    )
    plot_width = ask.width - frame.left - frame.right
    words = _words(ask.clocks, plot_width)
    # One column of words for all: left of every bar and line, so that nothing runs through it.
    words_day = min([ask.signed, ask.as_of, *(clock.start for clock in ask.clocks if clock.start)])
    axis = _axis(ask, words, words_day, plot_width)
    lanes, label_size, row = _rows(ask, axis, frame)
    right = axis.px(words_day) - WORDS_GAP
    heads, notes, clocks, bands, end = _stack(ask, lanes, row, words, right, _second_line(ask, axis))
    height = max(round(end + frame.top + frame.bottom + 0.5), ask.height or 0)
    return Layout(
        width=ask.width,
        height=height,
        frame=frame,
        axis=axis,
        plot_height=height - frame.top - frame.bottom,
        label_size=label_size,
        words_day=words_day,
        line_labels=_line_labels(axis, ask.signed, ask.as_of),
        heads=heads,
        notes=notes,
        clocks=clocks,
        lanes=bands,
    )


def _words(clocks: Sequence[Clock], plot_width: float) -> dict[str, str]:
    """Return the status words of each clock, shorter for all of them where they would crowd out the dates."""
    words = {clock.clock_id: clock_words(clock) for clock in clocks}
    if any(safe_width(text, WORDS_SIZE) > plot_width * 0.4 for text in words.values()):
        words = {clock.clock_id: clock_words(clock, short=True) for clock in clocks}
    return {key: cut(text, WORDS_SIZE, plot_width * 0.5) for key, text in words.items()}


def _axis(ask: Ask, words: Mapping[str, str], words_day: date, plot_width: float) -> Axis:
    days = [ask.signed, ask.as_of, *(event.day for event in ask.events)]
    days += [day for clock in ask.clocks for day in (clock.start, clock.due) if day]
    widest = max((safe_width(text, WORDS_SIZE) + WORDS_GAP + LINE_GAP for text in words.values()), default=0.0)
    lines = _line_texts(ask.signed, ask.as_of).values()
    line = max(safe_width(text, WORDS_SIZE, bold=True) for text in lines) + 2 * LINE_GAP
    first, last = sorted((ask.signed, ask.as_of))
    return make_axis(days, plot_width, [(words_day, widest, 0.0), (first, line, 0.0), (last, 0.0, line)])


def _rows(ask: Ask, axis: Axis, frame: Frame) -> tuple[list[Lane], float, float]:
    """Choose which events are labelled, at what size, and the height of a row; returns lanes, size, height in px."""
    turning = frozenset(event.event_id for event in ask.events if event.turning_point)
    joint = {event.event_id for event in ask.events if event.joint}
    tries = [(frozenset(event.event_id for event in ask.events), 12.0)]
    if ask.labels == "key":
        # Of a given height it is a slide, where letters of 11 px are the smallest that can be read.
        small = [(turning, 11.0), (turning & joint, 11.0)] if ask.height else [(turning & joint, 12.0)]
        tries = [
            (turning | joint, 13.0),
            (turning | joint, 12.0),
            (turning, 12.0),
            *small,
            (frozenset(), 11.0 if ask.height else 12.0),
        ]
    groups = max(len({clock.owner == "framework" for clock in ask.clocks}), 1)
    lane_count = len({(event.lane_position, event.lane) for event in ask.events})
    fixed = (groups + 1) * HEAD + _second_line(ask, axis) + groups * _GROUP_GAP + lane_count * 2 * LANE_PAD
    room = (ask.height or max(HEIGHT, round(ask.width * 9 / 16))) - frame.top - frame.bottom - fixed
    clock_rows = (max(len(ask.clocks), 1) + (0 if ask.events else 1)) * _CLOCK_TO_ROW
    lanes, size, row, least = list[Lane](), 12.0, 0.0, 0.0
    for labelled, size in tries:
        lanes = pack_lanes(ask.events, axis, as_of=ask.as_of, size=size, labelled=labelled, tight=ask.labels == "key")
        least = max(size * (_TIGHT if ask.labels == "key" else _EASY), 2 * MARK)  # marks must clear each other
        row = room / (clock_rows + sum(lane.rows for lane in lanes))
        if row >= least:
            break
    most = size * (_WIDE if ask.labels == "key" else _EASY) if ask.height is None else max(row, least)
    return lanes, size, min(max(row, least), most)


def _line_texts(signed: date, as_of: date) -> dict[Literal["signed", "as of"], str]:
    return {"signed": f"signed {fmt_date(signed)}", "as of": f"as of {fmt_date(as_of)}"}


def _line_labels(axis: Axis, signed: date, as_of: date) -> tuple[LineLabel, ...]:
    """Choose the sides of the two labels so that neither meets the other or its line."""
    days = {"signed": signed, "as of": as_of}
    found: tuple[LineLabel, ...] = ()
    sides: tuple[Side, Side] = ("right", "left")
    for as_of_side, signed_side in product(sides, sides):
        found = tuple(
            _line_label(axis, key, text, days[key], side)
            for (key, text), side in zip(_line_texts(signed, as_of).items(), (signed_side, as_of_side), strict=True)
        )
        inside = all(label.x0 >= 0 and label.x1 <= axis.width for label in found)
        apart = all(one.x1 <= other.x0 or other.x1 <= one.x0 for one, other in combinations(found, 2))
        clear = all(
            not label.x0 <= axis.px(day) <= label.x1 for label in found for key, day in days.items() if key != label.key
        )
        if inside and apart and clear:
            break
    return found


def _line_label(axis: Axis, key: Literal["signed", "as of"], text: str, day: date, side: Side) -> LineLabel:
    x, wide = axis.px(day), safe_width(text, WORDS_SIZE, bold=True)
    left = x + LINE_GAP if side == "right" else x - LINE_GAP - wide
    return LineLabel(key, text, day, side, left, left + wide)


def _second_line(ask: Ask, axis: Axis) -> float:
    """Return the height of a second line of the events' key, where there is one."""
    return SECOND if len(key_lines(ask.events, axis.width)) > 1 else 0.0


_Words = tuple[tuple[str, float], ...]


def _stack(
    ask: Ask, lanes: Sequence[Lane], row: float, words: Mapping[str, str], right: float, second: float
) -> tuple[_Words, _Words, tuple[ClockRow, ...], tuple[LaneBand, ...], float]:
    """Stack heads, clocks and lanes from the top; returns heads, notes, clock rows, lanes and the lower end in px."""
    heads: list[tuple[str, float]] = []
    notes: list[tuple[str, float]] = []
    rows: list[ClockRow] = []
    bands: list[LaneBand] = []
    clock_row = row * _CLOCK_TO_ROW
    y = 0.0
    for owner, head in _GROUPS:
        members = [clock for clock in ask.clocks if (clock.owner == "framework") == (owner == "framework")]
        if not members and (ask.clocks or owner == "related"):
            continue
        y += _GROUP_GAP if heads else 0
        heads.append((head if members else "Clocks", y + HEAD / 2))
        y += HEAD
        for clock in members:
            text = words[clock.clock_id]
            rows.append(ClockRow(clock, y + clock_row / 2, text, right - safe_width(text, WORDS_SIZE), right))
            y += clock_row
        if not members:
            notes.append((NO_CLOCK, y + clock_row / 2))
            y += clock_row
    heads.append(("Events", y + _GROUP_GAP + HEAD / 2))
    y += _GROUP_GAP + HEAD + second
    if not lanes:
        notes.append((NO_EVENT, y + clock_row / 2))
        y += clock_row
    for lane in lanes:
        tall = 2 * LANE_PAD + lane.rows * row
        bands.append(LaneBand(lane, y, y + tall, row))
        y += tall
    return tuple(heads), tuple(notes), tuple(rows), tuple(bands), y
