"""Rows held against the schema: types, lists, keys, references and check expressions, every problem told at once."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import duckdb
import pyarrow as pa

from lodestone.content.hints import Hints
from lodestone.content.plausible import (
    FIRST_YEAR,
    LAST_YEAR,
    Known,
    Rows,
    Value,
    check_complete,
    check_together,
    year_holds,
)
from lodestone.content.reading import Row
from lodestone.content.schema import Column, Table
from lodestone.errors import Problem

# The keys a table holds, whole and by their last part alone, by table and columns.
Keys = dict[tuple[str, tuple[str, ...]], tuple[set[tuple[Value, ...]], set[str]]]
_OUR_TIME = f"Years from {FIRST_YEAR} to {LAST_YEAR} are taken"
# Lists of words of which none may be left out.
COMPLETE = (("score_terms", "term"), ("coverage", "subject"))
ARROW = {
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
}


_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]{1,2})?")
_INTEGER, _BIGINT = re.compile(r"-?[0-9]{1,9}"), re.compile(r"-?[0-9]{1,18}")
_YEAR, _DAY = re.compile(r"(^|_)year(_|$)"), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def typed_tables(
    rows: Iterable[Row], tables: dict[str, Table], known: Known, con: duckdb.DuckDBPyConnection, problems: list[Problem]
) -> dict[str, pa.Table]:
    """Arrow tables by name, columns as in the schema. Whatever does not fit is added to `problems`."""
    hints = Hints()
    by_table: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row)
    told = {(problem.file, problem.line, problem.field) for problem in problems}
    cut_short = {file for file, _, field in told if not field}
    typed: dict[str, Rows] = {}
    for name, table in tables.items():
        typed[name] = [(row, _typed(row, table, hints, problems, told)) for row in by_table[name]]
    # A value that could not be read stands as empty below and would break rules it does not break.
    unread = {(problem.file, problem.line) for problem in problems}
    keys: Keys = {}
    for name, table in tables.items():
        _check_unique(table, typed[name], problems)
        _check_references(table, typed, keys, cut_short, hints, problems)
    check_together(typed, known, hints, problems)
    for name, column in COMPLETE:
        if name in tables:
            check_complete(name, column, tables[name].columns[column].words, typed[name], problems)
    result: dict[str, pa.Table] = {}
    for name, table in tables.items():
        columns = {
            c.name: pa.array([values[c.name] for _, values in typed[name]], type=ARROW.get(c.type, pa.string()))
            for c in table.columns.values()
        }
        result[name] = pa.table(columns)
        broken = list(_broken_rules(table, result[name], con))
        table.held = None if broken else result[name]
        for number, names, expression in broken:
            row, _ = typed[name][number]
            if not any((row.file, line) in unread for line in (row.header, row.line, *row.lines.values())):
                problems.append(_broken(row, {n: result[name][n][number].as_py() for n in names}, expression))
    return result


def _typed(
    row: Row, table: Table, hints: Hints, problems: list[Problem], told: set[tuple[str, int, str]]
) -> dict[str, Value]:
    for name in row.values:
        if name not in table.columns:
            hint = hints.nearest(name, table.columns)
            remedy = hint or f"Fields of {table.name}: {', '.join(table.columns)}"
            line = row.header or row.line_of(name)
            problems.append(Problem(row.file, line, name, f"{table.name} has no field of this name", remedy))
    values: dict[str, Value] = {}
    for name, column in table.columns.items():
        text = row.values.get(name)
        values[name] = None
        if row.header and name not in row.values:
            problems.append(
                Problem(row.file, row.header, name, "this column is missing", "Add it to the header and each row")
            )
            continue
        if text is None:
            if column.required and (row.file, row.line_of(name), name) not in told:
                problems.append(Problem(row.file, row.line_of(name), name, "a value is required here", "Fill it in"))
            continue
        try:
            values[name] = _value(text, column, hints)
        except ValueError as error:
            problems.append(Problem(row.file, row.line_of(name), name, str(error.args[0]), str(error.args[1])))
    return values


def _value(text: str, column: Column, hints: Hints) -> Value:
    if column.type == "ENUM":
        return _word(text, column.words, hints)
    if column.type in {"INTEGER", "BIGINT"}:
        return _whole(text, column)
    if column.type == "DOUBLE":
        if _NUMBER.fullmatch(text) and math.isfinite(float(text)):
            return float(text)
        raise ValueError(f"'{text}' is not a number", "Write digits and a point, no commas or units")
    if column.type == "BOOLEAN":
        if text in {"true", "false"}:
            return text == "true"
        raise ValueError(f"'{text}' is neither true nor false", "Write true or false")
    if column.type == "DATE":
        return _day(text)
    return text


def _word(text: str, words: tuple[str, ...], hints: Hints) -> str:
    if text in words:
        return text
    raise ValueError(f"'{text}' is not in the list", hints.nearest(text, words) or f"Use one of: {', '.join(words)}")


def _whole(text: str, column: Column) -> int:
    if not (_INTEGER if column.type == "INTEGER" else _BIGINT).fullmatch(text):
        raise ValueError(f"'{text}' is not a whole number", "Write digits only")
    if _YEAR.search(column.name) and not year_holds(int(text)):
        raise ValueError(f"'{text}' is no year of our time", _OUR_TIME)
    return int(text)


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(f"'{text}' is not a date", "Write it as 2025-10-28")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a day of the calendar", "Check month and day") from None
    if not year_holds(day.year):
        raise ValueError(f"'{text}' is no day of our time", _OUR_TIME)
    return day


def _check_unique(table: Table, rows: Rows, problems: list[Problem]) -> None:
    for key in table.unique:
        first: dict[tuple[Value, ...], Row] = {}
        for row, values in rows:
            found = tuple(values[name] for name in key)
            if None in found:
                continue
            if found in first:
                earlier = first[found]
                shown = ", ".join(str(value) for value in found)
                wrong = f"'{shown}' is used already at {earlier.file}:{earlier.line_of(key[-1])}"
                problems.append(Problem(row.file, row.line_of(key[-1]), ", ".join(key), wrong, "Give each its own"))
            else:
                first[found] = row


def _check_references(
    table: Table, typed: dict[str, Rows], keys: Keys, cut_short: set[str], hints: Hints, problems: list[Problem]
) -> None:
    for reference in table.references:
        where = reference.table, reference.targets
        if where not in keys:
            found = {tuple(values[name] for name in reference.targets) for _, values in typed[reference.table]}
            keys[where] = found, {str(target[-1]) for target in found}
        known, near = keys[where]
        if problems and (not known or any(row.file in cut_short for row, _ in typed[reference.table])):
            # Its file is missing or broken, which has been told once: not again for each row that needs it.
            continue
        for row, values in typed[table.name]:
            key = tuple(values[name] for name in reference.columns)
            if None in key or key in known:
                continue
            name, value = reference.columns[-1], str(key[-1])
            hint = hints.nearest(value, near)
            remedy = hint or f"Add it to {reference.table}, or correct it"
            problems.append(
                Problem(row.file, row.line_of(name), name, f"'{value}' is not in {reference.table}", remedy)
            )


def _broken_rules(
    table: Table, rows: pa.Table, con: duckdb.DuckDBPyConnection
) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Number of the row, columns and text of every check expression that does not hold."""
    if not rows.num_rows or not table.checks or (table.held is not None and rows.equals(table.held)):
        return
    numbered = rows.append_column("row_number_", pa.array(range(rows.num_rows), type=pa.int32()))
    # What cannot be computed (a date beyond the calendar) does not hold either; NULL holds, as in SQL.
    holds = [f"coalesce(TRY(coalesce({expression}, true)), false)" for _, expression in table.checks]
    # One statement: a chain of relations would be bound anew at each of its steps, which takes longer than the rows.
    con.register("numbered", numbered)
    # The expressions are those of the project's own schema, as DuckDB prints them.
    sql = f"SELECT row_number_, {', '.join(holds)} FROM numbered WHERE NOT ({' AND '.join(holds)})"  # noqa: S608
    for number, *held in con.execute(sql).fetchall():
        for (names, expression), one in zip(table.checks, held, strict=True):
            if not one:
                yield number, names, expression


def _broken(row: Row, values: dict[str, Value], expression: str) -> Problem:
    shown = ", ".join(f"{name} = {value}" for name, value in values.items())
    rule = re.sub(r'"(\w+)"', r"\1", _bare(expression))
    # A rule that starts with a field is about that field; of two sides compared, the second is the one to fill in.
    subject = re.match(r"\w+\b", rule)
    name = subject[0] if subject and subject[0] in values else list(values)[-1]
    return Problem(
        row.file,
        row.line_of(name),
        name,
        f"{shown} breaks the rule {rule}",
        "Correct the value, or the rule in data/schema/",
    )


def _bare(expression: str) -> str:
    """The expression without the outer brackets DuckDB adds when it prints one back."""
    while expression.startswith("(") and expression.endswith(")"):
        depth = 0
        for place, character in enumerate(expression):
            depth += {"(": 1, ")": -1}.get(character, 0)
            if depth == 0 and place < len(expression) - 1:
                return expression
        expression = expression[1:-1]
    return expression
