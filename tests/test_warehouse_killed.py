"""A builder killed at any moment leaves a folder from which the next one serves the right answers."""

from __future__ import annotations

import signal
from datetime import date

import pytest
from killing_support import builds, narrowed, nursery
from small_content import keeper_of

from lodestone.paths import Project
from lodestone.warehouse import build, builder

# Of each kind, all of them while something is written: what a builder reads before harms nothing.
KILLS = 6


def leftovers(project: Project) -> list[str]:
    return [path.name for path in project.build.glob(".draft*")]


@pytest.fixture
def small(small_project, monkeypatch) -> Project:
    """What builds here or in a nursery takes the content as read, so that only writing takes time."""
    narrowed(builder, small_project, monkeypatch.setattr)
    return small_project


def serves(project: Project) -> None:
    served = keeper_of(project).current()
    asked = "SELECT provision_id, due_date FROM milestones WHERE clock = 'fixed' ORDER BY 1"
    rows = served.cursor().execute(asked).fetchall()
    served.connection.close()
    assert rows == [("P04", date(2026, 4, 28)), ("P06", date(2026, 4, 26))]


def test_a_builder_killed_at_random_moments_harms_nothing(small):
    def first() -> None:
        serves(small)
        (small.build / "current.json").unlink()

    with nursery(builds, small.root) as builders:
        builders.kill_at_random(KILLS, 20251028, lambda: serves(small))
        (small.build / "current.json").unlink()
        builders.kill_at_random(KILLS, 20251029, first)
    build(small, force=True)
    assert leftovers(small) == []
    assert len(list(small.build.glob("*.duckdb"))) <= 2


def test_a_builder_killed_with_its_draft_open_leaves_it_to_the_next(small):
    """Not left to chance: stopped inside the write, when draft and lock are surely there."""
    build(small)
    before = (small.build / "current.json").read_bytes()
    with nursery(builds, small.root, "at the checksum") as builders:
        assert builders.run() == -signal.SIGKILL
    assert len(leftovers(small)) >= 1
    assert (small.build / "current.json").read_bytes() == before
    build(small, force=True)
    assert leftovers(small) == []
