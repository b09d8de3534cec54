"""Rows as a worker hands them over: plain values, as many as the limits allow."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from lodestone.errors import StatementRefused
from lodestone.sandbox.limits import Limits

_BLOCK = 500
_PLAIN = (
    "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
    "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL", "VARCHAR", "ENUM", "DATE", "TIMESTAMP",
)  # fmt: skip


def kinds_of(result: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Name and DuckDB's type of each column; raises StatementRefused where two have one name."""
    kinds = [(str(column[0]), str(column[1])) for column in result.description or ()]
    names = [name for name, _ in kinds]
    for name in names:
        if names.count(name) > 1:
            raise StatementRefused(f"Two columns have the same name, '{name}'; rename one with AS.")
    for name, kind in kinds:
        if "WITH TIME ZONE" in kind:
            raise StatementRefused(f"'{name}' holds a time zone; cast it to TIMESTAMP, DATE or VARCHAR.")
    return kinds


def shown_as_text(sql: str, kinds: list[tuple[str, str]]) -> str:
    """The statement with every column that is neither plain nor a list of such as text; empty when all are."""
    odd = [name for name, kind in kinds if not _plain(kind)]
    if not odd:
        return ""
    quoted = [name.replace('"', '""') for name in odd]
    casts = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in quoted)
    return f"SELECT * REPLACE ({casts}) FROM ({sql}\n)"  # noqa: S608, a checked statement


def _plain(kind: str) -> bool:
    # A list of lists and an array of a fixed length ("INTEGER[2]") are not.
    one = kind.removesuffix("[]")
    return one.startswith(_PLAIN) and not one.endswith("]") and "STRUCT" not in one


def collected(result: duckdb.DuckDBPyConnection, limits: Limits) -> tuple[list[list[Any]], str]:
    """The rows, and which bound cut them: 'rows', 'bytes', or '' when all are here."""
    rows: list[list[Any]] = []
    left = limits.bytes
    while block := result.fetchmany(_BLOCK):
        found = [[_value(one) for one in row] for row in block]
        size = len(json.dumps(found, ensure_ascii=False))
        if size > left:
            return rows + _within(found, left), "bytes"
        left -= size
        rows += found
        if len(rows) > limits.rows:
            return rows[: limits.rows], "rows"
    return rows, ""


def _within(rows: list[list[Any]], most: int) -> list[list[Any]]:
    """The first rows, as many as take so many characters together."""
    kept = []
    for row in rows:
        most -= len(json.dumps(row, ensure_ascii=False))
        if most < 0:
            break
        kept.append(row)
    return kept


def _value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    if value is None or isinstance(value, bool | int | str | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
