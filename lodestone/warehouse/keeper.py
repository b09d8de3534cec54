"""The database that is current: built again beside the readers when the content changed, healed when it is damaged."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from pathlib import Path

from lodestone import brief_store, store
from lodestone.backends import look
from lodestone.content import input_files
from lodestone.content.sql import said
from lodestone.errors import BuildError, LodestoneError, Problem
from lodestone.paths import Project
from lodestone.query_files import query_files
from lodestone.warehouse.apart import build_apart
from lodestone.warehouse.builder import content_version, sound
from lodestone.warehouse.reader import Warehouse, open_database

Fingerprint = tuple[tuple[str, int, int], ...]
# After a build that could not be done, the next try waits this many times as long as the last one took.
REST = 10


def fingerprint(project: Project) -> Fingerprint:
    """Name, size and change time of every input file: cheap enough to ask on every page view."""
    return tuple(
        _state(path)
        for path in [*input_files(project.root), *store.import_files(project), *brief_store.kept_files(project)]
    )


def _questions(project: Project) -> Fingerprint:
    """The same of the questions, which are looked at only while something is wrong: perhaps with one of them."""
    return tuple(_state(path) for path in query_files(project.queries).values())


def _state(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return path.name, -1, -1
    return path.name, status.st_size, status.st_mtime_ns


class Keeper:
    """Gives the database for the present content, built again when `data/` changed or the file is damaged.

    It is built beside the readers, who wait for it at most `patience` seconds after a change and are then given the
    last good one; `building` says that another is on its way. Only where there is no good one at all is it waited for.
    When the content does not hold, the last good one goes on being served and `problem` says why. `left_out` says which
    imported datasets and briefs are damaged; the database is built without them. One instance serves all threads of a
    process. `after` is given each good database once it is served, to publish it; nobody waits for that.
    """

    # What readers are told: while another version is on its way, when it could not be had, and when there is none yet.
    coming = (
        "The content changed: files in data/, or what was added or removed here. A new version is being built; this is "
        "the one before. Look again in a moment."
    )
    late = "A new version could not be built; this is the last good one."
    opening = "The database is being opened. The first time it is built from the files in data/, which takes a moment."

    def __init__(
        self,
        project: Project,
        patience: float = math.inf,
        builder: Callable[[Project], Path] = build_apart,
        after: Callable[[Path], None] | None = None,
    ) -> None:
        self.project = project
        self.problem: LodestoneError | None = None
        self.left_out: list[Problem] = []
        self.building = False
        self._patience = patience
        self._builder, self._after = builder, after
        self._busy = False
        self._turn = threading.Condition()
        self._seen: Fingerprint | None = None
        self._asked: Fingerprint | None = None
        self._open: Warehouse | None = None
        self._file: tuple[str, int, int] | None = None
        self._until = self._again = 0.0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show yet, so that the next reader waits."""
        return self._open is None

    def current(self) -> Warehouse:
        """The open database; raises ContentError or BuildError only when there is no good one at all."""
        with self._turn:
            if not self.building and not self._busy:
                self._look()
            while self.building:
                left = math.inf if self._open is None else self._until - time.monotonic()
                if left <= 0:
                    break
                self._turn.wait(None if left == math.inf else left)
            if self._open is None:
                raise self.problem or BuildError("There is no database to show, and none could be built.")
            return self._open

    def behind(self, warehouse: Warehouse) -> bool:
        """Whether something newer than this database, which a view was given, is being built or has come since."""
        with self._turn:
            return self.building or self._open is not warehouse

    def harmed(self) -> bool:
        """Whether the open file was changed, is gone, or failed a question."""
        return self._open is not None and (self._open.doubted.is_set() or _state(self._open.path) != self._file)

    def _look(self) -> None:
        """Start a build if the content is another, the open file is harmed, or a build that failed may be tried again.

        Wrong content waits for a change; a full disk or a locked folder is tried again without one.
        """
        look(self.project)
        seen = fingerprint(self.project)
        harmed = self.harmed()
        if harmed:
            self._open = None
        mended = self.problem is not None and _questions(self.project) != self._asked
        changed = seen != self._seen or harmed or mended
        if changed or (isinstance(self.problem, BuildError) and time.monotonic() >= self._again):
            # Nobody waits for another try of what failed, unless whoever asks waits for everything.
            self._until = time.monotonic() + (self._patience if changed or self._patience == math.inf else 0)
            self._seen, self._asked = seen, _questions(self.project)
            self.building = self._busy = True
            threading.Thread(target=self._work, name="build", daemon=True).start()

    def _work(self) -> None:
        began = time.monotonic()
        problem: LodestoneError | None = None
        left_out = self.left_out
        try:
            path = sound(self.project, content_version(self.project))
            if path is None:
                self._take(sound(self.project))
                path = self._builder(self.project)
            left_out = [*store.datasets(self.project)[1], *brief_store.briefs(self.project)[1]]
            self._take(path, instead=True)
            if self._after is not None:
                with self._turn:
                    self.building = False
                    self._turn.notify_all()
                self._after(path)
        except LodestoneError as error:
            problem = error
        except Exception as error:  # noqa: BLE001, a thread of its own: nobody else would hear of it
            problem = BuildError(f"The database could not be built: {type(error).__name__}: {said(error)}.")
        took = time.monotonic() - began
        with self._turn:
            self.problem, self.left_out, self.building, self._busy = problem, left_out, False, False
            self._again = time.monotonic() + (0 if self._patience == math.inf else REST * took)
            self._turn.notify_all()

    def _take(self, path: Path | None, *, instead: bool = False) -> None:
        """Open a database where there is none, or in the place of another, and let those go on who wait for one."""
        if path is None or (self._open is not None and (not instead or self._open.path == path)):
            return
        file = _state(path)
        opened = open_database(path)
        with self._turn:
            self._open, self._file = opened, file
            self._turn.notify_all()
