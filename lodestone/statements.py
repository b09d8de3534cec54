"""What of a reader's own SQL may be run at all: one SELECT over the notebook's tables, nothing else.

The connection is read-only and locked already. What that leaves open (several statements at once, changes inside a
WITH, functions that run SQL from a text, functions that show settings and paths) is refused here from the parsed
statement, never by matching text. Tables, table functions and kinds of query are allowed by name; whatever a later
DuckDB adds is refused until it is listed here. What passes is still bounded by the process it runs in: see sandbox/.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from lodestone.errors import StatementRefused

LENGTH = 20_000
QUERY_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE", "RECURSIVE_CTE_NODE"})
# Table functions that make rows from their arguments and see nothing else; the notebook's own macros come on top.
TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest", "json_each", "json_tree"})
# Functions that read the surroundings, run SQL given as text, keep a state, or wait.
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
        "json_execute_serialized_sql",
    }
)
HIDDEN_FAMILIES = (
    "current_", "pg_", "has_", "inet_", "duckdb_", "pragma_", "__internal", "json_serialize_", "json_deserialize_",
    "parse_duckdb_",
)  # fmt: skip
CALENDAR = frozenset(
    {"current_date", "current_time", "current_timestamp", "current_localtime", "current_localtimestamp"}
)

# Other rows each time they are asked: a notebook that is to be the same on every run cannot use them.
FLEETING = frozenset(
    {
        *CALENDAR,
        "get_current_time",
        "get_current_timestamp",
        "now",
        "today",
        "transaction_timestamp",
        "random",
        "uuid",
        "uuidv4",
        "uuidv7",
        "gen_random_uuid",
        "age",
    }
)
# Halves of a pair, which stand in no text that can be stored.
HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Names:
    """Lower-case names of the notebook's tables and views, of its macros of both kinds, and of DuckDB's own views."""

    tables: frozenset[str]
    macros: frozenset[str]
    system: frozenset[str]
    functions: frozenset[str]


def known_names(cursor: duckdb.DuckDBPyConnection) -> Names:
    """What a database holds; it does not change while it is open."""
    found = cursor.execute("""
        select 'ours', table_name from duckdb_tables() where not internal
        union all select if(internal, 'system', 'ours'), view_name from duckdb_views()
            where schema_name <> 'information_schema'
        union all select 'macro', function_name from duckdb_functions()
            where function_type = 'table_macro' and not internal
        union all select 'function', function_name from duckdb_functions()
            where function_type = 'macro' and not internal""").fetchall()
    return Names(
        *(
            frozenset(str(name).lower() for kind, name in found if kind == wanted)
            for wanted in ("ours", "macro", "system", "function")
        )
    )


def single_select(sql: str, parameters: Collection[str] = ()) -> str:
    """The statement of a text that holds one SELECT; raises StatementRefused, or what DuckDB says of its syntax.

    `parameters` are the names that may stand in it with a $.
    """
    if len(sql) > LENGTH:
        raise StatementRefused(f"This is longer than {LENGTH:,} characters; shorten it.")
    if HALF.search(sql):
        raise StatementRefused("This holds half a character, which no text can; write it again.")
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise StatementRefused(f"Give one SELECT; this holds {len(statements)} statements.")
    if not _is_select(statements[0]):
        raise StatementRefused("Only a SELECT can be run here; the database is read-only.")
    if unknown := sorted(set(statements[0].named_parameters) - set(parameters)):
        raise _unknown_parameter(sql, unknown[0], parameters)
    return str(statements[0].query)


def _is_select(statement: duckdb.Statement) -> bool:
    try:
        return statement.type == duckdb.StatementType.SELECT
    except ValueError:
        # A kind of statement that DuckDB's Python has no name for.
        return False


def _unknown_parameter(sql: str, name: str, parameters: Collection[str]) -> StatementRefused:
    if not parameters:
        return StatementRefused("Parameters have no values here; write the values out.")
    near = difflib.get_close_matches(name, list(parameters), n=3, cutoff=0.5)
    return placed(
        f"There is no parameter ${name}. "
        + (f"Nearest: ${', $'.join(near)}." if near else "Declare it, or write a value."),
        sql,
        len(sql[: max(0, sql.find(f"${name}"))].encode()),
    )


def placed(reason: str, sql: str, offset: int | None) -> StatementRefused:
    """The refusal at a place of the text, given in bytes of UTF-8 as DuckDB counts; None where there is no place."""
    if offset is None:
        return StatementRefused(reason)
    before = sql.encode()[:offset].decode(errors="ignore")
    rest = sql[len(before) :]
    word = _word(rest)
    return StatementRefused(
        reason, line=before.count("\n") + 1, column=len(before) - (before.rfind("\n") + 1) + 1, word=word
    )


def _word(text: str) -> str:
    """The word a text begins with; of a sign, that sign."""
    word = ""
    for one in text[:60]:
        if not (one.isalnum() or one in "_.$"):
            break
        word += one
    return word or text[:1].strip()


def parsed(cursor: duckdb.DuckDBPyConnection, statement: str) -> list[dict[str, Any]]:
    """All nodes of the statement's tree."""
    serialized = cursor.execute("select json_serialize_sql($statement)", {"statement": statement}).fetchall()[0][0]
    tree = json.loads(serialized)
    if tree.get("error"):
        raise StatementRefused("Only a plain SELECT can be run here (no PRAGMA, SHOW, DESCRIBE or PIVOT).")
    return list(_nodes(tree))


def tables_named(nodes: list[dict[str, Any]]) -> frozenset[str]:
    """The names, in lower case, of what the statement selects from, those given by its own WITH left out."""
    return frozenset(
        str(node.get("table_name") or "").lower() for node in nodes if node.get("type") == "BASE_TABLE"
    ) - _given_by_with(nodes)


def check_tree(
    nodes: list[dict[str, Any]],
    statement: str,
    known: Names,
    cells: frozenset[str] = frozenset(),
    *,
    repeatable: bool = False,
    below: frozenset[str] = frozenset(),
) -> None:
    """Raise StatementRefused, with its place, for whatever is not a harmless SELECT; `cells` can be selected from, too.

    With `repeatable`, what gives other rows each time is refused as well. `below` are cells that stand further down.
    """
    _check_with(nodes, known.system)
    ours = known.tables | cells | _given_by_with(nodes)
    for node in nodes:
        try:
            _check_node(node, ours, known, repeatable=repeatable, below=below)
        except StatementRefused as refused:
            raise placed(refused.reason, statement, _location(node)) from None


def _location(node: dict[str, Any]) -> int | None:
    found = node.get("query_location")
    found = found.get("start", found.get("offset")) if isinstance(found, dict) else found
    # A node without a place carries the largest number there is.
    return found if isinstance(found, int) and 0 <= found < LENGTH * 4 else None


def _check_node(
    node: dict[str, Any], ours: frozenset[str], known: Names, *, repeatable: bool, below: frozenset[str]
) -> None:
    kind = str(node.get("type") or "")
    if kind.endswith("_NODE") and kind not in QUERY_NODES:
        raise StatementRefused("Only SELECT can stand in a WITH; the database is read-only.")
    if kind == "TABLE_FUNCTION":
        _check_name(node["function"], "function_name", TABLE_FUNCTIONS | known.macros, "table functions")
    elif kind == "SHOW_REF":
        raise StatementRefused("SHOW and DESCRIBE are not available here; the list of tables describes them.")
    elif kind == "BASE_TABLE":
        _check_name(node, "table_name", ours, "tables", below)
    elif kind == "COLUMN_REF":
        names = node.get("column_names") or []
        _check_function(str(names[0]) if len(names) == 1 else "", repeatable=repeatable)
    elif str(node.get("function_name", "")).lower() in known.functions:
        return  # one of our own rules, whatever its name begins with
    elif "function_name" in node:
        _check_function(str(node["function_name"]), repeatable=repeatable)


def _check_with(nodes: list[dict[str, Any]], system: frozenset[str]) -> None:
    """A name given by WITH that would hide a view of DuckDB's, or reads like a file, is refused."""
    for name, kind in _with(nodes):
        if kind not in QUERY_NODES:
            raise StatementRefused("Only SELECT can stand in a WITH; the database is read-only.")
        if name.lower() in system or not name.isidentifier():
            raise StatementRefused(f"'{name}' cannot name a part of a WITH; use letters, digits and _.")


def _given_by_with(nodes: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(name.lower() for name, _ in _with(nodes))


def _with(nodes: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        for entry in (node.get("cte_map") or {}).get("map") or []:
            yield str(entry["key"]), str(entry["value"]["query_node"].get("type"))


def _check_name(
    node: dict[str, Any], key: str, known: frozenset[str], what: str, below: frozenset[str] = frozenset()
) -> None:
    name = str(node.get(key) or "")
    path = [str(part).lower() for part in (node.get("qualified_name") or {}).get("path") or []]
    if name.lower() not in known or path not in ([name.lower()], ["main", name.lower()]):
        if name.lower() in below:
            raise StatementRefused(f"'{name}' stands further down in the notebook; move it above this cell.")
        near = difflib.get_close_matches(name.lower(), sorted(known), n=3, cutoff=0.6)
        hint = f" Nearest: {', '.join(near)}." if near and name.lower() not in near else ""
        raise StatementRefused(f"'{name}' is not one of the notebook's {what}.{hint}")


def _check_function(name: str, *, repeatable: bool) -> None:
    low = name.lower()
    if low in HIDDEN or (low.startswith(HIDDEN_FAMILIES) and low not in CALENDAR):
        raise StatementRefused(f"{name}() is not available here.")
    if repeatable and low in FLEETING:
        raise StatementRefused(
            f"{name} gives another result on another day or run; use $as_of, or write the value out."
        )


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
