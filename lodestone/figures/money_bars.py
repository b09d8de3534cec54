"""The bars of the money panels: what each adds up to, the words after it, and the room the panels need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures.money import KINDS, OTHER, kind
from lodestone.figures.text import safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import dollars

# The levels of each panel; where there are two, each has a bar of its own: levels are never stacked.
PANELS = (("firm",), ("conditional",), ("indicative", "announced"))
LABEL, _GAP = 14, 30
# The longest line in the head of a panel, for which each has room.
_LONGEST_HEAD = "000 of 000 awards with a known amount"


@dataclass
class MoneyBar:
    """One bar: the money of a group at a level, its segments from left to right, and the words after it."""

    label: str
    level: str
    segments: list[tuple[str, float]] = field(default_factory=list)
    awards: int = 0
    unknown: int = 0

    @property
    def sum(self) -> float:
        return sum(part for _, part in self.segments)

    def words(self, tokens: Tokens, *, named: bool) -> tuple[str, str]:
        """The words after the bar, with markup and without."""
        level = f" {self.level}" if named else ""
        if not self.awards:
            return f"<span style='color:{tokens.gray.text}'>none</span>", "none"
        if not self.segments:
            said = f"amount not published{level}" if not named else f"{self.level}, amount not published"
            return said, said
        more = f" + {self.unknown} unknown" if self.unknown else ""
        sums = dollars(self.sum)
        return (
            f"<b>{sums}</b>{level}" + (f"<span style='color:{tokens.orange.text}'>{more}</span>" if more else ""),
            f"{sums}{level}{more} ",
        )


def money_bars(groups: pd.DataFrame, labels: Sequence[str]) -> list[MoneyBar]:
    """A bar for every group and level, also where there is no award."""
    found = {(label, level): MoneyBar(label, level) for label in labels for panel in PANELS for level in panel}
    order = [*KINDS, OTHER]
    for row in each_row(groups):
        bar = found.get((row.label, row.commitment_level))
        if bar is None:
            continue
        bar.awards += int(row.awards)
        bar.unknown += int(row.unknown)
        if row.known:
            bar.segments.append((kind(row.instrument), float(row.usd)))
    for bar in found.values():
        merged: dict[str, float] = {}
        for word, part in bar.segments:
            merged[word] = merged.get(word, 0) + part
        bar.segments = sorted(merged.items(), key=lambda one: order.index(one[0]))
    return list(found.values())


def panel_spans(bars: Sequence[MoneyBar], across: float, tokens: Tokens) -> list[tuple[float, float, float]]:
    """Of each panel: its left and right edge as parts of the plot, and the dollars that fit; one scale for all.

    A panel has room for its head, and for its longest bar with the longest words; the scale is the largest that
    leaves both.
    """
    head = safe_width(_LONGEST_HEAD, 13) + 12
    rooms, most = [], []
    for panel in PANELS:
        mine = [one for one in bars if one.level in panel]
        most.append(max(one.sum for one in mine))
        rooms.append(
            14
            + max((safe_width(one.words(tokens, named=len(panel) > 1)[1], LABEL, bold=True) for one in mine), default=0)
        )

    def wide(scale: float) -> list[float]:
        return [max(head, room + top * scale) for room, top in zip(rooms, most, strict=True)]

    total = sum(most) or 1.0
    scale, high = 60 / total, across / total
    for _ in range(40):
        middle = (scale + high) / 2
        scale, high = (middle, high) if sum(wide(middle)) + 2 * _GAP <= across else (scale, middle)
    spans, at = [], 0.0
    for width in wide(scale):
        spans.append((at / across, min(1.0, (at + width) / across), width / scale))
        at += width + _GAP
    return spans


def sentence(label: str) -> str:
    return label[:1].upper() + label[1:]
