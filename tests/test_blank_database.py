"""A database without rows is kept for the next builder, and taken only where it is whole and of the same statements."""

from __future__ import annotations

import contextlib
from pathlib import Path

import duckdb
import pytest
from small_content import event_count

from lodestone.content.sql import Statement
from lodestone.paths import Project
from lodestone.remembered import Remembered
from lodestone.warehouse import blank, build
from lodestone.warehouse.trial import checked_content


@pytest.fixture
def next_process(monkeypatch):
    """What a process of its own would do: it remembers nothing, and finds what lies in build/."""
    return lambda: monkeypatch.setattr(blank, "_MADE", Remembered(2))


def kept(project: Project) -> list[Path]:
    return sorted(project.build.glob(".blank-*"))


def asked(path: Path, sql: str) -> int:
    with contextlib.closing(duckdb.connect(str(path), read_only=True)) as con:
        return con.execute(sql).fetchone()[0]


def test_the_next_process_begins_with_what_is_kept_and_makes_none(small_project, next_process, monkeypatch):
    next_process()
    assert asked(build(small_project)[0], "SELECT count(*) FROM events") == event_count(small_project)
    (before,) = kept(small_project)
    assert asked(before, "SELECT count(*) FROM events") == 0
    next_process()
    monkeypatch.setattr(blank, "_keep", lambda *_: pytest.fail("one was made anew"))
    again, built = build(small_project, force=True)
    assert built
    assert asked(again, "SELECT count(*) FROM events") == event_count(small_project)
    assert kept(small_project) == [before]


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"),
        lambda path: path.write_bytes(b""),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["one byte", "emptied", "a folder"],
)
def test_a_harmed_one_is_left_aside_and_made_anew(small_project, next_process, harm):
    # Few statements are enough here: what is made of them is treated alike.
    statements = [Statement("schema.sql", 1, "CREATE TABLE one (number INTEGER PRIMARY KEY)")]
    small_project.build.mkdir()
    next_process()
    whole = blank.blank_database(small_project, statements)
    (path,) = kept(small_project)
    harm(path)
    next_process()
    anew = blank.blank_database(small_project, statements)
    opened = small_project.build / "opened.duckdb"
    opened.write_bytes(anew)
    assert asked(opened, "SELECT count(*) FROM one") == 0
    assert len(anew) == len(whole)
    if path.is_file():
        assert path.read_bytes() in {whole, anew}


def test_other_tables_make_another_and_the_one_before_goes(small_project, next_process):
    next_process()
    small_project.build.mkdir()
    blank.blank_database(small_project, checked_content(small_project, views=False).statements)
    (before,) = kept(small_project)
    schema = small_project.data / "schema" / "build.sql"
    schema.write_text(f"{schema.read_text('utf-8')}\nCREATE VIEW only_here AS FROM events;\n", "utf-8")
    next_process()
    assert asked(build(small_project)[0], "SELECT count(*) FROM only_here") == event_count(small_project)
    (after,) = kept(small_project)
    assert after != before
