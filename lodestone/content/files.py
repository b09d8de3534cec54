"""Files of the content as bytes: regular ones of a bounded size only, and names that can be shown."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

# The largest file of today has 1.2 MB. YAML is read a hundred times more slowly than CSV.
MOST = 16_000_000
MOST_YAML = 2_000_000


class Unreadable(OSError):
    """A file that is there and is not read; the text says why and can be shown."""


def read_regular(path: Path, most: int | None = MOST) -> bytes:
    """All bytes of a regular file of at most `most` bytes.

    Raises FileNotFoundError, Unreadable for a folder, a device, a pipe or too many bytes, and OSError for the rest.
    Nothing else is ever opened: to open a pipe is to wait for its other end, and a device has no end.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("it is no regular file")
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unreadable("it is no regular file")  # put in the place of the other in the meantime
        if most is None:
            return file.read()
        raw = file.read(most + 1)
    if len(raw) > most:
        raise Unreadable(f"it is larger than {most // 1_000_000} MB")
    return raw


def mark_of(path: Path, most: int | None = MOST) -> bytes:
    """What tells this content of a file from any other: its checksum, or why it is not read."""
    try:
        return hashlib.sha256(read_regular(path, most)).digest()
    except Unreadable as error:
        return str(error).encode()
    except OSError:
        return b"missing"


def shown(name: str) -> str:
    r"""A file's name as messages write it: bytes that are not UTF-8 and control characters stand as \xff."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)
