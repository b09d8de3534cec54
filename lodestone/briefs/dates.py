"""Days as briefs write them: 10/27/2025, March 28, 2025, 2025-10-27."""

from __future__ import annotations

import re
from datetime import date

from lodestone.briefs.characters import plain

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|jun\.|july?|jul\.|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
# A day within a sentence; the groups are those of one of the four ways to write it.
DAY = (
    rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH},? \d{{4}}"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
_AMERICAN = re.compile(rf"({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")
_EUROPEAN = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTH}),? (\d{{4}})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t[\d:.z+-]*)?")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
# The same within a line.
_FIGURES = re.compile(rf"(?<![\d/.-]){_SLASHED.pattern}(?![\d/-])")
_LAST_MONTH = 12
_EASTERN = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_BEFORE = re.compile(
    r"(?:(?:date|dated|posted|published|updated|issued|released?)(?: on)? ?:? )?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
)


def brief_date(text: str) -> tuple[bool, str | None]:
    """Whether a line is nothing but a date, and that day as YYYY-MM-DD; none where the calendar has no such day."""
    if len(text) > 60:
        return False, None
    bare = plain(text).lower().strip(" .()[]")
    bare = bare[_BEFORE.match(bare).end() :] if _BEFORE.match(bare) else bare  # type: ignore[union-attr]
    return (True, day(bare)) if _written(bare) else (False, None)


def day(text: str) -> str | None:
    """The day that all of a plain text is, as YYYY-MM-DD; none where it is no day, or the calendar has no such day."""
    numbers = _written(text.lower().strip())
    if numbers is None:
        return None
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return None


def day_in_doubt(text: str) -> str:
    """How the first day with figures only in a text may be meant too, in a sentence; empty where it is in no doubt."""
    for found in _FIGURES.finditer(plain(text)):
        month, middle = int(found[1]), int(found[3])
        if month != middle and max(month, middle) <= _LAST_MONTH and (read := day(found[0])):
            other = f"{read[:4]}-{middle:02}-{month:02}"
            return f"“{found[0]}” was read as {read}, the month first, as the office writes it; it may be {other}"
    return ""


def _written(text: str) -> tuple[int, int, int] | None:
    """Year, month and day that a text states, whether or not there is such a day."""
    if found := _AMERICAN.fullmatch(text):
        return int(found[3]), _month(found[1]), int(found[2])
    if found := _EUROPEAN.fullmatch(text):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _ISO.fullmatch(text) or _EASTERN.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _SLASHED.fullmatch(text):
        month, middle = int(found[1]), int(found[3])
        # The office writes the month first; where that is none, the order is the other one.
        month, middle = (middle, month) if month > 12 >= middle else (month, middle)
        return int(found[4]) + (2000 if len(found[4]) == 2 else 0), month, middle
    return None


def _month(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word.rstrip(".")[:3]))
