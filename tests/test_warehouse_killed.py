"""A builder killed at any moment leaves a folder from which the next one serves the right answers."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from processes_support import finish, start
from small_content import keeper_of

from lodestone.paths import Project, here
from lodestone.warehouse import build

KILLS = 6


def leftovers(project: Project) -> list[str]:
    return [path.name for path in project.build.glob(".draft*")]


@pytest.mark.parametrize("first", [True, False], ids=["first build", "rebuild"])
def test_a_builder_killed_at_random_moments_harms_nothing(small_project, first):
    finish(small_project, "build", "--force")
    began = time.monotonic()
    finish(small_project, "build", "--force")
    whole = time.monotonic() - began
    chance = random.Random(20251028 + first)
    killed = tried = 0
    while killed < KILLS:
        tried += 1
        assert tried < 20 * KILLS, "the delays must fall within the build"
        if first:
            (small_project.build / "current.json").unlink()
        process = start(small_project, "build", "--force")
        process.join(chance.uniform(0, whole))
        process.kill()
        process.join(60)
        if process.exitcode == -signal.SIGKILL:
            killed += 1
        else:
            whole *= 0.9
        served = keeper_of(small_project).current()
        rows = (
            served.cursor()
            .execute("SELECT provision_id, due_date FROM milestones WHERE clock = 'fixed' ORDER BY 1")
            .fetchall()
        )
        served.connection.close()
        assert rows == [("P04", date(2026, 4, 28)), ("P06", date(2026, 4, 26))]
    build(small_project, force=True)
    assert leftovers(small_project) == []
    assert len(list(small_project.build.glob("*.duckdb"))) <= 2


def test_a_builder_killed_with_its_draft_open_leaves_it_to_the_next(small_project, tmp_path):
    """Not left to chance: stopped inside the write, when draft and lock are surely there."""
    script = tmp_path / "stops.py"
    script.write_text(
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from lodestone.warehouse import builder as warehouse\n"
        "from lodestone.paths import Project\n"
        "whole = warehouse.checksum\n"
        "stop = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"
        "warehouse.checksum = lambda path: stop() if '.draft' in path.name else whole(path)\n"
        "warehouse.build(Project(Path(sys.argv[1])), force=True)\n",
        encoding="utf-8",
    )
    build(small_project)
    before = (small_project.build / "current.json").read_bytes()
    done = subprocess.run(
        [sys.executable, str(script), str(small_project.root)],
        env={**os.environ, "PYTHONPATH": str(here().root)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert len(leftovers(small_project)) >= 1
    assert (small_project.build / "current.json").read_bytes() == before
    build(small_project, force=True)
    assert leftovers(small_project) == []
