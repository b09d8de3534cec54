"""A database without rows, with which a build begins: tables, comments, views and macros, as the bytes of its file.

Making one takes half of the time of a build, and what it is made from hardly ever changes. So this process remembers
it, and the next one, such as the builder of a running notebook, finds it in `build/`.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Sequence
from pathlib import Path

import duckdb

from lodestone.content.sql import GUARDED, Statement, run_statements
from lodestone.errors import ContentError
from lodestone.paths import Project
from lodestone.remembered import Remembered

# By their statements: 0.65 MB each.
_MADE: Remembered[bytes] = Remembered(2)


def blank_database(project: Project, statements: Sequence[Statement]) -> bytes:
    """The bytes of a DuckDB file in which these statements were run.

    It must be this process's turn to build. Raises ContentError for a statement that fails.
    """
    return _MADE.get(tuple(statements), lambda: _kept(project, statements) or _keep(project, statements))


def _mark(statements: Sequence[Statement]) -> str:
    """Sixteen hex digits over the statements and the release of DuckDB, whose files they end in."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for statement in statements:
        digest.update(b"\0" + statement.sql.encode())
    return digest.hexdigest()[:16]


def _named(project: Project, statements: Sequence[Statement], blank: bytes) -> Path:
    """Where it is kept, its checksum in the name: what was harmed there is not taken for it."""
    return project.build / f".blank-{_mark(statements)}-{hashlib.sha256(blank).hexdigest()}"


def _kept(project: Project, statements: Sequence[Statement]) -> bytes | None:
    for path in project.build.glob(f".blank-{_mark(statements)}-*"):
        with contextlib.suppress(OSError):
            blank = path.read_bytes()
            if path == _named(project, statements, blank):
                return blank
    return None


def _keep(project: Project, statements: Sequence[Statement]) -> bytes:
    draft = project.build / f".draft-{secrets.token_hex(4)}.duckdb"
    # The smallest blocks: many small tables with keys take 2 MB so, and 30 MB in blocks of the usual size.
    con = duckdb.connect(str(draft), config=GUARDED | {"default_block_size": "16384"})
    try:
        # One transaction: each comment on a column would be one of its own, with a log and a wait for the disk.
        con.begin()
        if problem := run_statements(con, statements):
            raise ContentError([problem])
        con.commit()
        con.execute("CHECKPOINT")
    finally:
        con.close()
    blank = draft.read_bytes()
    for old in project.build.glob(".blank-*"):
        with contextlib.suppress(OSError):
            old.unlink()
    draft.replace(_named(project, statements, blank))
    return blank
