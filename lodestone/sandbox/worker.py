"""A worker process as the notebook sees it: started, asked, ended when it does not answer in time."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from typing import Any

from lodestone.errors import StatementRefused
from lodestone.paths import here
from lodestone.sandbox.limits import Limits

# Until its libraries are read; a machine with other work takes its time.
_STARTS = 60.0
# What of the surroundings a worker is given: nothing that is a secret, or leads to one.
_GIVEN = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "HOME")
_OVER = "This took longer than {seconds:g} seconds and was stopped. Narrow it down."
_BUSY = "The machine is busy: within {wait:g} seconds this was not done, and it was stopped. Try again in a moment."
_MEMORY = "This needs more memory than a statement may use and was stopped. Narrow it down."
_LARGE = "One answer is larger than a page can hold and was stopped. Take fewer or shorter columns."


class WorkerProcess:
    """One process that runs statements, one at a time. Not for two threads at once."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._fresh = True

    def ask(self, job: dict[str, Any], limits: Limits) -> dict[str, Any]:
        """The worker's message; raises StatementRefused with the bound that was met, after which it starts anew."""
        process = self._running()
        until = time.monotonic() + limits.wait
        body = json.dumps(job, ensure_ascii=False).encode("utf-8", "replace")
        assert process.stdin is not None
        try:
            process.stdin.write(len(body).to_bytes(4, "big") + body)
            process.stdin.flush()
            head = self._read(process, 4, until, limits)
            size = int.from_bytes(head, "big")
            answer: dict[str, Any] = json.loads(self._read(process, size, until + 5, limits))
        except (StatementRefused, OSError, ValueError) as error:
            self.end()
            if isinstance(error, StatementRefused):
                raise
            raise StatementRefused(_MEMORY) from error
        return answer

    def start(self) -> None:
        """Have the process ready before it is needed."""
        self._running(wait=False)

    def end(self) -> None:
        """End the process, whatever it is at."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()

    def _running(self, *, wait: bool = True) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.end()
        if self._process is None:
            command = [sys.executable, "-m", "lodestone.sandbox", str(self._limits.memory), str(self._limits.space)]
            surroundings = {name: os.environ[name] for name in _GIVEN if name in os.environ}
            self._process = subprocess.Popen(  # noqa: S603, this Python, and two numbers as arguments
                command,
                cwd=here().root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Threads that it has no use for would each reserve a part of the address space.
                env=surroundings | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
            )
            self._fresh = True
        if wait and self._fresh:
            self._greeted(self._process)
        return self._process

    def _greeted(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until it says that it is ready: the time to start is not the statement's."""
        try:
            self._read(process, 4, time.monotonic() + _STARTS, self._limits)
        except StatementRefused:
            self.end()
            raise StatementRefused(
                "The process that runs statements could not be started; try again in a moment."
            ) from None
        self._fresh = False

    def _read(self, process: subprocess.Popen[bytes], size: int, until: float, limits: Limits) -> bytes:
        """So many bytes of its answer, by then; raises StatementRefused with what came in between."""
        assert process.stdout is not None
        if size > 4 * limits.bytes + 1_000_000:
            raise StatementRefused(_LARGE)
        number, found = process.stdout.fileno(), b""
        while len(found) < size:
            left = until - time.monotonic()
            if left <= 0 or not select.select([number], [], [], left)[0]:
                raise StatementRefused(_BUSY.format(wait=limits.wait))
            part = os.read(number, min(size - len(found), 1 << 20))
            if not part:
                raise StatementRefused(_ending(process.wait(), limits))
            found += part
        return found


def _ending(code: int, limits: Limits) -> str:
    """Why a process ended by itself, by its exit code."""
    if code == -getattr(signal, "SIGPROF", 27):
        return _OVER.format(seconds=limits.seconds)
    if code in {-signal.SIGSEGV, -signal.SIGILL, -getattr(signal, "SIGBUS", 7)}:
        return "This is nested too deeply, or asks for more memory than a statement may use, and was stopped."
    return _MEMORY
