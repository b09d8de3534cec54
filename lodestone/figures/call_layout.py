"""Where everything stands on the calendar of calls, and how a call's dates are said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from lodestone.figures.text import cut, escape, safe_width, wrap
from lodestone.figures.time_axis import Axis, make_axis
from lodestone.figures.tokens import CALL_STATE
from lodestone.language import fmt_date

HEADS = {
    "open": "Open",
    "not yet open": "Not yet open",
    "unknown": "State not known",
    "closed": "Closed, kept as precedents",
}
# Calls that ended long before the rest would press all other bars together: they stand at the left edge, in words.
SPAN = timedelta(days=4 * 365 + 1)

SIZE = 13
TOP = 22.0
_HEAD, _ROW, _PAD = 26.0, 22.0, 6.0
_LEAST_ROW = 17.0
# The length of a bar of which one end is not on record, and the room between a bar and its words.
_TAIL, _GAP = 34.0, 10.0


@dataclass(frozen=True)
class Call:
    """One row: where it stands, and its words with the px between which they stand."""

    call_id: str
    title: str
    state: str
    opens: date | None
    closes: date | None
    hover: str
    y: float
    x0: float
    x1: float
    words: str
    words_x: float
    early: bool


@dataclass(frozen=True)
class Layout:
    """All places in px, x from the figure's left side, y from the plot's top."""

    calls: tuple[Call, ...]
    heads: tuple[tuple[str, str, float], ...]
    axis: Axis
    gutter: float
    width: float
    height: float
    row: float

    def x(self, day: date) -> float:
        """Where a day stands."""
        return self.gutter + self.axis.px(day)


def dates_in_words(opens: date | None, closes: date | None, as_of: date, recurring: str | None = None) -> str:
    """When a call opens and closes, as far as that is on record."""
    if opens and closes:
        return f"{fmt_date(opens)} to {fmt_date(closes)}"
    if closes:
        return f"{'closed' if closes < as_of else 'closes'} {fmt_date(closes)}, opening day not on record"
    if opens:
        return f"{'opened' if opens <= as_of else 'opens'} {fmt_date(opens)}, closing day not on record"
    return "no date on record" + (f"; {recurring}" if recurring else "")


def compose(rows: pd.DataFrame, *, as_of: date, width: float, height: float | None = None) -> Layout:
    """Give everything its place; of a given height the rows share it, the first that it has room for."""
    found = rows.to_dict("records")
    days = [day for row in found for day in (row["opens"], row["closes"]) if isinstance(day, date)]
    first = min(as_of, max(days, default=as_of)) - SPAN
    gutter = (
        max(
            [safe_width(str(row["short_title"]), SIZE) for row in found]
            + [safe_width(head, SIZE, bold=True) for head in HEADS.values()]
        )
        + 50
    )
    gutter = min(gutter, width * 0.42)
    label = safe_width(f"as of {fmt_date(as_of)}", SIZE, bold=True) + 12
    axis = make_axis([as_of, *(day for day in days if day >= first)], width - gutter, [(as_of, label, 0.0)])
    states = [state for state in HEADS if any(row["state"] == state for row in found)]
    row_height, most = _ROW, len(found)
    if height is not None:
        room = height - TOP - len(states) * _HEAD - _PAD
        most = min(most, int(room / _LEAST_ROW))
        row_height = min(_ROW + 6, room / max(1, most))
    y, calls, heads = TOP, list[Call](), list[tuple[str, str, float]]()
    for state in states:
        mine = [row for row in found if row["state"] == state]
        shown = mine[: max(1, most - len(calls))]
        left = f", the first {len(shown)} here" if len(shown) < len(mine) else ""
        heads.append((state, f"{HEADS[state]}: {len(mine)} call{'' if len(mine) == 1 else 's'}{left}", y + _HEAD / 2))
        y += _HEAD
        for row in shown:
            calls.append(_call(row, y + row_height / 2, as_of, axis, gutter, width, first))
            y += row_height
    return Layout(tuple(calls), tuple(heads), axis, gutter, width, height or y + _PAD, row_height)


def _call(row: Any, y: float, as_of: date, axis: Axis, gutter: float, width: float, first: date) -> Call:
    opens, closes = (day if isinstance(day, date) else None for day in (row["opens"], row["closes"]))
    recurring = row.get("recurring") if isinstance(row.get("recurring"), str) else None
    words = dates_in_words(opens, closes, as_of, recurring)
    last = closes or opens
    early = last is not None and last < first
    start, end = opens or closes, closes or opens
    if start is None or end is None or early:
        x0 = x1 = gutter + 8
        words_x = gutter + (22 if early else 8)
    else:
        x0, x1 = gutter + axis.px(max(start, first)), gutter + axis.px(end)
        x0, x1 = (x0, x1 + _TAIL) if closes is None else (max(gutter, x0 - _TAIL), x1) if opens is None else (x0, x1)
        line = gutter + axis.px(as_of)
        # Which end is not on record is drawn too: where there is no room beside the bar, the day alone is said.
        if not _fits(x0, x1, safe_width(words, SIZE), gutter, width):
            words = words.partition(",")[0]
        words_x = _beside(x0, x1, safe_width(words, SIZE), line, gutter, width)
    hover = "<br>".join(
        [f"<b>{escape(line)}</b>" for line in wrap(str(row["short_title"]), 13, 380, bold=True)]
        + [escape(f"{row['agency']}: {CALL_STATE[row['state']].word}"), escape(words)]
    )
    return Call(
        str(row["call_id"]),
        cut(str(row["short_title"]), SIZE, gutter - 46),
        str(row["state"]),
        opens,
        closes,
        hover,
        y,
        x0,
        x1,
        words,
        words_x,
        early,
    )


def _fits(x0: float, x1: float, wide: float, gutter: float, width: float) -> bool:
    """Whether words have room on either side of a bar."""
    return x1 + _GAP + wide <= width or x0 - _GAP - wide >= gutter + 4


def _beside(x0: float, x1: float, wide: float, line: float, gutter: float, width: float) -> float:
    """Where words stand beside a bar: right of it, unless they would run out or across the as-of line; else left."""
    right, left = x1 + _GAP, x0 - _GAP - wide
    fits = right + wide <= width and not right < line < right + wide
    if fits or left < gutter + 4:
        return min(right, max(gutter + 4, width - wide))
    return left
