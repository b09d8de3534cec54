"""A helper: processes that are at work at once, so that a kill falls into the work itself."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from lodestone.__main__ import main
from lodestone.paths import Project
from lodestone.warehouse import Storage, publish

# Its server has read the libraries already and forks from there; a fresh interpreter would spend its first second on
# that, and most kills with it.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["lodestone.__main__", "s3fs"])


def start(project: Project, *arguments: str) -> BaseProcess:
    """`python -m lodestone ARGUMENTS` on this project, started and not waited for."""
    process = CONTEXT.Process(target=_command, args=(["--project", str(project.root), *arguments],))
    process.start()
    return process


def finish(project: Project, *arguments: str) -> None:
    """The same, waited for; it must end well."""
    process = start(project, *arguments)
    process.join(120)
    assert process.exitcode == 0


def _command(arguments: list[str]) -> None:
    sys.exit(main(arguments))


def publish_in_turn(root: Path, files: list[Path], url: str, surroundings: dict[str, str], ready: Event) -> None:
    """Publish one file after the other, having found the storage; for a process of its own.

    The server that it is forked from has the variables of when it was started, which may be before this storage was.
    """
    os.environ.update(surroundings)
    project, place = Project(root), Storage(url)
    place.pointer()
    ready.set()
    for path in files:
        publish(project, path, place, force=True)
