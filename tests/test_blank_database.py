"""A database without rows is kept for the next builder, and taken only where it is whole and of the same statements."""

from __future__ import annotations

import contextlib
from pathlib import Path

import duckdb
import pytest

from lodestone.paths import Project
from lodestone.remembered import Remembered
from lodestone.warehouse import blank, build


@pytest.fixture
def next_process(monkeypatch):
    """What a process of its own would do: it remembers nothing, and finds what lies in build/."""
    return lambda: monkeypatch.setattr(blank, "_MADE", Remembered(2))


def kept(project: Project) -> list[Path]:
    return sorted(project.build.glob(".blank-*"))


def events(project: Project) -> int:
    with contextlib.closing(duckdb.connect(str(build(project, force=True)[0]), read_only=True)) as con:
        return con.execute("SELECT count(*) FROM events").fetchone()[0]


def test_the_next_process_begins_with_what_is_kept_and_makes_none(small_project, next_process, monkeypatch):
    next_process()
    assert events(small_project) == 90
    (before,) = kept(small_project)
    with contextlib.closing(duckdb.connect(str(before), read_only=True)) as con:
        assert con.execute("SELECT count(*) FROM events").fetchone() == (0,)
    next_process()
    monkeypatch.setattr(blank, "_keep", lambda *_: pytest.fail("one was made anew"))
    assert events(small_project) == 90
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
    next_process()
    build(small_project)
    (path,) = kept(small_project)
    whole = path.read_bytes()
    harm(path)
    next_process()
    assert events(small_project) == 90
    if path.is_file():
        assert path.read_bytes() == whole or path not in kept(small_project)


def test_other_tables_make_another_and_the_one_before_goes(small_project, next_process):
    next_process()
    build(small_project)
    (before,) = kept(small_project)
    schema = small_project.data / "schema.sql"
    schema.write_text(f"{schema.read_text('utf-8')}\nCREATE VIEW only_here AS FROM events;\n", "utf-8")
    next_process()
    with contextlib.closing(duckdb.connect(str(build(small_project)[0]), read_only=True)) as con:
        assert con.execute("SELECT count(*) FROM only_here").fetchone() == (90,)
    (after,) = kept(small_project)
    assert after != before
