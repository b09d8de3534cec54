"""A helper: a server that speaks S3 on this computer, and machines that publish to it or fetch from it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from lodestone.paths import Project, here
from lodestone.warehouse import Storage

BUCKET = "s3://lodestone-builds/vanderbilt"
# Nothing is waited for but conditions; on a busy machine they may take this many seconds.
PATIENCE = 120


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def until(holds: Callable[[], Any]) -> Any:
    """What `holds` gives as soon as that is something."""
    end = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.02)
    return found


@dataclass
class Bucket:
    """The server; it keeps everything in memory and has nothing when it is started again."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def surroundings(self) -> dict[str, str]:
        """The variables by which S3 clients find it."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_DEFAULT_REGION": "us-east-1",
        }

    def start(self) -> None:
        """Start it, with an empty bucket. The variables must be set."""
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self._answers)
        Storage(BUCKET)._do("mkdir", BUCKET.removeprefix("s3://").partition("/")[0])

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False

    def stop(self) -> None:
        """End it, with all that it holds."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    @contextlib.contextmanager
    def without_an_answer(self) -> Iterator[None]:
        """It takes requests and says nothing, as a storage does that is far too slow."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextlib.contextmanager
def bucket_server() -> Iterator[Bucket]:
    """The server, known to this process and those it starts."""
    bucket = Bucket()
    before = dict(os.environ)
    os.environ.update(bucket.surroundings)
    try:
        bucket.start()
        yield bucket
    finally:
        bucket.stop()
        os.environ.clear()
        os.environ.update(before)


def machine(root: Path) -> Project:
    """A machine of its own with this release: its programs, questions and text, and nothing built.

    Its server takes what is published when it starts, and works no page out ahead, which is many seconds of work.
    """
    root.mkdir()
    shutil.copytree(here().root / "lodestone", root / "lodestone", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(here().root / ".streamlit", root / ".streamlit", ignore=shutil.ignore_patterns("secrets.toml"))
    ahead = root / "lodestone" / "screen" / "warm_up.py"
    ahead.write_text(re.sub(r"(?m)^_WINDOWS = .*$", "_WINDOWS = ()", ahead.read_text(encoding="utf-8")), "utf-8")
    shutil.copy(here().root / "app.py", root)
    for name in ("pages", "queries", "data", "static"):
        (root / name).symlink_to(here().root / name)
    return Project(root)


def another(built: Path, folder: Path, version: str) -> Path:
    """A copy of a built database that says that it is of another version (sixteen hex digits)."""
    copy = folder / f"lodestone-{version}-00000000.duckdb"
    shutil.copy(built, copy)
    with duckdb.connect(str(copy)) as con:
        con.execute("UPDATE build_info SET version = ?", [version])
    return copy
