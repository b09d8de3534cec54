"""The database that is current: rebuilt when the content changed, healed when its file is damaged."""

from __future__ import annotations

import threading

from lodestone import store
from lodestone.content import input_files
from lodestone.errors import BuildError, ContentError, LodestoneError, Problem
from lodestone.paths import Project
from lodestone.warehouse.builder import build, sound
from lodestone.warehouse.reader import Warehouse, open_database

Fingerprint = tuple[tuple[str, int, int], ...]


def fingerprint(project: Project) -> Fingerprint:
    """Name, size and change time of every input file: cheap enough to ask on every page view."""
    found = []
    for path in [*input_files(project.root), *store.import_files(project)]:
        try:
            status = path.stat()
        except OSError:
            found.append((path.name, -1, -1))
        else:
            found.append((path.name, status.st_size, status.st_mtime_ns))
    return tuple(found)


class Keeper:
    """Gives the database for the present content, rebuilt when `data/` changed or the file is damaged.

    When the content does not hold, the last good database goes on being served and `problem` says why. `left_out`
    says which imported datasets are damaged; the database is built without them.
    One instance serves all threads of a process.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.problem: LodestoneError | None = None
        self.left_out: list[Problem] = []
        self._lock = threading.Lock()
        self._seen: Fingerprint | None = None
        self._open: Warehouse | None = None

    def current(self) -> Warehouse:
        """The open database; raises ContentError or BuildError only when there is no good one at all."""
        with self._lock:
            seen = fingerprint(self.project)
            if self._open is None or seen != self._seen:
                self._refresh()
                # A full disk or a locked folder is tried again on the next call; wrong content waits for a change.
                self._seen = None if isinstance(self.problem, BuildError) else seen
            assert self._open is not None
            return self._open

    def _refresh(self) -> None:
        try:
            path, _ = build(self.project)
            self.problem = None
            self.left_out = store.datasets(self.project)[1]
            if self._open is None or self._open.path != path:
                self._open = open_database(path)
        except (ContentError, BuildError) as error:
            self.problem = error
            if self._open is None:
                last = sound(self.project)
                if last is None:
                    raise
                self._open = open_database(last)
