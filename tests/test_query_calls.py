"""Questions of one's own: what their files must say, and calls checked against what is declared."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from lodestone.errors import QueryError
from lodestone.queries import Library, Parameter, load_query

GOOD = """-- Units by kind.
--
-- $kind VARCHAR: a kind of unit
-- $names VARCHAR[]?: names to keep; empty keeps all
SELECT unit_id, name
FROM units
WHERE kind = $kind AND ($names IS NULL OR list_contains($names, name))
ORDER BY unit_id
"""
# One right value of each type.
RIGHT = {
    "DATE": date(2026, 11, 22),
    "VARCHAR": "s_brief",
    "INTEGER": 5,
    "DOUBLE": 0.5,
    "BOOLEAN": True,
    "INTEGER[]": (1, 2, 3),
}


def written(folder: Path, text: str | bytes, name: str = "topic/question") -> Library:
    path = folder / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Library(folder)


def test_a_question_is_read_with_its_description_and_parameters(tmp_path):
    query = written(tmp_path, GOOD).get("topic/question")
    assert (query.summary, list(query.parameters)) == ("Units by kind.", ["kind", "names"])
    assert query.parameters["names"] == Parameter(
        "names", "VARCHAR[]", optional=True, meaning="names to keep; empty keeps all"
    )
    assert not query.parameters["kind"].optional


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT 1 AS a", "must be a comment that says what it returns"),
        ("--\nSELECT 1 AS a", "must be a comment"),
        ("-- $as_of DATE: the day\nSELECT $as_of AS a", "must be a comment"),
        ("-- A.\n-- $x DATE: the day\nSELECT 1 AS a", "declared but not used: $x"),
        ("-- A.\nSELECT $x AS a", "used but not declared in the head: $x"),
        ("-- A.\n-- $x date: the day\nSELECT $x AS a", "used but not declared in the head: $x"),
        ("-- A.\n-- $x DATE:\nSELECT $x AS a", "used but not declared in the head: $x"),
        ("-- A.\nSELECT ? AS a", "used but not declared in the head"),
        ("-- A.\n-- $x BLOB: some bytes\nSELECT $x AS a", "$x has the unknown type BLOB"),
        ("-- A.\nSELECT 1 AS a; SELECT 2 AS b", "exactly one SELECT"),
        ("-- A.\nDELETE FROM units", "exactly one SELECT"),
        ("-- A.\nCREATE TABLE t (a INTEGER)", "exactly one SELECT"),
        ("-- A.\nSELEC 1", "syntax error"),
        ("-- A.", "exactly one SELECT"),
        ("", "must be a comment"),
        ("-- Café.\nSELECT 1 AS a".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_file_that_does_not_hold_is_refused_by_name(tmp_path, text, says):
    with pytest.raises(QueryError, match=r"queries/topic/question\.sql") as caught:
        written(tmp_path, text).get("topic/question")
    assert says in str(caught.value)
    with pytest.raises(QueryError):
        load_query(tmp_path / "topic" / "question.sql", "topic/question")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "also needs $kind, $names"),
        ({"kind": "school"}, "also needs $names"),
        ({"kind": "school", "names": None, "more": 1}, "takes no $more"),
        ({"kind": None, "names": None}, "$kind takes VARCHAR, not None"),
        ({"kind": 5, "names": None}, "$kind takes VARCHAR, not 5"),
        ({"kind": "school", "names": ["a"]}, "$names takes VARCHAR[], not ['a']"),
        ({"kind": "school", "names": "a"}, "$names takes VARCHAR[], not 'a'"),
        ({"kind": "school", "names": (1,)}, "$names takes VARCHAR[], not (1,)"),
        ({"kind": "school", "names": (None,)}, "$names takes VARCHAR[]"),
    ],
)
def test_a_wrong_call_is_refused(warehouse, tmp_path, values, says):
    with pytest.raises(QueryError) as caught:
        written(tmp_path, GOOD).ask(warehouse, "topic/question", values)
    assert says in str(caught.value)
    assert "topic/question" in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("DATE", "2026-01-01"),
        ("DATE", datetime(2026, 1, 1)),  # noqa: DTZ001 - a moment without a zone is the slip to be caught
        ("INTEGER", True),
        ("INTEGER", 1.5),
        ("INTEGER", "1"),
        ("DOUBLE", "0.5"),
        ("DOUBLE", False),
        ("BOOLEAN", 1),
        ("BOOLEAN", "true"),
        ("INTEGER[]", 1),
        ("INTEGER[]", ("1",)),
        ("INTEGER[]", (True,)),
        ("INTEGER[]", (1.5,)),
        ("INTEGER[]", (1, None)),
        ("VARCHAR", date(2026, 1, 1)),
    ],
)
def test_a_value_of_another_type_is_refused(warehouse, tmp_path, kind, wrong):
    library = written(tmp_path, f"-- A.\n-- $x {kind}: a value\nSELECT $x AS a")
    with pytest.raises(QueryError, match="takes"):
        library.ask(warehouse, "topic/question", {"x": wrong})
    assert len(library.ask(warehouse, "topic/question", {"x": RIGHT[kind]}).frame) == 1


def test_an_unknown_question_is_refused_with_the_known_ones(warehouse, library):
    with pytest.raises(QueryError, match="timeline/clocks"):
        library.ask(warehouse, "timeline/clock", {})


def test_sql_that_fails_is_a_query_error(warehouse, tmp_path):
    with pytest.raises(QueryError, match="topic/question failed"):
        written(tmp_path, "-- A.\nSELECT a FROM no_such_table").ask(warehouse, "topic/question", {})


def test_an_empty_list_keeps_all_where_null_may_stand(warehouse, tmp_path):
    library = written(tmp_path, GOOD)
    full = library.ask(warehouse, "topic/question", {"kind": "office", "names": None}).frame
    assert sorted(full["unit_id"]) == ["u_cttc", "u_gcr", "u_geo", "u_oel", "u_ofr", "u_ovpr", "u_spa", "u_vio"]
    assert library.ask(warehouse, "topic/question", {"kind": "office", "names": ()}).frame.equals(full)
    one = library.ask(
        warehouse, "topic/question", {"kind": "office", "names": ("Office of Federal Relations", "x")}
    ).frame
    assert list(one["unit_id"]) == ["u_ofr"]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("DATE", "2026-02-28", date(2026, 2, 28)),
        ("VARCHAR", "a, b", "a, b"),
        ("INTEGER", "7", 7),
        ("DOUBLE", "0.5", 0.5),
        ("BOOLEAN", "true", True),
        ("BOOLEAN", "false", False),
        ("VARCHAR[]", "a, b,,c", ("a", "b", "c")),
        ("INTEGER[]", "60, 15,0", (60, 15, 0)),
    ],
)
def test_a_text_stands_for_a_value(kind, text, value):
    assert Parameter("x", kind, optional=True, meaning="m").parse(text) == value
    assert Parameter("x", kind, optional=True, meaning="m").parse("") is None


def test_frames_hold_plain_values(warehouse, tmp_path):
    sql = """-- A.
        SELECT DATE '2028-02-29' AS day, ['a', 'b'] AS names, NULL::VARCHAR[] AS none, NULL::DATE AS no_day,
            NULL::VARCHAR AS no_text, 1 AS n, NULL::INTEGER AS no_n, sum(1) AS total
        FROM range(3)"""
    row = written(tmp_path, sql).ask(warehouse, "topic/question", {}).frame.iloc[0]
    assert (row["day"], row["names"], row["none"], row["no_day"], row["no_text"], row["n"], row["total"]) == (
        date(2028, 2, 29),
        ("a", "b"),
        (),
        None,
        None,
        1,
        3,
    )
    assert row["no_n"] is pd.NA
    assert not isinstance(row["day"], datetime)


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_a_question_behind_a_dead_link_is_refused_by_name(tmp_path):
    (tmp_path / "gone.sql").symlink_to(tmp_path / "nowhere")
    with pytest.raises(QueryError, match=r"queries/gone\.sql"):
        Library(tmp_path).get("gone")
