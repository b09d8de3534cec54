"""A helper: processes that are at work at once, so that a kill falls into the work itself."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.process import BaseProcess

from lodestone.__main__ import main
from lodestone.paths import Project

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
