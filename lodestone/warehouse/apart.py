"""A build in a process of its own: whatever it runs into, the notebook that asked for it goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lodestone.errors import BuildError, ContentError, Problem
from lodestone.paths import Project, here


@dataclass(frozen=True)
class Limits:
    """How long a build may take, in seconds, and how much address space it may ask for, in bytes.

    A build of today takes 3 seconds and 3 GB, of which it uses 0.3 GB.
    """

    seconds: int = 300
    memory: int = 6_000_000_000


def build_apart(project: Project, limits: Limits = Limits()) -> Path:
    """The database for the present content, built by another process if need be.

    Raises ContentError when the content does not hold, and BuildError when the file cannot be written, a limit is
    reached or the process ends in another way; in all these cases the database built before stays as it is.
    """
    command = [sys.executable, "-m", "lodestone.warehouse", str(project.root.absolute())]
    asked = subprocess.Popen(  # noqa: S603, this Python, and a folder and two numbers as arguments
        [*command, str(limits.seconds), str(limits.memory)],
        cwd=here().root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        # Threads that it has no use for would each reserve a part of the address space.
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
    )
    with asked:
        try:
            told, _ = asked.communicate(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            asked.kill()
            raise BuildError(
                f"The database was not built within {limits.seconds} seconds, and the attempt was ended. "
                "Look for a view or a table in data/ that has no end, or for another process that builds."
            ) from None
    return outcome(project, told, asked.returncode)


def outcome(project: Project, told: bytes, code: int) -> Path:
    """The path that the process told, or what it told instead as an exception."""
    try:
        answer = json.loads(told)
    except ValueError:
        answer = {}
    if "built" in answer:
        return project.build / Path(str(answer["built"])).name
    if "problems" in answer:
        raise ContentError([Problem(*one) for one in answer["problems"]])
    raise BuildError(
        answer.get("failed")
        or f"The process that builds the database ended before it was done (code {code}): it ran out of memory, or "
        "something in data/ is nested without end. Look at what was changed last, then build again."
    )
