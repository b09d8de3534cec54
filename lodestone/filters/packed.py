"""A filter that carries something whole: the reader's own notebook in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lodestone.filters.bounds import Bounds, Value
from lodestone.filters.kinds import Filter


@dataclass(frozen=True, kw_only=True)
class Packed(Filter):
    """Something whole in one word of letters, digits, - and _; whoever unpacks it says what is wrong with it."""

    def write(self, value: Any, bounds: Bounds) -> str:  # noqa: ARG002, as every filter
        """As in Filter."""
        return str(value)

    def read(self, text: str, bounds: Bounds) -> tuple[Value, list[str]]:  # noqa: ARG002, as every filter
        """As in Filter."""
        if re.fullmatch(r"[A-Za-z0-9_-]{1,6000}", text):
            return text, []
        return None, [f"“{self.label}” in this address is damaged; ask for the link again."]
