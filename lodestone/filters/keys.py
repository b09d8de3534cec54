"""Filters that hold identifiers from lists too long to be offered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lodestone.filters.bounds import Bounds, Value
from lodestone.filters.kinds import Filter

# As many identifiers fit into an address that every browser and mail program takes.
_MOST_KEYS = 100
# An identifier from a list too long to be offered; the page looks it up and says when there is none.
KEY = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,158}[^\s\x00-\x1f\x7f])?")


@dataclass(frozen=True, kw_only=True)
class Key(Filter):
    """An identifier from a list too long to be offered."""

    def write(self, value: Any, bounds: Bounds) -> str:
        """As in Filter."""
        return str(value)

    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
        """As in Filter."""
        return (text, []) if KEY.fullmatch(text) else (None, self._not_choices([text], bounds))


@dataclass(frozen=True, kw_only=True)
class Keys(Filter):
    """Several identifiers, in the reader's order."""

    @property
    def empty(self) -> Value:
        """As in Filter."""
        return ()

    def write(self, value: Any, bounds: Bounds) -> str:
        """As in Filter."""
        return ",".join(map(str, value))

    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
        """As in Filter."""
        known = self.choices(bounds)
        parts = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
        found = [part for part in parts if (part in known if known else KEY.fullmatch(part))]
        wrong = self._not_choices([part for part in parts if part not in found], bounds)
        if len(found) > _MOST_KEYS:
            wrong.append(f"“{self.label}” was cut to {_MOST_KEYS}.")
        return tuple(found[:_MOST_KEYS]), wrong
