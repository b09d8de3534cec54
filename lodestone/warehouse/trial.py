"""What a database must stand before it is published: all of the content checked, and every question asked of it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from lodestone.content import Content, read_content
from lodestone.content.files import mark_of
from lodestone.content.layout import MINERALS
from lodestone.content.sql import GUARDED, SECONDS, Statement, interrupted_after
from lodestone.errors import ContentError, Problem, QueryError
from lodestone.imports.names import read_names
from lodestone.paths import Project
from lodestone.query_files import Query, load_query, query_files

# What a parameter that takes no NULL is given.
NEUTRAL = {
    "DATE": date(2026, 1, 1),
    "VARCHAR": "",
    "INTEGER": 1,
    "DOUBLE": 1.0,
    "BOOLEAN": False,
    "VARCHAR[]": [],
    "INTEGER[]": [],
}


def checked_content(project: Project, *, views: bool = True) -> Content:
    """All text in data/, the tables of names too; raises ContentError with every problem found.

    A build tries the `views` itself.
    """
    problems: list[Problem] = []
    content = None
    try:
        content = read_content(project.root, views=views)
    except ContentError as error:
        problems += error.problems
    try:
        names = read_names(project.root)
    except ContentError as error:
        problems += error.problems
    else:
        if content is not None:
            known = set(content.tables["minerals"]["mineral_id"].to_pylist())
            problems += [
                Problem(MINERALS, 0, "mineral_id", f"'{one}' is not in minerals", "Correct it, or add it to minerals")
                for one in sorted({one for ids in names.minerals.values() for one in ids} - known)
            ]
    if problems or content is None:
        raise ContentError(problems)
    return content


def questions_mark(project: Project, content: Content) -> str:
    """What the planning of all questions depends on, as one text: tables, views and questions, not the rows."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for statement in content.statements:
        digest.update(statement.sql.encode())
    for name, path in query_files(project.queries).items():
        digest.update(os.fsencode(name) + b"\0" + mark_of(path))
    return digest.hexdigest()


def check_queries(project: Project, database: Path) -> None:
    """Plan every question on the database with neutral parameters; raises ContentError with all that fail.

    None of their rows is worked out, which would take as long as the build itself: what a question names that is not
    there any more shows when it is planned.
    """
    problems = []
    con = duckdb.connect(str(database), read_only=True, config=dict(GUARDED))
    try:
        with interrupted_after(con, SECONDS):
            for name, path in query_files(project.queries).items():
                try:
                    _plan(con, load_query(path, name))
                except QueryError as error:
                    problems.append(Problem(f"queries/{name}.sql", 0, "", str(error).rstrip("."), "Correct the query"))
                except duckdb.Error as error:
                    # The question stands one line lower in what was asked.
                    found = Statement(f"queries/{name}.sql", 0, "").problem(error)
                    problems.append(replace(found, remedy="Correct the query, or what it names in data/views/"))
    finally:
        con.close()
    if problems:
        raise ContentError(problems)


def _plan(con: duckdb.DuckDBPyConnection, query: Query) -> None:
    given = {one.name: None if one.optional else NEUTRAL[one.type] for one in query.parameters.values()}
    asked = f"SELECT * FROM (\n{query.sql.rstrip().rstrip(';')}\n) LIMIT 0"  # noqa: S608, our own query as it stands
    if given:
        con.execute(asked, given)
    else:
        con.execute(asked)
