"""How far a reader's own statement may go before it is stopped, and how the system is told."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import asdict, dataclass, fields

with contextlib.suppress(ImportError):  # where the system has such limits
    import resource


@dataclass(frozen=True)
class Limits:
    """The bounds of one statement.

    `seconds` of the processor are the statement's own, so that a busy machine does not take them from it; `wait` is how
    long the clock may run meanwhile. `rows` and `bytes` of the answer as it is handed over; `memory` is what DuckDB may
    use, in megabytes, and `space` the address space of the whole process.
    """

    seconds: float = 10.0
    wait: float = 60.0
    rows: int = 10_000
    bytes: int = 8_000_000
    memory: int = 400
    space: int = 1_600

    def as_words(self) -> dict[str, float]:
        """As it is told to a worker."""
        return asdict(self)

    @classmethod
    def from_words(cls, told: dict[str, float]) -> Limits:
        """What `as_words` told; raises KeyError."""
        return cls(**{one.name: told[one.name] for one in fields(cls)})  # type: ignore[arg-type]


USUAL = Limits()


def hold_down(space: int) -> None:
    """Bind this process for good: memory in megabytes, no file written, no core left, a tenth of a page's turns."""
    # Stopping the notebook from the keyboard ends it by the end of what it is asked, not amid a message.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        # No lower: where pages take all there is, the lowest gets so few turns that nothing comes of it.
        os.nice(10)
    if "resource" in globals():
        resource.setrlimit(resource.RLIMIT_AS, (space * 1_000_000, space * 1_000_000))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def allow(seconds: float) -> None:
    """Let the system end this process when it has used so many more seconds of the processor; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
