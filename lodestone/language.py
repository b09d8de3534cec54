"""Dates, money, counts and lists in words: one rule each, wherever they are shown; and text made safe in Markdown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

# How the state of a clock is said, the best known first.
CLOCK_STATUSES = ("met", "in progress", "overdue", "no public evidence", "conditional", "not due")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def plain(text: str | None) -> str:
    """The text as Markdown that shows exactly these characters: no link, colour, formula, emoji or HTML."""
    escaped = re.sub(r"([\\`*_\[\]<>$~#|{}])", r"\\\1", text or "")
    escaped = re.sub(r"^(\s*\d*)([-+.)])(\s)", r"\1\\\2\3", escaped, flags=re.MULTILINE)
    # An invisible joiner keeps ':word:' from becoming an emoji or an icon, ':red' from vanishing as a colour, and an
    # address from becoming a link.
    return re.sub(
        r":(?=[A-Z]|[\w+/-]+:|//)|(?<=www)(?=\.)|(?<=\w)(?=@)",
        lambda found: f"{found[0]}\u2060",
        escaped,
        flags=re.IGNORECASE,
    )


def number_word(number: int) -> str:
    """Numbers up to ten as words, others as digits with a separator: 'three', '1,991'."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def none_or(number: int) -> str:
    """A number that stands alone: 'none', 'one', 'three', '1,991'."""
    return number_word(number) if number else "none"


def below_the_line(number: int) -> str:
    """How many fits stand below clear business: 'two thin, or seen by one reading only'."""
    return f"{number_word(number)} thin, or seen by one reading only"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: '1 event', '3 events'."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def days(number: int) -> str:
    """Days since a day, in words: '210 days ago', 'today', 'in 5 days'."""
    if number == 0:
        return "today"
    return f"{counted(number, 'day')} ago" if number > 0 else f"in {counted(-number, 'day')}"


def fmt_date(day: date) -> str:
    """A day as "22 Nov 2026", whatever the locale of the machine."""
    return f"{day.day} {fmt_month(day)}"


def fmt_month(day: date) -> str:
    """A month as "Nov 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def fmt_within(first: date | None, last: date | None) -> str:
    """A time of which only bounds are known: "Jun 2025", "Jan 2021 to Jun 2021", "by 4 Feb 2026", else "undated"."""
    if last is None:
        return "undated"
    if first is None:
        return f"by {fmt_date(last)}"
    months = dict.fromkeys((fmt_month(first), fmt_month(last)))
    return " to ".join(months)


def fmt_moment(moment: datetime) -> str:
    """A day with its time as "22 Nov 2026 14:05"; seconds and their parts stand there where they are not 0."""
    time = moment.time().isoformat("minutes" if not (moment.second or moment.microsecond) else "auto")
    return f"{fmt_date(moment)} {time}"


# Beyond these a number is written with a power of ten, as it would be a row of zeros.
_LEAST, _MOST = 1e-9, 1e21


def decimal(number: Any) -> str:
    """A number with separators and at most two decimals: '1,234.57'; '0' only for 0, else three figures: '0.000123'.

    What is no finite number is said in words; NaN must be a value here, not the sign for what is not there.
    """
    if wordless := no_number(number):
        return wordless
    said = f"{number:,.2f}".rstrip("0").rstrip(".") if abs(number) < _MOST else f"{number:.3g}"
    return few_figures(number) if number and said in {"0", "-0"} else "0" if said == "-0" else said


def few_figures(number: Any) -> str:
    """A finite number to three figures, written out: '0.000000123'; beyond nine zeros with a power of ten."""
    return f"{Decimal(f'{number:.3g}'):,f}" if _LEAST <= abs(number) < _MOST else f"{number:.3g}"


def no_number(value: Any) -> str:
    """The words for what is no finite number, where NaN is a value; empty for every other value."""
    if not isinstance(value, float) or math.isfinite(value):
        return ""
    return "not a number" if math.isnan(value) else "infinite" if value > 0 else "minus infinite"


def entries(values: Iterable[Any]) -> list[str]:
    """The entries of a reader's list as texts: NULL for what is not there."""
    return ["NULL" if one is None else no_number(one) or str(one) for one in values]


def dollars(amount: Any) -> str:
    """A sum as it is spoken of, to three figures: '$8.6 B', '$620 M', '$45.7 M', '$2.5 M', '$356,000'.

    What is not known (None, NaN, NA) is said to be unpublished, never 0.
    """
    if amount is None or pd.isna(amount):
        return "amount not published"
    millions = float(amount) / 1e6
    if millions >= 999.5:
        return f"${millions / 1000:,.1f} B"
    if millions >= 99.95:
        return f"${millions:.0f} M"
    if millions >= 1:
        return f"${millions:.{1 if millions >= 9.995 else 2}f}".rstrip("0").rstrip(".") + " M"
    return f"${amount:,.0f}"


def the(country: str) -> str:
    """A country's name as it stands in a sentence: 'the United States', 'Japan'."""
    plural = country.endswith(
        ("States", "Kingdom", "Emirates", "Islands", "Republic", "Philippines", "Netherlands", "Ocean")
    )
    return f"the {country}" if plural or "Republic of" in country else country


_BODIES = re.compile(
    r"(?:U\.S\. |\w+ )?(?:Department|Ministry|Office|Bureau|Agency|Survey|Council|House|Bank|Center)\b"
)


def the_body(name: str) -> str:
    """A public body's name as it stands in a sentence: 'the Department of Energy', 'METI'."""
    return f"the {name}" if _BODIES.match(name) or name.startswith("U.S. ") else name


def a(noun: str) -> str:
    """A noun with its article: 'a department', 'an organization'."""
    return f"{'an' if noun[:1].lower() in set('aeio') else 'a'} {noun}"


# First words of titles that keep their capital within a sentence.
_NAMES = (
    *("American", "China", "Chinese", "Framework", "Japan", "Japanese", "Tokyo", "Vanderbilt", "Washington"),
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)


def first_lower(text: str) -> str:
    """A title as it stands within a sentence: its first letter small, unless it begins a name or an abbreviation."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if any(letter.isupper() for letter in first[1:]) or re.split(r"\W", first)[0] in _NAMES:
        return text
    return text[:1].lower() + text[1:]


def first_upper(text: str) -> str:
    """A phrase as it begins a sentence."""
    return text[:1].upper() + text[1:]


def joined(words: Sequence[str], link: str = "and") -> str:
    """Words as people list them: 'a, b and c'; where the last of many holds an 'and' itself, 'a, b, and c and d'."""
    last = f", {link} " if len(words) > 2 and f" {link} " in words[-1] else f" {link} "
    return last.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def first_few(words: Sequence[str], most: int) -> str:
    """The first words of a longer list and how many more there are: 'a, b and 3 more'."""
    more = [f"{len(words) - most} more"] if len(words) > most else []
    return joined([*words[:most], *more])


def first_said(said: Sequence[str], most: int = 12, of: int = 0) -> str:
    """The first of what rows say, for who does not see them: 'a; b; and 3 more.'; empty where none says a thing.

    `of` is how many there are in all, where only the first are given.
    """
    left = max(len(said), of) - most
    more = f"; and {left} more" if left > 0 else ""
    return f"{'; '.join(said[:most])}{more}." if said else ""


def file_size(number: int) -> str:
    """How large a file of so many bytes is: '43 kB', '1.2 MB'; never nothing."""
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(1, round(number / 1e3))} kB"


def span(low: float, high: float, digits: int = 0) -> str:
    """What lies between two bounds: '48', '75 to 100'; empty where nothing is known (NaN)."""
    if pd.isna(low) or pd.isna(high):
        return ""
    first, last = f"{low:,.{digits}f}", f"{high:,.{digits}f}"
    return first if first == last else f"{first} to {last}"
