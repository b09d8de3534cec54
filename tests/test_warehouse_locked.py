"""The open database reads nothing but itself, writes nothing, and gives every thread the same answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import duckdb
import pytest
from questions_support import fresh_library

SECRET = "a file beside the database"


@pytest.fixture
def outside(tmp_path):
    (tmp_path / "table.csv").write_text(f"a\n{SECRET}\n", encoding="utf-8")
    (tmp_path / "table.json").write_text(f'[{{"a": "{SECRET}"}}]', encoding="utf-8")
    duckdb.connect().execute(f"COPY (SELECT '{SECRET}' AS a) TO '{tmp_path}/table.parquet'")
    other = duckdb.connect(str(tmp_path / "other.duckdb"))
    other.execute(f"CREATE TABLE t AS SELECT '{SECRET}' AS a")
    other.close()
    return tmp_path


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM '{0}/table.csv'",
        "SELECT * FROM '{0}/table.json'",
        "SELECT * FROM '{0}/table.parquet'",
        "SELECT * FROM read_csv('{0}/table.csv')",
        "SELECT * FROM read_json('{0}/table.json')",
        "SELECT * FROM read_parquet('{0}/table.parquet')",
        "SELECT * FROM read_text('{0}/table.csv')",
        "SELECT * FROM read_blob('{0}/table.csv')",
        "SELECT * FROM sniff_csv('{0}/table.csv')",
        "SELECT * FROM parquet_metadata('{0}/table.parquet')",
        "SELECT * FROM glob('{0}/*')",
        "SELECT * FROM '{0}/*.csv'",
        "SELECT * FROM query('FROM ''{0}/table.csv''')",
        "ATTACH '{0}/other.duckdb' AS other",
        "ATTACH ':memory:' AS other",
        "SELECT * FROM read_duckdb('{0}/other.duckdb')",
        "COPY units TO '{0}/out.csv'",
        "COPY units FROM '{0}/table.csv'",
        "EXPORT DATABASE '{0}/out'",
        "IMPORT DATABASE '{0}/out'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '{0}/x.duckdb_extension'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET memory_limit = '4GB'",
        "RESET memory_limit",
        "PRAGMA threads = 8",
        "SET python_enable_replacements = true",
        "CREATE TABLE t (a INTEGER)",
        "CREATE VIEW v AS SELECT 1",
        "INSERT INTO units SELECT * REPLACE ('a' AS unit_id, 'b' AS short_name) FROM units WHERE unit_id = 'u_eng'",
        "UPDATE units SET name = 'x'",
        "DELETE FROM units",
        "DROP TABLE units",
        "ALTER TABLE units ADD COLUMN a INTEGER",
        "TRUNCATE units",
        "MERGE INTO units USING (SELECT 'u_eng' AS unit_id) s USING (unit_id) WHEN MATCHED THEN DELETE",
        "WITH gone AS (DELETE FROM units RETURNING *) SELECT * FROM gone",
        "WITH kept AS (COPY (SELECT 1) TO '{0}/out.csv') SELECT 1",
        "SELECT * FROM frame_of_the_caller",
    ],
)
def test_the_open_connection_refuses(warehouse, outside, sql):
    frame_of_the_caller = {"a": [SECRET]}
    assert frame_of_the_caller
    files = sorted(path.name for path in outside.iterdir())
    cursor = warehouse.cursor()
    with pytest.raises(duckdb.Error):
        cursor.execute(sql.format(outside)).fetchall()
    assert sorted(path.name for path in outside.iterdir()) == files
    assert warehouse.cursor().execute("SELECT count(*) FROM units").fetchall() == [(38,)]


def test_a_checkpoint_changes_no_byte(warehouse):
    before = warehouse.path.read_bytes()
    for sql in ("CHECKPOINT", "FORCE CHECKPOINT"):
        warehouse.cursor().execute(sql)
    assert warehouse.path.read_bytes() == before
    assert not warehouse.path.with_name(warehouse.path.name + ".wal").exists()


def test_the_same_statements_work_where_nothing_is_locked(outside):
    """So that the refusals above are refusals, not slips of the pen."""
    con = duckdb.connect()
    for sql in (
        "SELECT * FROM '{0}/table.csv'",
        "SELECT * FROM read_json('{0}/table.json')",
        "SELECT * FROM read_parquet('{0}/table.parquet')",
    ):
        assert con.execute(sql.format(outside)).fetchall() == [(SECRET,)]
    assert len(con.execute(f"SELECT * FROM glob('{outside}/*')").fetchall()) == 4
    con.execute(f"ATTACH '{outside}/other.duckdb' AS other (READ_ONLY)")
    assert con.execute("SELECT a FROM other.t").fetchall() == [(SECRET,)]


def test_eight_threads_asking_many_questions_get_equal_answers(warehouse):
    questions = []
    for day in (date(2025, 10, 28), date(2026, 4, 27), date(2026, 11, 22)):
        questions += [
            (
                "timeline/events",
                {
                    "as_of": day,
                    "lanes": lanes,
                    "ties": None,
                    "countries": None,
                    "pillars": None,
                    "provision": None,
                    "q": q,
                    "department": unit,
                },
            )
            for lanes in (None, ("Funding",), ("Agreements", "Stockpile"))
            for q, unit in ((None, None), ("japan", None), ("rare earth", "u_ees"))
        ]
        questions.append(
            ("timeline/clocks", {"as_of": day, "brief": None, "request": None, "notice": None, "statuses": None})
        )
    library = fresh_library(entries=5)  # too few to remember: most are run again and again
    expected = [fresh_library().ask(warehouse, name, values).frame for name, values in questions]
    assert len({len(frame) for frame in expected}) > 5

    def ask_all(turn: int) -> list[bool]:
        order = questions[turn:] + questions[:turn]
        answers = [library.ask(warehouse, name, values).frame for name, values in order]
        return [answer.equals(right) for answer, right in zip(answers, expected[turn:] + expected[:turn], strict=True)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask_all, range(8)))
    assert len(found) == 8
    assert len(found[0]) == len(questions) == 30
    assert all(all(row) for row in found)
