"""What a file of `queries/` says of itself: one question, with the parameters it declares.

A query file starts with a comment: what it returns, then a line for each parameter,

    -- $as_of DATE: the day on which status is judged
    -- $lanes VARCHAR[]?: lanes to keep; empty keeps all

A `?` allows NULL. The parameters declared must be those the SQL uses.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from lodestone.content.files import read_regular
from lodestone.errors import QueryError, without_paths

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
    """One question: `name` is its path below `queries/` without the ending; one of a reader's own has an `origin`."""

    name: str
    sql: str
    summary: str
    description: str
    parameters: Mapping[str, Parameter]
    origin: str = ""

    @property
    def place(self) -> str:
        """Where its SQL stands."""
        return self.origin or f"queries/{self.name}.sql"


def load_query(path: Path, name: str) -> Query:
    """Read one `.sql` file; raises QueryError with the file's name when its head and its SQL disagree."""
    try:
        text = read_regular(path).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"queries/{name}.sql cannot be read as UTF-8 text: {without_paths(str(error))}") from error
    return _query(text, name)


# A process reads a file again whenever any of the content has changed.
@lru_cache(512)
def _query(text: str, name: str) -> Query:
    """What the text of a file says of its question."""
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


def query_files(folder: Path) -> dict[str, Path]:
    """Every query file of a folder by the query's name."""
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.sql"))}
