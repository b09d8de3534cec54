"""A reader's SQL: one SELECT over the notebook's own tables passes; everything else is refused with a reason."""

from __future__ import annotations

import subprocess
import sys

import duckdb
import pytest
from statement_cases import ALLOWED, REFUSED

from lodestone import statements as module
from lodestone.errors import StatementRefused
from lodestone.paths import here
from lodestone.statements import HIDDEN, HIDDEN_FAMILIES, TABLE_FUNCTIONS, answer


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


@pytest.mark.parametrize("kind", sorted(set(REFUSED) - {"shape", "spelling", "cannot be shown"}))
def test_the_parsed_statement_alone_is_reason_enough(warehouse, kind):
    """Refused before anything is run, not because it happened to fail."""
    cursor = warehouse.cursor()
    known = module._known_names(cursor)
    for sql in REFUSED[kind]:
        with pytest.raises(StatementRefused):
            module._check_tree(cursor, module._single_select(sql), known)


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
    result = answer(warehouse, "SELECT * FROM range(50) t(i)", rows=10)
    assert (len(result.frame), result.cut, list(result.frame["i"])) == (10, True, list(range(10)))
    assert answer(warehouse, "SELECT * FROM range(10) t(i)", rows=10).cut is False
    assert len(answer(warehouse, "SELECT * FROM range(20000) t(i)").frame) == module.ROWS


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) AS n FROM range(10000000000) a, range(10000000000) b",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) AS n FROM r",
        "SELECT max(md5(a.range::VARCHAR)) AS n FROM range(100000000000) a",
    ],
)
def test_an_endless_statement_is_stopped_and_the_next_one_answered(warehouse, sql):
    with pytest.raises(StatementRefused, match=r"longer than 0\.3 seconds"):
        answer(warehouse, sql, seconds=0.3)
    assert len(answer(warehouse, "SELECT * FROM units").frame) == 38


def test_a_quick_statement_leaves_no_timer_behind(warehouse):
    import threading

    before = threading.active_count()
    for _ in range(20):
        answer(warehouse, "SELECT 1 AS a", seconds=600)
    assert threading.active_count() == before


HUNGRY = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
from lodestone.errors import StatementRefused
from lodestone.statements import answer
from lodestone.warehouse import open_database
opened = open_database(Path(sys.argv[1]))
for sql in ("SELECT list(i) AS l FROM range(400000000) t(i)", "SELECT range(1000000000) AS l",
            "SELECT * FROM range(30000) a, range(30000) b ORDER BY hash(a.range * b.range)",
            "SELECT repeat('x', 10000000) AS l FROM range(10000)",
            "SELECT string_agg(md5(i::VARCHAR), ',') AS l FROM range(200000000) t(i)"):
    try:
        answer(opened, sql, seconds=20)
        print("answered", sql)
    except StatementRefused:
        print("refused")
    assert len(answer(opened, "SELECT * FROM units").frame) == 38
"""


def test_statements_that_want_all_memory_end_cleanly(warehouse):
    """In a process of its own, so that a failure cannot take the other tests with it."""
    done = subprocess.run(
        [sys.executable, "-c", HUNGRY, str(warehouse.path)],
        cwd=here().root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, ["refused"] * 5), done.stdout + done.stderr


def test_no_function_of_duckdb_that_is_hidden_here_is_misspelt():
    names = {name for (name,) in duckdb.execute("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()}
    assert HIDDEN - names <= {"getenv"}, "the command line of DuckDB alone has getenv"
    assert all(any(name.startswith(family) for name in names) for family in HIDDEN_FAMILIES)
