"""The nearest word to a mistaken one, for the first few mistakes only."""

from __future__ import annotations

import difflib
from collections.abc import Collection


class Hints:
    """Looks for near words `most` times: a file whose every row is wrong is one mistake, and each search takes time."""

    def __init__(self, most: int = 20) -> None:
        self._left = most

    def nearest(self, word: str, words: Collection[str]) -> str:
        """The word that may have been meant, as the start of a remedy; empty when none is near or enough were given."""
        if self._left <= 0:
            return ""
        self._left -= 1
        near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
        return f"Did you mean '{near[0]}'" if near else ""
