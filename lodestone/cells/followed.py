"""Results kept for every view that agrees with the first in what was looked at when they were made.

Most of a view's values do not bear on most cells: whoever opens a project, or turns a map, changes one figure and not
ten. Which values do bear is not declared, where it could be declared wrongly: it is seen, each time something is made.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Generic, TypeVar

from cachetools import LRUCache

from lodestone.filters import FILTERS, Value, View
from lodestone.remembered import Remembered

Result = TypeVar("Result")
# Whose work it is: some hundred cells in up to five forms.
_OWNERS = 2048


class Seen(Mapping[str, Value]):
    """A view's values, and the names of those that were looked at."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Value:
        """The value, which is noted, as is one that is not there."""
        self.names.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        """All names: whoever goes through them depends on every filter there is."""
        self.names.update(FILTERS, self._values)
        return iter(self._values)

    def __len__(self) -> int:
        """How many there are, for which all are looked at."""
        self.names.update(FILTERS, self._values)
        return len(self._values)


class Followed(Generic[Result]):
    """Results by their owner, a key, and those of the view's values that the owner's work was ever seen to look at.

    A result is given for a view only if the view agrees with the one it was made for in all that was looked at then;
    database, theme, window and filters of the page are always compared. Bounds are as in Remembered.
    """

    def __init__(self, entries: int, *, most: int = 0, size: Callable[[Result], int] = lambda _: 0) -> None:
        self._kept: Remembered[tuple[Result, frozenset[str]]] = Remembered(
            entries, most=most, size=lambda made: size(made[0])
        )
        self._names: LRUCache[Hashable, tuple[str, ...]] = LRUCache(_OWNERS)
        self._lock = threading.Lock()

    def get(self, owner: Hashable, key: Hashable, view: View, work: Callable[[View], Result]) -> Result:
        """What `work` makes of a view, once for all views that agree.

        `key` is all that it depends on beside the view; the work reads the view that it is given and no other, and does
        not keep it.
        """
        mine: list[tuple[Result, frozenset[str]]] = []

        def make() -> tuple[Result, frozenset[str]]:
            if not mine:
                seen = Seen(view.values)
                made = work(replace(view, values=seen))
                mine.append((made, frozenset(seen.names)))
            return mine[0]

        while True:
            with self._lock:
                names = self._names.get(owner, ())
            values = tuple(view.values.get(name) for name in names)
            always = (view.version, view.theme, view.window, view.filters)
            result, looked_at = self._kept.get((owner, key, always, names, values), make)
            if looked_at.issubset(names):
                return result
            # More was looked at than the key tells apart: it is no answer for others until the key does.
            with self._lock:
                self._names[owner] = tuple(sorted({*self._names.get(owner, ()), *looked_at}))

    def __len__(self) -> int:
        return len(self._kept)
