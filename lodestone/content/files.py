"""Files of the content as bytes: regular ones of a bounded size only, and names that can be shown."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

# The largest file of today has 1.2 MB. YAML is read a hundred times more slowly than CSV.
MOST = 16_000_000
MOST_YAML = 2_000_000


class Unreadable(OSError):
    """A file that is there and is not read; the text says why and can be shown."""


def read_regular(path: Path, most: int = MOST) -> bytes:
    """All bytes of a regular file of at most `most` bytes.

    Raises FileNotFoundError, Unreadable for a folder, a device, a pipe or too many bytes, and OSError for the rest.
    """
    with _opened(path) as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        raise Unreadable(_too_large(most))
    return raw


def last_lines(path: Path, most: int, block: int = 262_144) -> tuple[list[bytes], bool]:
    """The last lines of a regular file, at most so many, in their order, and whether others stand before them.

    Only the end of the file is read. Raises as `read_regular` does.
    """
    with _opened(path) as file:
        start = file.seek(0, os.SEEK_END)
        raw = b""
        while start and raw.rstrip(b"\n").count(b"\n") < most:
            size = min(block, start)
            start = file.seek(start - size)
            raw = file.read(size) + raw
    lines = [line for line in raw.split(b"\n") if line]
    return lines[-most:], start > 0 or len(lines) > most


def _opened(path: Path) -> BinaryIO:
    """A regular file; nothing else is ever opened: to open a pipe is to wait for its end, and a device has none."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("it is no regular file")
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0)))  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Unreadable("it is no regular file")  # put in the place of the other in the meantime
    return file


def _too_large(most: int) -> str:
    return f"it is larger than {most // 1_000_000} MB"


def checksum(path: Path, most: int = MOST) -> str:
    """SHA-256 of a regular file in hexadecimal digits, read piece by piece; raises as `read_regular` does."""
    with _opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise Unreadable(_too_large(most))
        digest = hashlib.sha256()
        while size >= 0 and (block := file.read(1 << 20)):
            digest.update(block)
            size -= len(block)
    return digest.hexdigest()


def mark_of(path: Path, most: int = MOST) -> bytes:
    """What tells this content of a file from any other: its checksum, or why it is not read."""
    try:
        return bytes.fromhex(checksum(path, most))
    except Unreadable as error:
        return str(error).encode()
    except OSError:
        return b"missing"


def shown(name: str) -> str:
    r"""A file's name as messages write it: bytes that are not UTF-8 and control characters stand as \xff."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)
