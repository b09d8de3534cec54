"""What data/schema/ asks of the content, read back from DuckDB so that it is written down once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

import duckdb
import pyarrow as pa

from lodestone.content.sql import GUARDED, Statement, run_statements
from lodestone.errors import Problem

# Filled in by the build itself, never from a text file.
OWN_TABLES = frozenset({
    "build_info", "imported_datasets", "imported_sites", "imported_briefs", "imported_brief_items",
    "imported_brief_scores", "imported_brief_clocks", "imported_brief_bodies", "imported_names",
})  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: its SQL type, whether it may be empty, and the words it may hold if it is a list type."""

    name: str
    type: str
    required: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A key of another table: `columns` here must be found as `targets` in `table`."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass
class Table:
    """Columns in order, unique keys, references and check expressions of one table.

    `held` are the rows that last stood the check expressions: most tables are as they were when one file is changed.
    """

    name: str
    columns: dict[str, Column] = field(default_factory=dict)
    unique: list[tuple[str, ...]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    checks: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    held: pa.Table | None = None


def known_schema(
    statements: tuple[Statement, ...], problems: list[Problem]
) -> tuple[duckdb.DuckDBPyConnection, dict[str, Table]] | None:
    """An empty in-memory database with the schema, and its tables; None when the schema itself is broken.

    Kept for the next reading, since content is read again at each change of a file and the schema hardly ever changes.
    Whoever asks takes a cursor of the connection.
    """
    known = _kept(statements)
    if isinstance(known, Problem):
        problems.append(known)
        return None
    return known


# With the views and without.
@lru_cache(maxsize=2)
def _kept(statements: tuple[Statement, ...]) -> tuple[duckdb.DuckDBPyConnection, dict[str, Table]] | Problem:
    con = duckdb.connect(config=dict(GUARDED))
    # What tables and columns mean holds nothing to check rows by; the build tries those statements itself.
    problem = run_statements(con, [one for one in statements if not one.sql.lstrip().startswith("COMMENT")])
    tables = problem or read_schema(con)
    if isinstance(tables, Problem):
        con.close()
        return tables
    return con, tables


def read_schema(con: duckdb.DuckDBPyConnection) -> dict[str, Table] | Problem:
    """Tables by name, ordered so that each comes after the tables it refers to, or why there is no such order."""
    tables: dict[str, Table] = {}
    views = {str(name) for (name,) in con.table_function("duckdb_views").project("view_name").fetchall()}
    columns = con.table_function("duckdb_columns").project("table_name, column_name, data_type, is_nullable")
    for table, name, kind, nullable in columns.fetchall():
        if table not in views and table not in OWN_TABLES:
            words = tuple(re.findall(r"'((?:[^']|'')*)'", kind)) if kind.startswith("ENUM") else ()
            words = tuple(word.replace("''", "'") for word in words)
            column = Column(name, "ENUM" if words else kind, not nullable, words)
            tables.setdefault(table, Table(table)).columns[name] = column
    constraints = con.table_function("duckdb_constraints").project(
        "table_name, constraint_type, constraint_column_names, "
        "referenced_table, referenced_column_names, constraint_text"
    )
    for table, kind, names, target, target_names, text in constraints.fetchall():
        if table in tables:
            reference = Reference(tuple(names), target, tuple(target_names or ()))
            _add(tables[table], kind, reference, text)
    return _ordered(tables)


def _add(table: Table, kind: str, key: Reference, text: str) -> None:
    if kind in {"PRIMARY KEY", "UNIQUE"}:
        table.unique.append(key.columns)
    elif kind == "FOREIGN KEY":
        table.references.append(key)
    elif kind == "CHECK":
        expression = text.removeprefix("CHECK").strip()
        table.checks.append((tuple(dict.fromkeys(key.columns)), expression))


def _ordered(tables: dict[str, Table]) -> dict[str, Table] | Problem:
    ordered: dict[str, Table] = {}
    waiting = dict(tables)
    while waiting:
        ready = [t for t in waiting.values() if all(r.table in ordered for r in t.references)]
        if not ready:
            wrong = f"these tables refer to each other in a circle: {', '.join(waiting)}"
            return Problem("data/schema", 0, "", wrong, "Take one reference out")
        for table in ready:
            ordered[table.name] = waiting.pop(table.name)
    return ordered
