"""Builds that one publishes and others serve: the publisher's half, and a replica's."""

from __future__ import annotations

import contextlib
import logging
import secrets
import threading
import time
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from lodestone.backends import look
from lodestone.build_lock import build_lock
from lodestone.content.sql import said
from lodestone.errors import BuildError, ContentError, LodestoneError, StorageError
from lodestone.paths import Project
from lodestone.settings import settings
from lodestone.warehouse.builder import build, checksum, enter, pointer, sound
from lodestone.warehouse.keeper import Keeper
from lodestone.warehouse.reader import open_database
from lodestone.warehouse.storage import Published, Storage
from lodestone.warehouse.trial import check_queries

# After a look or a fetch that failed, the next waits at least this many times as long as it took.
REST = 3
_LOG = logging.getLogger(__name__)


def storage() -> Storage | None:
    """The storage that is set for this process, if any."""
    now = settings()
    return Storage(now.storage_url, min(10.0, max(1.0, now.look_seconds))) if now.storage_url else None


def keeper(project: Project, patience: float) -> Keeper:
    """What gives this process its databases: a builder, a builder that publishes, or a replica."""
    place = storage()
    if place is None:
        return Keeper(project, patience)
    if settings().replica:
        return Replica(project, place, settings().look_seconds)

    def after(path: Path) -> None:
        publish(project, path, place)

    one = Keeper(project, patience, after=after)
    threading.Thread(
        target=_ask, args=(weakref.ref(one), settings().look_seconds), name="publisher", daemon=True
    ).start()
    return one


def _ask(known: Callable[[], Keeper | None], pause: float) -> None:
    """Ask for the database now and then, as long as there is a keeper: others read it, should nobody do so here."""
    while (one := known()) is not None:
        with contextlib.suppress(LodestoneError):  # pages say it
            one.current()
        del one
        time.sleep(pause)


def publish(project: Project, path: Path, place: Storage, *, force: bool = False) -> bool:
    """Put a built file into the storage and move the pointer to it; whether that was needed.

    Ended at any moment, the pointer names the file of before or this one, and either is whole. Raises StorageError.
    """
    with FileLock(project.build / ".publish.lock"):
        try:
            before = place.pointer()
        except StorageError:
            if not force:
                raise
            before = None  # one that cannot be read is written anew
        version = path.name.split("-")[1]
        if not force and before is not None and before.version == version and place.holds(before):
            return False
        status = path.stat()
        built = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
        name = f"lodestone-{version}-{secrets.token_hex(4)}.duckdb"
        told = Published(name, checksum(path), status.st_size, version, built).after(before)
        place.put(path, told)
        place.point(told)
        place.sweep(told)
        return True


def fetch(project: Project, place: Storage, told: Published) -> Path:
    """The published build on this machine, fetched if need be, whole, and tried with every question of this release.

    Raises StorageError; what this machine had before then stays as it is.
    """
    project.build.mkdir(parents=True, exist_ok=True)
    # Not the builders' turn: a slow storage must not keep readers from what they save.
    with FileLock(project.build / ".fetch.lock"):
        for left in project.build.glob(".fetched-*"):
            left.unlink(missing_ok=True)
        if pointer(project).get("sha256") == told.sha256 and (ready := sound(project)) is not None:
            return ready  # another process of this machine fetched it in the meantime
        draft = project.build / f".fetched-{secrets.token_hex(4)}.duckdb"
        try:
            place.fetch(told, draft)
            _try(project, draft, told)
            with build_lock(project):
                return enter(project, draft, told.version, told.sha256)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StorageError(f"What is published cannot be written to {project.build.name}/: {reason}.") from error
        finally:
            draft.unlink(missing_ok=True)


def _try(project: Project, draft: Path, told: Published) -> None:
    opened = open_database(draft)
    opened.connection.close()
    try:
        if opened.version != told.version:
            raise StorageError(f"{told.name} in the storage holds another version than its pointer says.")
        check_queries(project, draft)
    except ContentError as error:
        raise StorageError(
            f"What is published does not answer the questions of this release ({error.problems[0]}). "
            "Update this replica, or publish from the same release."
        ) from error


def ready(project: Project, *, force: bool = False) -> tuple[Path, bool]:
    """The database for a command, and whether it was made for it: built, or on a replica fetched.

    Where the storage cannot be used, what a replica had before is ready too. Raises what `build` and `fetch` raise.
    """
    place = storage()
    return build(project, force=force) if place is None or not settings().replica else _newest(project, place)


def _newest(project: Project, place: Storage) -> tuple[Path, bool]:
    have = pointer(project).get("file")
    try:
        told = place.pointer()
        path = fetch(project, place, told) if told else None
    except StorageError:
        if (path := sound(project)) is None:
            raise
    if path is None and (path := sound(project)) is None:
        raise NOTHING
    return path, path.name != have


NOTHING = StorageError("Nothing is published in the storage yet. Run: python -m lodestone publish.")


class Replica(Keeper):
    """Serves the published build; a thread looks at the pointer every `pause` seconds and fetches what is new.

    Readers never wait for the storage unless this machine has nothing to show. Where it cannot be used, or holds
    something that is not what was published, the last good build is served and `problem` says why.
    """

    coming = "A new version was published and is being fetched; this is the one before. Look again in a moment."
    late = "No newer version of the notebook can be fetched at present; this is the last good one."
    opening = "The database is being opened. The first time it is fetched from where it is published."

    def __init__(self, project: Project, place: Storage, pause: float = 10.0) -> None:
        super().__init__(project, 0.0)
        self._place, self._pause = place, pause
        self._serves = ""
        self._watcher: threading.Thread | None = None
        self._wake, self._closed = threading.Event(), False

    def close(self) -> None:
        """Look no more."""
        self._closed = True
        self._wake.set()

    def _look(self) -> None:
        look(self.project)
        if self.harmed():
            self._open, self._serves = None, ""
        if self._open is None:
            self.building = True
            self._wake.set()
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, name="replica", daemon=True)
            self._watcher.start()

    def _watch(self) -> None:
        while not self._closed:
            self._wake.clear()
            began = time.monotonic()
            problem: LodestoneError | None = None
            try:
                self._renew()
            except LodestoneError as error:
                problem = error
            except Exception as error:  # noqa: BLE001, a thread of its own: nobody else would hear of it
                problem = BuildError(f"What is published could not be taken: {type(error).__name__}: {said(error)}.")
            if problem is not None and str(problem) != str(self.problem or ""):
                _LOG.warning("%s", problem, exc_info=problem)
            with self._turn:
                # The file that was open may have been found harmed meanwhile; then the next round has begun.
                self.problem, self.building = problem, problem is None and self._open is None
                self._turn.notify_all()
            took = time.monotonic() - began
            self._wake.wait(max(self._pause, REST * took if problem else 0.0))

    def _renew(self) -> None:
        """Open what this machine has where nothing is open, then what is published, if that is another."""
        if self._open is None and (have := sound(self.project)) is not None:
            self._serves = str(pointer(self.project).get("sha256"))
            self._take(have)
        told = self._place.pointer()
        if told is None:
            raise NOTHING
        if told.sha256 != self._serves or self._open is None:
            self.building = True
            self._take(fetch(self.project, self._place, told), instead=True)
            self._serves = told.sha256
