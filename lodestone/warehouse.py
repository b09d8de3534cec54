"""Checked content to one DuckDB file: built whole or not at all, opened read-only and locked.

A database file is named for the content it holds, so a changed `data/` means another file and readers are never
disturbed. `current.json` names the newest good one and its checksum; it is replaced in one step. Builders take turns.
Imported datasets are content too: they are loaded as they lie below `imports/`, and a damaged one is left out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lodestone import __version__
from lodestone.content import Content, input_files, read_content
from lodestone.errors import BuildError, ContentError, LodestoneError, Problem
from lodestone.imports import store
from lodestone.paths import Project
from lodestone.turns import turn

# No file, network or extension access, no Python variables, and no way to switch any of it back on.
LOCKED = {
    "enable_external_access": "false",
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_unsigned_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "temp_directory": "",  # what does not fit into memory is refused, not spread over the disk
    "threads": "2",
    "lock_configuration": "true",
}
POINTER = "current.json"
Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Warehouse:
    """An open database. `version` identifies its content; equal versions give equal answers."""

    version: str
    path: Path
    connection: duckdb.DuckDBPyConnection

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one query in one thread."""
        return self.connection.cursor()


def content_version(project: Project) -> str:
    """Sixteen hex digits over every input file, the code that reads them and the releases that store them."""
    digest = hashlib.sha256(f"{__version__} {duckdb.__version__}".encode())
    code = [Path(__file__), Path(store.__file__), *sorted((Path(__file__).parent / "content").glob("*.py"))]
    for path in [*code, *input_files(project.root), *store.import_files(project)]:
        digest.update(path.name.encode() + b"\0")
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            digest.update(b"missing")
    return digest.hexdigest()[:16]


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


def build(project: Project, *, force: bool = False) -> tuple[Path, bool]:
    """The database for the present content and whether it had to be built.

    Raises ContentError when the content does not hold and BuildError when the file cannot be written;
    in both cases the database built before stays as it is.
    """
    if not force and (ready := _sound(project, content_version(project))) is not None:
        return ready, False
    try:
        with turn(project):
            version = content_version(project)
            if not force and (ready := _sound(project, version)) is not None:
                return ready, False  # another builder made it in the meantime
            _sweep(project)
            return _publish(project, read_content(project.root), version), True
    except (OSError, duckdb.Error) as error:
        raise BuildError(f"The database could not be written to {project.build.name}/: {error}. "
                         "Free some space or check the folder's permissions, then build again.") from error


def _publish(project: Project, content: Content, version: str) -> Path:
    """Write the database beside the present one, then point to it."""
    name = f"{version}-{secrets.token_hex(4)}"
    target, draft = project.build / f"lodestone-{name}.duckdb", project.build / f".draft-{name}.duckdb"
    pointer = project.build / f".draft-{name}.json"
    try:
        _write(draft, project, content, version)
        pointer.write_text(json.dumps({"file": target.name, "version": version, "sha256": _checksum(draft)}), "utf-8")
        draft.replace(target)
        pointer.replace(project.build / POINTER)
    finally:
        _sweep(project)
    return target


def _write(path: Path, project: Project, content: Content, version: str) -> None:
    # The smallest blocks: many small tables with keys take 2 MB so, and 30 MB in blocks of the usual size.
    con = duckdb.connect(str(path), config={"default_block_size": "16384"})
    try:
        con.execute(content.schema_sql)
        for name, table in content.tables.items():
            if table.num_rows:
                con.from_arrow(table).insert_into(name)
        store.load(project, con)
        con.table("build_info").insert((version, __version__, content.row_count))
        con.execute("CHECKPOINT")
    finally:
        con.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pointer(project: Project) -> dict[str, object]:
    try:
        pointer = json.loads((project.build / POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return pointer if isinstance(pointer, dict) else {}


def _sound(project: Project, version: str | None = None) -> Path | None:
    """The database the pointer names, if it is whole (and, when asked, of this version)."""
    pointer = _pointer(project)
    path = project.build / Path(str(pointer.get("file"))).name
    if version is not None and version != pointer.get("version"):
        return None
    try:
        return path if _checksum(path) == pointer.get("sha256") else None
    except OSError:
        return None


def _sweep(project: Project) -> None:
    """Delete drafts (it is our turn) and all databases but the present one and the newest other, perhaps in use."""
    for draft in project.build.glob(".draft-*"):
        _delete(draft)
    present = _pointer(project).get("file")
    built = sorted(project.build.glob("lodestone-*.duckdb"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in [path for path in built if path.name != present][1:]:
        _delete(path)


def _delete(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def open_database(path: Path) -> Warehouse:
    """Open a built database read-only and locked; raises BuildError when it is not one."""
    try:
        con = duckdb.connect(str(path), read_only=True, config=dict(LOCKED))
        try:
            version = str(con.table("build_info").project("version").fetchall()[0][0])
        except (duckdb.Error, IndexError):
            con.close()
            raise
    except (duckdb.Error, IndexError, OSError) as error:
        raise BuildError(f"{path.name} cannot be opened: {error}. Delete it and build again.") from error
    return Warehouse(version, path, con)


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
                last = _sound(self.project)
                if last is None:
                    raise
                self._open = open_database(last)
