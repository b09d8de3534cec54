"""Several servers of the notebook on one machine, one port each; started by `make serve WORKERS=n`, never by a person.

They end when this ends; one that ends by itself is started again. A proxy keeps each reader with one of them.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading

from lodestone.paths import here

# Seconds between the end of a server and its next start, and those that a server has to end when it is told to.
REST, PARTING = 2.0, 20.0


def main(count: str, port: str, *arguments: str) -> int:
    """Run `count` servers on `port` and the ports after it, each with these arguments of Streamlit, until a signal."""
    over = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: over.set())
    running = {int(port) + number: _start(int(port) + number, arguments) for number in range(int(count))}
    while not over.wait(REST):
        for place, server in running.items():
            if server.poll() is not None:
                print(f"The server on port {place} ended (code {server.returncode}); another is started.", flush=True)
                running[place] = _start(place, arguments)
    for server in running.values():
        server.terminate()
    for server in running.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(PARTING)
        server.kill()
        server.wait()
    return 0


def _start(port: int, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *arguments]
    return subprocess.Popen(command, cwd=here().root)  # noqa: S603, this Python, and what `make serve` was given


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
