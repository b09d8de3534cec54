"""What the events' marks mean, and in how many lines it is said over them."""

from collections.abc import Sequence
from dataclasses import dataclass

from lodestone.figures.text import safe_width
from lodestone.figures.time_axis import Event

KEY_SIZE = 12
START, _MARK_ROOM, _GAP = 8.0, 14.0, 20.0


@dataclass(frozen=True)
class Entry:
    """The marks of one meaning, and its words."""

    symbols: tuple[str, ...]
    text: str
    bold: bool = False

    @property
    def words_at(self) -> float:
        """How far the words stand behind the entry's start, in px."""
        return len(self.symbols) * _MARK_ROOM + 1

    @property
    def width(self) -> float:
        """How far the next entry stands behind this one, in px."""
        return self.words_at + safe_width(self.text, KEY_SIZE, self.bold) + _GAP

    def mark_at(self, number: int) -> float:
        """How far the middle of a mark stands behind the entry's start, in px."""
        return number * _MARK_ROOM + 5


_STATES = (
    Entry(("square", "circle"), "occurred"),
    Entry(("square-ring", "circle-ring"), "a question open"),
    Entry(("square-open", "circle-open"), "planned or calculated"),
)


def key_lines(events: Sequence[Event], width: float) -> tuple[tuple[Entry, ...], ...]:
    """What an event is to the Framework, with numbers where that differs, and whether it happened.

    One line where a plot of this width (px) has room for it, else two; none without events.
    """
    joint = sum(event.joint for event in events)
    ties: tuple[Entry, ...] = (
        Entry(("square",), f"bold: names the Framework, or by both countries ({joint})", bold=True),
        Entry(("circle",), f"lighter: one country, or around it ({len(events) - joint})"),
    )
    if joint == len(events):
        ties = (Entry(("square",), "names the Framework, or by both countries", bold=True),)
    whole = START + sum(entry.width for entry in (*ties, *_STATES)) - _GAP
    if not events:
        return ()
    return ((*ties, *_STATES),) if whole <= width else (ties, _STATES)
