"""One writer at a time below `build/`, in this and in all other processes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from lodestone.paths import Project

_HELD = threading.local()


@contextlib.contextmanager
def build_lock(project: Project) -> Iterator[None]:
    """Wait for the folder and hold it; the system frees it when the holder ends in whatever way. Raises OSError.

    A thread that holds it already goes on.
    """
    held: set[Path] = _HELD.__dict__.setdefault("folders", set())
    if project.build in held:
        yield
        return
    project.build.mkdir(parents=True, exist_ok=True)
    with FileLock(project.build / ".lock"):
        held.add(project.build)
        try:
            yield
        finally:
            held.discard(project.build)
