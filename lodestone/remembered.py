"""Results kept for whoever asks next: bounded, safe for threads, and worked out once for all who wait for the same."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

import pandas as pd
from cachetools import LRUCache

Result = TypeVar("Result")


class Remembered(Generic[Result]):
    """Results by key, the longest unused forgotten first.

    At most `entries` results are kept and, where `size` tells how large one is, at most `most` of that in all; a result
    larger than that is handed out and not kept.
    """

    def __init__(self, entries: int, *, most: int = 0, size: Callable[[Result], int] = lambda _: 0) -> None:
        # One bound serves for both: each result counts as at least its share of an entry.
        share = max(1, most // entries)
        self._size: Callable[[Result], int] = lambda result: max(share, size(result))
        # With its size, which is worked out once.
        self._kept: LRUCache[Hashable, tuple[Result, int]] = LRUCache(share * entries, lambda kept: kept[1])
        self._running: dict[Hashable, Future[Result]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, work: Callable[[], Result]) -> Result:
        """The result for this key; `work` is done by the first who asks, and others who ask meanwhile wait for it.

        What `work` raises reaches all of them, and the next to ask tries again.
        """
        with self._lock:
            if key in self._kept:
                return self._kept[key][0]
            waiting = self._running.get(key)
            if waiting is None:
                mine = self._running[key] = Future[Result]()
        if waiting is not None:
            return waiting.result()
        try:
            result = work()
            size = self._size(result)
        except BaseException as error:
            with self._lock:
                del self._running[key]
            mine.set_exception(error)
            raise
        with self._lock:
            del self._running[key]
            if size <= self._kept.maxsize:
                self._kept[key] = result, size
        mine.set_result(result)
        return result

    def __len__(self) -> int:
        return len(self._kept)


def all_that_is_in(*frames: pd.DataFrame) -> bytes:
    """Everything that these frames hold, as bytes: a key for what follows from them alone.

    Equal bytes mean equal frames, wherever they come from. Equal frames may, rarely, give other bytes: then something
    is worked out once more.
    """
    return pickle.dumps(frames, protocol=5)
