"""The workers of this process: few, shared by all readers, first come, first served."""

from __future__ import annotations

import atexit
import os
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from lodestone.errors import StatementRefused
from lodestone.sandbox.limits import USUAL, Limits
from lodestone.sandbox.worker import WorkerProcess

# More than one, so that a slow statement does not hold up everybody; no more than leaves a processor to the pages.
SIZE = max(2, (os.cpu_count() or 2) // 2)
# More than so many in line are sent away: the last of them would wait for minutes.
LINE = 40


class Pool:
    """`size` workers and the line in front of them. Safe for threads."""

    def __init__(self, size: int = SIZE, line: int = LINE, limits: Limits = USUAL) -> None:
        self._line = line
        self._free: list[WorkerProcess] = [WorkerProcess(limits) for _ in range(size)]
        self._waiting: deque[object] = deque()
        self._turn = threading.Condition()

    def ask(self, job: dict[str, Any], limits: Limits, place: Callable[[int], None] = lambda _: None) -> dict[str, Any]:
        """What a worker says to a job; `place` is told how many are before this one, whenever that changes.

        Raises StatementRefused when a bound is met or the line is too long.
        """
        worker = self._take(place)
        try:
            return worker.ask(job, limits)
        finally:
            with self._turn:
                self._free.append(worker)
                self._turn.notify_all()

    def _take(self, place: Callable[[int], None]) -> WorkerProcess:
        ticket, told = object(), 0
        with self._turn:
            if len(self._waiting) >= self._line:
                raise StatementRefused(
                    f"{len(self._waiting)} statements of other readers are waiting to be run. Try again in a minute."
                )
            self._waiting.append(ticket)
        try:
            while True:
                with self._turn:
                    before = self._waiting.index(ticket)
                    if not before and self._free:
                        return self._free.pop()
                    if told == before + 1:
                        self._turn.wait()
                        continue
                # Told outside of the lock: a slow browser must not hold up the line.
                told = before + 1
                place(told)
        finally:
            with self._turn:
                self._waiting.remove(ticket)
                self._turn.notify_all()

    def warm(self) -> None:
        """Have one worker ready for who will ask soon."""
        with self._turn:
            if self._free:
                self._free[-1].start()

    def close(self) -> None:
        """End all workers that are free; those at work end with their statement's time."""
        with self._turn:
            for worker in self._free:
                worker.end()


_POOL: Pool | None = None
_MADE = threading.Lock()


def pool() -> Pool:
    """The pool of this process."""
    global _POOL  # noqa: PLW0603, one for all readers
    with _MADE:
        if _POOL is None:
            _POOL = Pool()
            atexit.register(_POOL.close)
        return _POOL
