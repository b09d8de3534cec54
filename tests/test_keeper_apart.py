"""Building happens beside the readers: they never wait for it long, and nothing in it takes the notebook down."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from processes_support import CONTEXT
from small_content import quick_builder

from lodestone.build_lock import build_lock
from lodestone.errors import BuildError, ContentError
from lodestone.paths import Project
from lodestone.queries import run
from lodestone.warehouse import Keeper, Limits, build_apart, sound
from lodestone.warehouse import __main__ as builds
from lodestone.warehouse import apart as module
from lodestone.warehouse.trial import check_queries

EVENTS = "data/facts/events.csv"
TITLE = b"Japan buys into the Caremag rare earth plant in France"


def change(project, new: bytes = b"Japan buys into a plant") -> None:
    path = project.root / EVENTS
    raw = path.read_bytes()
    assert raw.count(TITLE) == 1
    path.write_bytes(raw.replace(TITLE, new))


def title(warehouse) -> str:
    return warehouse.cursor().execute("SELECT title FROM events WHERE event_id = 'E001'").fetchone()[0]


@pytest.fixture
def clean(_built_small) -> Path:
    """The file of a good build, from which `quick_builder` makes others: what a keeper does is the same for both."""
    return sound(_built_small)


class Gate:
    """A builder that waits until it is let go, and then builds."""

    def __init__(self, clean: Path) -> None:
        self.asked, self.open, self.clean = threading.Event(), threading.Event(), clean
        self.times = 0

    def __call__(self, project):
        self.times += 1
        self.asked.set()
        assert self.open.wait(120)
        return quick_builder(project, self.clean)


def test_readers_get_the_version_before_while_another_is_built(built_small, clean):
    gate = Gate(clean)
    keeper = Keeper(built_small, patience=0, builder=gate)
    before = keeper.current()
    assert title(before) == TITLE.decode()
    assert not keeper.behind(before)
    assert gate.times == 0, "a whole database of this content needs no builder"
    change(built_small)
    assert title(keeper.current()) == TITLE.decode()
    assert gate.asked.wait(60)
    assert keeper.building
    assert keeper.behind(before)
    assert [title(keeper.current()) for _ in range(3)] == [TITLE.decode()] * 3
    assert gate.times == 1, "one builder for all readers"
    gate.open.set()
    while keeper.building:
        assert title(keeper.current()) in {TITLE.decode(), "Japan buys into a plant"}
    after = keeper.current()
    assert title(after) == "Japan buys into a plant"
    # A view that was given the one before, and is told of the other only now, is behind all the same.
    assert (keeper.behind(before), keeper.behind(after)) == (True, False)


def test_another_process_builds_for_readers_who_do_not_wait_and_tells_what_is_wrong(built_small):
    """The one test here with the builder that readers have; the folder is held by another at first."""
    keeper = Keeper(built_small, patience=0)
    keeper.current()
    before = sound(built_small)
    with build_lock(built_small), ThreadPoolExecutor(3) as readers:
        change(built_small)
        assert list(readers.map(lambda _: title(keeper.current()), range(9))) == [TITLE.decode()] * 9
        assert keeper.building
    while keeper.building:
        keeper.current()
    assert title(keeper.current()) == "Japan buys into a plant"
    path = sound(built_small)
    assert keeper.current().path == path != before
    change_date = (built_small.root / EVENTS).read_bytes().replace(b"E001,2025-03-17", b"E001,2025-02-30")
    (built_small.root / EVENTS).write_bytes(change_date)
    with pytest.raises(ContentError) as caught:
        build_apart(built_small)
    assert [(one.file, one.line, one.field) for one in caught.value.problems] == [(EVENTS, 2, "date")]
    assert sound(built_small) == path


def test_a_server_that_starts_on_changed_content_shows_the_last_good_version_meanwhile(built_small, clean):
    change(built_small)
    gate = Gate(clean)
    keeper = Keeper(built_small, patience=0, builder=gate)
    assert keeper.empty
    assert title(keeper.current()) == TITLE.decode()
    gate.open.set()


def test_the_first_database_is_waited_for(small_project, clean):
    keeper = Keeper(small_project, patience=0, builder=lambda one: quick_builder(one, clean))
    assert title(keeper.current()) == TITLE.decode()
    assert not keeper.building


def test_a_builder_that_fails_is_not_started_at_every_view(built_small):
    tries = []

    def fails(_):
        tries.append(1)
        raise BuildError("The disk is full.")

    keeper = Keeper(built_small, patience=60, builder=fails)
    keeper.current()
    change(built_small)
    for _ in range(20):
        assert title(keeper.current()) == TITLE.decode()
    assert str(keeper.problem) == "The disk is full."
    assert 1 <= len(tries) <= 3


def test_a_mended_question_is_noticed(built_small, clean):
    def builder(project: Project) -> Path:
        check_queries(project, clean)
        return quick_builder(project, clean)

    path = built_small.queries / "sources" / "by_id.sql"
    good = path.read_text(encoding="utf-8")
    keeper = Keeper(built_small, builder=builder)
    keeper.current()
    path.write_text(good.replace("FROM sources", "FROM nothing"), encoding="utf-8")
    change(built_small)
    assert title(keeper.current()) == TITLE.decode()
    assert "queries/sources/by_id.sql:" in str(keeper.problem)
    path.write_text(good, encoding="utf-8")
    assert title(keeper.current()) == "Japan buys into a plant"
    assert keeper.problem is None


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("at /home/someone/data/x.csv"), RecursionError("deep")])
def test_whatever_a_builder_raises_becomes_a_message(built_small, error):
    def fails(_):
        raise error

    keeper = Keeper(built_small, builder=fails)
    keeper.current()
    change(built_small)
    assert title(keeper.current()) == TITLE.decode()
    assert type(error).__name__ in str(keeper.problem)
    assert "/home" not in str(keeper.problem)


def test_what_else_the_builder_s_process_prints_is_no_part_of_its_answer(tmp_path):
    """DuckDB draws a bar on the standard output there when a statement lasts two seconds."""
    process = CONTEXT.Process(target=_noisy, args=(str(tmp_path / "said"),))
    process.start()
    process.join(120)
    assert (tmp_path / "said").read_bytes() == b'{"built": "made.duckdb"}'


def _noisy(said: str) -> None:
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT), 1)
    builds.build = lambda _: (os.write(1, b"\r100% "), print("done"), (Path("made.duckdb"), True))[2]
    builds.main("anywhere", "60", "6000000000")


def test_a_build_that_is_too_long_is_ended(built_small):
    """Another process holds the folder for good: as long as any build that has no end."""
    change(built_small)
    before = sound(built_small)
    with build_lock(built_small), pytest.raises(BuildError, match="not built within 2 seconds"):
        build_apart(built_small, Limits(seconds=2))
    assert sound(built_small) == before


def test_a_build_that_asks_for_too_much_memory_is_ended(built_small):
    change(built_small)
    before = sound(built_small)
    # Where the room ends decides who says it: the process, the database, or the statement that was being run.
    with pytest.raises((BuildError, ContentError)) as caught:
        build_apart(built_small, Limits(memory=400_000_000))
    assert str(built_small.root) not in str(caught.value)
    assert sound(built_small) == before


@pytest.mark.parametrize(
    ("told", "code"), [(b"", -11), (b"", -9), (b"Killed\n", 137), (b'{"built": "x', 0), (b"{}", 0)]
)
def test_a_builder_that_ends_without_a_word_is_told_in_words(small_project, told, code):
    with pytest.raises(BuildError, match=f"ended before it was done \\(code {code}\\)"):
        module.outcome(small_project, told, code)


def spoil_where_it_lies(path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 :] = b"\xff" * (len(raw) - 4096 * 3)
    with path.open("r+b") as file:
        file.write(raw)


@pytest.mark.parametrize(
    "harm",
    [lambda path: path.unlink(), lambda path: os.truncate(path, 20_000), spoil_where_it_lies],
    ids=["removed", "cut", "spoiled"],
)
def test_a_database_harmed_while_it_is_open_is_built_again(built_small, clean, harm):
    keeper = Keeper(built_small, builder=lambda one: quick_builder(one, clean))
    first = keeper.current()
    harm(first.path)
    second = keeper.current()
    assert second.path != first.path
    assert title(second) == TITLE.decode()
    assert keeper.problem is None
    assert keeper.current() is second


def test_an_error_of_the_file_makes_the_keeper_look_and_shows_no_path(built_small, clean):
    """Also where size and time of the file tell nothing: a sector of the disk went bad."""
    keeper = Keeper(built_small, builder=lambda one: quick_builder(one, clean))
    first = keeper.current()
    before = first.path.stat()
    spoil_where_it_lies(first.path)
    os.utime(first.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert keeper.current() is first
    failures = []
    tables = [f"SELECT * FROM {name}" for (name,) in first.cursor().execute("SHOW TABLES").fetchall()]
    for sql in tables:
        try:
            run(first, sql, {}, "a question")
        except Exception as error:  # noqa: BLE001, the kind is looked at below
            failures.append(error)
    assert failures
    assert {type(error).__name__ for error in failures} == {"QueryError"}
    assert not [error for error in failures if str(built_small.root) in str(error)]
    second = keeper.current()
    assert second.path != first.path
    assert title(second) == TITLE.decode()
