"""Builds a project's database in a process of its own, within limits; says in one line of JSON how it ended.

Started by lodestone.warehouse.apart, never by a person: `python -m lodestone build` is for people.
"""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from dataclasses import astuple
from pathlib import Path

from lodestone.content.sql import said
from lodestone.errors import BuildError, ContentError
from lodestone.own_output import own_output
from lodestone.paths import Project
from lodestone.warehouse.builder import build

with contextlib.suppress(ImportError):  # where the system has such limits
    import resource


def main(root: str, seconds: str, bytes_: str) -> None:
    """Build, and tell {"built": file name}, {"problems": [...]} or {"failed": text}."""
    told = own_output()
    _limit(int(seconds), int(bytes_))
    answer: dict[str, object]
    try:
        path, _ = build(Project(Path(root)))
        answer = {"built": path.name}
    except ContentError as error:
        answer = {"problems": [astuple(one) for one in error.problems]}
    except BuildError as error:
        answer = {"failed": str(error)}
    except Exception as error:  # noqa: BLE001, whatever it is: the notebook that asked goes on and says so
        answer = {"failed": f"The database could not be built: {type(error).__name__}: {said(error)}."}
    told.write(json.dumps(answer).encode())
    told.close()


def _limit(seconds: int, bytes_: int) -> None:
    """Let the system end this process when it runs away, also when the one that started it is gone."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
    if "resource" in globals():
        resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
