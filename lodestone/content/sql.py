"""The statements of data/schema/ and data/views/, each with its place, and the errors they end in."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import duckdb

from lodestone.errors import Problem, without_paths

# What a description of tables needs; nothing that reads, writes, sets, loads or keeps a secret.
ALLOWED = re.compile(r"CREATE (TABLE|VIEW|MACRO|TYPE|(UNIQUE )?INDEX|SCHEMA)\b|COMMENT ON\b", re.IGNORECASE)
NAMED = "CREATE TABLE, VIEW, MACRO, TYPE, INDEX or SCHEMA, or COMMENT ON"
# For every database that is opened: no file, network or extension access, no Python variables, memory with an end, and
# no way to switch any of it back on.
GUARDED: dict[str, str | bool | int | float | list[str]] = {
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
SECONDS = 60.0
_LINE = re.compile(r"\n+LINE (\d+):.*", re.DOTALL)


@dataclass(frozen=True)
class Statement:
    """One statement and the line of `file` on which it starts."""

    file: str
    line: int
    sql: str

    def problem(self, error: Exception) -> Problem:
        """What went wrong in it, at the line the database names."""
        text = str(error)
        found = _LINE.search(text)
        line = self.line + int(found[1]) - 1 if found else self.line
        return Problem(self.file, line, "", said(error), "Correct the statement, or restore it from version control")


def said(error: Exception) -> str:
    """An error of the database in one line, without the statement it repeats, full stop and paths."""
    if isinstance(error, duckdb.InterruptException):
        return "this takes too long and was stopped"
    return without_paths(" ".join(_LINE.sub("", str(error)).split())).rstrip(".")


def read_statements(text: str, file: str, problems: list[Problem]) -> list[Statement]:
    """The statements of a file; what cannot be parsed or is not allowed there goes to `problems`."""
    statements, wrong = _parsed(text, file)
    problems += wrong
    return list(statements)


@lru_cache(maxsize=64)
def _parsed(text: str, file: str) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """Kept for the next reading, like the schema itself: these files hardly ever change."""
    try:
        parsed = duckdb.extract_statements(text)
    except (duckdb.Error, RecursionError) as error:
        return (), (Statement(file, 1, text).problem(error),)
    statements, problems, start, place, line = [], [], 0, 0, 1
    for one in parsed:
        before, start = start, text.index(one.query.strip(), place)
        place, line = start + len(one.query.strip()), line + text.count("\n", before, start)
        statement = Statement(file, line, one.query)
        if ALLOWED.match(" ".join(one.query.split())):
            statements.append(statement)
        else:
            word = one.query.split()[0].upper()
            wrong = f"a statement that starts with {word} is not allowed as it is"
            problems.append(Problem(file, statement.line, "", wrong, f"Only {NAMED} may stand here"))
    return tuple(statements), tuple(problems)


def run_statements(con: duckdb.DuckDBPyConnection, statements: Sequence[Statement]) -> Problem | None:
    """Run them in order; the first that fails is told, and ends it."""
    with interrupted_after(con, SECONDS):
        for statement in statements:
            try:
                con.execute(statement.sql)
            except (duckdb.Error, RecursionError) as error:
                return statement.problem(error)
    return None


@contextmanager
def interrupted_after(con: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Stop what the connection is at when the time is over; it then raises InterruptException."""
    timer = threading.Timer(seconds, con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
