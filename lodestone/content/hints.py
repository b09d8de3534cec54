"""The nearest word to a mistaken one, for the first few mistakes only."""

from __future__ import annotations

import difflib
from collections.abc import Collection


class Hints:
    """Looks for near words `most` times: a file whose every row is wrong is one mistake, and each search takes time.

    The same mistake gets the same hint each time.
    """

    def __init__(self, most: int = 20) -> None:
        self._left = most
        self._given: dict[tuple[str, int], tuple[Collection[str], str]] = {}

    def nearest(self, word: str, words: Collection[str]) -> str:
        """The word that may have been meant, as the start of a remedy; empty when none is near or enough were given."""
        if (word, id(words)) in self._given:
            return self._given[word, id(words)][1]
        if self._left <= 0:
            return ""
        self._left -= 1
        near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
        hint = f"Did you mean '{near[0]}'" if near else ""
        # With the list itself: as long as it is kept, no other has its number.
        self._given[word, id(words)] = words, hint
        return hint
