"""Small pieces of plain English, and content made safe to stand in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lodestone.figures.tokens import fmt_date

__all__ = ["counted", "days", "dollars", "fmt_date", "joined", "number_word", "plain", "the"]

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def plain(text: str | None) -> str:
    """The text as Markdown that shows exactly these characters: no link, colour, formula, emoji or HTML."""
    escaped = re.sub(r"([\\`*_\[\]<>$~#|{}])", r"\\\1", text or "")
    escaped = re.sub(r"^(\s*\d*)([-+.)])(\s)", r"\1\\\2\3", escaped, flags=re.MULTILINE)
    # An invisible joiner keeps ':word:' from becoming an emoji or an icon, ':red' from vanishing as a colour, and an
    # address from becoming a link.
    return re.sub(r":(?=[A-Z]|[\w+/-]+:|//)|(?<=www)(?=\.)|(?<=\w)(?=@)", lambda found: f"{found[0]}\u2060", escaped,
                  flags=re.IGNORECASE)


def number_word(number: int) -> str:
    """Numbers up to ten as words, others as digits with a separator: 'three', '1,991'."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: '1 event', '3 events'."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def days(number: int) -> str:
    """Days since a day, in words: '210 days ago', 'today', 'in 5 days'."""
    if number == 0:
        return "today"
    return f"{counted(number, 'day')} ago" if number > 0 else f"in {counted(-number, 'day')}"


def dollars(amount: int) -> str:
    """A sum as it is spoken of: '$8.9 B', '$620 M', '$45.7 M', '$356,000'."""
    if amount >= 1_000_000_000:
        return f"${amount / 1e9:.1f} B"
    return f"${amount / 1e6:.2f}".rstrip("0").rstrip(".") + " M" if amount >= 1_000_000 else f"${amount:,}"


def the(country: str) -> str:
    """A country's name as it stands in a sentence: 'the United States', 'Japan'."""
    plural = country.endswith(("States", "Kingdom", "Emirates", "Islands", "Republic", "Philippines", "Netherlands", "Ocean"))
    return f"the {country}" if plural or "Republic of" in country else country


def joined(words: Sequence[str], link: str = "and") -> str:
    """Words as people list them: 'a, b and c'."""
    return f" {link} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))
