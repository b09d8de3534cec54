"""Sites that are probably the same: the same name at nearly the same place."""

from __future__ import annotations

import re
from math import floor

from lodestone.imports.names import fold, is_placeholder

DEGREES = 0.01
# A little more, so that two places just DEGREES apart are in the same square or in neighboring ones.
_SIDE, _NEAR = 0.0101, DEGREES + 1e-9
# Names that say that there is none: two of them near each other are two places.
_NAMELESS = re.compile(r"(unnamed|unknown|no name|not named|name unknown|nameless)\b")
_NOT_WORD = re.compile(r"[\W_]+")
_Place = tuple[float, float, int]


class Twins:
    """The places of all sites by name, gone through in the order of the file."""

    def __init__(self) -> None:
        # Most names occur once: their place is kept bare. The others are kept by squares.
        self._once: dict[str, _Place] = {}
        self._often: dict[str, dict[tuple[int, int], list[_Place]]] = {}

    def earlier(self, name: str, latitude: float, longitude: float, line: int) -> int | None:
        """The line of a site of this name within DEGREES of latitude and longitude; if none, this one is taken in."""
        key = same_name(name)
        if not key:
            return None
        here = (latitude, longitude, line)
        first = self._once.setdefault(key, here)
        if first is here:
            return None
        squares = self._often.setdefault(key, {_square(first): [first]})
        row, column = _square(here)
        for place in (
            place for y in (-1, 0, 1) for x in (-1, 0, 1) for place in squares.get((row + y, column + x), ())
        ):
            if abs(place[0] - latitude) <= _NEAR and abs(place[1] - longitude) <= _NEAR:
                return place[2]
        squares.setdefault((row, column), []).append(here)
        return None


def same_name(name: str) -> str:
    """The name's letters and figures alone, or nothing for a name that says there is none."""
    key = _NOT_WORD.sub(" ", fold(name)).strip()
    return "" if _NAMELESS.match(key) or is_placeholder(name) else key


def _square(place: _Place) -> tuple[int, int]:
    return floor(place[0] / _SIDE), floor(place[1] / _SIDE)
