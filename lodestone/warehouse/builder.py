"""Checked content to one DuckDB file, built whole or not at all.

A database file is named for the content it holds, so a changed `data/` means another file and readers are never
disturbed. `current.json` names the newest good one and its checksum; it is replaced in one step. Builders take turns.
Imported datasets are content too: they are loaded as they lie below `imports/`, and a damaged one is left out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from lodestone import __version__, brief_store, store
from lodestone.build_lock import build_lock
from lodestone.content import Content, input_files
from lodestone.content.files import mark_of, read_regular
from lodestone.content.outlines import OUTLINES
from lodestone.content.sql import GUARDED, Statement, run_statements, said
from lodestone.errors import BuildError, ContentError
from lodestone.paths import Project
from lodestone.remembered import Remembered
from lodestone.warehouse import blank, kept_briefs
from lodestone.warehouse.trial import check_queries, checked_content, questions_mark

POINTER = "current.json"
# Marks of questions that this process has planned, and that held: not planned again for another folder or content.
_HELD: Remembered[None] = Remembered(16)


def content_version(project: Project) -> str:
    """Sixteen hex digits over every input file, the code that reads them and the releases that store them."""
    digest = hashlib.sha256(f"{__version__} {duckdb.__version__}".encode())
    code = [Path(blank.__file__), Path(kept_briefs.__file__), Path(store.__file__), Path(brief_store.__file__)]
    code += sorted((Path(__file__).parent.parent / "content").glob("*.py"))
    for path in [Path(__file__), *code, *input_files(project.root)]:
        digest.update(os.fsencode(path.name) + b"\0" + mark_of(path))
    for path in store.import_files(project):
        digest.update(os.fsencode(path.name) + b"\0" + mark_of(path, store.MOST_SITES))
    for path in brief_store.kept_files(project):
        digest.update(os.fsencode(path.name) + b"\0" + mark_of(path, brief_store.MOST_BRIEFS))
    return digest.hexdigest()[:16]


def build(project: Project, *, force: bool = False) -> tuple[Path, bool]:
    """The database for the present content and whether it had to be built.

    Raises ContentError when the content does not hold and BuildError when the file cannot be written;
    in both cases the database built before stays as it is.
    """
    if not force and (ready := sound(project, content_version(project))) is not None:
        return ready, False
    try:
        with build_lock(project):
            version = content_version(project)
            if not force and (ready := sound(project, version)) is not None:
                return ready, False  # another builder made it in the meantime
            _sweep(project)
            store.sweep(project)
            return _publish(project, checked_content(project, views=False), version), True
    except (OSError, duckdb.Error, pa.ArrowException, MemoryError, RecursionError, UnicodeError) as error:
        # An OSError's own text names a path of the machine; what is wrong is its first half.
        reason = getattr(error, "strerror", None) or said(error) or type(error).__name__
        raise BuildError(
            f"The database could not be written to {project.build.name}/: {reason}. "
            "Free some space or check the folder's permissions, then build again."
        ) from error


def _publish(project: Project, content: Content, version: str) -> Path:
    """Write the database beside the present one, then point to it."""
    draft = project.build / f".draft-{secrets.token_hex(4)}.duckdb"
    try:
        _write(draft, project, content, version)
        # Planned again only when tables, views or questions changed: other rows plan the same.
        asked = questions_mark(project, content)
        if asked != pointer(project).get("questions"):
            _HELD.get(asked, lambda: check_queries(project, draft))
        _keep_outlines(project, version)
        return enter(project, draft, version, checksum(draft), asked)
    finally:
        _sweep(project)


def enter(project: Project, draft: Path, version: str, sha256: str, questions: str = "") -> Path:
    """Give a finished draft its name and point to it, each in one step. It must be this process's turn."""
    name = f"{version}-{secrets.token_hex(4)}"
    target, named = project.build / f"lodestone-{name}.duckdb", project.build / f".draft-{name}.json"
    told = {"file": target.name, "version": version, "sha256": sha256, "questions": questions}
    named.write_text(json.dumps(told), "utf-8")
    draft.replace(target)
    named.replace(project.build / POINTER)
    _sweep(project)
    return target


def _keep_outlines(project: Project, version: str) -> None:
    """Put the outlines that were just checked beside the database: maps are drawn from them, whatever happens in data/.

    Files that changed since they were checked are left for the next build.
    """
    drafts = {name: project.build / f".draft-{secrets.token_hex(4)}-{name}" for name in OUTLINES}
    for name, draft in drafts.items():
        draft.write_bytes(read_regular(project.data / "basemap" / name))
    if content_version(project) != version:
        return
    project.kept_basemap.mkdir(exist_ok=True)
    for name, draft in drafts.items():
        draft.replace(project.kept_basemap / name)


def _write(path: Path, project: Project, content: Content, version: str) -> None:
    path.write_bytes(blank.blank_database(project, content.statements))
    con = duckdb.connect(str(path), config=dict(GUARDED))
    try:
        con.begin()
        for name, table in content.tables.items():
            if table.num_rows:
                con.from_arrow(table).insert_into(name)
        con.commit()
        store.load(project, con)
        kept_briefs.load(project, con)
        con.begin()
        con.execute("CREATE SCHEMA worked_out")
        for statement in content.statements:
            _work_out(con, statement)
        con.table("build_info").insert((version, __version__, content.row_count, content.views_sql))
        con.commit()
        con.execute("CHECKPOINT")
    finally:
        con.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _work_out(con: duckdb.DuckDBPyConnection, statement: Statement) -> None:
    """Keep the rows of a view, if the statement makes one, since only readers open the database.

    Otherwise each question plans every view below it anew, which takes several times as long as its rows; the next view
    reads what is kept, too. The view itself stays, under its name. The view of all sites is left as it is: imported
    ones would be held twice, and there may be hundreds of thousands.
    """
    view = re.match(r"CREATE VIEW (\w+)", statement.sql)
    if view is None or view[1] == "all_sites":
        return
    name = view[1]
    kept = replace(statement, sql=f"CREATE TABLE worked_out.{name} AS FROM {name} ORDER BY ALL")
    if problem := run_statements(con, [kept]):
        raise ContentError([replace(problem, line=statement.line, field=name)])
    con.execute(f"CREATE OR REPLACE VIEW {name} AS FROM worked_out.{name}")


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pointer(project: Project) -> dict[str, object]:
    """What `current.json` says; empty where it says nothing that can be read."""
    try:
        told = json.loads((project.build / POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def sound(project: Project, version: str | None = None) -> Path | None:
    """The database the pointer names, if it is whole (and, when asked, of this version)."""
    told = pointer(project)
    path = project.build / Path(str(told.get("file"))).name
    if version is not None and version != told.get("version"):
        return None
    try:
        return path if checksum(path) == told.get("sha256") else None
    except OSError:
        return None


def _sweep(project: Project) -> None:
    """Delete drafts (it is our turn) and all databases but the present one and the newest other, perhaps in use."""
    for draft in project.build.glob(".draft-*"):
        _delete(draft)
    present = pointer(project).get("file")
    built = sorted(project.build.glob("lodestone-*.duckdb"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in [path for path in built if path.name != present][1:]:
        _delete(path)


def _delete(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
