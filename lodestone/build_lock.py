"""One writer at a time below `build/`, in this and in all other processes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from filelock import FileLock

from lodestone.paths import Project


@contextlib.contextmanager
def build_lock(project: Project) -> Iterator[None]:
    """Wait for the folder and hold it; the system frees it when the holder ends in whatever way. Raises OSError."""
    project.build.mkdir(parents=True, exist_ok=True)
    with FileLock(project.build / ".lock"):
        yield
