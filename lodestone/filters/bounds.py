"""What the values of filters can be with a given database, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Value = date | tuple[str, ...] | tuple[int, ...] | str | None


@dataclass(frozen=True)
class Bounds:
    """The list of each list filter, what to call a value, and the first, last and default day."""

    options: Mapping[str, Sequence[str]]
    labels: Mapping[str, str]
    first_day: date
    today: date

    @property
    def last_day(self) -> date:
        """Far enough ahead for any plan."""
        return max(self.today, self.first_day) + timedelta(days=3653)

    @property
    def default_day(self) -> date:
        """Today, or the first day if the clock of this computer stands before it."""
        return max(self.today, self.first_day)

    def word(self, name: str, value: str) -> str:
        """What a value of the filter `name` is called."""
        return self.labels.get(f"{name}|{value}", value)


def slug(word: str) -> str:
    """How a list's word stands in an address: 'Markets and pricing' is 'markets-and-pricing'."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower().replace("'", "").replace("’", "")).strip("-")
