"""A text's bytes to records that know their line, one at a time, whatever state the file is in.

Text is UTF-8 and each line that is not is Windows-1252, unless an encoding is given. A record that does not fit the
header costs its first line only: when a quote was opened and never closed, the lines it swallowed are read again on
their own.
"""

from __future__ import annotations

import csv
import zlib
from collections import deque
from collections.abc import Iterator
from typing import Protocol

from lodestone.errors import ImportRefused
from lodestone.imports.table import RAGGED, Limits, Record

# No line of a table is this long (bytes); a file without line ends must not be read into memory whole.
LONGEST = 1_000_000
NUL = "a NUL byte stands in the row"
BROKEN = "the row is not CSV (a quote is not closed, or a lone carriage return)"


class Stream(Protocol):
    """What lines come from."""

    def readline(self, size: int, /) -> bytes:
        """The next line with its end, or its first `size` bytes; empty at the end."""


class Lines:
    """The physical lines as text. `number` is the line last given, `record` those given since `begin`."""

    def __init__(self, stream: Stream, name: str, encoding: str | None, limits: Limits) -> None:
        self.number = 0
        self.not_decoded = 0
        self.record: list[str] = []
        self._stream, self._name, self._encoding, self._limits = stream, name, encoding, limits
        self._again: deque[str] = deque()
        self._size = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        text = self._again.popleft() if self._again else self._decoded(self._read())
        self.number += 1
        self.record.append(text)
        return text

    def begin(self) -> None:
        """Start a new record at the next line."""
        self.record = []

    def keep_first(self) -> None:
        """Take only the first line of the present record for read; the others come again."""
        self._again.extendleft(reversed(self.record[1:]))
        self.number -= len(self.record) - 1
        del self.record[1:]

    def skip(self, lines: int) -> None:
        """Pass over the next lines."""
        for _ in range(lines):
            next(self, "")
        self.begin()

    def _read(self) -> bytes:
        try:
            raw = self._stream.readline(LONGEST)
        except (OSError, EOFError, zlib.error) as error:
            raise ImportRefused(
                f"{self._name} is cut short or damaged after line {self.number} ({error}). Fetch it again."
            ) from error
        if not raw:
            raise StopIteration
        if len(raw) >= LONGEST:
            raise ImportRefused(
                f"{self._name}:{self.number + 1}: this line is longer than {LONGEST:,} bytes. "
                "Save the table as CSV with a line for each row."
            )
        self._size += len(raw)
        self._limits.check_size(self._size, self._name)
        return raw if self.number else raw.removeprefix(b"\xef\xbb\xbf")

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode(self._encoding or "utf-8")
        except UnicodeDecodeError:
            self.not_decoded += 1
        if self._encoding:
            return raw.decode(self._encoding, "replace")
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return raw.decode("latin-1")


def read_header(lines: Lines, name: str, separator: str) -> list[str]:
    """The cells of the first line that is not blank; raises ImportRefused when there is none."""
    lines.begin()
    try:
        for cells in csv.reader(lines, delimiter=separator):
            if any(cell.strip() for cell in cells):
                return cells
            lines.begin()
    except csv.Error as error:
        raise ImportRefused(
            f"{name}:{lines.number}: the header is not CSV ({error}). Save the table as "
            "comma-separated text with a line for each row."
        ) from error
    raise ImportRefused(f"{name} is empty. The first line must name the columns.")


def records(lines: Lines, width: int, separator: str) -> Iterator[Record]:
    """For each record below the header: its line, and its `width` cells, or None with a reason and a detail.

    Blank lines are passed over.
    """
    reader = csv.reader(lines, delimiter=separator)
    while True:
        lines.begin()
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.keep_first()
            yield start, None, BROKEN, str(error)
            continue
        nul = "\0" in (lines.record[0] if len(lines.record) == 1 else "".join(lines.record))
        if not any(cells):
            continue
        if len(cells) == width:
            yield (start, None, NUL, "") if nul else (start, cells, "", "")
        elif len(lines.record) > 1:
            lines.keep_first()
            yield start, None, BROKEN, "a quoted cell runs on into the next line"
        else:
            yield start, None, NUL if nul else RAGGED, f"{len(cells)} cells, {width} in the header"
