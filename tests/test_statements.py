"""A reader's SQL: one SELECT over the notebook's own tables passes; everything else is refused with a reason."""

from __future__ import annotations

import subprocess
import sys

import duckdb
import pytest

from lodestone import statements as module
from lodestone.errors import StatementRefused
from lodestone.paths import here
from lodestone.statements import HIDDEN, HIDDEN_FAMILIES, TABLE_FUNCTIONS, answer

REFUSED = {
    "nothing": ["", "   ", "-- only a comment", ";", "/* nothing */"],
    "several": ["SELECT 1; SELECT 2", "SELECT 1; DROP TABLE units", "SELECT 1 /* ; */; DELETE FROM units"],
    "changes": [
        "INSERT INTO units VALUES (1)",
        "UPDATE units SET name = 'x'",
        "DELETE FROM units",
        "CREATE TABLE t (a INTEGER)",
        "CREATE TEMP TABLE t AS SELECT 1",
        "CREATE MACRO m() AS 1",
        "CREATE OR REPLACE TEMP VIEW units AS SELECT 1",
        "DROP TABLE units",
        "ALTER TABLE units ADD COLUMN a INTEGER",
        "TRUNCATE units",
        "MERGE INTO units USING units u USING (unit_id) WHEN MATCHED THEN DELETE",
    ],
    "changes in a WITH": [
        "WITH x AS (DELETE FROM units RETURNING *) SELECT * FROM x",
        "WITH x AS (UPDATE units SET name = 'x' RETURNING *) SELECT 1",
        "WITH x AS (INSERT INTO units SELECT * FROM units RETURNING *) FROM x",
        "WITH x AS (COPY (SELECT 1) TO 'x.csv') SELECT 1",
        "SELECT * FROM (WITH x AS (DELETE FROM units RETURNING *) FROM x)",
        "SELECT (WITH x AS (DELETE FROM units RETURNING 1) FROM x)",
    ],
    "commands": [
        "COPY units TO 'x.csv'",
        "ATTACH 'x.duckdb'",
        "DETACH x",
        "USE main",
        "PRAGMA database_list",
        "PRAGMA table_info('units')",
        "SET threads = 4",
        "SET schema = 'main'",
        "SET VARIABLE a = 1",
        "RESET threads",
        "CALL pragma_version()",
        "EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE SELECT 1",
        "INSTALL httpfs",
        "LOAD json",
        "CHECKPOINT",
        "VACUUM",
        "ANALYZE",
        "BEGIN",
        "COMMIT",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "EXPORT DATABASE 'x'",
    ],
    "looks around": [
        "SHOW TABLES",
        "DESCRIBE units",
        "SUMMARIZE units",
        "SELECT * FROM (SHOW TABLES)",
        "SELECT * FROM (DESCRIBE units)",
        "SELECT * FROM (SUMMARIZE units)",
        "SHOW ALL TABLES",
        "PIVOT units ON kind USING count(*)",
    ],
    "files": [
        "SELECT * FROM 'data/sources.csv'",
        'SELECT * FROM "data/sources.csv"',
        "SELECT * FROM 'x.parquet' t",
        "FROM 'https://example.org/x.csv'",
        "SELECT * FROM read_csv('data/sources.csv')",
        "SELECT * FROM READ_CSV_AUTO('x')",
        "SELECT * FROM read_parquet(['x'])",
        "SELECT * FROM read_json('x')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM glob('*')",
        "SELECT * FROM sniff_csv('x')",
        "SELECT * FROM parquet_schema('x')",
        "SELECT * FROM read_duckdb('x')",
        'WITH "data/sources.csv" AS (SELECT 1) SELECT * FROM "data/sources.csv"',
    ],
    "SQL in a text": [
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM query_table('units')",
        "SELECT * FROM json_execute_serialized_sql('{}')",
        "SELECT json_serialize_plan('SELECT 1')",
        "SELECT json_deserialize_sql('{}')",
        "SELECT json_serialize_sql('SELECT 1')",
    ],
    "surroundings": [
        "SELECT getenv('HOME')",
        "SELECT current_setting('temp_directory')",
        "SELECT getvariable('a')",
        "SELECT current_database()",
        "SELECT current_catalog",
        "SELECT current_schema",
        "SELECT current_schemas(true)",
        "SELECT current_query()",
        "SELECT current_user",
        "SELECT user",
        "SELECT session_user",
        "SELECT version()",
        "SELECT txid_current()",
        "SELECT pg_get_viewdef(1)",
        "SELECT pg_postmaster_start_time()",
        "SELECT pg_conf_load_time()",
        "SELECT has_table_privilege('units', 'select')",
        "SELECT inet_server_addr()",
        "SELECT stats(name) FROM units",
        "SELECT in_search_path('a', 'b')",
        "SELECT get_block_size('x')",
    ],
    "catalog": [
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_databases()",
        "SELECT * FROM duckdb_tables",
        "SELECT * FROM duckdb_columns",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM information_schema.columns",
        "SELECT * FROM pg_catalog.pg_class",
        "FROM pg_tables",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM pragma_database_size()",
        "SELECT * FROM pragma_table_info('units')",
        "SELECT * FROM system.information_schema.tables",
        "SELECT * FROM temp.main.units",
        "SELECT * FROM memory.units",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM duckdb_logs()",
        "SELECT * FROM duckdb_temporary_files()",
        "SELECT * FROM pg_timezone_names()",
        "SELECT * FROM test_all_types()",
        "SELECT * FROM seq_scan('units')",
        "SELECT * FROM checkpoint()",
        "SELECT * FROM enable_logging()",
        "SELECT * FROM no_such_table",
    ],
    "states and waits": [
        "SELECT nextval('s')",
        "SELECT currval('s')",
        "SELECT setval('s', 1)",
        "SELECT setseed(0.5)",
        "SELECT sleep_ms(10)",
        "SELECT pg_sleep(1)",
        "SELECT write_log('x')",
    ],
    "hidden": [
        "WITH a AS (SELECT 1), b AS (SELECT * FROM duckdb_tables) SELECT * FROM a",
        "SELECT * FROM units WHERE name IN (SELECT path FROM duckdb_databases())",
        "SELECT * FROM units, LATERAL (SELECT * FROM glob(units.name))",
        "SELECT (SELECT count(*) FROM duckdb_settings())",
        "SELECT * FROM units ORDER BY current_setting('threads')",
        "SELECT name FROM units QUALIFY current_setting('threads') = '2'",
        "SELECT 1 LIMIT (SELECT current_setting('threads'))",
        "SELECT list_transform(['threads'], lambda s: current_setting(s))",
        "SELECT [current_setting(s) FOR s IN ['threads']]",
        "SELECT 'threads'.current_setting()",
        "SELECT * REPLACE (current_setting('threads') AS name) FROM units",
        "SELECT 1 UNION SELECT count(*) FROM duckdb_tables",
        "SELECT CASE WHEN true THEN current_setting('threads') END",
        "SELECT count(*) FILTER (current_setting('threads') = '2') FROM units",
        "SELECT sum(1) OVER (ORDER BY current_setting('threads'))",
        "WITH RECURSIVE r(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM r, duckdb_tables WHERE a < 2) FROM r",
        "VALUES (current_setting('threads'))",
        "SELECT * FROM range(current_setting('threads')::INTEGER)",
        "WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables",
        "SELECT * FROM (WITH pg_class AS (SELECT 1) FROM pg_class), pg_class",
    ],
    "spelling": [
        "select/**/*/**/from/**/duckdb_settings()",
        "SeLeCt CuRrEnT_SeTtInG('threads')",
        "SELECT \"current_setting\"('threads')",
        'SELECT * FROM "duckdb_settings"()',
        'SELECT * FROM "DUCKDB_TABLES"',
        "SELECT -- x\n current_setting('threads')",
        "SELECT main.current_setting('threads')",
        "SELECT system.main.current_setting('threads')",
        "SELECT * FROM pg_catalog . pg_class",
        "SELECT U&\"current_setting\"('threads')",
        "SELECT * FROM ｄｕｃｋｄｂ_ｓｅｔｔｉｎｇｓ()",
        "SELEC 1",
        "SELECT 'a",
        "SELECT \x00",
    ],
    "values left open": ["SELECT ?", "SELECT $1", "SELECT $name"],
    "shape": [
        "SELECT 1 AS a, 2 AS a",
        "SELECT " + "+".join(["1"] * 900),
        "SELECT " + "(" * 3000 + "1" + ")" * 3000,
        "SELECT '" + "x" * 30_000 + "'",
    ],
    "cannot be shown": [
        "SELECT now() AS a",
        "SELECT DATE '290000-01-01 (BC)' AS a",
        "SELECT repeat('x', 10) AS a",
        "SELECT lpad('x', 10, 'y') AS a",
    ],
}
ALLOWED = {
    "WITH kinds AS (SELECT kind, count(*) AS n FROM brief_items GROUP BY kind) SELECT n FROM kinds WHERE kind = 'risk'": [
        (5,)
    ],
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT max(n) AS n FROM r": [(4,)],
    "SELECT section, rank() OVER (ORDER BY score DESC, position) AS place FROM scores ORDER BY place LIMIT 1": [
        ("timeline", 1)
    ],
    "SELECT list_transform([1, 2, 3], lambda x: x * x) AS squares": [((1, 4, 9),)],
    "SELECT unnest(['a', 'b']) AS x": [("a",), ("b",)],
    "SELECT count(*) AS n FROM risks": [(5,)],
    "SELECT title FROM main.actions WHERE position = 5": [("Study supply chain economics",)],
    "SELECT count(*) AS n FROM known_events(DATE '2025-03-20')": [(2,)],
    "SELECT status FROM framework_clocks(DATE '2026-11-22', NULL, NULL) WHERE provision_id = 'P06'": [
        ("no public evidence",)
    ],
    "SELECT p.title FROM provisions p JOIN milestones m USING (provision_id) WHERE m.clock = 'fixed' ORDER BY 1 LIMIT 1": [
        ("Finance for chosen projects",)
    ],
    "SELECT 1 AS a UNION ALL SELECT 2 ORDER BY a": [(1,), (2,)],
    "SELECT unit_id FROM units WHERE unit_id IN (SELECT unit_id FROM item_units) AND kind = 'department'": [("u_ees",)],
    "FROM range(3) t(i) SELECT sum(i) AS total": [(3,)],
    "SELECT e.event_id FROM events e, LATERAL (SELECT 1 FROM event_actors a WHERE a.event_id = e.event_id AND a.actor = 'Iwatani')": [
        ("E001",)
    ],
    "SELECT max(score) AS top, min(score) AS low FROM scores HAVING count(*) BETWEEN 1 AND 9;": [(5, 2)],
    "/* a comment; with a semicolon */ SELECT 'a;b' AS text -- the end": [("a;b",)],
    "SELECT strftime(due_date, '%d %B %Y') AS due FROM milestones WHERE provision_id = 'P04'": [("28 April 2026",)],
    "SELECT * FROM units PIVOT (count(*) FOR kind IN ('office')) WHERE office = 1 AND unit_id = 'u_ofr'": None,
    'SELECT "count" FROM (SELECT count(*) AS "count" FROM "Units")': [(38,)],
    "SELECT sum(100000000000000000000::HUGEINT) > 1 AS big": [(True,)],
}


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
    for sql in REFUSED[kind]:
        with pytest.raises(StatementRefused):
            module._check_tree(warehouse.cursor(), module._single_select(sql))


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
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('table', 'table_macro') AND internal"
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
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability <> 'CONSISTENT' AND function_type = 'scalar'"
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
