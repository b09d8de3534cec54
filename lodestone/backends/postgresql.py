"""The backend for several replicas: one schema of a PostgreSQL, through a pool of connections.

Imported only where a database is set. Every change is one transaction, which holds the one row of `kept_state`: changes
come one after the other, and its number tells readers that there is something new.
"""

from __future__ import annotations

import contextlib
import math
import socket
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import errors, sql
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from lodestone.backends.things import (
    MOST_CONTENT,
    MOST_PART,
    Change,
    Item,
    Stamp,
    StoreAway,
    Thing,
    allow,
    stamped,
    version_of,
)
from lodestone.content.files import Unreadable, read_regular
from lodestone.settings import Settings

Connection = psycopg.Connection[tuple[Any, ...]]
# Seconds for a change that brings files, however patient a reader is set to be.
_LONG = 60.0
_COLUMNS = sql.SQL("kind, name, version, owner, changed_by, created_at, changed_at")
_ORDER = sql.SQL("CASE kind WHEN 'brief' THEN place END, name COLLATE \"C\"")
_REASONS: tuple[tuple[type[psycopg.Error], str], ...] = (
    (errors.UndefinedTable, "it holds no tables of Lodestone yet: run python -m lodestone store migrate"),
    (errors.InvalidSchemaName, "it holds no tables of Lodestone yet: run python -m lodestone store migrate"),
    (errors.InsufficientPrivilege, "the role that Lodestone signs in with may not do this"),
    (errors.ReadOnlySqlTransaction, "it takes no changes at present"),
    (errors.DiskFull, "it has no room left"),
    (errors.LockNotAvailable, "another change takes too long"),
    (errors.DataError, "it refused what was to be saved"),
    (errors.IntegrityError, "it refused what was to be saved"),
)


class PostgresStore:
    """What readers keep in a schema of a PostgreSQL. Safe for many threads; raises StoreAway in all its methods."""

    def __init__(self, settings: Settings) -> None:
        self._patience, self._rule = settings.database_patience, settings.owner_rule
        names = ("kept", "kept_parts", "kept_state")
        self._tables = {one: sql.Identifier(settings.database_schema, one) for one in names}
        self._pool = ConnectionPool(
            settings.database_url or "",
            min_size=0,
            max_size=settings.database_connections,
            timeout=self._patience,
            # A server that is back is tried anew by the next reader, not at the end of a long pause.
            reconnect_timeout=max(self._patience, 1),
            check=self._alive,
            num_workers=1,
            name="kept",
            open=True,
            configure=self._configure,
            kwargs={"connect_timeout": math.ceil(self._patience), "application_name": "lodestone"},
        )

    def close(self) -> None:
        """Give all connections back."""
        self._pool.close()

    def items(self, kind: str) -> list[Item]:
        """Everything of a kind: briefs in the order of keeping, all else by name."""
        with self._asking() as con:
            rows = con.execute(self._sql("SELECT {columns} FROM {kept} WHERE kind = %s ORDER BY {order}"), (kind,))
            return [_item(row) for row in rows]

    def everything(self) -> tuple[str, list[Item]]:
        """The state, and everything that is kept in it."""
        with self._asking() as con:
            con.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            rows = con.execute(self._sql("SELECT {columns} FROM {kept} ORDER BY {order}")).fetchall()
            return self._state(con), [_item(row) for row in rows]

    def read(self, kind: str, name: str) -> Thing | None:
        """One thing, with the bytes of its files; None where there is none."""
        with self._asking(_LONG) as con:
            con.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            found = con.execute(
                self._sql("SELECT {columns}, content FROM {kept} WHERE (kind, name) = (%s, %s)"), (kind, name)
            ).fetchone()
            if found is None:
                return None
            parts = con.execute(
                self._sql("SELECT part, content FROM {kept_parts} WHERE (kind, name) = (%s, %s)"),
                (kind, name),
                binary=True,
            ).fetchall()
            return Thing(_item(found), bytes(found[-1]), {part: bytes(content) for part, content in parts})

    def write(self, changes: Sequence[Change], by: str = "") -> list[Item]:
        """Keep and remove in one transaction; raises Stale and NotTheirs as well."""
        parts = [{name: _bytes(given) for name, given in one.parts.items()} for one in changes]
        large = sum(len(content) for one in parts for content in one.values()) > 1_000_000
        kept = []
        with self._asking(_LONG if large else self._patience) as con:
            (at,) = con.execute(
                self._sql(
                    "UPDATE {kept_state} SET change = change + 1, changed_at = clock_timestamp() RETURNING changed_at"
                )
            ).fetchone() or (None,)
            if at is None:
                raise StoreAway(_away(_REASONS[0][1]))
            for one, files in zip(changes, parts, strict=True):
                if (item := self._change(con, one, files, by, at)) is not None:
                    kept.append(item)
        return kept

    def _change(self, con: Connection, one: Change, files: dict[str, bytes], by: str, at: datetime) -> Item | None:
        key = (one.kind, one.name)
        row = con.execute(self._sql("SELECT {columns} FROM {kept} WHERE (kind, name) = (%s, %s)"), key).fetchone()
        there = None if row is None else _item(row)
        allow(one, there, by, self._rule)
        if one.content is None:
            con.execute(self._sql("DELETE FROM {kept} WHERE (kind, name) = (%s, %s)"), key)
            return None
        if len(one.content) > MOST_CONTENT:
            raise StoreAway(f"“{one.name}” is larger than {MOST_CONTENT // 1_000_000} MB. Nothing was saved.")
        item = Item(*key, version_of(one.content), stamped(one, there, by, at))
        stamp = item.stamp
        con.execute(
            self._sql(
                "INSERT INTO {kept} ({columns}, content) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) "
                "ON CONFLICT (kind, name) DO UPDATE SET (version, owner, changed_by, created_at, changed_at, content) "
                "= (excluded.version, excluded.owner, excluded.changed_by, excluded.created_at, excluded.changed_at, "
                "excluded.content)"
            ),
            (*key, item.version, stamp.owner, stamp.changed_by, stamp.created_at, stamp.changed_at, one.content),
        )
        con.execute(self._sql("DELETE FROM {kept_parts} WHERE (kind, name) = (%s, %s)"), key)
        for part, content in files.items():
            con.execute(
                self._sql("INSERT INTO {kept_parts} VALUES (%s, %s, %s, %s)"), (*key, part, content), binary=True
            )
        return item

    def state(self) -> str:
        """The number of changes, in this very database."""
        with self._asking() as con:
            return self._state(con)

    def _state(self, con: Connection) -> str:
        row = con.execute(self._sql("SELECT identity, change, changed_at FROM {kept_state}")).fetchone()
        return " ".join(map(str, row or ()))

    def _sql(self, text: LiteralString) -> sql.Composed:
        """A statement of this module with the names of its tables."""
        return sql.SQL(text).format(columns=_COLUMNS, order=_ORDER, **self._tables)

    @contextlib.contextmanager
    def _asking(self, seconds: float | None = None) -> Iterator[Connection]:
        """A transaction that ends in time: committed if all went well, else as if it had never been."""
        ending = False
        try:
            with self._pool.connection() as con, _cut_after(con, seconds or self._patience):
                yield con
                ending = True
                con.commit()
        except (psycopg.Error, PoolTimeout, PoolClosed, OSError) as error:
            reason = next((said for kind, said in _REASONS if isinstance(error, kind)), "it does not answer")
            raise StoreAway(_away(reason, uncertain=ending)) from error

    def _configure(self, con: Connection) -> None:
        """Nobody waits for ever, and nobody who is gone holds what others need."""
        with _cut_after(con, self._patience):
            con.execute(sql.SQL("SET lock_timeout = {}").format(int(_LONG * 1000)))
            con.execute("SET idle_in_transaction_session_timeout = '120s'")
            con.commit()

    def _alive(self, con: Connection) -> None:
        with _cut_after(con, self._patience):
            ConnectionPool.check_connection(con)


@contextlib.contextmanager
def _cut_after(con: Connection, seconds: float) -> Iterator[None]:
    """Close a connection on which no answer comes: a server that hangs would hold the reader for ever."""

    def cut() -> None:
        with contextlib.suppress(OSError, psycopg.Error):
            ours = socket.fromfd(con.fileno(), socket.AF_UNSPEC, socket.SOCK_STREAM)
            with contextlib.closing(ours):
                ours.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _away(reason: str, *, uncertain: bool = False) -> str:
    done = (
        "Whether the change was saved is not certain: look, or save it once more, which does no harm."
        if uncertain
        else "Nothing was saved; try again later."
    )
    return f"The database that holds what readers keep cannot be used: {reason}. {done}"


def _item(row: Sequence[Any]) -> Item:
    kind, name, version, owner, changed_by, created_at, changed_at = row[:7]
    return Item(kind, name, version, Stamp(owner, changed_by, created_at, changed_at))


def _bytes(given: Path | bytes) -> bytes:
    if isinstance(given, Path):
        try:
            given = read_regular(given, MOST_PART)
        except Unreadable as error:
            raise StoreAway(f"A file of the import is not kept: {error}. Nothing was saved.") from error
    return given
