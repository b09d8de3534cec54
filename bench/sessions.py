"""What a view costs the processor, and how many readers one process serves, each beside an empty page's figures.

Run with `make bench`, or alone: `python bench/sessions.py [--readers 50] [--pages overview,funding] [--seconds 40]`.
Readers speak the protocol of Streamlit's own page (reader.py): each chooses in a select box, thinks four seconds, and
chooses again. Warm: what is chosen was chosen before by somebody. Cold: by nobody.
`--processes 2` spreads the 50 readers over so many servers, as a proxy does that keeps each with one of them.
`--lasting 30` lets 25 readers go about all pages for half an hour instead, and prints the memory as it goes.
`--quick` measures the processor time alone, of all pages with one server.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from reader import Reader, open_reader
from server import ROOT, Server, served

sys.path.insert(0, str(ROOT))

from lodestone.page_list import SHOWN_PAGES

BOX, DAY = "filter_department", "as_of"
# Each choice is made this often for one reader alone.
TIMES, ARRIVALS, THINKS = 16, 25, 4.0
# Milliseconds to reach, as the table prints them.
WARM_CPU, COLD_CPU, WARM_P95, COLD_P95, FIRST = 45, 120, 150, 400, 1500


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured on which page, its value, the floor's, and what is to be reached."""

    page: str
    what: str
    value: float
    floor: float
    target: float | None = None

    def __str__(self) -> str:
        ratio = f"{self.value / self.floor:6.1f} x" if self.floor else "       –"
        aim = (
            "" if self.target is None else f"{self.target:6.0f} {'reached' if self.value <= self.target else 'MISSED'}"
        )
        return f"{self.page:14} {self.what:34} {self.value:8.1f} {self.floor:8.1f} {ratio}  {aim}"


async def alone(server: Server, path: str, query: str = "") -> dict[str, float]:
    """Processor time (ms) of a view for one reader: warm, and cold where the page has departments to choose."""
    reader = await open_reader(server.address, path, query)
    await reader.first_view()
    box = BOX if BOX in reader.boxes else next(iter(reader.boxes), "")
    if not box:
        return {"warm": await _cost(server, [reader.again] * TIMES)}
    fresh = reader.boxes[box][1][: TIMES // 2]
    cold = await _cost(server, [lambda one=one: reader.choose(box, one) for one in fresh])
    warm = await _cost(server, [lambda one=one: reader.choose(box, one) for one in fresh] * 2)
    await reader.socket.close()
    return {"warm": warm, "cold": cold}


async def _cost(server: Server, asks: list) -> float:  # type: ignore[type-arg]
    before = server.cpu_seconds()
    for ask in asks:
        await ask()
    return (server.cpu_seconds() - before) / len(asks) * 1000


async def arrive(server: Server, path: str, readers: int) -> float:
    """Milliseconds until the last of so many readers, who all come at once, sees the page."""
    come = [await open_reader(server.address, path) for _ in range(readers)]
    took = await asyncio.gather(*(one.first_view() for one in come))
    for one in come:
        await one.socket.close()
    return max(took) * 1000


async def together(
    servers: Sequence[Server], path: str, readers: int, seconds: float, *, cold: bool
) -> tuple[float, float]:
    """Median and 95th percentile (ms) of a choice while so many readers, spread over the servers, choose and think."""
    took: list[float] = []

    async def one(number: int) -> None:
        chance = random.Random(number)
        # Cold readers each look at another day, so that nothing of theirs was seen by anyone.
        query = f"{DAY}={2026 + number // 300}-{number // 28 % 10 + 1:02d}-{number % 28 + 1:02d}" if cold else ""
        reader: Reader = await open_reader(servers[number % len(servers)].address, path, query)
        await asyncio.sleep(chance.uniform(0, THINKS))
        await reader.first_view()
        box = BOX if BOX in reader.boxes else next(iter(reader.boxes), "")
        choices = reader.boxes[box][1] if box else []
        choices = choices if cold else choices[:6]
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await asyncio.sleep(chance.uniform(0.75, 1.25) * THINKS)
            took.append(await (reader.choose(box, chance.choice(choices)) if box else reader.again()))
        await reader.socket.close()

    await asyncio.gather(*(one(number) for number in range(readers)))
    ordered = sorted(took)
    return statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.95)] * 1000


async def measure(paths: list[str], readers: int, seconds: float, processes: int) -> None:
    """Print the table, a page after the other; the floor is measured in the same run, with as many processes."""
    print(f"{'page':14} {'what (ms)':34} {'value':>8} {'floor':>8} {'ratio':>8}  target")
    with ExitStack() as stack:
        floors = [stack.enter_context(served(ROOT / "bench" / "floor.py")) for _ in range(processes)]
        base = await alone(floors[0], "/")
        calm = await together(floors, "/", readers, seconds, cold=False)
        first = await arrive(floors[0], "/", ARRIVALS)
    for path in paths:
        name = path.strip("/") or "overview"
        with ExitStack() as stack:
            apps = [stack.enter_context(served(ROOT / "app.py")) for _ in range(processes)]
            for app in apps:
                app.settle()
            rows = [Row(name, f"first view of {ARRIVALS} at once", await arrive(apps[0], path, ARRIVALS), first, FIRST)]
            cost = await alone(apps[0], path)
            rows.append(Row(name, "processor, warm", cost["warm"], base["warm"], 30 if path == "/" else WARM_CPU))
            if "cold" in cost:
                rows.append(Row(name, "processor, cold", cost["cold"], base["cold"], COLD_CPU))
            for app in apps[1:]:
                await alone(app, path)
            before = sum(app.memory_mb() for app in apps)
            middle, late = await together(apps, path, readers, seconds, cold=False)
            rows.append(Row(name, f"{readers} readers, warm, median", middle, calm[0]))
            rows.append(Row(name, f"{readers} readers, warm, p95", late, calm[1], WARM_P95))
            middle, late = await together(apps, path, readers, seconds, cold=True)
            rows.append(Row(name, f"{readers} readers, cold, p95", late, calm[1], COLD_P95))
            rows.append(Row(name, "MB more after all of them", sum(app.memory_mb() for app in apps) - before, 0))
        for row in rows:
            print(row, flush=True)


async def quickly(paths: list[str]) -> None:
    """Print the processor time of a view, warm and cold, of each page; each on a day of its own."""
    print(f"{'page':14} {'what (ms)':34} {'value':>8} {'floor':>8} {'ratio':>8}  target")
    with served(ROOT / "bench" / "floor.py") as floor:
        base = await alone(floor, "/")
    with served(ROOT / "app.py") as app:
        app.settle()
        for number, path in enumerate(paths):
            cost = await alone(app, path, f"{DAY}=2026-10-{number + 1:02d}")
            name = path.strip("/") or "overview"
            for what, value in cost.items():
                target = COLD_CPU if what == "cold" else 30 if path == "/" else WARM_CPU
                print(Row(name, f"processor, {what}", value, base[what], target), flush=True)


async def lasting(paths: list[str], readers: int, minutes: float) -> None:
    """Let readers go about the pages for so long, and print the memory each minute and after they left."""
    with served(ROOT / "app.py") as app:
        app.settle()
        print(f"before: {app.memory_mb():.0f} MB", flush=True)
        until = time.monotonic() + 60 * minutes

        async def one(number: int) -> None:
            chance = random.Random(number)
            while time.monotonic() < until:
                reader = await open_reader(app.address, chance.choice(paths))
                await reader.first_view()
                for _ in range(10):
                    await asyncio.sleep(chance.uniform(0.75, 1.25) * THINKS)
                    box = next((key for key in (BOX, *reader.boxes) if key in reader.boxes), "")
                    await (reader.choose(box, chance.choice(reader.boxes[box][1])) if box else reader.again())
                await reader.socket.close()

        async def watch() -> None:
            while time.monotonic() < until:
                await asyncio.sleep(60)
                print(f"{(time.monotonic() - until) / 60 + minutes:5.1f} min: {app.memory_mb():.0f} MB", flush=True)

        await asyncio.gather(watch(), *(one(number) for number in range(readers)))
        # Streamlit keeps the state of a page that was left for two minutes.
        await asyncio.sleep(150)
        print(f"after all left: {app.memory_mb():.0f} MB", flush=True)


def main() -> None:
    """Measure the pages that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=40.0)
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--pages", default=",".join(page.url_path for page in SHOWN_PAGES))
    asked.add_argument("--lasting", type=float, default=0.0, metavar="MINUTES")
    asked.add_argument("--quick", action="store_true")
    options = asked.parse_args()
    paths = ["/" if name == "overview" else f"/{name}" for name in options.pages.split(",")]
    if options.lasting:
        asyncio.run(lasting(paths, min(options.readers, ARRIVALS), options.lasting))
    elif options.quick:
        asyncio.run(quickly(paths))
    else:
        asyncio.run(measure(paths, options.readers, options.seconds, options.processes))


if __name__ == "__main__":
    main()
