"""One way of looking at the notebook: SQL parameters and a plain sentence from one set of values."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from lodestone.filters.bounds import Value
from lodestone.filters.declared import FILTERS
from lodestone.filters.kinds import Day, Many
from lodestone.language import first_upper, fmt_date
from lodestone.queries import Value as Parameter

# More filters than this that do not narrow are said in one.
_SAID_SINGLY = 3
# More values of one filter than this are said as their number where the line is narrow.
_VALUES_SAID = 3


@dataclass(frozen=True)
class View:
    """A value for every filter, the filters that the page obeys, the colour theme and the database version."""

    values: Mapping[str, Value]
    theme: str = "light"
    version: str = ""
    filters: tuple[str, ...] = field(default=tuple(FILTERS))
    window: str = "medium"
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The narrowest, in px, that a figure on the page will be shown in this window, or its width on paper."""
        return {"narrow": 340, "small": 600, "tablet": 820, "medium": 1000, "paper": 700}.get(self.window, 1440)

    @property
    def as_of(self) -> date:
        """The day everything is judged on."""
        day = self.values["as_of"]
        assert isinstance(day, date)
        return day

    def day(self, name: str) -> date | None:
        """The day that a filter stands for: the one that is set, else the one that follows from the as-of day."""
        one = FILTERS[name]
        assert isinstance(one, Day)
        return one.meant(self.values.get(name), self.as_of)

    @property
    def state(self) -> Hashable:
        """All that can change what a figure of this view shows: equal states of one cell give equal figures.

        It follows from the declarations of the filters; only what steers the taking away is left out.
        """
        kept = tuple(
            (name, value) for name, value in self.values.items() if value and FILTERS[name].purpose != "steers"
        )
        return self.version, self.theme, self.window, self.filters, kept

    def parameters(self) -> dict[str, Parameter]:
        """A value for the SQL parameter of every filter; what this page does not filter by is NULL."""
        return dict(self._parameters)

    @cached_property
    def _parameters(self) -> Mapping[str, Parameter]:
        given: dict[str, Parameter] = {
            one.parameter: one.given(self._value(name) if name in self.filters else None)
            for name, one in FILTERS.items()
            if one.purpose != "steers"
        }
        return given | {"as_of": self.as_of}

    def sentence(self, bearing: Collection[str] | None = None) -> str:
        """All filters of this page in words, the as-of day apart: 'Investment · All statuses'.

        With `bearing` only these. Where many do not narrow, they are said in one: 'Gallium · no other filter'.
        """
        listed = [name for name in self.filters if bearing is None or name in bearing]
        narrowing = tuple(name for name in self.narrowed() if name in listed)
        said = {name: self._words(name) for name in listed if FILTERS[name].purpose == "narrows"}
        idle = [words for name, words in said.items() if words and name not in narrowing]
        if len(idle) <= _SAID_SINGLY:
            return " · ".join(words for words in said.values() if words)
        return " · ".join([*(said[name] for name in narrowing), "no other filter"]) if narrowing else "No filter"

    def narrowed(self) -> tuple[str, ...]:
        """The filters of this page that narrow it now, in order; the as-of day never does."""
        return tuple(name for name in self.filters if FILTERS[name].purpose == "narrows" and self.values.get(name))

    def opened(self) -> dict[str, str]:
        """What is opened on this page, by filter."""
        opens = (name for name in self.filters if FILTERS[name].purpose == "opens")
        return {name: str(value) for name in opens if (value := self.values.get(name))}

    def without(self, names: Collection[str]) -> View:
        """The same view with these filters not set."""
        return replace(self, values={**self.values, **{name: FILTERS[name].empty for name in names}})

    def which(self) -> str:
        """Which view this is, in one narrow line: 'For Chemistry · Recycling · as of 25 Nov 2026'."""
        parts = [self._briefly(name) for name in self.narrowed()]
        return first_upper(" · ".join([*parts, f"as of {fmt_date(self.as_of)}"]))

    def _briefly(self, name: str) -> str:
        one, value = FILTERS[name], self._value(name)
        if name == "department":
            return f"for {self.labels.get(f'{name}|{value}', value)}"
        if isinstance(one, Many) and isinstance(value, tuple) and len(value) > _VALUES_SAID:
            return f"{one.label}: {len(value)} chosen"
        return self._words(name)

    def _words(self, name: str) -> str:
        value = self._value(name)
        return FILTERS[name].said(value, self.labels) if value else FILTERS[name].everything

    def _value(self, name: str) -> Value:
        """What a filter is set to, or what follows for it where it is not set."""
        one = FILTERS[name]
        return self.day(name) if isinstance(one, Day) and one.days_before else self.values.get(name)
