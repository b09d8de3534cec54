"""What was corrected since an earlier build: facts that stand in both databases and differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from lodestone.content.layout import FILES
from lodestone.errors import BuildError, QueryError
from lodestone.warehouse.reader import Warehouse, open_database

# The tables of facts: those the text files feed, and the lists in their cells.
FACT_TABLES = tuple(
    dict.fromkeys(
        ["sources", *FILES, *(cell.table for cells in FILES.values() for cell in cells.values())],
    )
)
EMPTY = "(empty)"
TAKEN_OUT = "(row taken out)"
_NAMES = ("title", "name", "office", "role")
Rows = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, order=True)
class Correction:
    """One value that differs: of which table, row (its key and name) and column, before and after; empty says so."""

    table: str
    row: str
    name: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between an earlier build (of version `earlier`) and the present one.

    `added` counts rows of the present one alone; `left_out` names tables that only one of the two knows.
    """

    earlier: str
    corrections: tuple[Correction, ...]
    added: int
    left_out: tuple[str, ...]


def compare(earlier: Path, present: Warehouse) -> Comparison:
    """Compare the facts of a database file with the present ones; columns that only one knows are left aside.

    Raises QueryError when the file is not a database of this notebook.
    """
    if not earlier.is_file():
        raise QueryError(f"{earlier}: there is no such file; name a database of an earlier build.")
    if earlier.resolve() == present.path.resolve():
        return Comparison(present.version, (), 0, ())
    try:
        old = open_database(earlier)
    except BuildError as error:
        raise QueryError(f"{earlier}: not a database of an earlier build that this release can read.") from error
    try:
        return _compared(old, present)
    finally:
        old.connection.close()


def _compared(old: Warehouse, new: Warehouse) -> Comparison:
    columns = {one: _columns(one.connection) for one in (old, new)}
    keys = _keys(new.connection)
    shared = [table for table in FACT_TABLES if table in columns[old] and table in columns[new]]
    found: list[Correction] = []
    added = 0
    for table in shared:
        names = [name for name in columns[new][table] if name in columns[old][table]]
        # A table without a key knows its rows by all that they hold: a changed one is one out and one in.
        key = [name for name in keys.get(table, names) if name in names]
        before, after = (_rows(one.connection, table, names, key) for one in (old, new))
        added += len(after.keys() - before.keys())
        for row, values in before.items():
            called = next((values[name] for name in _NAMES if values.get(name)), "")
            if row not in after:
                whole = "; ".join(filter(None, values.values()))
                found.append(Correction(table, row, called, "(all)", whole or EMPTY, TAKEN_OUT))
                continue
            found += [
                Correction(table, row, called, name, value or EMPTY, after[row][name] or EMPTY)
                for name, value in values.items()
                if after[row][name] != value
            ]
    left_out = tuple(table for table in FACT_TABLES if table not in shared)
    return Comparison(old.version, tuple(sorted(found)), added, left_out)


def _columns(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    columns = con.cursor().table_function("duckdb_columns").filter("NOT internal AND schema_name = 'main'")
    found: dict[str, list[str]] = {}
    for table, column in columns.project("table_name, column_name").fetchall():
        found.setdefault(table, []).append(column)
    return found


def _keys(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    keys = con.cursor().table_function("duckdb_constraints").filter("constraint_type = 'PRIMARY KEY'")
    return {table: list(names) for table, names in keys.project("table_name, constraint_column_names").fetchall()}


def _rows(con: duckdb.DuckDBPyConnection, table: str, names: list[str], key: list[str]) -> Rows:
    """The rows of a table by their key, every value as text and an empty one as ''.

    A table that is all key lists values of its first column: it gives a row for each of these, the values in one text.
    """
    picked = con.cursor().table(table).select(*names).fetchall()
    rows: list[dict[str, Any]] = [dict(zip(names, values, strict=True)) for values in picked]
    if set(key) != set(names) or len(names) < 2:
        return {
            " / ".join(str(row[name]) for name in key): {
                name: _text(value) for name, value in row.items() if name not in key
            }
            for row in rows
        }
    first, *rest = key
    listed: dict[str, list[str]] = {}
    for row in rows:
        listed.setdefault(str(row[first]), []).append(" / ".join(str(row[name]) for name in rest))
    return {row: {", ".join(rest): "; ".join(sorted(values))} for row, values in listed.items()}


def _text(value: object) -> str:
    return "" if value is None else str(value)
