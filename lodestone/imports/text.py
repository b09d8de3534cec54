"""A text of cells, plain or gzip, as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

from lodestone.errors import ImportRefused
from lodestone.imports.encodings import Open, Recoded, look_through
from lodestone.imports.headers import find_shape
from lodestone.imports.lines import LONGEST, Lines, Stream, read_header, records
from lodestone.imports.table import Fits, Limits, Table

_WEB = ("<!doctype", "<html", "<?xml", "<kml", "<gpx")


@contextmanager
def text_table(opened: Open, name: str, encoding: str | None, fits: Fits, limits: Limits) -> Iterator[Table]:
    """The table of a text; raises ImportRefused, also while its records are read."""
    text = look_through(opened, encoding, limits, name)
    first = text.head[0].lstrip(b"\xef\xbb\xbf \t\r\n").lower() if text.head else b""
    if first.startswith(tuple(mark.encode() for mark in _WEB)):
        raise ImportRefused(f"{name} is a web page or XML, not a table. Save the table itself as CSV.")
    # An encoding that was asked for, or that the file names, is decoded before lines are cut: some put zeros in them.
    recoded = text.encoding is not None and not text.notes
    decode = None if recoded else text.encoding
    shape = find_shape(_decoded(text.head, decode), fits)
    with opened() as raw:
        stream: Stream = Recoded(raw, text.encoding or "") if recoded else raw
        lines = Lines(stream, name, decode, limits)
        lines.skip(shape.above)
        header = read_header(lines, name, shape.separator)
        yield Table(
            header,
            records(lines, len(header), shape.separator),
            notes=[*text.notes, *shape.notes],
            tail=lambda: _not_decoded(
                stream.replaced if isinstance(stream, Recoded) else lines.not_decoded, text.encoding
            ),
            decimal_comma=shape.separator != ",",
        )


def looks_like_json(opened: Open) -> bool:
    """Whether the file is JSON rather than a table."""
    with opened() as stream:
        try:
            return stream.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        except (OSError, EOFError):
            return False


def _decoded(head: list[bytes], encoding: str | None) -> list[str]:
    found: list[str] = []
    lines = Lines(_Listed(head), "", encoding, Limits())
    try:
        found.extend(lines)
    except (ImportRefused, csv.Error):
        # Told where the file is read for good.
        return found
    return found


class _Listed:
    def __init__(self, lines: list[bytes]) -> None:
        self._lines = iter(lines)

    def readline(self, size: int, /) -> bytes:
        return next(self._lines, b"")[: min(size, LONGEST)]


def _not_decoded(lines: int, encoding: str | None) -> list[str]:
    if not lines:
        return []
    if encoding:
        return [f"lines with bytes that are not {encoding}, a sign stands in their place: {lines:,}."]
    return [
        (
            f"lines that are not UTF-8, read as Windows-1252: {lines:,}. If their names look wrong, name the encoding "
            "(--encoding)."
        )
    ]
