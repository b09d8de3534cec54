"""Files that readers ordered: made one at a time behind the pages, in the order in which they were asked for.

A page asks from time to time how its orders stand. What is made waits with the reader who ordered it, in bounds, and is
gone when that reader has left.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from lodestone.errors import LodestoneError

Say = Callable[[str], None]
# What one reader may keep; the oldest go first.
MOST_FILES, MOST_BYTES = 12, 40_000_000
_FAILED = "It could not be made, for a reason that the server's log has."
_LOG = logging.getLogger(__name__)


class _Stopped(Exception):
    """The reader does not want it any more."""


@dataclass(eq=False)
class Order:
    """One file that a reader wants: by what it is known, what it is called, and how it is made.

    `make` tells each step to the function that it is given. `state` goes from 'waiting' by 'working' to 'made' (then
    `data` holds the file) or 'failed' (then `said` says why); 'stopped' when the reader ended it.
    """

    key: Hashable
    name: str
    mime: str
    make: Callable[[Say], bytes]
    state: str = "waiting"
    said: str = ""
    data: bytes = b""

    @property
    def open(self) -> bool:
        """Whether it is still to be made."""
        return self.state in {"waiting", "working"}


class Workshop:
    """Makes files, one at a time, for all readers of this process.

    It holds an order only while its reader does: what a reader who has left ordered is not made any more.
    """

    def __init__(self) -> None:
        self._orders: list[weakref.ref[Order]] = []
        self._changed = threading.Condition()
        self._at_work = False

    def take(self, order: Order) -> None:
        """Take an order; it is made when all that were taken before are done."""
        with self._changed:
            self._orders.append(weakref.ref(order))
            if not self._at_work:
                self._at_work = True
                threading.Thread(target=self._work, name="workshop", daemon=True).start()

    def place(self, order: Order) -> int:
        """How many files are made before this one, the one under way included; 0 when it is the one, or done."""
        with self._changed:
            before = 0
            for held in self._orders:
                one = held()
                if one is order:
                    return before if order.state == "waiting" else 0
                before += one is not None and one.open
        return 0

    def stop(self, order: Order) -> None:
        """End an order: at once while it waits, else at its next step."""
        with self._changed:
            if order.open:
                order.state = "stopped"
                self._changed.notify_all()

    def wait(self, order: Order, seconds: float) -> bool:
        """Wait until an order is done or the time is over; whether it is done."""
        with self._changed:
            return self._changed.wait_for(lambda: not order.open, seconds)

    def _work(self) -> None:
        """Make what there is to make, then end: a thread of its own for each busy spell."""
        while (order := self._next()) is not None:
            self._make(order)
            with self._changed:
                del self._orders[0]
                self._changed.notify_all()
            # Not held while the next one is looked for: its reader may have left.
            del order

    def _next(self) -> Order | None:
        with self._changed:
            while self._orders:
                order = self._orders[0]()
                if order is not None and order.state == "waiting":
                    order.state = "working"
                    return order
                del self._orders[0]
            self._at_work = False
            return None

    def _make(self, order: Order) -> None:
        def say(words: str) -> None:
            if order.state == "stopped":
                raise _Stopped
            order.said = words

        try:
            data = order.make(say)
        except _Stopped:
            return
        except LodestoneError as error:
            self._end(order, "failed", said=str(error))
        except Exception:  # noqa: BLE001, the next reader's order is made whatever befell this one
            _LOG.exception("%s could not be made", order.name)
            self._end(order, "failed", said=_FAILED)
        else:
            self._end(order, "made", data=data)

    def _end(self, order: Order, state: str, *, said: str = "", data: bytes = b"") -> None:
        with self._changed:
            if order.state == "working":
                order.said, order.data, order.state = said, data, state


@dataclass
class Shelf:
    """What one reader ordered and what of it is made, the oldest first."""

    workshop: Workshop
    orders: dict[Hashable, Order] = field(default_factory=dict)

    def order(self, order: Order) -> None:
        """Order a file, unless the same is under way or made."""
        known = self.orders.get(order.key)
        if known is None or known.state not in {"waiting", "working", "made"}:
            self.orders.pop(order.key, None)
            self.orders[order.key] = order
            self.workshop.take(order)

    def stop(self, key: Hashable) -> None:
        """End an order and forget it."""
        if (order := self.orders.pop(key, None)) is not None:
            self.workshop.stop(order)

    @property
    def made(self) -> list[Order]:
        """What can be saved, the oldest first; beyond the bounds the oldest are let go, the newest never."""
        made = [one for one in self.orders.values() if one.state == "made"]
        while len(made) > 1 and (len(made) > MOST_FILES or sum(len(one.data) for one in made) > MOST_BYTES):
            del self.orders[made.pop(0).key]
        return made
