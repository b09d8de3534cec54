"""Loads `queries/`, checks parameters both ways, runs them, remembers results by database version.

A query file starts with a comment: what it returns, then a line for each parameter,

    -- $as_of DATE: the day on which status is judged
    -- $lanes VARCHAR[]?: lanes to keep; empty keeps all

A `?` allows NULL. The parameters declared must be those the SQL uses, and a call must give exactly those.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from lodestone.errors import QueryError
from lodestone.remembered import Remembered
from lodestone.warehouse import Warehouse

Value = str | int | float | bool | date | tuple[str, ...] | tuple[int, ...] | None
KINDS: dict[str, type | tuple[type, ...]] = {
    "DATE": date,
    "VARCHAR": str,
    "INTEGER": int,
    "DOUBLE": (int, float),
    "BOOLEAN": bool,
    "VARCHAR[]": tuple,
    "INTEGER[]": tuple,
}
_PARAMETER = re.compile(r"--\s*\$(\w+)\s+([A-Z]+(?:\[\])?)(\?)?:\s*(.+)")


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: SQL type, whether NULL is allowed, and what it means."""

    name: str
    type: str
    optional: bool
    meaning: str

    def check(self, value: Value, query: str) -> None:
        """Raise QueryError when `value` is not of the declared type."""
        if value is None and self.optional:
            return
        wanted = KINDS[self.type]
        mistaken = not isinstance(value, wanted) or isinstance(value, datetime)
        mistaken |= isinstance(value, bool) and self.type != "BOOLEAN"
        part = int if self.type == "INTEGER[]" else str
        mistaken |= isinstance(value, tuple) and not all(type(one) is part for one in value)
        if mistaken:
            raise QueryError(f"{query}: ${self.name} takes {self.type}, not {value!r}")

    def parse(self, text: str) -> Value:
        """The value a text stands for (lists are comma-separated); raises ValueError."""
        if not text and self.optional:
            return None
        if self.type == "DATE":
            return date.fromisoformat(text)
        if self.type.endswith("[]"):
            parts = tuple(part.strip() for part in text.split(",") if part.strip())
            return tuple(int(part) for part in parts) if self.type == "INTEGER[]" else parts
        if self.type == "BOOLEAN":
            return {"true": True, "false": False}[text]
        if self.type in {"INTEGER", "DOUBLE"}:
            return int(text) if self.type == "INTEGER" else float(text)
        return text


@dataclass(frozen=True)
class Query:
    """One question: `name` is its path below `queries/` without the ending."""

    name: str
    sql: str
    summary: str
    description: str
    parameters: Mapping[str, Parameter]


@dataclass(frozen=True)
class Asked:
    """A query as it was asked: with its values and its answer."""

    query: Query
    values: Mapping[str, Value]
    frame: pd.DataFrame


def load_query(path: Path, name: str) -> Query:
    """Read one `.sql` file; raises QueryError with the file's name when its head and its SQL disagree."""
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"queries/{name}.sql cannot be read as UTF-8 text: {error}") from error
    lines = text.splitlines()
    head = itertools.takewhile(lambda line: line.startswith("--"), lines)
    parameters = {}
    prose = []
    for line in head:
        if found := _PARAMETER.fullmatch(line.strip()):
            key, kind, optional, meaning = found.groups()
            if kind not in KINDS:
                raise QueryError(f"queries/{name}.sql: ${key} has the unknown type {kind}")
            parameters[key] = Parameter(key, kind, bool(optional), meaning)
        else:
            prose.append(line.removeprefix("--").strip())
    description = "\n".join(prose).strip()
    if not description:
        raise QueryError(f"queries/{name}.sql: the first lines must be a comment that says what it returns")
    try:
        statements = duckdb.extract_statements(text)
    except duckdb.Error as error:
        raise QueryError(f"queries/{name}.sql: {error}") from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError(f"queries/{name}.sql: it must hold exactly one SELECT")
    used = set(statements[0].named_parameters)
    if unused := sorted(set(parameters) - used):
        raise QueryError(f"queries/{name}.sql: declared but not used: ${', $'.join(unused)}")
    if undeclared := sorted(used - set(parameters)):
        raise QueryError(f"queries/{name}.sql: used but not declared in the head: ${', $'.join(undeclared)}")
    return Query(name, text, description.split("\n\n")[0].replace("\n", " "), description, parameters)


class Library:
    """All queries of a folder, and their results, at most `entries` and `bytes_` of them."""

    def __init__(self, folder: Path, entries: int = 256, bytes_: int = 64_000_000) -> None:
        self.folder = folder
        self._results: Remembered[pd.DataFrame] = Remembered(
            entries, most=bytes_, size=lambda frame: int(frame.memory_usage(deep=True).sum())
        )

    @cached_property
    def queries(self) -> dict[str, Query]:
        """Every query by name; raises QueryError for the first file that does not hold."""
        files = sorted(self.folder.rglob("*.sql"))
        names = [path.relative_to(self.folder).with_suffix("").as_posix() for path in files]
        return {name: load_query(path, name) for name, path in zip(names, files, strict=True)}

    def get(self, name: str) -> Query:
        """The query of this name; raises QueryError that lists the nearest names."""
        if name not in self.queries:
            raise QueryError(f"There is no query '{name}'. Known: {', '.join(self.queries)}")
        return self.queries[name]

    def ask(self, warehouse: Warehouse, name: str, values: Mapping[str, Value]) -> Asked:
        """Run a query with exactly its parameters; an empty list stands for NULL where that is allowed.

        The frame is the caller's own. Raises QueryError for missing, unknown or mistyped parameters and for SQL that
        fails.
        """
        query = self.get(name)
        if missing := sorted(set(query.parameters) - set(values)):
            raise QueryError(f"{name} also needs ${', $'.join(missing)}")
        if unknown := sorted(set(values) - set(query.parameters)):
            raise QueryError(f"{name} takes no ${', $'.join(unknown)}")
        values = {
            key: None if value == () and query.parameters[key].optional else value for key, value in values.items()
        }
        for key, value in values.items():
            query.parameters[key].check(value, name)
        key_ = (name, tuple(sorted(values.items())), warehouse.version)
        frame = self._results.get(key_, lambda: run(warehouse, query.sql, values, name))
        return Asked(query, values, frame.copy(deep=False))


def run(warehouse: Warehouse, sql: str, values: Mapping[str, Value], name: str) -> pd.DataFrame:
    """Rows of one SELECT as a frame: dates as `datetime.date`, lists as tuples, texts as `str` or None."""
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    cursor = warehouse.cursor()
    try:
        frame = cursor.execute(sql, given).df() if given else cursor.execute(sql).df()
        kinds = {column[0]: str(column[1]) for column in cursor.description or ()}
    except duckdb.Error as error:
        raise QueryError(f"{name} failed: {error}") from error
    finally:
        cursor.close()
    return plain_frame(frame, kinds)


def plain_frame(frame: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """The frame with the types that the rest of the notebook expects, from DuckDB's types by column."""
    for column, kind in kinds.items():
        values = frame[column]
        if kind == "DATE":
            days = [None if pd.isna(value) else value.date() for value in pd.to_datetime(values)]
            frame[column] = pd.Series(days, dtype=object, index=frame.index)
        elif kind.endswith("[]"):
            frame[column] = pd.Series(
                [() if value is None or value is pd.NA else tuple(value) for value in values],
                dtype=object,
                index=frame.index,
            )
        elif kind == "VARCHAR" or kind.startswith("ENUM"):
            texts = [None if pd.isna(value) else str(value) for value in values]
            frame[column] = pd.Series(texts, dtype=object, index=frame.index)
        elif kind in {"INTEGER", "BIGINT"}:
            frame[column] = values.astype("Int64")
        elif kind == "HUGEINT":
            # sum() gives these; only the very large do not fit.
            with contextlib.suppress(OverflowError):
                frame[column] = values.astype("Int64")
    return frame
