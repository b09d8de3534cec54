"""A reader's SQL: one SELECT over the notebook's own tables passes; everything else is refused with a reason."""

from __future__ import annotations

import duckdb
import pytest
from statement_cases import ALLOWED, REFUSED

from lodestone.errors import StatementRefused
from lodestone.sandbox.asking import answer
from lodestone.sandbox.limits import Limits
from lodestone.statements import (
    HIDDEN,
    HIDDEN_FAMILIES,
    TABLE_FUNCTIONS,
    check_tree,
    known_names,
    parsed,
    single_select,
)

# These are read as one SELECT and fail when they are asked.
FAIL = {"shape", "spelling", "cannot be shown", "beyond what DuckDB itself allows"}


@pytest.mark.parametrize(
    "sql",
    [sql for statements in REFUSED.values() for sql in statements],
    ids=[f"{kind} {number}" for kind, statements in REFUSED.items() for number in range(len(statements))],
)
def test_what_is_not_one_harmless_select_is_refused(warehouse, sql):
    with pytest.raises(StatementRefused) as caught:
        answer(warehouse, sql)
    assert str(caught.value)
    assert warehouse.path.stem not in str(caught.value), "the reason does not tell where the database is"
    assert "Traceback" not in str(caught.value)
    assert len(answer(warehouse, "SELECT * FROM units").frame) == 38


def _check(cursor, sql, known):
    statement = single_select(sql)
    check_tree(parsed(cursor, statement), statement, known)


@pytest.mark.parametrize("kind", sorted(set(REFUSED) - FAIL))
def test_the_parsed_statement_alone_is_reason_enough(warehouse, kind):
    """Refused before anything is run, not because it happened to fail."""
    cursor = warehouse.cursor()
    known = known_names(cursor)
    for sql in REFUSED[kind]:
        with pytest.raises((StatementRefused, duckdb.Error)):
            _check(cursor, sql, known)


@pytest.mark.parametrize("sql", ALLOWED)
def test_a_select_over_the_notebooks_tables_is_answered(warehouse, sql):
    result = answer(warehouse, sql)
    assert not result.cut
    rows = [tuple(row) for row in result.frame.astype(object).to_numpy().tolist()]
    assert len(rows) > 0
    if ALLOWED[sql] is not None:
        assert rows == ALLOWED[sql]


def test_every_table_and_view_may_be_asked_and_no_other(warehouse):
    names = (
        warehouse.cursor()
        .execute("SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views() WHERE NOT internal")
        .fetchall()
    )
    assert len(names) >= 34
    for (name,) in names:
        # No reader has imported anything here.
        assert bool(len(answer(warehouse, f"FROM {name}").frame)) == (not name.startswith("imported_")), name
    system = warehouse.cursor().execute("SELECT DISTINCT view_name FROM duckdb_views() WHERE internal").fetchall()
    assert len(system) > 20
    for (name,) in system:
        with pytest.raises(StatementRefused):
            answer(warehouse, f"FROM {name}")


def test_no_table_function_of_duckdb_passes_but_those_listed(warehouse):
    names = {
        name
        for (name,) in warehouse.cursor()
        .execute(
            "SELECT DISTINCT function_name FROM duckdb_functions() "
            "WHERE function_type IN ('table', 'table_macro') AND internal"
        )
        .fetchall()
    }
    assert len(names) > 80
    for name in names - TABLE_FUNCTIONS:
        with pytest.raises(StatementRefused):
            answer(warehouse, f"SELECT * FROM \"{name}\"('units')")


def test_functions_that_are_not_pure_are_hidden_or_known_to_be_harmless(warehouse):
    """A later DuckDB with a new function that looks around or keeps a state fails here."""
    harmless = {
        "current_date",
        "current_localtime",
        "current_localtimestamp",
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
        "error",
    }
    names = {
        name
        for (name,) in warehouse.cursor()
        .execute(
            "SELECT DISTINCT function_name FROM duckdb_functions() "
            "WHERE stability <> 'CONSISTENT' AND function_type = 'scalar'"
        )
        .fetchall()
    }
    assert len(names) > 20
    assert {name for name in names if name not in HIDDEN and not name.startswith(HIDDEN_FAMILIES)} <= harmless


def test_rows_are_cut_at_the_limit_and_it_is_said(warehouse):
    result = answer(warehouse, "SELECT * FROM range(50) t(i)", limits=Limits(rows=10))
    assert (len(result.frame), result.cut, list(result.frame["i"])) == (10, "rows", list(range(10)))
    assert answer(warehouse, "SELECT * FROM range(10) t(i)", limits=Limits(rows=10)).cut == ""
    assert len(answer(warehouse, "SELECT * FROM range(20000) t(i)").frame) == Limits().rows


def test_no_function_of_duckdb_that_is_hidden_here_is_misspelt():
    names = {name for (name,) in duckdb.execute("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()}
    assert HIDDEN - names <= {"getenv"}, "the command line of DuckDB alone has getenv"
    assert all(any(name.startswith(family) for name in names) for family in HIDDEN_FAMILIES)
