"""The data dictionary: what every table and column of the open database means, read back from the database itself.

The words stand in data/schema/ as COMMENT ON; types, keys and whether a cell may be empty come from the catalog.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lodestone.errors import QueryError
from lodestone.warehouse import Warehouse

# Said of a column that may be empty and whose comment does not say what that means.
UNKNOWN = "not known"

_HEAD = """# Data dictionary

Every table of the database with its columns, as `data/schema/` describes them. Where a cell may be empty, the last
column says what that means. This page is written by

```sh
python -m lodestone schema --markdown > docs/data-dictionary.md
```"""


@dataclass(frozen=True)
class Column:
    """One column. `empty`: what an empty cell means, None where none may be; `words`: the list it takes, if any."""

    name: str
    type: str
    meaning: str
    empty: str | None
    words: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table: what a row is, and its columns in order."""

    name: str
    about: str
    columns: tuple[Column, ...]


def read_dictionary(warehouse: Warehouse) -> dict[str, Table]:
    """Every table by name, in the order of their names."""
    cursor = warehouse.cursor()
    try:
        keys = _keys(
            cursor.table_function("duckdb_constraints")
            .project("table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names")
            .fetchall()
        )
        tables = (
            cursor.table_function("duckdb_tables")
            .filter("schema_name = 'main'")
            .order("table_name")
            .project("table_name, comment")
            .fetchall()
        )
        columns = (
            cursor.table_function("duckdb_columns")
            .order("table_name, column_index")
            .project("table_name, column_name, data_type, is_nullable, comment")
            .fetchall()
        )
    finally:
        cursor.close()
    return {
        name: Table(
            name,
            about or "",
            tuple(
                _column(column, kind, nullable, comment or "", keys.get((name, column), ()))
                for table, column, kind, nullable, comment in columns
                if table == name
            ),
        )
        for name, about in tables
    }


def _keys(constraints: Iterable[tuple[str, str, list[str], str, list[str]]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """What binds each column, by table and column: part of a key, unique, or found in another table."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for table, kind, names, target, target_names in constraints:
        for place, name in enumerate(names):
            together = f" with {', '.join(other for other in names if other != name)}" if len(names) > 1 else ""
            said = {
                "PRIMARY KEY": f"key{together}",
                "UNIQUE": f"unique{together}",
                "FOREIGN KEY": f"in {target}.{target_names[place]}" if target_names else "",
            }.get(kind)
            if said:
                found[table, name] = (*found.get((table, name), ()), said)
    return found


def _column(name: str, kind: str, nullable: bool, comment: str, keys: tuple[str, ...]) -> Column:
    words = tuple(word.replace("''", "'") for word in re.findall(r"'((?:[^']|'')*)'", kind))
    meaning, _, empty = comment.partition("Empty: ")
    empty = empty.rstrip(".") or UNKNOWN
    return Column(
        name, "one of a list" if words else kind, meaning.strip(), empty if nullable else None, words, tuple(keys)
    )


def pick(tables: Mapping[str, Table], name: str) -> Table:
    """The table of this name; raises QueryError that gives the nearest names."""
    if name in tables:
        return tables[name]
    near = difflib.get_close_matches(name, list(tables), n=3, cutoff=0.4)
    raise QueryError(
        f"There is no table '{name}'. "
        + (f"Nearest: {', '.join(near)}." if near else "Without a name, the command lists them all.")
    )


def listing(tables: Mapping[str, Table]) -> str:
    """One line a table: its name and what a row is."""
    return "\n".join(f"{table.name:24} {table.about}" for table in tables.values())


def described(table: Table) -> str:
    """One table as text for a terminal: a line a column, with what it means below."""
    lines = [table.name, *textwrap.wrap(table.about, 100), ""]
    for column in table.columns:
        lines.append(
            "  ".join([f"{column.name:20}", column.type, *([f"({'; '.join(column.keys)})"] if column.keys else [])])
        )
        lines += textwrap.wrap(_said(column), 100, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)


def _said(column: Column) -> str:
    return f"{_meaning(column)} Empty: {column.empty}.".strip() if column.empty else _meaning(column)


def _meaning(column: Column) -> str:
    """What a column means, and the list of words it takes."""
    words = f"One of: {', '.join(column.words)}." if column.words else ""
    return " ".join(part for part in (column.meaning, words) if part)


def markdown(tables: Mapping[str, Table]) -> str:
    """The whole dictionary as a Markdown document, as docs/data-dictionary.md holds it."""
    parts = [_HEAD]
    for table in tables.values():
        cells = [(f"`{c.name}`", c.type, "; ".join(c.keys), _meaning(c), c.empty or "") for c in table.columns]
        rows = [f"| {' | '.join(row)} |" for row in cells]
        parts += [
            f"## {table.name}",
            table.about,
            "\n".join(["| column | type | keys | meaning | empty |", "| --- | --- | --- | --- | --- |", *rows]),
        ]
    return "\n\n".join(parts) + "\n"
