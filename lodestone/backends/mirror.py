"""What a PostgreSQL holds, and beside it a copy of all of it in a folder: pages and builds read the copy.

So nothing that is known gets lost from view while the database is away, and a build needs no database. The copy is
brought up to date after each change made here, and by a look at the database now and then.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from lodestone.backends.folder import FolderStore
from lodestone.backends.layouts import put
from lodestone.backends.postgresql import PostgresStore
from lodestone.backends.things import KINDS, WHATEVER, Change, Item, StoreAway, Thing

# Bytes that are fetched before they are written down.
_AT_ONCE = 50_000_000
_LOG = logging.getLogger(__name__)


class MirroredStore:
    """A store whose truth is the database; `copy` is the folder, of which nothing else writes anything.

    `problem` says why the database could not be used when it was last asked; empty when it could.
    """

    def __init__(self, database: PostgresStore, copy: FolderStore, every: float) -> None:
        self.database, self.copy, self.problem = database, copy, ""
        self._every = every
        self._again = 0.0
        self._watching = threading.Lock()
        self._watcher: threading.Thread | None = None
        self._stop = threading.Event()

    def items(self, kind: str) -> list[Item]:
        """Everything of a kind: as the database has it, or as it was last known."""
        with contextlib.suppress(StoreAway):
            self._ask_if_there()
            return self.database.items(kind)
        return self.copy.items(kind)

    def read(self, kind: str, name: str) -> Thing | None:
        """One thing: as the database has it, or as it was last known."""
        with contextlib.suppress(StoreAway):
            self._ask_if_there()
            return self.database.read(kind, name)
        return self.copy.read(kind, name)

    def write(self, changes: Sequence[Change], by: str = "") -> list[Item]:
        """Change the database, which alone decides, and then the copy. Raises as the database does."""
        items = self.database.write(changes, by)
        with contextlib.suppress(StoreAway, OSError):
            self.refresh()
        return items

    def state(self) -> str:
        """The number of changes in the database."""
        return self.database.state()

    def refresh(self) -> bool:
        """Bring the copy up to date; whether anything was new. Raises StoreAway, and OSError where it has no room."""
        try:
            state = self.database.state()
            self.problem = ""
            return state != self._known() and self._fetch()
        except StoreAway as error:
            if str(error) != self.problem:
                _LOG.warning("%s", error)
            self.problem, self._again = str(error), time.monotonic() + self._every
            raise

    def watch(self) -> None:
        """From now on look now and then, in a thread of its own; the first look is waited for."""
        with self._watching:
            if self._watcher is None:
                with contextlib.suppress(StoreAway, OSError):
                    self.refresh()
                self._watcher = threading.Thread(target=self._look, name="kept", daemon=True)
                self._watcher.start()

    def close(self) -> None:
        """Look no more, and let go of the database."""
        self._stop.set()
        if self._watcher is not None:
            self._watcher.join(timeout=30)
        self.database.close()

    def _look(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self.refresh()
            except StoreAway:
                pass  # was said once; pages go on with what is known
            except Exception:  # noqa: BLE001, a thread of its own: nobody else would hear of it
                _LOG.exception("The copy of what readers keep could not be brought up to date.")

    def _ask_if_there(self) -> None:
        """Readers do not wait again and again for a database that was away a moment ago."""
        if self.problem and time.monotonic() < self._again:
            raise StoreAway(self.problem)

    @property
    def _mark(self) -> Path:
        return self.copy.root / "state"

    def _known(self) -> str:
        try:
            return self._mark.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def _fetch(self) -> bool:
        """Fetch what differs and forget what is gone; the mark comes last, so that a fetch that stops begins again."""
        with self.copy.turn():
            state, wanted = self.database.everything()
            if state == self._known():
                return False
            for changes in self._news(wanted):
                self.copy.write(changes)
            put(self._mark, state.encode())
            return True

    def _news(self, wanted: Sequence[Item]) -> Iterator[list[Change]]:
        """What has to change in the copy, a few megabytes at a time: what is gone, what is new or another."""
        there = {(one.kind, one.name): one for kind in KINDS for one in self.copy.items(kind)}
        kept = {(one.kind, one.name) for one in wanted}
        changes = [Change(kind, name, None, WHATEVER) for kind, name in there if (kind, name) not in kept]
        size = 0
        for one in wanted:
            if there.get((one.kind, one.name)) == one or (thing := self.database.read(one.kind, one.name)) is None:
                continue
            changes.append(Change(one.kind, one.name, thing.content, WHATEVER, thing.parts, thing.item.stamp))
            size += len(thing.content) + sum(len(part) for part in thing.parts.values() if isinstance(part, bytes))
            if size > _AT_ONCE:
                yield changes
                changes, size = [], 0
        if changes:
            yield changes
