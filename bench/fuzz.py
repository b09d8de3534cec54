"""Odd addresses, SQL, imports and content by the thousand: what the notebook makes of them.

Run with `.venv/bin/python bench/fuzz.py [--cases 100000] [--seed 1]`. Each case is spoiled from something real, and is
either taken or refused in words; all else is a failure: another exception, a path of the machine in a message, a row
of a file that is neither kept nor dropped, an address that does not lead back to itself, a case that takes too long, a
process that dies. Prints what it saw by kind, and how to run a failed case again; exit code 1 if there was any.
"""

from __future__ import annotations

import argparse
import faulthandler
import multiprocessing as mp
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import fuzz_kinds  # noqa: E402

# Of a hundred cases so many are of each kind: one of content takes half a second, the others milliseconds.
SHARES = {"addresses": 55, "statements": 34, "imports": 9, "pages": 1, "content": 1}
# What a case may take, in seconds; a statement is stopped by the notebook itself after five.
LONGEST = 30
_MACHINE = re.compile(rf"{re.escape(str(ROOT))}|{re.escape(tempfile.gettempdir())}/|/site-packages/|/home/\w")
_VARYING = re.compile(r"“[^”\n]*”|\B'.*?'\B|\"[^\"\n]*\"|\d[\d,.]*|\(.*\)")


class TooLong(Exception):
    """A case that did not end in time."""


def main() -> int:
    """Run the cases and print what they came to."""
    options = _options()
    counts = {kind: options.cases * share // 100 for kind, share in SHARES.items()}
    if options.kind:
        counts = {options.kind: options.cases}
    if options.only is not None:
        print(_one(options.kind, options.seed, options.only))
        return 0
    begin = time.monotonic()
    failed = 0
    with ThreadPoolExecutor(options.workers) as pool:
        running = {pool.submit(_all, kind, options.seed, count): kind for kind, count in counts.items()}
        for one in as_completed(running):
            failed += _print(running[one], options.seed, *one.result())
    total = sum(counts.values())
    print(f"\n{total:,} cases, {failed:,} failed, {time.monotonic() - begin:,.0f} s")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000, help="how many, of all kinds together (100000)")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other cases (1)")
    parser.add_argument("--kind", choices=SHARES, help="this kind alone")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one case of a kind, with its traceback")
    parser.add_argument("--workers", type=int, default=2, help="how many kinds at once (2)")
    options = parser.parse_args()
    if options.only is not None and not options.kind:
        parser.error("--only needs --kind")
    return options


Seen = tuple[Counter[str], dict[str, int], float]


def _all(kind: str, seed: int, count: int) -> Seen:
    """What came of all cases of a kind, the first of each failure, and the longest time; a dead process restarts."""
    outcomes: Counter[str] = Counter()
    failures: dict[str, int] = {}
    slowest, number = 0.0, 0
    context = mp.get_context("spawn")
    while number < count:
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(kind, seed, number, count, theirs))
        worker.start()
        theirs.close()
        for outcome, seconds in _heard(ours):
            if outcome.startswith("FAILED"):
                failures.setdefault(outcome, number)
            outcomes[outcome] += 1
            slowest, number = max(slowest, seconds), number + 1
        worker.join()
        if worker.exitcode == 1:
            raise SystemExit(f"{kind} cannot be tried; see above")
        if number < count:
            failures.setdefault(f"FAILED: the process died ({worker.exitcode})", number)
            outcomes[f"FAILED: the process died ({worker.exitcode})"] += 1
            number += 1
    return outcomes, failures, slowest


def _heard(pipe: Connection) -> Iterator[tuple[str, float]]:
    """What a worker says, until it ends or is silent for far too long."""
    try:
        while pipe.poll(10 * LONGEST):
            yield from pipe.recv()
    except EOFError:
        return


def _work(kind: str, seed: int, first: int, count: int, pipe: Connection) -> None:
    faulthandler.enable()
    with fuzz_kinds.KINDS[kind]() as run:
        for number in range(first, count):
            begin = time.monotonic()
            # One by one: should the process die, the case is known.
            outcome, _ = judged(run, random.Random(f"{seed}/{kind}/{number}"))
            pipe.send([(outcome, time.monotonic() - begin)])
    pipe.close()


def _one(kind: str, seed: int, number: int) -> str:
    with fuzz_kinds.KINDS[kind]() as run:
        outcome, trace = judged(run, random.Random(f"{seed}/{kind}/{number}"), tell=True)
    return f"{trace}{outcome}"


def judged(run: Callable[[random.Random], str], choice: random.Random, *, tell: bool = False) -> tuple[str, str]:
    """What a case came to, in words that many cases share, and the traceback if it failed.

    `run` returns what the reader is told, and raises what no reader may see.
    """
    try:
        with _in_time():
            said = run(choice)
    except Exception as error:  # noqa: BLE001, every kind of failure is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        trace = traceback.format_exc() if tell else ""
        text = _VARYING.sub("…", str(error).splitlines()[0] if str(error) else "")[:80]
        return f"FAILED: {type(error).__name__} {text} in {Path(place.filename).name}:{place.lineno}", trace
    if _MACHINE.search(said):
        return "FAILED: a path of the machine in a message", said
    return _VARYING.sub("…", said.splitlines()[0])[:70] if said else "taken", said if tell else ""


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLong(f"more than {LONGEST} s")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _print(kind: str, seed: int, outcomes: Counter[str], failures: dict[str, int], slowest: float) -> int:
    """Print what came of one kind; returns how many cases failed."""
    print(f"\n{kind}: {sum(outcomes.values()):,} cases, the slowest {slowest:.1f} s", flush=True)
    for outcome, times in [one for one in outcomes.most_common() if one[0] not in failures][:12]:
        print(f"{times:>9,}  {outcome}")
    others = sum(times for _, times in [one for one in outcomes.most_common() if one[0] not in failures][12:])
    if others:
        print(f"{others:>9,}  refused for other reasons")
    for outcome, number in failures.items():
        print(f"{outcomes[outcome]:>9,}  {outcome}\n{'':11}again: --kind {kind} --seed {seed} --only {number}")
    return sum(outcomes[outcome] for outcome in failures)


if __name__ == "__main__":
    sys.exit(main())
