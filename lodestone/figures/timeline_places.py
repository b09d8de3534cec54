"""What has a place on the timeline, in px: the rows asked for, and where each stands once it is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lodestone.figures.base import Frame
from lodestone.figures.text import safe_width
from lodestone.figures.time_axis import (
    MARK,
    MARK_TO_TEXT,
    SPACER,
    Axis,
    Clock,
    Event,
    Lane,
    Side,
)

Labels = Literal["all", "key"]

WORDS_SIZE = 13
# From the status glyph's middle, and from the words' right end, to the date they stand before.
GLYPH_GAP = 17
WORDS_GAP = 28
LINE_GAP = 6
# The height of a group's head, of a second line in it, and what is kept free above and below the rows of a lane.
HEAD, SECOND, LANE_PAD = 20.0, 17.0, 1.5


@dataclass(frozen=True)
class Ask:
    """What is to be drawn: rows, dates, words around the plot, and the px to draw it in."""

    clocks: Sequence[Clock]
    events: Sequence[Event]
    as_of: date
    signed: date
    title: str
    subtitle: str
    source_line: str
    labels: Labels
    width: int
    height: int | None


@dataclass(frozen=True)
class Box:
    """A rectangle in px of the plot, y counted from its top, and what stands in it."""

    kind: Literal["label", "mark", "words", "line"]
    key: str
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True)
class ClockRow:
    """One clock: its middle height, and the status words with their left and right ends, all in px."""

    clock: Clock
    y: float
    words: str
    x0: float
    x1: float


@dataclass(frozen=True)
class LaneBand:
    """One lane and the heights in px between which it lies."""

    lane: Lane
    y0: float
    y1: float
    row: float

    def y(self, row: int) -> float:
        """Return the middle height of a row."""
        return self.y0 + LANE_PAD + (row + 0.5) * self.row


@dataclass(frozen=True)
class LineLabel:
    """The date in words beside a vertical line, at the top of the plot."""

    key: Literal["signed", "as of"]
    text: str
    day: date
    side: Side
    x0: float
    x1: float


@dataclass(frozen=True)
class Layout:
    """Everything that has a place on the timeline, in px of a figure `width` by `height`."""

    width: int
    height: int
    frame: Frame
    axis: Axis
    plot_height: float
    label_size: float
    words_day: date
    line_labels: tuple[LineLabel, ...]
    heads: tuple[tuple[str, float], ...]
    notes: tuple[tuple[str, float], ...]
    clocks: tuple[ClockRow, ...]
    lanes: tuple[LaneBand, ...]

    @property
    def some_unlabelled(self) -> bool:
        """Whether some marks stand without their words."""
        return any(not spot.text for band in self.lanes for spot in band.lane.spots)

    def boxes(self) -> list[Box]:
        """Return the rectangle of each label, mark, status text and line label; no two may overlap."""
        found = [Box("line", line.key, line.x0, line.x1, 2, HEAD - 2) for line in self.line_labels]
        half = WORDS_SIZE * 0.55
        found += [Box("words", row.clock.clock_id, row.x0, row.x1, row.y - half, row.y + half) for row in self.clocks]
        half = self.label_size * 0.55
        for band in self.lanes:
            for spot in band.lane.spots:
                y, key = band.y(spot.row), spot.event.event_id
                found.append(Box("mark", key, spot.mark_x - MARK, spot.mark_x + MARK, y - MARK, y + MARK))
                gap = MARK_TO_TEXT + safe_width(SPACER, self.label_size, spot.event.joint)
                if spot.side == "right":
                    found.append(Box("label", key, spot.mark_x + gap, spot.x1, y - half, y + half))
                if spot.side == "left":
                    found.append(Box("label", key, spot.x0, spot.mark_x - gap, y - half, y + half))
        return found
