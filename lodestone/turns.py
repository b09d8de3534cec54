"""One writer at a time below `build/`, in this and in all other processes."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator

from lodestone.paths import Project


@contextlib.contextmanager
def turn(project: Project) -> Iterator[None]:
    """Wait for the folder and hold it; the system frees it when the holder ends in whatever way. Raises OSError."""
    project.build.mkdir(parents=True, exist_ok=True)
    with (project.build / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
