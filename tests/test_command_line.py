"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date

import pytest
from command_support import printed, refused, run, run_apart

from lodestone import __version__
from lodestone.page_list import PAGES
from lodestone.paths import Project, here
from lodestone.queries import Library

COMMANDS = ("build", "check", "query", "sql", "export", "import", "pages")
CLOCKS = ("query", "timeline/clocks", "--param", "as_of=2026-11-22")


@pytest.mark.parametrize("arguments", [(), *((command,) for command in COMMANDS)], ids=["top", *COMMANDS])
def test_help_explains_every_command(built_small, arguments):
    text = printed(built_small, *arguments, "--help")
    assert text.startswith("usage: python -m lodestone")
    assert all(command in text for command in (arguments or COMMANDS))
    if not arguments:
        assert all(f"  {code}  " in text for code in range(5))
        assert "--project" in text


def test_version(built_small):
    assert printed(built_small, "--version") == f"lodestone {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("sql", "SELECT 'é“日本' AS t", "--format", "csv"), 0, "t\né“日本\n"),
        (("sql", "DELETE FROM units"), 2, "a SELECT"),
        (("biuld",), 2, "invalid choice: 'biuld'"),
    ],
    ids=["done", "refused", "wrong"],
)
def test_an_interpreter_of_its_own_ends_with_the_same_codes(built_small, arguments, code, said):
    """All other tests call the command in process."""
    done = run_apart(built_small, *arguments)
    assert done.returncode == code
    assert said in (done.stderr if code else done.stdout)
    assert done == run(built_small, *arguments)


def test_build_builds_once_and_again_when_forced(small_project):
    assert printed(small_project, "build").startswith("built: build/lodestone-")
    again = printed(small_project, "build")
    assert again.startswith("up to date: build/lodestone-")
    forced = printed(small_project, "build", "--force")
    assert forced.startswith("built: ")
    assert forced.split(": ")[1] != again.split(": ")[1]
    assert (small_project.root / forced.split(": ")[1].strip()).is_file()


def test_check_counts_and_builds_nothing(project):
    assert re.fullmatch(r"the content holds: \d{5} rows in \d{2} tables\n", printed(project, "check"))
    assert not project.build.exists()


def test_bad_content_ends_with_1_and_names_every_place(built_small):
    path = built_small.root / "data/facts/units.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("u_geo,Global Education Office,", "u_geo,,").replace(
            "Federal Relations,office,", "Federal Relations,bureau,"
        ),
        encoding="utf-8",
    )
    lines = {
        field: next(n for n, line in enumerate(text.splitlines(), start=1) if line.startswith(unit))
        for field, unit in (("name", "u_geo,"), ("kind", "u_ofr,"))
    }
    for command in (("check",), ("build",), CLOCKS, ("sql", "SELECT 1 AS a")):
        said = refused(built_small, 1, *command)
        assert said.startswith("2 problems in the content:")
        assert all(f"data/facts/units.csv:{line}: {field}: " in said for field, line in lines.items())


def test_a_missing_project_ends_with_1_and_says_what_is_missing(tmp_path):
    said = refused(Project(tmp_path / "nowhere"), 1, "check")
    assert "data/schema/lists.sql: the file is missing" in said


def test_a_folder_that_cannot_be_written_ends_with_3(small_project):
    small_project.build.write_text("a file where the folder belongs")
    assert "could not be written" in refused(small_project, 3, "build")


def test_a_broken_schema_ends_with_1_and_says_so(small_project):
    (small_project.data / "views" / "search.sql").write_text("\nCREATE VIEW v AS SELEC 1", encoding="utf-8")
    assert "data/views/search.sql:2:" in refused(small_project, 1, "build")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("biuld",),
        ("query", "timeline/clock"),
        ("query", "timeline/clocks"),
        ("query", "timeline/clocks", "--param", "as_of"),
        ("query", "timeline/clocks", "--param", "as_of=yesterday"),
        ("query", "timeline/clocks", "--param", "as_of=2026-02-30"),
        (*CLOCKS, "--param", "colour=red"),
        (*CLOCKS, "--format", "xml"),
        ("sql",),
        ("sql", "DELETE FROM units"),
        ("sql", "SELECT 1; SELECT 2"),
        ("sql", "SELECT * FROM 'data/sources.csv'"),
        ("sql", "SELEC 1"),
        ("sql", ""),
        ("build", "--fast"),
        ("pages", "more"),
    ],
)
def test_a_wrong_call_ends_with_2(built_small, arguments):
    assert refused(built_small, 2, *arguments)


def test_a_wrong_parameter_is_answered_with_the_right_ones(built_small):
    said = refused(built_small, 2, *CLOCKS, "--param", "colour=red")
    assert said.startswith("--param colour=red: there is no parameter 'colour'; parameters of timeline/clocks: ")
    assert "as_of (DATE: the day on which status is judged)" in said
    assert "--param as_of: write NAME=VALUE; parameters of " in refused(built_small, 2, *CLOCKS, "--param", "as_of")


def test_queries_are_listed_with_what_they_return(built_small):
    lines = printed(built_small, "query").splitlines()
    library = Library(here().queries)
    assert [line.split()[0] for line in lines] == list(library.queries)
    assert all(line.endswith(query.summary) for line, query in zip(lines, library.queries.values(), strict=True))


def test_the_csv_of_a_query_equals_its_frame(built_small, warehouse, library):
    values = {
        "as_of": date(2026, 4, 27),
        "brief": None,
        "request": date(2026, 4, 20),
        "notice": None,
        "statuses": ("not due", "no public evidence"),
    }
    frame = library.ask(warehouse, "timeline/clocks", values).frame
    text = printed(
        built_small,
        "query",
        "timeline/clocks",
        "--param",
        "as_of=2026-04-27",
        "--param",
        "request=2026-04-20",
        "--param",
        "statuses=not due, no public evidence",
        "--format",
        "csv",
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(frame) == 6
    for row, (_, right) in zip(rows, frame.iterrows(), strict=True):
        assert list(row) == list(frame.columns)
        for name, value in right.items():
            shown = ";".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
            assert row[name] == shown, name


def test_the_json_of_a_query_keeps_lists_and_empty_values(built_small):
    rows = json.loads(printed(built_small, *CLOCKS, "--format", "json"))
    assert len(rows) == 10
    meeting = next(row for row in rows if row["provision_id"] == "P16")
    assert (meeting["due_date"], meeting["days_past"], meeting["source_ids"]) == (None, None, ["s_brief"])
    ministerial = rows[0]
    assert (ministerial["due_date"], ministerial["days_past"], ministerial["entered"]) == ("2026-04-26", 210, False)


def test_the_table_of_a_query_shows_its_rows(built_small):
    lines = printed(built_small, *CLOCKS).splitlines()
    assert len(lines) == 11
    assert "2026-04-26" in lines[1]
    assert "210" in lines[1]


def test_no_rows_is_said(built_small):
    assert printed(built_small, *CLOCKS, "--param", "statuses=met") == "no rows\n"
    assert json.loads(printed(built_small, *CLOCKS, "--param", "statuses=met", "--format", "json")) == []
    assert printed(built_small, *CLOCKS, "--param", "statuses=met", "--format", "csv").count("\n") == 1


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT score, title FROM scores ORDER BY position LIMIT 2", "score,title\n3,Risk\n4,Opportunity\n"),
        ("SELECT [1, 2] AS n, ['a'] AS t, NULL AS x", "n,t,x\n1;2,a,\n"),
        ("SELECT {'a': 1} AS s, DATE '2026-02-28' AS d, 'é“日本' AS t", "s,d,t\n{'a': 1},2026-02-28,é“日本\n"),
    ],
)
def test_sql_prints_csv(built_small, statement, expected):
    assert printed(built_small, "sql", statement, "--format", "csv") == expected


def test_sql_prints_numbers_plainly_and_null_one_way(built_small):
    statement = (
        "SELECT * FROM (VALUES (912690000::DOUBLE, 3, 'a', true, DATE '2026-01-02', [1, NULL]), "
        "(0.000000123, NULL, NULL, NULL, NULL, [4]), ('inf', 4, 'b', false, NULL, [5]), "
        "('nan', 5, 'd', NULL, NULL, [6]), (NULL, 9007199254740993, 'c', true, NULL, [2])) "
        "t(amount, n, name, joint, day, list)"
    )
    lines = printed(built_small, "sql", statement).splitlines()
    assert [line.replace("not a number", "not-a-number").split() for line in lines] == [
        ["amount", "n", "name", "joint", "day", "list"],
        ["912690000", "3", "a", "True", "2026-01-02", "1;NULL"],
        ["0.000000123", "NULL", "NULL", "NULL", "NULL", "4"],
        ["infinite", "4", "b", "False", "NULL", "5"],
        ["not-a-number", "5", "d", "NULL", "NULL", "6"],
        ["NULL", "9007199254740993", "c", "True", "NULL", "2"],
    ]
    # In a file of rows what is not there stays empty, as programs take it.
    rows = printed(built_small, "sql", statement, "--format", "csv").splitlines()
    assert rows[1:] == [
        "912690000.0,3,a,True,2026-01-02,1;NULL", "1.23e-07,,,,,4", "inf,4,b,False,,5", "NaN,5,d,,,6",
        ",9007199254740993,c,True,,2",
    ]  # fmt: skip
    found = json.loads(printed(built_small, "sql", statement, "--format", "json"))
    assert [row["amount"] for row in found] == [912690000.0, 1.23e-07, "infinite", "not a number", None]
    assert found[1] == {"amount": 1.23e-07, "n": None, "name": None, "joint": None, "day": None, "list": [4]}


def test_sums_and_means_of_money_are_printed_without_a_power_of_ten(built_small):
    statement = "SELECT 912690000.0::DOUBLE AS mean_usd UNION ALL SELECT 100 / 3"
    assert printed(built_small, "sql", statement).split() == ["mean_usd", "912690000", "33.3333333333333"]


def test_sql_says_on_the_side_when_rows_are_cut(built_small):
    done = run(built_small, "sql", "SELECT * FROM range(10001) t(i)", "--format", "csv")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 10_001
    assert done.stderr == "only the first 10000 rows are shown\n"


def test_pages_are_listed_with_their_addresses(built_small):
    lines = printed(built_small, "pages").splitlines()
    assert len(lines) == len(PAGES) >= 5
    for line, page in zip(lines, PAGES, strict=True):
        assert line.startswith(page.title)
        assert line.endswith(f"/{page.url_path}")


def test_figures_and_tables_are_listed_below_their_pages(built_small):
    lines = printed(built_small, "pages", "--cells").splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith("/sources"))
    assert [line.split()[0] for line in lines[at + 1 : at + 3]] == ["sources/trust", "sources/sources"]
    assert any(line.endswith("Does it set a clock? (with --filter provision=…)") for line in lines)


@pytest.mark.parametrize("rows", [1, 9999], ids=["little", "much"])
def test_a_reader_that_stops_listening_is_no_error(built_small, rows):
    """Little is written at the very end, much in between; neither may end in a complaint."""
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    statement = f"SELECT md5(i::VARCHAR) AS text FROM range({rows}) t(i)"
    process = subprocess.Popen(
        [sys.executable, "-m", "lodestone", "--project", str(built_small.root), "sql", statement, "--format", "csv"],
        cwd=here().root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=buffered,
    )
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), said) == (0, b"")
