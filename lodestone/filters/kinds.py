"""How each kind of filter behaves: its value, the value in an address, as a SQL parameter and in words, in one place.

A filter is declared with one of these classes; everything that depends on its kind follows from the class. What an
address holds and is not understood is said, never guessed.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from lodestone.filters.bounds import Bounds, Value, slug
from lodestone.filters.complaints import not_choices, shortened
from lodestone.language import a, first_lower, fmt_date
from lodestone.queries import Value as Parameter

LONGEST_SEARCH = 80

# What a filter is for. 'narrows': keeps some rows, and is said in words. 'dates': the day everything is judged on.
# 'opens': one thing shown whole. 'looks': a way to look at a figure. 'steers': what is taken away; no row changes.
Purpose = Literal["narrows", "dates", "opens", "looks", "steers"]


@dataclass(frozen=True, kw_only=True)
class Filter(ABC):
    """One filter: `name` is its word in the address, `parameter` its name in SQL.

    `everything` says that it does not narrow; `beside` that it stands beside the figure it drives and not in the
    sidebar; `lasting` that an address which is silent about it leaves it as it is; `by_label` that the address holds
    what a value is called and not its identifier; `short` is what it is called within a sentence; with less than
    `fewest` to choose from it is not offered.
    """

    name: str
    parameter: str
    label: str
    purpose: Purpose = "narrows"
    everything: str = ""
    help: str = ""
    beside: bool = False
    lasting: bool = False
    by_label: bool = False
    short: str = ""
    fewest: int = 0

    @property
    def empty(self) -> Value:
        """The value that does not narrow."""
        return None

    @property
    def named(self) -> str:
        """What it is called within a sentence."""
        return self.short or first_lower(self.label)

    @property
    def wanted(self) -> str:
        """What a reader is asked for where it is needed: 'a department', 'a choice of briefs'."""
        return a(self.label.lower())

    @property
    def picks_rows(self) -> bool:
        """Whether a value keeps some rows and drops others; a day or a weight changes what the rows say."""
        return self.purpose == "narrows"

    @property
    def on_page(self) -> bool:
        """Whether its widget stands on the page and not in the sidebar."""
        return self.beside or self.purpose not in {"narrows", "dates"}

    def choices(self, bounds: Bounds) -> Sequence[str]:
        """The words it offers; none where it is no list."""
        return bounds.options.get(self.name, ())

    def given(self, value: Value) -> Parameter:
        """The value as SQL parameter; NULL when it does not narrow."""
        return value or None

    def said(self, value: Any, labels: Mapping[str, str]) -> str:
        """A value that narrows, in words."""
        return f"{self.label}: {labels.get(f'{self.name}|{value}', value)}"

    @abstractmethod
    def write(self, value: Any, bounds: Bounds) -> str:
        """A value that narrows, as it stands in an address."""

    @abstractmethod
    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
        """The value an address means, and what is wrong with it, in words."""

    def _not_choices(self, texts: Sequence[str], bounds: Bounds) -> list[str]:
        return not_choices(texts, self.name, self.named, self.choices(bounds), bounds)


@dataclass(frozen=True, kw_only=True)
class Day(Filter):
    """A date; where none is given, the day `days_before` the as-of day, if it says so."""

    days_before: int = 0

    def meant(self, value: Value, as_of: date) -> date | None:
        """The day that a value stands for in a view of the day `as_of`; None where none is given and none follows."""
        if isinstance(value, date):
            return value
        return as_of - timedelta(days=self.days_before) if self.days_before else None

    def first(self, bounds: Bounds) -> date:
        """The earliest day it can be set to."""
        return bounds.first_day - timedelta(days=self.days_before)

    @property
    def picks_rows(self) -> bool:
        """As in Filter."""
        return False

    def said(self, value: Any, labels: Mapping[str, str]) -> str:
        """As in Filter."""
        return f"{self.label} {fmt_date(value)}"

    def write(self, value: Any, bounds: Bounds) -> str:
        """As in Filter."""
        return str(value.isoformat())

    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
        """As in Filter."""
        try:
            day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
        except ValueError:
            day = None
        if day is None:
            return None, [f"“{shortened(text)}” is not a day for “{self.label}”; write it as 2026-11-22."]
        if not self.first(bounds) <= day <= bounds.last_day:
            span = f"{fmt_date(self.first(bounds))} to {fmt_date(bounds.last_day)}"
            return None, [f"{fmt_date(day)} lies outside the days that can be shown ({span})."]
        return day, []


@dataclass(frozen=True, kw_only=True)
class Words(Filter):
    """A text; every word of it must occur."""

    @property
    def empty(self) -> Value:
        """As in Filter."""
        return ""

    def said(self, value: Any, labels: Mapping[str, str]) -> str:
        """As in Filter."""
        return f"containing “{value}”"

    def write(self, value: Any, bounds: Bounds) -> str:
        """As in Filter."""
        return str(value)

    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
        """As in Filter."""
        words = " ".join(text.split())
        cut = [f"The search was cut to {LONGEST_SEARCH} characters."] if len(words) > LONGEST_SEARCH else []
        return words[:LONGEST_SEARCH].rstrip(), cut


@dataclass(frozen=True, kw_only=True)
class One(Filter):
    """One of a list; `fixed` is the list where it does not come from the database."""

    fixed: tuple[str, ...] = ()

    def choices(self, bounds: Bounds) -> Sequence[str]:
        """As in Filter."""
        return self.fixed or bounds.options.get(self.name, ())

    def slug(self, value: str, bounds: Bounds) -> str:
        """How a choice stands in the address: 'P06' as it is, anything longer as a slug."""
        if self.by_label:
            return slug(bounds.word(self.name, value))
        return value if value.isalnum() else slug(value)

    def write(self, value: Any, bounds: Bounds) -> str:
        """As in Filter."""
        return self.slug(value, bounds)

    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
        """As in Filter."""
        chosen, unknown = self._chosen(text, bounds)
        return next(iter(sorted(chosen)), None), unknown

    def _chosen(self, text: str, bounds: Bounds) -> tuple[set[str], list[str]]:
        known = bounds.asked_for(self.name, {slug(self.slug(word, bounds)): word for word in self.choices(bounds)})
        # A full name may hold a comma itself.
        parts = [text] if slug(text) in known else [part for part in text.split(",") if part.strip()]
        unknown = self._not_choices([part for part in parts if slug(part) not in known], bounds)
        return {known[slug(part)] for part in parts if slug(part) in known}, unknown


@dataclass(frozen=True, kw_only=True)
class Switch(One):
    """One of a few ways to look; none means the first."""


@dataclass(frozen=True, kw_only=True)
class Many(One):
    """Some of a list; no more than `at_most` where that is not 0. What are `titles` is said in quotation marks."""

    at_most: int = 0
    titles: bool = False

    @property
    def wanted(self) -> str:
        """As in Filter."""
        return f"a choice of {self.named}"

    @property
    def empty(self) -> Value:
        """As in Filter."""
        return ()

    def said(self, value: Any, labels: Mapping[str, str]) -> str:
        """As in Filter."""
        words = [labels.get(f"{self.name}|{word}", str(word)) for word in value]
        return ", ".join(f"“{word}”" if self.titles else word for word in words)

    def write(self, value: Any, bounds: Bounds) -> str:
        """As in Filter."""
        return ",".join(slug(str(word)) for word in value)

    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
        """As in Filter."""
        chosen, unknown = self._chosen(text, bounds)
        found = tuple(word for word in self.choices(bounds) if word in chosen)
        if self.at_most and len(found) > self.at_most:
            unknown.append(f"“{self.label}” was cut to {self.at_most}.")
        return found[: self.at_most or None], unknown


@dataclass(frozen=True, kw_only=True)
class Numbers(Filter):
    """`count` whole numbers from 0 to `most`, not all 0 unless none means `usual`; one alone has a box to `upper`."""

    count: int = 1
    most: int = 100
    usual: int = 0
    upper: int = 5

    @property
    def picks_rows(self) -> bool:
        """As in Filter."""
        return super().picks_rows and self.count == 1

    @property
    def empty(self) -> Value:
        """As in Filter."""
        return ()

    def given(self, value: Value) -> Parameter:
        """As in Filter."""
        return value[0] if self.count == 1 and isinstance(value, tuple) and value else value or None

    def said(self, value: Any, labels: Mapping[str, str]) -> str:
        """As in Filter."""
        return f"{self.label} {', '.join(map(str, value))}"

    def write(self, value: Any, bounds: Bounds) -> str:
        """As in Filter."""
        return ",".join(map(str, value))

    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
        """As in Filter."""
        numbers = tuple(map(int, text.split(","))) if re.fullmatch(r"[0-9]{1,9}(,[0-9]{1,9})*", text) else ()
        if len(numbers) == self.count and max(numbers) <= self.most and (any(numbers) or self.usual):
            return (() if numbers == (self.usual,) else numbers), []
        wanted = "one number" if self.count == 1 else f"{self.count} numbers"
        return (), [f"“{shortened(text)}” does not fit “{self.label}”: {wanted} from 0 to {self.most}."]
