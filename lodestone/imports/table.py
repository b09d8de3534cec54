"""What every kind of file is turned into: a header, and records that know where in the file they stand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lodestone.errors import ImportRefused

# Where it stands, its cells (None: it is none, for the reason and with the detail that follow).
Record = tuple[int, list[str] | None, str, str]
# Whether these cells are the header of a file of sites.
Fits = Callable[[list[str]], bool]

NO_POINT = "the geometry is not one point"
RAGGED = "the row has more or fewer cells than the header"
# How far below the top of a sheet or a text its header may stand.
HEAD = 40
# No table of sites is this wide.
MOST_COLUMNS = 1_000


@dataclass(frozen=True)
class Limits:
    """How much is read of one file: rows, bytes once unpacked, bytes that must be held at once, seconds."""

    rows: int = 1_000_000
    unpacked: int = 1_000_000_000
    whole: int = 200_000_000
    seconds: float = 900

    def check_size(self, size: int, name: str, *, whole: bool = False) -> None:
        """Raise ImportRefused when a file of `size` bytes is too large, to be read on the way or as a `whole`."""
        most = min(self.whole, self.unpacked) if whole else self.unpacked
        if size > most:
            raise ImportRefused(
                f"{name} is too large: it holds more than {megabytes(most)} once unpacked, the most that is read "
                f"of such a file. Divide it, or leave out columns that are not needed."
            )


@dataclass
class Table:
    """A file as a table.

    `unit` is what a record's place counts: line, row, feature. `notes` say what had to be assumed to read it, in whole
    sentences; `tail` gives those that are only known at the end. With `decimal_comma`, 35,5 is a number.
    """

    header: list[str]
    records: Iterator[Record]
    unit: str = "line"
    notes: list[str] = field(default_factory=list)
    tail: Callable[[], list[str]] = list
    decimal_comma: bool = False


def bounded(records: Iterator[Record], limits: Limits, name: str) -> Iterator[Record]:
    """The records as they come; raises ImportRefused beyond the limits on rows and time."""
    end = time.monotonic() + limits.seconds
    for number, record in enumerate(records, start=1):
        if number > limits.rows:
            raise ImportRefused(
                f"{name} has more than {limits.rows:,} rows, the most that is read of one file. "
                "Divide it and import the parts under names of their own."
            )
        if number % 256 == 0 and time.monotonic() > end:
            raise ImportRefused(
                f"{name} was given up after {limits.seconds:g} seconds and {number:,} rows. "
                "Divide it, or save it as CSV."
            )
        yield record


def megabytes(size: int) -> str:
    """A number of bytes as a reader says it."""
    return f"{size / 1_000_000:,.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"
