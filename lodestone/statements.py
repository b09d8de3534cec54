"""A reader's own SQL: one SELECT over the notebook's tables, nothing else, within a time and a row limit.

The connection is read-only and locked already. What that leaves open (several statements at once, changes inside a
WITH, functions that run SQL from a text, functions that show settings and paths) is refused here from the parsed
statement, never by matching text. Tables, table functions and kinds of query are allowed by name; whatever a later
DuckDB adds is refused until it is listed here.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from lodestone.errors import StatementRefused
from lodestone.queries import plain_frame
from lodestone.remembered import Remembered
from lodestone.warehouse import Warehouse

SECONDS = 5.0
ROWS = 10_000
LENGTH = 20_000
QUERY_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE", "RECURSIVE_CTE_NODE"})
# Table functions that make rows from their arguments and see nothing else; the notebook's own macros come on top.
TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest", "json_each", "json_tree"})
# Functions that read the surroundings, run SQL given as text, keep a state, wait, or grow a text beyond what the
# memory limit counts.
HIDDEN = frozenset(
    {
        "getenv",
        "getvariable",
        "query",
        "query_table",
        "version",
        "user",
        "session_user",
        "stats",
        "txid_current",
        "vector_type",
        "in_search_path",
        "get_block_size",
        "col_description",
        "obj_description",
        "shobj_description",
        "format_pg_type",
        "map_to_pg_oid",
        "index_key",
        "create_sort_key",
        "setseed",
        "setval",
        "nextval",
        "currval",
        "write_log",
        "sleep_ms",
        "combine",
        "combine_aggr",
        "finalize",
        "to_aggregate_state",
        "repeat",
        "lpad",
        "rpad",
        "json_execute_serialized_sql",
    }
)
HIDDEN_FAMILIES = (
    "current_",
    "pg_",
    "has_",
    "inet_",
    "duckdb_",
    "pragma_",
    "__internal",
    "json_serialize_",
    "json_deserialize_",
    "parse_duckdb_",
)
CALENDAR = frozenset(
    {"current_date", "current_time", "current_timestamp", "current_localtime", "current_localtimestamp"}
)

# Halves of a pair, which stand in no text that can be stored.
_HALF = re.compile("[\ud800-\udfff]")
_Names = tuple[frozenset[str], frozenset[str], frozenset[str]]
# Of the databases last asked: what a database holds does not change while it is open.
_KNOWN: Remembered[_Names] = Remembered(4)


@dataclass(frozen=True)
class Answer:
    """Rows of a reader's statement; `cut` says that there were more than the limit."""

    frame: pd.DataFrame
    cut: bool


def answer(warehouse: Warehouse, sql: str, *, seconds: float = SECONDS, rows: int = ROWS) -> Answer:
    """Run a reader's SELECT; raises StatementRefused with a reason that can be shown."""
    cursor = warehouse.cursor()
    try:
        statement = _single_select(sql)
        _check_tree(cursor, statement, _KNOWN.get(warehouse.version, lambda: _known_names(cursor)))
        timer = threading.Timer(seconds, cursor.interrupt)
        timer.start()
        try:
            result = cursor.execute(statement)
            kinds = _kinds(result)
            found = result.fetchmany(rows + 1)
        finally:
            timer.cancel()
            timer.join()
    except duckdb.InterruptException as error:
        raise StatementRefused(f"This took longer than {seconds:g} seconds and was stopped. Narrow it down.") from error
    except RecursionError as error:
        raise StatementRefused("This is nested too deeply; write it with WITH or IN.") from error
    except duckdb.Error as error:
        raise StatementRefused(warehouse.reason(error)) from error
    finally:
        cursor.close()
    frame = pd.DataFrame(found, columns=list(kinds))
    try:
        return Answer(plain_frame(frame.head(rows), kinds), len(frame) > rows)
    except (ValueError, OverflowError) as error:
        raise StatementRefused("A value is out of the range that can be shown; cast its column to VARCHAR.") from error


def _kinds(result: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """DuckDB's type of each column by name."""
    columns = result.description or ()
    kinds = {column[0]: str(column[1]) for column in columns}
    if len(kinds) < len(columns):
        raise StatementRefused("Two columns have the same name; rename one with AS.")
    for name, kind in kinds.items():
        if "WITH TIME ZONE" in kind:
            raise StatementRefused(f"'{name}' holds a time zone; cast it to TIMESTAMP, DATE or VARCHAR.")
    return kinds


def _single_select(sql: str) -> str:
    if len(sql) > LENGTH:
        raise StatementRefused(f"This is longer than {LENGTH:,} characters; shorten it.")
    if _HALF.search(sql):
        raise StatementRefused("This holds half a character, which no text can; write it again.")
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise StatementRefused(f"Give one SELECT; this holds {len(statements)} statements.")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise StatementRefused("Only a SELECT can be run here; the database is read-only.")
    if statements[0].named_parameters:
        raise StatementRefused("Parameters have no values here; write the values out.")
    return str(statements[0].query)


def _check_tree(cursor: duckdb.DuckDBPyConnection, statement: str, known: _Names) -> None:
    serialized = cursor.execute("select json_serialize_sql($statement)", {"statement": statement}).fetchall()[0][0]
    tree = json.loads(serialized)
    if tree.get("error"):
        raise StatementRefused("Only a plain SELECT can be run here (no PRAGMA, SHOW, DESCRIBE or PIVOT).")
    nodes = list(_nodes(tree))
    tables, macros, system = known
    ours = tables | _subquery_names(nodes, system)
    for node in nodes:
        kind = str(node.get("type") or "")
        if kind.endswith("_NODE") and kind not in QUERY_NODES:
            raise StatementRefused("Only SELECT can stand in a WITH; the database is read-only.")
        if kind == "TABLE_FUNCTION":
            _check_name(node["function"], "function_name", TABLE_FUNCTIONS | macros, "table functions")
        elif kind == "SHOW_REF":
            raise StatementRefused("SHOW and DESCRIBE are not available here; data/schema.sql describes the tables.")
        elif kind == "BASE_TABLE":
            _check_name(node, "table_name", ours, "tables")
        elif kind == "COLUMN_REF":
            names = node.get("column_names") or []
            _check_function(str(names[0]) if len(names) == 1 else "")
        elif "function_name" in node:
            _check_function(str(node["function_name"]))


def _known_names(cursor: duckdb.DuckDBPyConnection) -> _Names:
    """The notebook's tables and views, its table macros, and DuckDB's own views."""
    found = cursor.execute("""
        select 'ours', table_name from duckdb_tables() where not internal
        union all select if(internal, 'system', 'ours'), view_name from duckdb_views()
            where schema_name <> 'information_schema'
        union all select 'macro', function_name from duckdb_functions()
            where function_type = 'table_macro' and not internal""").fetchall()
    ours, macros, system = (
        frozenset(str(name).lower() for kind, name in found if kind == wanted) for wanted in ("ours", "macro", "system")
    )
    return ours, macros, system


def _subquery_names(nodes: list[dict[str, Any]], system: frozenset[str]) -> frozenset[str]:
    """Names given by WITH. One that would hide a view of DuckDB's, or reads like a file, is refused."""
    found = set()
    for node in nodes:
        for entry in (node.get("cte_map") or {}).get("map") or []:
            name, kind = str(entry["key"]), str(entry["value"]["query_node"].get("type"))
            if kind not in QUERY_NODES:
                raise StatementRefused("Only SELECT can stand in a WITH; the database is read-only.")
            if name.lower() in system or not name.isidentifier():
                raise StatementRefused(f"'{name}' cannot name a part of a WITH; use letters, digits and _.")
            found.add(name.lower())
    return frozenset(found)


def _check_name(node: dict[str, Any], key: str, known: frozenset[str], what: str) -> None:
    name = str(node.get(key) or "")
    path = [str(part).lower() for part in (node.get("qualified_name") or {}).get("path") or []]
    if name.lower() not in known or path not in ([name.lower()], ["main", name.lower()]):
        raise StatementRefused(f"'{name}' is not one of the notebook's {what}.")


def _check_function(name: str) -> None:
    low = name.lower()
    if low in HIDDEN or (low.startswith(HIDDEN_FAMILIES) and low not in CALENDAR):
        raise StatementRefused(f"{name}() is not available here.")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
