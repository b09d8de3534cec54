"""Intervals: a figure that is published as a bound, or not at all, is carried through as all it may be.

Each function is told what it does to lower and upper bounds; nothing here takes a middle.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Interval(NamedTuple):
    """All a quantity may be, from `low` to `high`, both included."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def times(self, other: Interval) -> Interval:
        """The product of two quantities of which neither can be negative."""
        return Interval(self.low * other.low, self.high * other.high)

    def scaled(self, factor: float) -> Interval:
        """The quantity times a number from 0 on."""
        return Interval(self.low * factor, self.high * factor)

    def plus(self, other: Interval) -> Interval:
        """The sum of two quantities."""
        return Interval(self.low + other.low, self.high + other.high)

    def within(self, low: float, high: float) -> Interval:
        """The quantity held between two numbers."""
        return Interval(min(max(self.low, low), high), min(max(self.high, low), high))


NOTHING = Interval(0.0, 0.0)
# What a share or an index may be of which nothing is known.
UNKNOWN = Interval(0.0, 1.0)


def known(low: float | None, high: float | None, unknown: Interval = UNKNOWN) -> Interval:
    """The interval of two bounds as a table has them; `unknown` where one is missing (None or NaN)."""
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return unknown
    return Interval(float(low), float(high))


def widened(value: float, low: float, high: float) -> Interval:
    """One number and what it may be at worst and at best, in whichever order."""
    return Interval(min(value, low, high), max(value, low, high))
