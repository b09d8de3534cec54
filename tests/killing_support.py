"""A helper: work in a process that may be killed at any moment, again and again, at the price of the work alone.

A nursery is a process that has read everything once. For each piece of work it forks a child, so that a kill falls into
the work itself and not into the start of an interpreter.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from processes_support import CONTEXT

from lodestone.content import Content
from lodestone.paths import Project
from lodestone.warehouse import Storage, builder, publish

# Given what tells that everything is at hand, after which the work begins.
Work = Callable[[Callable[[], object]], object]


class Nursery:
    """Runs the work of a nursery's children, one after the other."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def run(self, seconds: float | None = None) -> int:
        """Let a child work so long before it is killed, or to its end; its exit code (-9 where it was killed)."""
        self._pipe.send("another")
        child = self._pipe.recv()
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)  # the nursery has not taken its end yet: the id is still its own
        self._pipe.send("its end")
        return int(self._pipe.recv())

    def kill_at_random(self, kills: int, seed: int, look: Callable[[], object]) -> None:
        """Kill so many children at random moments of their work, and look after each, also after those that ended."""
        assert self.run() == 0
        began = time.monotonic()
        assert self.run() == 0
        whole = time.monotonic() - began
        chance = random.Random(seed)
        killed = tried = 0
        while killed < kills:
            tried += 1
            assert tried < 20 * kills, "the delays must fall within the work"
            if self.run(chance.uniform(0, 1.5 * whole)) == -signal.SIGKILL:
                killed += 1
            else:
                whole *= 0.9
            look()


@contextlib.contextmanager
def nursery(prepare: Callable[..., Work], *given: Any) -> Iterator[Nursery]:
    """A process in which `prepare(*given)` made the work that its children do; it ends on leaving."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_nurse, args=(prepare, given, theirs))
    process.start()
    theirs.close()
    try:
        yield Nursery(ours)
    finally:
        ours.close()
        process.join(60)


def _nurse(prepare: Callable[..., Work], given: tuple[Any, ...], pipe: Connection) -> None:
    work = prepare(*given)
    with contextlib.suppress(EOFError):
        while pipe.recv():
            begun, tell = os.pipe()
            child = os.fork()
            if child == 0:
                _child(work, tell)
            os.close(tell)
            os.read(begun, 1)
            os.close(begun)
            pipe.send(child)
            pipe.recv()
            pipe.send(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _child(work: Work, tell: int) -> NoReturn:
    code = 1
    try:
        work(lambda: os.write(tell, b"."))
        code = 0
    finally:
        os._exit(code)


# The work of builders and publishers -------------------------------------------------------------------------------


def narrow(content: Content) -> Content:
    """The milestones, what they refer to and what a build writes itself: a tenth of the writing, step by step."""
    made = {name[1]: one for one in content.statements if (name := re.match(r"CREATE TABLE (\w+)", one.sql))}
    kept: set[str] = set()
    asked = {"milestones", "build_info", *(name for name in made if name.startswith("imported_"))}
    while asked - kept:
        kept |= asked
        asked = {found for name in kept for found in re.findall(r"REFERENCES (\w+)", made[name].sql)}
    types = [one for one in content.statements if one.sql.startswith("CREATE TYPE")]
    tables = {name: rows for name, rows in content.tables.items() if name in kept}
    return replace(content, statements=(*types, *(one for name, one in made.items() if name in kept)), tables=tables)


def builds(root: Path, stops: str = "") -> Work:
    """Build a project whose content was read and narrowed before; `stops`: end with the draft surely open."""
    project = Project(root)
    narrowed(builder, project, setattr)
    if stops:
        whole = builder.checksum
        builder.checksum = lambda path: os.kill(os.getpid(), signal.SIGKILL) if ".draft" in path.name else whole(path)
    return lambda ready: (ready(), builder.build(project, force=True))


def narrowed(module: Any, project: Project, patch: Callable[[Any, str, Any], object]) -> None:
    """Let a process build from content that it reads this once. No question is asked, which only reads the draft."""
    content = narrow(module.checked_content(project))
    patch(module, "checked_content", lambda _, views: content)
    patch(module, "check_queries", lambda *_: None)


def publishes(root: Path, files: list[Path], url: str, surroundings: dict[str, str]) -> Work:
    """Publish one file after the other.

    The server that a nursery is forked from has the variables of when it was started, perhaps before this storage was.
    """
    os.environ.update(surroundings)
    project = Project(root)

    def work(ready: Callable[[], object]) -> None:
        place = Storage(url)
        place.pointer()
        ready()
        for path in files:
            publish(project, path, place, force=True)

    return work
