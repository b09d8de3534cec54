"""How many readers 1, 2 and 4 processes serve behind HAProxy, what runs out next, and 100 readers over two against one.

Alone: `python bench/replicas.py [--processes 1,2,4] [--most 200] [--seconds 20] [--page sources]`. Readers are those of
`sessions.py`, warm: each chooses, thinks four seconds and chooses again. Their number grows by steps until the 95th
percentile is over 150 ms or `--most` is reached; the step before is what is served.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from server import ROOT, Server, served
from sessions import WARM_P95, together

STEPS = (5, 10, 15, 25, 35, 50, 75, 100, 150, 200, 300, 400)
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Load:
    """What a step showed: readers, median and 95th percentile (ms), and the shares of the processors that were used.

    `own` are the processors that the notebook's processes used, `proxy` HAProxy's, `client` that of the readers
    themselves; `idle` is what was left of all of this machine's.
    """

    readers: int
    median: float
    late: float
    own: float
    proxy: float
    client: float
    idle: float

    def __str__(self) -> str:
        shares = f"{self.own:6.2f} {self.proxy:6.2f} {self.client:6.2f} {self.idle:6.2f}"
        return f"{self.readers:8} {self.median:8.0f} {self.late:8.0f}   {shares}"


@contextmanager
def proxied(processes: int) -> Iterator[tuple[list[Server], Server]]:
    """So many servers, and HAProxy before them, which hands each new connection to the one with the fewest."""
    with ExitStack() as stack:
        servers = [stack.enter_context(served(ROOT / "app.py")) for _ in range(processes)]
        for one in servers:
            one.settle()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        lines = ["defaults", "mode http", "timeout connect 5s", "timeout client 1d", "timeout server 1d"]
        lines += [
            "frontend readers",
            f"bind 127.0.0.1:{port}",
            "default_backend all",
            "backend all",
            "balance leastconn",
        ]
        lines += [f"server s{place} {one.address.removeprefix('http://')}" for place, one in enumerate(servers)]
        file = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "haproxy.cfg"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        proxy = stack.enter_context(subprocess.Popen(["haproxy", "-f", str(file)], stderr=subprocess.DEVNULL))
        stack.callback(proxy.terminate)
        _wait(port)
        yield servers, Server(f"http://127.0.0.1:{port}", proxy.pid)


def _wait(port: int) -> None:
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def step(servers: list[Server], proxy: Server, path: str, readers: int, seconds: float) -> Load:
    """Let so many readers choose and think, and look at who used the processors."""
    before = _used(servers), proxy.cpu_seconds(), time.process_time(), _idle(), time.monotonic()
    median, late = asyncio.run(together([proxy], path, readers, seconds, cold=False))
    took = time.monotonic() - before[4]
    now = _used(servers), proxy.cpu_seconds(), time.process_time(), _idle()
    own, handed, client, idle = ((after - start) / took for after, start in zip(now, before[:4], strict=True))
    return Load(readers, median, late, own, handed, client, idle)


def _used(servers: list[Server]) -> float:
    return sum(one.cpu_seconds() for one in servers)


def _idle() -> float:
    return int(Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[4]) / _TICKS


def next_limit(last: Load, processes: int) -> str:
    """What ran out at the first step that was too slow, or held until the last."""
    if last.late <= WARM_P95:
        return "nothing yet: more readers than --most were not tried"
    if last.idle < 0.15:
        return f"the processors of this machine ({os.cpu_count()}), which readers and other work here use too"
    if last.own > 0.8 * processes:
        return "the processes: each uses one processor whole"
    return "neither: look at the longest views (bench/sessions.py) and at the disk"


def measure(options: argparse.Namespace) -> None:
    """Print a table for each number of processes, then 100 readers over one and two."""
    path = "/" if options.page == "overview" else f"/{options.page}"
    print(f"page {path}, load of the machine at the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for processes in (int(one) for one in options.processes.split(",")):
        with proxied(processes) as (servers, proxy):
            print(f"\n{processes} processes, {sum(one.memory_mb() for one in servers):.0f} MB in all")
            print(f"{'readers':>8} {'median':>8} {'p95':>8}   {'own':>6} {'proxy':>6} {'client':>6} {'idle':>6}")
            good = 0
            for readers in (one for one in STEPS if one <= options.most):
                load = step(servers, proxy, path, readers, options.seconds)
                print(load, flush=True)
                if load.late > WARM_P95:
                    break
                good = readers
            print(f"served at p95 <= {WARM_P95} ms: {good} readers; next limit: {next_limit(load, processes)}")
    for processes in (1, 2) if options.hundred else ():
        with proxied(processes) as (servers, proxy):
            print(f"\n100 readers over {processes}:\n{step(servers, proxy, path, 100, options.seconds)}", flush=True)


def main() -> None:
    """Measure what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--processes", default="1,2,4")
    asked.add_argument("--most", type=int, default=200)
    asked.add_argument("--seconds", type=float, default=20.0)
    asked.add_argument("--page", default="sources")
    asked.add_argument("--hundred", action=argparse.BooleanOptionalAction, default=True)
    options = asked.parse_args()
    if shutil.which("haproxy") is None:
        sys.exit("HAProxy is not here: apt-get install haproxy, or the package of your system.")
    measure(options)


if __name__ == "__main__":
    main()
