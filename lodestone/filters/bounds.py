"""What the values of filters can be with a given database, and what they are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

Value = date | tuple[str, ...] | tuple[int, ...] | str | None


@dataclass(frozen=True)
class Bounds:
    """The list of each list filter, what to call a value, and the first, last and default day."""

    options: Mapping[str, Sequence[str]]
    labels: Mapping[str, str]
    first_day: date
    today: date
    # Further names of a value that people use, such as its full name, by 'filter|value'.
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

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

    def called(self, name: str, value: str) -> tuple[str, ...]:
        """Everything by which a value of the filter `name` may be asked for: identifier, label, further names."""
        return value, self.word(name, value), *self.names.get(f"{name}|{value}", ())

    def asked_for(self, name: str, written: Mapping[str, str]) -> dict[str, str]:
        """The values of the filter `name` by the slug of whatever means one of them alone.

        `written` has them by their words in an address, which come before any other name.
        """
        named = {(slug(called), value) for value in written.values() for called in self.called(name, value)}
        times = Counter(called for called, _ in named)
        return {called: value for called, value in named if called and times[called] == 1} | dict(written)


def slug(word: str) -> str:
    """How a list's word stands in an address: 'Markets and pricing' is 'markets-and-pricing'."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower().replace("'", "").replace("’", "")).strip("-")
