"""The views and shared rules of the database as a reader may ask of them, with what data/views/ says of each."""

from __future__ import annotations

import re

from lodestone.dictionary import Column, Table
from lodestone.warehouse import Warehouse

_MADE = re.compile(r"((?:^--[^\n]*\n)*)^CREATE (VIEW|MACRO) (\w+)\s*(\([^)]*\))?", re.MULTILINE)


def read_rules(warehouse: Warehouse) -> dict[str, Table]:
    """Views and macros by name, in the order of their names; a macro has no columns, and says how it is called."""
    cursor = warehouse.cursor()
    try:
        text = str(cursor.table("build_info").project("views_sql").fetchall()[0][0])
        # A view whose rows are kept stands there twice, with the same columns.
        columns = dict.fromkeys(
            cursor.table_function("duckdb_columns")
            .order("table_name, column_index")
            .project("table_name, column_name, data_type")
            .fetchall()
        )
    finally:
        cursor.close()
    found = {}
    for comment, kind, name, arguments in _MADE.findall(text):
        about = " ".join(line.removeprefix("--").strip() for line in comment.splitlines())
        if kind == "MACRO":
            about = f"A rule, called as {name}{' '.join(arguments.split())}. {about}".strip()
        held = tuple(
            Column(str(column), _short(str(type_)), "", "not known", (), ())
            for table, column, type_ in columns
            if table == name and kind == "VIEW"
        )
        found[str(name)] = Table(str(name), about or "A view.", held)
    return dict(sorted(found.items()))


def _short(kind: str) -> str:
    return "one of a list" if kind.startswith("ENUM") else kind
