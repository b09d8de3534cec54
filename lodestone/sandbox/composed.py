"""A statement with the earlier cells of a notebook that it selects from, as one statement that can be run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from lodestone.errors import StatementRefused
from lodestone.statements import Names, check_tree, parsed, single_select, tables_named


@dataclass(frozen=True)
class Part:
    """Where the SQL of a cell stands in the whole, in bytes: from `start` up to `end`."""

    cell: str
    start: int
    end: int
    sql: str


@dataclass(frozen=True)
class Composed:
    """The whole statement, its parts, the values of its parameters, and which cells and tables it uses."""

    sql: str
    parts: tuple[Part, ...]
    values: Mapping[str, Any]
    cells: tuple[str, ...]
    tables: frozenset[str]


@dataclass(frozen=True)
class _Checked:
    sql: str
    uses: frozenset[str]
    tables: frozenset[str]


def compose(cursor: duckdb.DuckDBPyConnection, known: Names, job: Mapping[str, Any]) -> Composed:
    """Check the statement of a job and every earlier cell that it uses, and put them together.

    Raises StatementRefused with the cell that is at fault where that is another one.
    """
    earlier = {str(name): str(sql) for name, sql in job["earlier"]}
    given: dict[str, Any] = {name: _value(kind, value) for name, (kind, value) in job["values"].items()}
    order = list(earlier)
    target = _checked(cursor, known, str(job["sql"]), len(order), given, job)
    found: dict[str, _Checked] = {}
    waiting = sorted(target.uses)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = _checked(cursor, known, earlier[name], order.index(name), given, job)
        except StatementRefused as refused:
            raise StatementRefused(
                refused.reason, line=refused.line, column=refused.column, word=refused.word, cell=name
            ) from None
        except duckdb.Error as error:
            raise StatementRefused("The SQL of this cell, which is used here, cannot be read.", cell=name) from error
        waiting += sorted(found[name].uses)
    used = [name for name in order if name in found]
    sql, parts = _together(target.sql, [(name, found[name].sql) for name in used])
    names = set(duckdb.extract_statements(sql)[0].named_parameters)
    tables = frozenset().union(target.tables, *(one.tables for one in found.values())) - set(order)
    values = {name: value for name, value in given.items() if name in names}
    return Composed(sql, parts, values, tuple(used), tables)


def _checked(
    cursor: duckdb.DuckDBPyConnection,
    known: Names,
    sql: str,
    above: int,
    given: Mapping[str, Any],
    job: Mapping[str, Any],
) -> _Checked:
    """The statement of a cell with `above` of the earlier cells above it; the others stand below."""
    order = [str(name) for name, _ in job["earlier"]]
    cells, below = order[:above], [*order[above:], *map(str, job["later"])]
    statement = single_select(sql, given)
    nodes = parsed(cursor, statement)
    check_tree(nodes, statement, known, frozenset(cells), repeatable=bool(job["repeatable"]), below=frozenset(below))
    named = tables_named(nodes)
    return _Checked(statement, named & set(cells), named)


def _together(sql: str, earlier: list[tuple[str, str]]) -> tuple[str, tuple[Part, ...]]:
    """The earlier cells as the first parts of the statement's WITH, and where each text stands then."""
    if not earlier:
        return sql, (Part("", 0, len(sql.encode()), sql),)
    opening, body, place = _opening(sql)
    whole, parts = opening, []
    for number, (name, text) in enumerate(earlier):
        whole += f'{", " if number else ""}"{name}" AS ('
        start = len(whole.encode())
        whole += text
        parts.append(Part(name, start, len(whole.encode()), text))
        whole += "\n)"
    whole += ",\n" if place else "\n"
    # The place of the rest in the text that the reader wrote is kept, so that errors stand where they belong.
    start = len(whole.encode()) - len(sql[:place].encode())
    parts.append(Part("", start, start + len(sql.encode()), sql))
    return whole + body, tuple(parts)


def _opening(sql: str) -> tuple[str, str, int]:
    """How the whole begins, what follows the earlier cells, and from which character on that is taken.

    The statement's own WITH goes on with its own parts.
    """
    tokens = [(offset, kind) for offset, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    raw = sql.encode()
    words = [_text(raw, tokens, number) for number in range(min(2, len(tokens)))]
    if not words or words[0].upper() != "WITH":
        return "WITH ", sql, 0
    recursive = len(words) > 1 and words[1].upper() == "RECURSIVE"
    last = 1 if recursive else 0
    end = tokens[last][0] + len(words[last].encode())
    place = len(raw[:end].decode())
    return ("WITH RECURSIVE " if recursive else "WITH "), sql[place:], place


def _text(raw: bytes, tokens: list[tuple[int, Any]], number: int) -> str:
    start = tokens[number][0]
    end = tokens[number + 1][0] if number + 1 < len(tokens) else len(raw)
    return raw[start:end].decode(errors="ignore").split(maxsplit=1)[0].split("/*")[0].split("--")[0]


def _value(kind: str, value: Any) -> Any:
    """A parameter's value as DuckDB takes it: days were sent as text."""
    return date.fromisoformat(value) if kind == "DATE" and value is not None else value
