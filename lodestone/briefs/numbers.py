"""Numbers in figures, in words, or in both: `30`, `thirty`, `thirty (30)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = (
    {word: number for number, word in enumerate(_ONES)}
    | {word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {"fourty": 40}
)
_SMALL = "|".join(sorted(WORDS, key=len, reverse=True))
# At most nine hundred and ninety-nine, in words.
IN_WORDS = (
    rf"(?:(?:{_SMALL}|a)[ -]hundred(?:(?: and)? (?:{_SMALL})(?:[ -](?:{_SMALL}))?)?|(?:{_SMALL})(?:[ -](?:{_SMALL}))?)"
)
IN_FIGURES = r"\d{1,4}(?:,\d{3})?(?:\.\d{1,2})?"
# A number, perhaps said twice.
NUMBER = rf"(?:{IN_WORDS} ?\( ?{IN_FIGURES} ?\)|{IN_FIGURES} ?\( ?{IN_WORDS} ?\)|{IN_FIGURES}|\b{IN_WORDS}\b)"
_BOTH = re.compile(rf"({IN_WORDS})? ?\(? ?({IN_FIGURES})? ?(?:\( ?({IN_WORDS}) ?\))? ?\)?")


@dataclass(frozen=True)
class Number:
    """A number as read; `agrees` is false where its words and its figures differ."""

    value: float
    agrees: bool = True


def number(text: str) -> Number | None:
    """The number that all of a plain text is, or none."""
    text = text.strip().lower()
    found = _BOTH.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    words = found[1] or found[3]
    said = _words(words) if words else None
    if not found[2]:
        return None if said is None else Number(said)
    value = float(found[2].replace(",", ""))
    return Number(whole(value), said is None or said == value)


def whole(value: float) -> float:
    """A number without a point where it has nothing behind it."""
    return int(value) if value == int(value) else value


def _words(text: str) -> int:
    total, parts = 0, text.replace("-", " ").split()
    for part in parts:
        if part == "hundred":
            total = (total or 1) * 100
        else:
            total += WORDS.get(part, 0)
    return total
