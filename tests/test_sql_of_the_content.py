"""What lies in data/schema/ and data/views/ describes tables and no more; what goes wrong there is told by line."""

from __future__ import annotations

import pytest
from corrupting import complaints

from lodestone.content import sql
from lodestone.content.sql import GUARDED, read_statements, run_statements
from lodestone.warehouse import build, builder

VIEWS = "data/views/search.sql"

REFUSED = [
    "ATTACH 'other.duckdb'",
    "COPY units TO 'out.csv'",
    "COPY units FROM 'in.csv'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET memory_limit = '90GB'",
    "PRAGMA threads = 64",
    "CREATE SECRET mine (TYPE S3)",
    "CREATE SEQUENCE numbers",
    "CREATE TEMP TABLE passing (i INTEGER)",
    "CREATE OR REPLACE VIEW actions AS SELECT 1",
    "INSERT INTO units DEFAULT VALUES",
    "UPDATE units SET name = ''",
    "DELETE FROM units",
    "DROP TABLE units",
    "ALTER TABLE units ADD COLUMN more INTEGER",
    "SELECT 1",
    "EXPORT DATABASE 'folder'",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "USE memory",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_other_statements_are_refused_at_their_line(statement):
    problems = []
    text = f"CREATE VIEW one AS SELECT 1;\n-- a word\n\n{statement};\nCREATE VIEW two AS SELECT 2;\n"
    statements = read_statements(text, VIEWS, problems)
    assert [(one.file, one.line) for one in problems] == [(VIEWS, 4)]
    assert statement.split()[0] in problems[0].wrong
    assert [one.line for one in statements] == [1, 5]


def first_problem(*texts: str):
    import duckdb

    problems: list = []
    statements = [one for text in texts for one in read_statements(text, VIEWS, problems)]
    return problems[0] if problems else run_statements(duckdb.connect(config=dict(GUARDED)), statements)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("CREATE VIEW a AS\nSELECT *\nFROM nowhere;", 3, "nowhere does not exist"),
        ("\n\nCREATE VIEW a AS SELECT 1 AS b;\nCREATE VIEW c AS\n  SELECT d FROM a;", 5, '"d" not found'),
        ("CREATE TABLE a (\n b INTEGER,\n CHECK (nothing_of_the_kind(b)));", 3, "nothing_of_the_kind"),
        ("CREATE TABLE a (b INTEGER);\nCREATE TABEL c (d INTEGER);", 2, "syntax error"),
        ("CREATE TABLE a AS\nFROM read_csv('/etc/passwd');", 2, "disabled"),
        ("CREATE TABLE a AS FROM read_text('/etc/*');", 1, "disabled"),
        ("CREATE VIEW a AS\nFROM 'https://example.org/a.parquet';", 1, ""),
        ("CREATE TABLE a AS FROM sniff_csv('/etc/passwd');", 1, "disabled"),
        (f"CREATE VIEW a AS SELECT {'(' * 5000}1{')' * 5000};", 1, "depth"),
    ],
)
def test_what_fails_is_told_at_its_line_without_a_path(text, line, says):
    problem = first_problem(text)
    assert (problem.file, problem.line) == (VIEWS, line)
    assert says in problem.wrong
    assert "/etc" not in problem.wrong
    assert "\n" not in problem.wrong


def test_tables_that_never_end_are_stopped(monkeypatch):
    monkeypatch.setattr(sql, "SECONDS", 0.5)
    endless = "CREATE TABLE a AS\nWITH RECURSIVE t AS (SELECT 1 AS i UNION ALL SELECT 1 FROM t) SELECT * FROM t;"
    problem = first_problem("CREATE VIEW b AS SELECT 1;\n" + endless)
    assert problem.line == 2
    assert problem.wrong == "this takes too long and was stopped"


def append(project, name: str, text: str) -> int:
    """Add a text to a file; returns its first line."""
    path = project.root / name
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(before + text, encoding="utf-8")
    return before.count("\n") + 1


def test_a_view_whose_rows_never_end_is_told_by_name_and_line(built_small, monkeypatch):
    work_out = builder._work_out

    def soon(con, statement):
        # What comes before it may take its time.
        if statement.sql.startswith("CREATE VIEW round"):
            monkeypatch.setattr(sql, "SECONDS", 1.0)
        work_out(con, statement)

    monkeypatch.setattr(builder, "_work_out", soon)
    endless = "CREATE VIEW round AS\nWITH RECURSIVE t AS (SELECT 1 AS i UNION ALL SELECT 1 FROM t) SELECT * FROM t;\n"
    line = append(built_small, VIEWS, endless)
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line, problem.field) == (VIEWS, line, "round")


def test_a_view_whose_rows_cannot_be_worked_out_is_told_by_name_and_line(built_small):
    line = append(built_small, VIEWS, "CREATE VIEW numbers AS SELECT title::INTEGER AS n FROM events;\n")
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line, problem.field) == (VIEWS, line, "numbers")
    assert "Could not convert" in problem.wrong


def test_a_renamed_rule_is_told_by_the_questions_that_need_it(built_small):
    path = built_small.data / "views" / "clocks.sql"
    text = path.read_text(encoding="utf-8")
    assert text.count("CREATE MACRO since_signing(") == 1
    path.write_text(text.replace("CREATE MACRO since_signing(", "CREATE MACRO after_signing("), encoding="utf-8")
    problems = complaints(built_small).problems
    assert problems
    assert all(one.file.startswith("data/views/") or one.file.startswith("queries/") for one in problems)
    assert all(one.line for one in problems)
    assert "since_signing" in problems[0].wrong


def test_a_question_that_cannot_be_asked_is_told_and_taken_again_once_mended(built_small):
    path = built_small.queries / "sources" / "by_id.sql"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("FROM sources", "FROM sourcez"), encoding="utf-8")
    line = good.count("\n", 0, good.index("FROM sources")) + 1
    append(built_small, "data/facts/units.csv", "\n")
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line) == ("queries/sources/by_id.sql", line)
    path.write_text(good, encoding="utf-8")
    assert build(built_small)[1]
